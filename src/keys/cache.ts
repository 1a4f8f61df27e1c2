/**
 * An exact cache of keyed maps with a bound on memory: fixed tables of words in which a new entry
 * takes the place of an old one. What it holds changes the speed of a map, never its result.
 */

/** A map of values of one to four words; the entry of a zero key is known to be zero. */
export interface WordMap {
  /** Maps `key[0..words)` in place. */
  (value: Int32Array): void
}

const M0 = 0x9e3779b1 | 0
const M1 = 0x85ebca77 | 0
const M2 = 0xc2b2ae3d | 0
const M3 = 0x27d4eb2f | 0

/** A hash of four words, to choose a place in a table; not keyed, since it decides no result. */
export function hashWords(a: number, b: number, c: number, d: number): number {
  let h = Math.imul(a, M0) ^ Math.imul(b, M1) ^ Math.imul(c, M2) ^ Math.imul(d, M3)
  h = Math.imul(h ^ (h >>> 15), M1)
  return h ^ (h >>> 13)
}

/**
 * Remembers a map of one word. The table begins as zeros, so 0 must map to 0.
 * @param log2 binary logarithm of the number of entries, of 8 bytes each; 0 for no memory at all
 */
export function cacheWord(log2: number, map: (value: number) => number): (value: number) => number {
  if (log2 === 0) return map
  const table = new Int32Array(2 << log2)
  const shift = 32 - log2
  return (value) => {
    const v = value | 0
    const i = (Math.imul(v, M0) >>> shift) << 1
    if (table[i] === v) return table[i + 1] >>> 0
    // The neighbour is the older of a pair.
    const j = i ^ 2
    if (table[j] === v) return table[j + 1] >>> 0
    const mapped = map(v >>> 0)
    table[j] = table[i]
    table[j + 1] = table[i + 1]
    table[i] = v
    table[i + 1] = mapped
    return mapped >>> 0
  }
}

/**
 * Remembers a map of four words. The table begins as zeros, so zero must map to zero.
 * @param log2 binary logarithm of the number of entries, of 32 bytes each; 0 for no memory at all
 */
export function cacheWords(log2: number, map: WordMap): WordMap {
  if (log2 === 0) return map
  const table = new Int32Array(8 << log2)
  const mask = (1 << log2) - 1
  return (v) => {
    const a = v[0]
    const b = v[1]
    const c = v[2]
    const d = v[3]
    const i = (hashWords(a, b, c, d) & mask) << 3
    if (table[i] === a && table[i + 1] === b && table[i + 2] === c && table[i + 3] === d) {
      v[0] = table[i + 4]
      v[1] = table[i + 5]
      v[2] = table[i + 6]
      v[3] = table[i + 7]
      return
    }
    map(v)
    table[i] = a
    table[i + 1] = b
    table[i + 2] = c
    table[i + 3] = d
    table[i + 4] = v[0]
    table[i + 5] = v[1]
    table[i + 6] = v[2]
    table[i + 7] = v[3]
  }
}
