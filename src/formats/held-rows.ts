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
  /** the cells of a column, good until the next row: where none is absent, as they lie there */
  column(i: number): Cell[] | BigInt64Array | Float64Array
  /** holds no row any more; their room stays */
  clear(): void
}

/** Writes a whole number as one of 64 bits. A bigint would be made only to be stored. */
function putSafe(halves: Int32Array, at: number, n: number): void {
  halves[at + UPPER] = Math.floor(n / TWO_32)
  halves[at + 1 - UPPER] = n
}

/** Room for some rows: cells of a column are beside each other. */
interface Room {
  readonly most: number
  readonly slots: BigInt64Array<ArrayBuffer>
  /** the same bytes */
  readonly numbers: Float64Array
  readonly halves: Int32Array
  readonly present: Uint8Array
}

function createRoom(width: number, most: number): Room {
  const slots = new BigInt64Array(width * most)
  return {
    most,
    slots,
    numbers: new Float64Array(slots.buffer),
    halves: new Int32Array(slots.buffer),
    present: new Uint8Array(width * most),
  }
}

/** The same rows in twice the room. */
function grown(from: Room, width: number): Room {
  const to = createRoom(width, Math.max(FIRST, 2 * from.most))
  for (let i = 0; i < width; i++) {
    const [at, end] = [i * from.most, (i + 1) * from.most]
    to.slots.set(from.slots.subarray(at, end), i * to.most)
    to.present.set(from.present.subarray(at, end), i * to.most)
  }
  return to
}

/** Makes a place for rows of these columns. */
export function createHeldRows(columns: readonly Column[]): HeldRows {
  const width = columns.length
  const kinds = columns.map(({ type }) => HELD_AS[type])
  let room = createRoom(width, 0)
  let values: Cell[][] = columns.map(() => [])
  /** cells that are there, by column */
  const filled = new Float64Array(width)
  let rows = 0
  let bytes = 0
  return {
    get rows() {
      return rows
    },
    get bytes() {
      return bytes
    },
    add(cells) {
      if (rows === room.most) room = grown(room, width)
      const { most, slots, numbers, halves, present } = room
      for (let i = 0; i < width; i++) {
        const cell = cells[i] ?? null
        const kind = kinds[i]
        const at = i * most + rows
        if (kind === 'value') {
          values[i].push(cell)
          bytes += sizeOf(cell)
          continue
        }
        present[at] = cell === null ? 0 : 1
        if (cell === null) continue
        filled[i]++
        if (kind === 'number') numbers[at] = cell as number
        else if (typeof cell === 'bigint') slots[at] = cell
        else putSafe(halves, 2 * at, cell as number)
      }
      rows++
      bytes += 9 * width
    },
    column(i) {
      if (kinds[i] === 'value') return values[i]
      const { most, present } = room
      const from = i * most
      const cells = (kinds[i] === 'wide' ? room.slots : room.numbers).subarray(from, from + rows)
      if (filled[i] === rows) return cells
      const some: Cell[] = new Array(rows).fill(null)
      if (filled[i] > 0) {
        for (let k = 0; k < rows; k++) if (present[from + k] !== 0) some[k] = cells[k]
      }
      return some
    },
    clear() {
      values = columns.map(() => [])
      filled.fill(0)
      rows = 0
      bytes = 0
    },
  }
}
