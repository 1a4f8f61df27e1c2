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
  /** the cells of a column, made when asked: those of all together are a good deal of memory */
  column(i: number): Cell[] | BigInt64Array | Float64Array
  /** holds no row any more; their room stays */
  clear(): void
}

/** Writes a whole number as one of 64 bits. A bigint would be made only to be stored. */
function putSafe(halves: Int32Array, at: number, n: number): void {
  halves[at + UPPER] = Math.floor(n / TWO_32)
  halves[at + 1 - UPPER] = n
}

/** Whether each `width`th flag is set, from `at` on. */
function areAll(flags: Uint8Array, at: number, width: number, end: number): boolean {
  for (let k = at; k < end; k += width) if (flags[k] === 0) return false
  return true
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
  const gather = <T extends Cell[] | BigInt64Array | Float64Array>(
    i: number,
    from: BigInt64Array | Float64Array,
    into: T,
  ): T => {
    for (let row = 0, k = i; row < rows; row++, k += width) {
      into[row] = present[k] === 0 ? null : from[k]
    }
    return into
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
    column(i) {
      if (kinds[i] === 'value') return values[i]
      const isFull = areAll(present, i, width, rows * width)
      if (kinds[i] === 'wide') return gather(i, slots, isFull ? new BigInt64Array(rows) : [])
      return gather(i, numbers, isFull ? new Float64Array(rows) : [])
    },
    clear() {
      values = columns.map(() => [])
      present.fill(0, 0, rows * width)
      rows = 0
      bytes = 0
    },
  }
}
