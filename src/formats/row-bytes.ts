/** Rows as bytes, so that many can wait in little memory, or in a file. */
import type { Cell, Column } from '../layers/table.js'
import { HELD_AS } from './cells.js'

/** What a cell is. Texts that were met before are told by their number. */
const ABSENT = 0
const EIGHT = 1
const NO = 2
const YES = 3
const KNOWN = 4
const TEXT = 5
const BYTES = 6
/** A number of 64 bits that has no more than 53 */
const SAFE = 7

/** Texts of a column that are remembered, and how long they may be. */
const KNOWN_MAX = 1 << 12
const KNOWN_LENGTH_MAX = 64
/** What comes before the bytes of a cell: what it is, and how many they are. */
const HEAD = 5
/** The most that a cell takes that is neither text nor bytes. */
const CELL_MAX = 9
/** Of a character in UTF-8, for each of its units in UTF-16. */
const UNIT_MAX = 3

/** Bytes, and the same to read and write numbers in. */
export interface Room {
  readonly bytes: Buffer
  readonly view: DataView
}

/** Writes and reads the rows of a table; what one wrote, no other reads. */
export interface RowBytes {
  /** bytes that the row takes at most */
  roomFor(cells: readonly Cell[]): number
  /** @returns where the row ends */
  write(into: Room, at: number, cells: readonly Cell[]): number
  /** Reads the row at `at` into `cells`, bytes as they lie there. @returns where the row ends */
  read(from: Room, at: number, cells: Cell[]): number
}

/** Room over the same bytes. */
export function roomOver(bytes: Buffer): Room {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) }
}

/** Texts of a column that come again. */
interface Known {
  readonly numbers: Map<string, number>
  readonly texts: string[]
}

function writeValue(into: Room, at: number, cell: Cell, known: Known): number {
  const { view, bytes } = into
  if (typeof cell === 'boolean') {
    view.setUint8(at, cell ? YES : NO)
    return at + 1
  }
  if (cell instanceof Uint8Array) {
    view.setUint8(at, BYTES)
    view.setUint32(at + 1, cell.length)
    bytes.set(cell, at + HEAD)
    return at + HEAD + cell.length
  }
  const text = String(cell)
  const number = known.numbers.get(text)
  if (number !== undefined) {
    view.setUint8(at, KNOWN)
    view.setUint32(at + 1, number)
    return at + HEAD
  }
  if (known.texts.length < KNOWN_MAX && text.length <= KNOWN_LENGTH_MAX) {
    known.numbers.set(text, known.texts.length)
    known.texts.push(text)
  }
  const length = bytes.write(text, at + HEAD)
  view.setUint8(at, TEXT)
  view.setUint32(at + 1, length)
  return at + HEAD + length
}

function readValue({ view, bytes }: Room, at: number, tag: number, known: Known): Cell {
  if (tag === NO || tag === YES) return tag === YES
  const n = view.getUint32(at + 1)
  if (tag === KNOWN) return known.texts[n]
  const from = at + HEAD
  return tag === TEXT ? bytes.toString('utf8', from, from + n) : bytes.subarray(from, from + n)
}

/** Makes the writer and reader of rows of these columns. */
export function createRowBytes(columns: readonly Column[]): RowBytes {
  const width = columns.length
  const kinds = columns.map(({ type }) => HELD_AS[type])
  const known = columns.map((): Known => ({ numbers: new Map(), texts: [] }))
  return {
    roomFor(cells) {
      let room = width * CELL_MAX
      for (const cell of cells) {
        if (typeof cell === 'string') room += UNIT_MAX * cell.length
        else if (cell instanceof Uint8Array) room += cell.length
      }
      return room
    },
    write(into, at, cells) {
      const { view } = into
      for (let i = 0; i < width; i++) {
        const cell = cells[i] ?? null
        const kind = kinds[i]
        if (cell === null) view.setUint8(at++, ABSENT)
        else if (kind === 'value') at = writeValue(into, at, cell, known[i])
        else {
          const isNumber = typeof cell === 'number'
          view.setUint8(at, isNumber && kind === 'wide' ? SAFE : EIGHT)
          if (isNumber || kind === 'number') view.setFloat64(at + 1, cell as number)
          else view.setBigInt64(at + 1, cell as bigint)
          at += CELL_MAX
        }
      }
      return at
    },
    read(from, at, cells) {
      const { view } = from
      for (let i = 0; i < width; i++) {
        const tag = view.getUint8(at)
        if (tag === ABSENT) {
          cells[i] = null
          at++
        } else if (tag === EIGHT || tag === SAFE) {
          const isNumber = tag === SAFE || kinds[i] === 'number'
          cells[i] = isNumber ? view.getFloat64(at + 1) : view.getBigInt64(at + 1)
          at += CELL_MAX
        } else {
          cells[i] = readValue(from, at, tag, known[i])
          at += tag === NO || tag === YES ? 1 : HEAD
          if (tag === TEXT || tag === BYTES) at += view.getUint32(at - 4)
        }
      }
      return at
    },
  }
}
