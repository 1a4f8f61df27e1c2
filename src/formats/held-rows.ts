/**
 * Rows that wait to be written: numbers beside each other instead of an object for each, so that
 * thousands of rows of dozens of columns are nothing that has to be looked through for garbage.
 */
import type { Cell, Column } from '../layers/table.js'
import { HELD_AS, sizeOf } from './cells.js'

/** Where the upper half of a number of 64 bits is, in numbers of 32 on this machine. */
const UPPER = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0
const TWO_32 = 4294967296

/** Rows that are made room for at first. */
const FIRST = 8

/** Rows of one table. */
export interface HeldRows {
  readonly rows: number
  /** bytes of memory they take, about */
  readonly bytes: number
  /** takes a row; whole numbers of 64 bits may be numbers */
  add(cells: readonly Cell[]): void
  /** gives the cells of each column, and holds none of them any more */
  take(): Cell[][]
}

/** Writes a whole number as one of 64 bits. A bigint would be made only to be stored. */
function putSafe(halves: Int32Array, at: number, n: number): void {
  halves[at + UPPER] = Math.floor(n / TWO_32)
  halves[at + 1 - UPPER] = n
}

/** Makes a place for rows of these columns. */
export function createHeldRows(columns: readonly Column[]): HeldRows {
  const width = columns.length
  const kinds = columns.map(({ type }) => HELD_AS[type])
  let slots = new BigInt64Array(0)
  let numbers = new Float64Array(0)
  let halves = new Int32Array(0)
  let present = new Uint8Array(0)
  let values: Cell[][] = columns.map(() => [])
  let rows = 0
  let bytes = 0
  const makeRoom = (cells: number): void => {
    const [heldSlots, heldPresent] = [slots, present]
    slots = new BigInt64Array(cells)
    numbers = new Float64Array(slots.buffer)
    halves = new Int32Array(slots.buffer)
    present = new Uint8Array(cells)
    slots.set(heldSlots)
    present.set(heldPresent)
  }
  /** The cells of a column. */
  const cellsOf = (i: number): Cell[] => {
    if (kinds[i] === 'value') return values[i]
    const from = kinds[i] === 'wide' ? slots : numbers
    const cells: Cell[] = new Array(rows)
    for (let row = 0, k = i; row < rows; row++, k += width) {
      cells[row] = present[k] === 0 ? null : from[k]
    }
    return cells
  }
  return {
    get rows() {
      return rows
    },
    get bytes() {
      return bytes
    },
    add(cells) {
      const first = rows * width
      if (first === present.length) makeRoom(Math.max(FIRST * width, 2 * first))
      for (let i = 0; i < width; i++) {
        const cell = cells[i] ?? null
        const kind = kinds[i]
        if (kind === 'value') {
          values[i].push(cell)
          bytes += sizeOf(cell)
        } else if (cell !== null) {
          present[first + i] = 1
          if (kind === 'number') numbers[first + i] = cell as number
          else if (typeof cell === 'bigint') slots[first + i] = cell
          else putSafe(halves, 2 * (first + i), cell as number)
        }
      }
      rows++
      bytes += 9 * width
    },
    take() {
      const taken = columns.map((_, i) => cellsOf(i))
      values = columns.map(() => [])
      slots = new BigInt64Array(0)
      numbers = new Float64Array(0)
      halves = new Int32Array(0)
      present = new Uint8Array(0)
      rows = 0
      bytes = 0
      return taken
    },
  }
}
