/**
 * Lists of well-known words, and looking one up in a frame without making a string. Text fields
 * may leave as `enum` only when they hold such a word: anything else could be a name.
 */

/** A list of words, arranged by length and first letter. */
export interface WordSet {
  readonly words: readonly Uint8Array[]
  /** by length and lower-case first byte (`length * 128 + byte`), the words to compare with */
  readonly bucket: readonly (Int32Array | undefined)[]
}

const LONGEST = 63

function lower(c: number): number {
  return c >= 65 && c <= 90 ? c | 32 : c
}

/** Arranges words (ASCII, at most 63 bytes each) for `findWord`. */
export function wordSet(list: readonly string[]): WordSet {
  const words = list.map((w) => Uint8Array.from(w, (c) => lower(c.charCodeAt(0))))
  const lists = new Map<number, number[]>()
  for (const [i, w] of words.entries()) {
    const key = w.length * 128 + w[0]
    lists.set(key, [...(lists.get(key) ?? []), i])
  }
  const bucket: (Int32Array | undefined)[] = new Array((LONGEST + 1) * 128).fill(undefined)
  for (const [key, indices] of lists) bucket[key] = Int32Array.from(indices)
  return { words, bucket }
}

function same(word: Uint8Array, b: Uint8Array, at: number): boolean {
  for (let k = 0; k < word.length; k++) if (lower(b[at + k]) !== word[k]) return false
  return true
}

/** The index of the word that `[at, end)` is, whatever its case, or -1. */
export function findWord(set: WordSet, b: Uint8Array, at: number, end: number): number {
  const n = end - at
  if (n < 1 || n > LONGEST || b[at] > 127) return -1
  const candidates = set.bucket[n * 128 + lower(b[at])]
  if (candidates === undefined) return -1
  for (let i = 0; i < candidates.length; i++) {
    if (same(set.words[candidates[i]], b, at)) return candidates[i]
  }
  return -1
}

/** Whether `[at, end)` is letters, digits, hyphens, underscores and dots, as host names are. */
export function isHostText(b: Uint8Array, at: number, end: number): boolean {
  if (end <= at || end - at > 255) return false
  for (let i = at; i < end; i++) {
    const c = lower(b[i])
    const letter = c >= 97 && c <= 122
    const digit = c >= 48 && c <= 57
    if (!letter && !digit && c !== 45 && c !== 46 && c !== 95) return false
  }
  return true
}

/** Whether `[at, end)` is one to `most` decimal digits. */
export function isDigits(b: Uint8Array, at: number, end: number, most: number): boolean {
  if (end <= at || end - at > most) return false
  for (let i = at; i < end; i++) if (b[i] < 48 || b[i] > 57) return false
  return true
}

/** Whether `[at, end)` is printable ASCII. */
export function isPrintable(b: Uint8Array, at: number, end: number): boolean {
  for (let i = at; i < end; i++) if (b[i] < 32 || b[i] > 126) return false
  return end > at
}
