/** The tables of a release, as files of its bundle. */
import { closeSync, openSync } from 'node:fs'
import { parquet } from '../formats/parquet.js'
import { openTables, type Tables } from '../formats/tables.js'
import type { Bundle } from '../release/bundle.js'
import { writeAll } from './output-file.js'

/** Begins the tables of a bundle. */
export function releaseTables(bundle: Bundle): Tables {
  return openTables(parquet, (path) => {
    const fd = openSync(bundle.path(path), 'wx')
    return { write: (bytes) => writeAll(fd, bytes), close: () => closeSync(fd) }
  })
}
