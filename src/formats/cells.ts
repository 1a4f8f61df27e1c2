/** Cells as text. */
import type { Cell, ColumnType } from '../layers/table.js'

const BILLION = 1_000_000_000n

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
