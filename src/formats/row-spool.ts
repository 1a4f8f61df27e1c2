/**
 * Rows of many files, in the order in which they come by turns: they wait until those of a file
 * are together. However many files there are, no more than two pieces of memory are taken; what
 * does not fit is put away, and read again when its file is written.
 */
import type { Spill } from '../correlate/record-store.js'
import type { Cell } from '../layers/table.js'
import { type Room, type RowBytes, roomOver } from './row-bytes.js'

/** Bytes that wait in memory. */
const ROOM = 4 << 20
/** Rows, and their bytes, that are worth being written together. */
const LOT_ROWS = 1 << 14
const LOT_BYTES = 2 << 20
/** Before each row: where the next of its file is, and its length. */
const HEAD = 8

/** Rows of one file that wait. */
export interface Lot {
  readonly rowBytes: RowBytes
  rows: number
  bytes: number
  /** where the first and the last row in memory are; -1 where there is none */
  first: number
  last: number
  /** where others were put, and how long they are */
  readonly away: { readonly at: number; readonly length: number }[]
}

/** Rows that wait for their files. */
export interface RowSpool<L extends Lot> {
  add(lot: L, cells: readonly Cell[]): void
  /** gives the rows of a file in their order, each until the next, and holds them no more */
  take(lot: L, row: (cells: readonly Cell[]) => void): void
  /** gives its memory up; no row comes any more */
  close(): void
}

/** Makes a place for the rows of a file. */
export function createLot(rowBytes: RowBytes): Lot {
  return { rowBytes, rows: 0, bytes: 0, first: -1, last: -1, away: [] }
}

/** None of its rows is in memory any more. */
function leave(lot: Lot): void {
  lot.first = -1
  lot.last = -1
}

interface State<L extends Lot> {
  readonly spill: Spill
  readonly write: (lot: L) => void
  room: Room
  /** the same rows, those of a file beside each other */
  sorted: Buffer
  /** files with rows in the room, and where the last row ends */
  here: L[]
  end: number
}

/** Puts the rows of a file that are here beside each other. @returns where they end */
function gather(
  { room, sorted }: Pick<State<Lot>, 'room' | 'sorted'>,
  lot: Lot,
  to: number,
): number {
  for (let at = lot.first; at >= 0; at = room.view.getInt32(at)) {
    const length = room.view.getUint32(at + 4)
    to += room.bytes.copy(sorted, to, at + HEAD, at + HEAD + length)
  }
  return to
}

/** Has enough written, puts the rest away. */
function makeRoom<L extends Lot>(s: State<L>): void {
  let to = 0
  const moved: [L, number, number][] = []
  for (const lot of s.here) {
    if (lot.rows >= LOT_ROWS || lot.bytes >= LOT_BYTES) s.write(lot)
    if (lot.first < 0) continue
    const from = to
    to = gather(s, lot, to)
    moved.push([lot, from, to - from])
    leave(lot)
  }
  const at = to === 0 ? 0 : s.spill.put(s.sorted.subarray(0, to))
  for (const [lot, from, length] of moved) lot.away.push({ at: at + from, length })
  s.here = []
  s.end = 0
}

/** A row that is longer than what waits in memory: nothing waits there now. */
function addLong<L extends Lot>(s: State<L>, lot: L, cells: readonly Cell[], most: number): void {
  const long = roomOver(Buffer.alloc(most))
  const length = lot.rowBytes.write(long, 0, cells)
  lot.away.push({ at: s.spill.put(long.bytes.subarray(0, length)), length })
  s.write(lot)
}

function add<L extends Lot>(s: State<L>, lot: L, cells: readonly Cell[]): void {
  const { room } = s
  const most = HEAD + lot.rowBytes.roomFor(cells)
  if (s.end + most > ROOM) makeRoom(s)
  lot.rows++
  if (most > ROOM) {
    addLong(s, lot, cells, most)
    return
  }
  const at = s.end
  s.end = lot.rowBytes.write(room, at + HEAD, cells)
  const length = s.end - at - HEAD
  room.view.setInt32(at, -1)
  room.view.setUint32(at + 4, length)
  if (lot.first < 0) {
    lot.first = at
    s.here.push(lot)
  } else room.view.setInt32(lot.last, at)
  lot.last = at
  lot.bytes += length
}

function take(
  { spill, room }: Pick<State<Lot>, 'spill' | 'room'>,
  lot: Lot,
  row: (cells: readonly Cell[]) => void,
): void {
  const cells: Cell[] = []
  const give = (from: Room, at: number, to: number): void => {
    while (at < to) {
      at = lot.rowBytes.read(from, at, cells)
      row(cells)
    }
  }
  for (const { at, length } of lot.away) give(roomOver(spill.get(at, length)), 0, length)
  for (let at = lot.first; at >= 0; at = room.view.getInt32(at)) {
    give(room, at + HEAD, at + HEAD + room.view.getUint32(at + 4))
  }
  lot.away.length = 0
  lot.rows = lot.bytes = 0
  leave(lot)
}

/**
 * Makes a spool.
 * @param write called with a file of which enough waits: it takes those rows
 */
export function createRowSpool<L extends Lot>(spill: Spill, write: (lot: L) => void): RowSpool<L> {
  const [room, sorted] = [roomOver(Buffer.alloc(ROOM)), Buffer.alloc(ROOM)]
  const state: State<L> = { spill, write, room, sorted, here: [], end: 0 }
  return {
    add: (lot, cells) => add(state, lot, cells),
    take: (lot, row) => take(state, lot, row),
    close() {
      state.sorted = Buffer.alloc(0)
      state.room = roomOver(state.sorted)
    },
  }
}
