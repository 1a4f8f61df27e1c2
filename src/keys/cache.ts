/**
 * An exact cache of keyed maps with a bound on memory: fixed tables of words, in which a few values
 * share a set of places and a new one drives out the oldest. What the cache holds changes the speed
 * of a map, never its result. Sets matter: with single places, one in twenty of a thousand busy
 * values would be mapped anew each time.
 */

import { put16, put32, u16, u32 } from '../bytes/endian.js'

/** A map of values of one to four words; the entry of a zero key is known to be zero. */
export interface WordMap {
  /** Maps `key[0..words)` in place. */
  (value: Int32Array): void
}

const M0 = 0x9e3779b1 | 0
const M1 = 0x85ebca77 | 0
const M2 = 0xc2b2ae3d | 0
const M3 = 0x27d4eb2f | 0

/** Words of an entry: a value and what it maps to. */
const WORDS = 8
const WAYS_LOG2 = 2
const SET = WORDS << WAYS_LOG2

/** A hash of four words, to choose a place in a table; not keyed, since it decides no result. */
export function hashWords(a: number, b: number, c: number, d: number): number {
  let h = Math.imul(a, M0) ^ Math.imul(b, M1) ^ Math.imul(c, M2) ^ Math.imul(d, M3)
  h = Math.imul(h ^ (h >>> 15), M1)
  return h ^ (h >>> 13)
}

/** Maps a value of a fixed length that lies at `at`, in place. */
export type BytesMap = (b: Uint8Array, at: number) => void

/**
 * Remembers a map of four bytes, as a map of bytes in place: a number above 2^31 that crosses the
 * border of a function is an object. The table begins as zeros, so zero must map to zero.
 * @param log2 binary logarithm of the number of entries, of 8 bytes each; 0 for no memory at all
 */
export function cacheWord(log2: number, map: (value: number) => number): BytesMap {
  if (log2 === 0) return (b, at) => put32(b, at, map(u32(b, at)))
  const table = new Int32Array(2 << log2)
  const shift = 33 - log2
  return (b, at) => {
    const v = u32(b, at) | 0
    const i = shift > 31 ? 0 : (Math.imul(v, M0) >>> shift) << 2
    let mapped = table[i + 1]
    if (table[i] !== v) {
      mapped = table[i + 3]
      if (table[i + 2] !== v) {
        mapped = map(v >>> 0) | 0
        table[i + 2] = table[i]
        table[i + 3] = table[i + 1]
        table[i] = v
        table[i + 1] = mapped
      }
    }
    put32(b, at, mapped)
  }
}

/** Remembers a map of six bytes, given on words 2 (high 16 bits) and 3 of four, in the same way. */
export function cacheSix(log2: number, map: WordMap): BytesMap {
  const words = new Int32Array(4)
  const table = new Int32Array(8 << log2)
  const mask = (1 << log2) - 1
  return (b, at) => {
    const high = u16(b, at)
    const low = u32(b, at + 2) | 0
    const i = (hashWords(high, low, 0, 0) & mask) << 3
    let e = i
    if (table[i + 1] !== low || table[i] !== high) {
      e = i + 4
      if (table[i + 5] !== low || table[i + 4] !== high) {
        words[2] = high
        words[3] = low
        map(words)
        e = i
        for (let k = i; k < i + 4; k++) table[k + 4] = table[k]
        table[i] = high
        table[i + 1] = low
        table[i + 2] = words[2]
        table[i + 3] = words[3]
      }
    }
    put16(b, at, table[e + 2])
    put32(b, at + 2, table[e + 3])
  }
}

/**
 * Remembers a map of four words. The table begins as zeros, so zero must map to zero.
 * @param log2 binary logarithm of the number of entries, of 32 bytes each; 0 for no memory at all
 */
export function cacheWords(log2: number, map: WordMap): WordMap {
  if (log2 === 0) return map
  const table = new Int32Array(WORDS << Math.max(log2, WAYS_LOG2))
  const mask = (1 << Math.max(0, log2 - WAYS_LOG2)) - 1
  return (v) => {
    const a = v[0]
    const b = v[1]
    const c = v[2]
    const d = v[3]
    const first = (hashWords(a, b, c, d) & mask) * SET
    for (let i = first; i < first + SET; i += WORDS) {
      if (table[i + 3] !== d || table[i + 2] !== c) continue
      if (table[i + 1] !== b || table[i] !== a) continue
      v[0] = table[i + 4]
      v[1] = table[i + 5]
      v[2] = table[i + 6]
      v[3] = table[i + 7]
      return
    }
    map(v)
    for (let i = first + SET - 1; i >= first + WORDS; i--) table[i] = table[i - WORDS]
    table[first] = a
    table[first + 1] = b
    table[first + 2] = c
    table[first + 3] = d
    table[first + 4] = v[0]
    table[first + 5] = v[1]
    table[first + 6] = v[2]
    table[first + 7] = v[3]
  }
}
