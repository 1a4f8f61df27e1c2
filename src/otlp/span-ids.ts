/**
 * Identifiers of spans and what they became. Nearly every record has a new one, and the keyed map
 * of one costs ten blocks of AES: those of all spans of a message are mapped together beforehand,
 * and remembered, exactly and in bounded space, for the records, parents and links that name them.
 */
import { cursor, readField, Wire } from './wire-format.js'

const LOG2 = 13
/** Words of an entry: tag, identifier, what it became, and one to spare. */
const ENTRY = 6
const SIZE = 8
const BATCH_MAX = 1024
/** Fewer are not worth a call into the cipher. */
const BATCH_MIN = 8
/** Numbers of the fields of spans, and of the identifier in a span; it stands near the front. */
const SPANS = 2
const SPAN_ID = 2
const SPAN_ID_BEFORE = 5

/** Changes so many identifiers that stand one behind another in place; false when it cannot. */
export type Many = (b: Uint8Array, n: number) => boolean

/** Remembers identifiers of eight bytes by a tag that stands for their rules; it is not 0. */
export interface SpanIds {
  /** Writes what the identifier at `at` became to `to` of `out`; false when that is not known. */
  find(tag: number, b: Uint8Array, at: number, out: Uint8Array, to: number): boolean
  /** What the identifier at `at` became stands at `to` of `out`. */
  keep(tag: number, b: Uint8Array, at: number, out: Uint8Array, to: number): void
  /** Maps the identifiers of the spans in a message that are not known yet. */
  prepare(tag: number, b: Uint8Array, at: number, end: number, many: Many): void
}

function word(b: Uint8Array, at: number): number {
  return (b[at] << 24) | (b[at + 1] << 16) | (b[at + 2] << 8) | b[at + 3]
}

function putWord(b: Uint8Array, at: number, v: number): void {
  b[at] = v >>> 24
  b[at + 1] = v >>> 16
  b[at + 2] = v >>> 8
  b[at + 3] = v
}

/** Where the identifier of the span in `[at, end)` begins, or -1. */
function idOf(b: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end; i = cursor.at) {
    if (readField(b, i, end) !== '' || cursor.n >= SPAN_ID_BEFORE) return -1
    const { n, wire, from, to } = cursor
    if (n === SPAN_ID) return wire === Wire.bytes && to - from === SIZE ? from : -1
  }
  return -1
}

/** Makes an empty memory. */
export function createSpanIds(): SpanIds {
  const table = new Int32Array(ENTRY << LOG2)
  const ids = new Uint8Array(SIZE * BATCH_MAX)
  const became = new Uint8Array(SIZE * BATCH_MAX)

  function placeOf(tag: number, high: number, low: number): number {
    const h = Math.imul(high ^ Math.imul(low ^ tag, 0x9e3779b1), 0x85ebca77)
    return ENTRY * ((h ^ (h >>> 15)) & ((1 << LOG2) - 1))
  }

  function find(tag: number, b: Uint8Array, at: number, out: Uint8Array, to: number): boolean {
    const high = word(b, at)
    const low = word(b, at + 4)
    const e = placeOf(tag, high, low)
    if (table[e] !== tag || table[e + 1] !== high || table[e + 2] !== low) return false
    putWord(out, to, table[e + 3])
    putWord(out, to + 4, table[e + 4])
    return true
  }

  function keep(tag: number, b: Uint8Array, at: number, out: Uint8Array, to: number): void {
    const high = word(b, at)
    const low = word(b, at + 4)
    const e = placeOf(tag, high, low)
    table[e] = tag
    table[e + 1] = high
    table[e + 2] = low
    table[e + 3] = word(out, to)
    table[e + 4] = word(out, to + 4)
  }

  function map(tag: number, n: number, many: Many): void {
    if (n < BATCH_MIN) return
    for (let i = 0; i < SIZE * n; i++) became[i] = ids[i]
    if (!many(became, n)) return
    for (let i = 0; i < n; i++) keep(tag, ids, SIZE * i, became, SIZE * i)
  }

  return {
    find,
    keep,
    prepare(tag, b, at, end, many) {
      let n = 0
      for (let i = at; i < end; ) {
        if (readField(b, i, end) !== '') break
        i = cursor.at
        if (cursor.n !== SPANS || cursor.wire !== Wire.bytes) continue
        const id = idOf(b, cursor.from, cursor.to)
        if (id < 0 || (word(b, id) | word(b, id + 4)) === 0) continue
        if (find(tag, b, id, became, 0)) continue
        for (let k = 0; k < SIZE; k++) ids[SIZE * n + k] = b[id + k]
        if (++n < BATCH_MAX) continue
        map(tag, n, many)
        n = 0
      }
      map(tag, n, many)
    },
  }
}
