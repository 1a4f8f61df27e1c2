/** The tables of a release, as files of its bundle. */
import { closeSync, openSync } from 'node:fs'
import { parquet } from '../formats/parquet.js'
import { openTables, type Tables } from '../formats/tables.js'
import type { Bundle } from '../release/bundle.js'
import { writeAll } from './output-file.js'

/** Begins the tables of a bundle. Files of many days are open at once: none stays open. */
export function releaseTables(bundle: Bundle): Tables {
  return openTables(parquet, (path) => {
    const file = bundle.path(path)
    closeSync(openSync(file, 'wx'))
    return {
      write(bytes) {
        const fd = openSync(file, 'a')
        writeAll(fd, bytes)
        closeSync(fd)
      },
      close: () => undefined,
    }
  })
}
