/** Rows of days that no file is open for: they wait until there are enough of them for a file. */
import type { Cell } from '../layers/table.js'
import { sizeOf } from './cells.js'

/** Rows by day. */
export interface WaitingRows {
  /** bytes of memory they take, about */
  readonly bytes: number
  add(day: string, cells: readonly Cell[]): void
  /** gives the rows of each day together, and holds none of them any more */
  take(): Iterable<readonly [day: string, rows: readonly (readonly Cell[])[]]>
}

/** Makes a place for rows to wait in. */
export function createWaitingRows(): WaitingRows {
  let days = new Map<string, (readonly Cell[])[]>()
  let bytes = 0
  return {
    get bytes() {
      return bytes
    },
    add(day, cells) {
      const rows = days.get(day)
      if (rows === undefined) days.set(day, [[...cells]])
      else rows.push([...cells])
      for (const cell of cells) bytes += sizeOf(cell)
    },
    take() {
      const taken = days
      days = new Map()
      bytes = 0
      return taken
    },
  }
}
