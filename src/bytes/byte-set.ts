/** A set of short byte strings that is looked into without making strings. */

import { hashBytes } from './hash.js'
import { same } from './short-bytes.js'

/** Numbers of strings by their bytes. */
export interface ByteSet {
  /** the number of the string that fills `[at, end)`, or -1 */
  find(b: Uint8Array, at: number, end: number): number
  /** whether string `i` fills `[at, end)` */
  is(i: number, b: Uint8Array, at: number, end: number): boolean
}

/** Makes a set; a string's number is its place in the list. */
export function createByteSet(words: readonly string[]): ByteSet {
  const all = Uint8Array.from(Buffer.from(words.join('')))
  const known = new DataView(all.buffer)
  const from = new Int32Array(words.length + 1)
  let longest = 0
  for (const [i, word] of words.entries()) {
    const n = Buffer.byteLength(word)
    from[i + 1] = from[i] + n
    longest = Math.max(longest, n)
  }
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(4 * words.length + 2)))
  const mask = slots.length - 1
  for (let i = 0; i < words.length; i++) {
    let s = hashBytes(0, all, from[i], from[i + 1]) & mask
    while (slots[s] !== 0) s = (s + 1) & mask
    slots[s] = i + 1
  }
  function is(i: number, b: Uint8Array, at: number, end: number): boolean {
    const start = from[i]
    const n = end - at
    return from[i + 1] - start === n && same(b, at, known, start, n)
  }

  return {
    is,
    find(b, at, end) {
      if (end - at > longest) return -1
      for (let s = hashBytes(0, b, at, end) & mask; slots[s] !== 0; s = (s + 1) & mask) {
        const i = slots[s] - 1
        if (is(i, b, at, end)) return i
      }
      return -1
    },
  }
}
