/** The tables of a release, as files of its bundle, and what is counted in them on the way. */
import { closeSync, openSync } from 'node:fs'
import type { Spill } from '../correlate/record-store.js'
import { parquet } from '../formats/parquet.js'
import { type Create, openTables, type Tables, type WrittenTable } from '../formats/tables.js'
import type { Bundle } from '../release/bundle.js'
import { createTableCounts } from '../release/count-tables.js'
import type { LayerFacts } from '../release/layer-facts.js'
import { writeAll } from './output-file.js'

/** Bytes of a file that wait for more: hundreds of files of few rows are opened once each. */
const WAITING = 1 << 14

/** Tables that count what they are given. */
export interface ReleaseTables extends Tables {
  counted(written: readonly WrittenTable[]): LayerFacts
}

/** Begins the tables of a bundle. Files of many days are open at once: none stays open. */
export function releaseTables(bundle: Bundle, spill: Spill): ReleaseTables {
  const create: Create = (path) => {
    const file = bundle.path(path)
    let flags = 'wx'
    let waiting: Uint8Array[] = []
    let bytesWaiting = 0
    const drain = (): void => {
      const fd = openSync(file, flags)
      flags = 'a'
      for (const bytes of waiting) writeAll(fd, bytes)
      closeSync(fd)
      waiting = []
      bytesWaiting = 0
    }
    return {
      write(bytes) {
        waiting.push(bytes.slice())
        bytesWaiting += bytes.length
        if (bytesWaiting > WAITING) drain()
      },
      close: drain,
    }
  }
  const tables = openTables(parquet, create, spill)
  const counts = createTableCounts()
  return {
    row(table, cells) {
      counts.row(table, cells)
      tables.row(table, cells)
    },
    close: tables.close,
    counted: counts.facts,
  }
}
