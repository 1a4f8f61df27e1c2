/** Do the buckets of a histogram add up to its count, as metrics.proto asks of every point? */
import { cursor, numberAt, readField, readVarint, Wire } from './wire-format.js'

/** Numbers of the fields of a histogram's point, and of `bucket_counts` where it lies deeper. */
export interface Buckets {
  /** the count of all values, and that of those that are zero; 0 where there is no such field */
  readonly count: number
  readonly zeros: number
  /** messages or lists with counts */
  readonly parts: readonly number[]
  /** the list of counts within a part; 0 where the part is the list */
  readonly within: number
  /** what says nothing without its buckets */
  readonly bounds: number
}

/** The sum of integers that stand one behind the other, in eight bytes each. */
function sumOfWords(b: Uint8Array, at: number, end: number): number {
  let sum = 0
  for (let i = at; i + 8 <= end; i += 8) sum += numberAt(b, i, false)
  return sum
}

/** The same of varints. */
function sumOfVarints(b: Uint8Array, at: number, end: number): number {
  let sum = 0
  for (let i = at; i < end; i = cursor.at) {
    sum += readVarint(b, i, end)
    if (cursor.at < 0) return Number.NaN
  }
  return sum
}

/** The sum of the counts in a part, packed or one by one. */
function sumWithin(b: Uint8Array, at: number, end: number, within: number): number {
  let sum = 0
  for (let i = at; i < end; ) {
    if (readField(b, i, end) !== '') return Number.NaN
    i = cursor.at
    if (cursor.n !== within) continue
    if (cursor.wire === Wire.varint) sum += cursor.value
    else if (cursor.wire === Wire.bytes) sum += sumOfVarints(b, cursor.from, cursor.to)
  }
  return sum
}

/**
 * Claim `buckets-are-counts`: counts of buckets leave only where they add up to the count of the
 * point. A text in the place of a list of small numbers is a list of small numbers; that they are
 * not counts is seen by their sum. A point without buckets has nothing to add up.
 */
export function addUp(p: Buckets, b: Uint8Array, at: number, end: number): boolean {
  let count = 0
  let sum = 0
  let some = false
  for (let i = at; i < end; ) {
    // What cannot be read is found, and said, where the fields are rewritten.
    if (readField(b, i, end) !== '') return true
    i = cursor.at
    const { n, wire, from, to } = cursor
    if (wire === Wire.fixed64 && n === p.count) count = numberAt(b, from, false)
    else if (wire === Wire.fixed64 && n === p.zeros) sum += numberAt(b, from, false)
    else if (p.parts.includes(n)) {
      some = true
      if (p.within > 0) sum += wire === Wire.bytes ? sumWithin(b, from, to, p.within) : 0
      else sum += sumOfWords(b, from, to)
    }
  }
  return !some || sum === count
}

/** Bits of the fields that leave together with the counts of buckets, or not at all. */
export function together(p: Buckets | undefined): number {
  if (p === undefined) return 0
  const bits = p.parts.reduce((all, n) => all | (1 << n), 0)
  return p.bounds === 0 ? bits : bits | (1 << p.bounds)
}
