/** Words told by their bytes: no string is made of what stands in a text to look it up. */
import { isWordByte } from './characters.js'

/** No longer word is looked for. */
const LONGEST = 24

/** @returns the number of the word `[at, end)` in its list, in letters of any case; -1 for none */
export type FindWord = (b: Uint8Array, at: number, end: number) => number

function hashOf(b: Uint8Array, at: number, end: number): number {
  let h = end - at
  for (let i = at; i < end; i++) h = Math.imul(h ^ (b[i] | 32), 0x01000193)
  return h ^ (h >>> 15)
}

/**
 * Makes a table of words.
 * @param list in lower case, each once, of 255 bytes at most
 */
export function createWordTable(list: readonly string[]): FindWord {
  const arena = Buffer.from(list.join(''), 'latin1')
  let log2 = 4
  while (1 << log2 < list.length * 3) log2++
  const mask = (1 << log2) - 1
  // One more than the number of the word; where it begins, and its length.
  const numbers = new Int32Array(1 << log2)
  const begins = new Int32Array(1 << log2)
  const lengths = new Uint8Array(1 << log2)
  let place = 0
  for (const [i, word] of list.entries()) {
    let slot = hashOf(arena, place, place + word.length) & mask
    while (numbers[slot] !== 0) slot = (slot + 1) & mask
    numbers[slot] = i + 1
    begins[slot] = place
    lengths[slot] = word.length
    place += word.length
  }
  return (b, at, end) => {
    const n = end - at
    let slot = hashOf(b, at, end) & mask
    while (numbers[slot] !== 0) {
      if (lengths[slot] === n) {
        const from = begins[slot]
        let i = 0
        while (i < n && (b[at + i] | 32) === (arena[from + i] | 32)) i++
        if (i === n) return numbers[slot] - 1
      }
      slot = (slot + 1) & mask
    }
    return -1
  }
}

/** A few words that say something. */
export interface WordSet {
  /** Whether `[at, end)` is one of them, in letters of any case. */
  has(b: Uint8Array, at: number, end: number): boolean
  /** Whether the word that ends at `end`, and begins at `from` or later, is one of them. */
  endsAt(b: Uint8Array, from: number, end: number): boolean
}

/** Makes a set of words, given between white space. */
export function createWordSet(words: string): WordSet {
  const list = [...new Set(words.trim().split(/\s+/))]
  const find = createWordTable(list)
  const longest = Math.max(...list.map((word) => word.length))
  const has = (b: Uint8Array, at: number, end: number): boolean =>
    end > at && end - at <= longest && find(b, at, end) >= 0
  return { has, endsAt: (b, from, end) => has(b, wordStart(b, from, end), end) }
}

/** Where the word begins that ends at `end`: at `from` or later. A long one is cut. */
export function wordStart(b: Uint8Array, from: number, end: number): number {
  let at = end
  while (at > from && end - at < LONGEST && isWordByte(b[at - 1])) at--
  return at
}

/** Where the word ends that begins at `at`: at `limit` or before. A long one is cut. */
export function wordEnd(b: Uint8Array, at: number, limit: number): number {
  let end = at
  while (end < limit && end - at < LONGEST && isWordByte(b[end])) end++
  return end
}

/** Whether `[at, end)` ends in `tail`, in letters of any case. */
export function endsIn(b: Uint8Array, at: number, end: number, tail: Uint8Array): boolean {
  const from = end - tail.length
  if (from < at) return false
  for (let i = tail.length - 1; i >= 0; i--) if ((b[from + i] | 32) !== tail[i]) return false
  return true
}
