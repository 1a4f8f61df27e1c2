/** Cells: how they are held, as text, and how large they are. */
import type { Cell, ColumnType } from '../layers/table.js'

const BILLION = 1_000_000_000n

/** How a cell is held: in 64 bits as it is, as a number, or as the value itself. */
type HeldAs = 'wide' | 'number' | 'value'

/** How cells of each type are held while they wait. */
export const HELD_AS: Readonly<Record<ColumnType, HeldAs>> = {
  string: 'value',
  int32: 'number',
  int64: 'wide',
  double: 'number',
  boolean: 'value',
  timestamp: 'wide',
  json: 'value',
  bytes: 'value',
}

/** A time as RFC 3339 writes it, with nanoseconds. */
function timeText(nanos: bigint): string {
  const part = ((nanos % BILLION) + BILLION) % BILLION
  const seconds = Number((nanos - part) / BILLION)
  const date = new Date(seconds * 1000)
  if (Number.isNaN(date.getTime())) return String(nanos)
  return `${date.toISOString().slice(0, 19)}.${String(part).padStart(9, '0')}Z`
}

/** The text of a cell that is there: times in RFC 3339, bytes in hexadecimal. */
export function cellText(type: ColumnType, cell: Exclude<Cell, null>): string {
  if (type === 'timestamp') return timeText(BigInt(cell as bigint | number))
  return cell instanceof Uint8Array ? Buffer.from(cell).toString('hex') : String(cell)
}

/** About what a cell takes in memory: a place in its column, and an object beside it. */
export function sizeOf(cell: Cell): number {
  if (typeof cell === 'string' || cell instanceof Uint8Array) return 32 + cell.length
  return typeof cell === 'bigint' ? 32 : 8
}
