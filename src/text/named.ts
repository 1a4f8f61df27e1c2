/**
 * What names a number: `retries=3` is known by its key, `b=192` and `<td>192</td>` are not. Parts
 * of one address in fields of their own are too short to be told from counters by themselves.
 */
import { isWordByte } from './characters.js'
import type { Vocabulary } from './vocabulary.js'
import { createWordSet } from './word-table.js'

const BLANK = 0x20
const QUOTE = 0x22
const APOSTROPHE = 0x27
const COLON = 0x3a
const EQUALS = 0x3d
const LESS = 0x3c
const MORE = 0x3e
const BACKSLASH = 0x5c
/** Blanks, quotes and backslashes that are passed on the way back to a key. */
const AROUND_MAX = 16
const KEY_MAX = 24

/** Keys that say what a number is written as, and not what it counts. */
const HOLLOW = createWordSet(
  'octet octets byte value values item items element int integer uint digit span div',
)

function isAround(c: number): boolean {
  return c === BLANK || c === QUOTE || c === APOSTROPHE || c === BACKSLASH
}

/** Where the key ends whose sign stands before the number at `at`; `from` when there is none. */
function keyEnd(b: Uint8Array, from: number, at: number): number {
  let i = at
  while (i > from && at - i < AROUND_MAX && isAround(b[i - 1])) i--
  const sign = i > from ? b[i - 1] : 0
  if (sign === MORE) return i - 1
  if (sign !== EQUALS && sign !== COLON) return from
  i--
  const last = i
  while (i > from && last - i < AROUND_MAX && isAround(b[i - 1])) i--
  return i
}

/**
 * Whether a key or a tag stands before the number at `at` of the text that begins at `from`, and it
 * is one that nobody knows, one letter, a number among others, or says nothing.
 */
export function isUnnamed(v: Vocabulary, b: Uint8Array, from: number, at: number): boolean {
  const end = keyEnd(b, from, at)
  let i = end
  let letters = 0
  while (i > from && isWordByte(b[i - 1]) && end - i < KEY_MAX) if (b[--i] > 57) letters++
  if (letters === 0 || (b[end] === MORE && (i === from || b[i - 1] !== LESS))) return false
  let hump = end - 1
  while (hump > i && (b[hump] < 65 || b[hump] > 90)) hump--
  if (end - i < 2 || (!v.has(b, i, end) && !v.has(b, hump, end))) return true
  return HOLLOW.has(b, i, end)
}
