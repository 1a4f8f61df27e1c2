/**
 * Values of a column by which tables are joined, counted in bounded memory: all of them, or those
 * with the smallest hashes. Samples of two columns are of the same values, so that they still meet.
 */
import type { Cell } from '../layers/table.js'

/** Different values that are held. */
const MOST = 1 << 16
const HASHES = 2 ** 52
const TWO_32 = 2 ** 32

/** Values of one column. */
export interface KeyCounts {
  /** rows that have a value */
  readonly rows: number
  /** hashes below this are held: all of them where it is 2^52 */
  readonly below: number
  add(cell: Cell): void
  has(hash: number): boolean
  /** hashes that are held, and how many rows have their value */
  held(): Iterable<readonly [number, number]>
}

/** A whole number that is no longer than 53 bits, as most numbers of records are, or -1. */
function numberOf(cell: Cell): number {
  const n = typeof cell === 'bigint' ? Number(cell) : cell
  return typeof n === 'number' && n >= 0 && Number.isSafeInteger(n) ? n : -1
}

/** 52 bits of a value; two values of a few million share one with a chance of one in a thousand. */
function hashOf(cell: Cell): number {
  let a = 0x9747b28c
  let b = 0x3c6ef372
  const n = numberOf(cell)
  const text = n >= 0 ? '' : String(cell)
  const length = n >= 0 ? 2 : text.length
  for (let i = 0; i < length; i++) {
    const c = n < 0 ? text.charCodeAt(i) : i === 0 ? n | 0 : n / TWO_32
    a = Math.imul(a ^ c, 0x85ebca6b)
    a ^= a >>> 13
    b = Math.imul(b ^ c, 0xc2b2ae35)
    b ^= b >>> 16
  }
  a = Math.imul(a ^ (b >>> 15), 0x2c1b3c6d)
  b = Math.imul(b ^ (a >>> 12), 0x297a2d39)
  return ((a ^ (a >>> 15)) >>> 0) * 2 ** 20 + ((b ^ (b >>> 15)) >>> 12)
}

/** Makes counts. */
export function createKeyCounts(most = MOST): KeyCounts {
  const counts = new Map<number, number>()
  let below = HASHES
  let rows = 0
  return {
    get rows() {
      return rows
    },
    get below() {
      return below
    },
    add(cell) {
      if (cell === null) return
      rows++
      const hash = hashOf(cell)
      if (hash >= below) return
      counts.set(hash, (counts.get(hash) ?? 0) + 1)
      while (counts.size > most) {
        below /= 2
        for (const known of counts.keys()) if (known >= below) counts.delete(known)
      }
    },
    has: (hash) => counts.has(hash),
    held: () => counts,
  }
}

/** Rows of `from` whose value is in `to`: counted, or reckoned from what was sampled of both. */
export function countMet(from: KeyCounts, to: KeyCounts): { met: number; estimated: boolean } {
  const below = Math.min(from.below, to.below)
  let sampled = 0
  let met = 0
  for (const [hash, n] of from.held()) {
    if (hash >= below) continue
    sampled += n
    if (to.has(hash)) met += n
  }
  if (below === HASHES) return { met, estimated: false }
  return { met: sampled === 0 ? 0 : Math.round((from.rows * met) / sampled), estimated: true }
}
