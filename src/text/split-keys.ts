/**
 * Keys that do not end at their equals sign: `user[name]=will`, `user%5B0%5D=will`, `user!=will`,
 * `user__exact=will`. They are told from the sign, on the way back.
 */
import { isWordByte } from './characters.js'
import { pastEscape } from './escapes.js'
import { roleOf } from './roles.js'
import { Role, type Vocabulary } from './vocabulary.js'
import { createWordSet, wordStart } from './word-table.js'

const PERCENT = 0x25
const CLOSE = 0x5d
/** How far a key goes back, and how many signs make an operator. */
const KEY_MAX = 64
const OPERATOR_MAX = 2
/** Between words of one key. */
const INNER = new Set([...'[]%_-.'].map((c) => c.charCodeAt(0)))
const OPERATORS = new Set([...'!~<>*^'].map((c) => c.charCodeAt(0)))

/** What queries put behind a key to say how it is compared. */
const COMPARING = createWordSet(`
  eq ne neq like ilike is not in contains icontains startswith istartswith endswith iendswith exact
  iexact regex iregex match matches equals term
`)

/** Whether the word `[at, end)` announces, without the digits of an escape before it. */
function isTelling(v: Vocabulary, b: Uint8Array, from: number, at: number, end: number): boolean {
  const begin = pastEscape(b, from, at, end)
  const role = begin < end ? roleOf(v, b, from, begin, end, end) : -1
  return role === Role.announcing || role === Role.key || role === Role.doubtful
}

/** Whether one of the words of a key that ends at `end` announces. */
function hasTelling(v: Vocabulary, b: Uint8Array, from: number, end: number): boolean {
  let i = end
  while (i > from && end - i < KEY_MAX) {
    if (INNER.has(b[i - 1])) i--
    else if (isWordByte(b[i - 1])) {
      const at = wordStart(b, from, i)
      if (isTelling(v, b, from, at, i)) return true
      i = at
    } else return false
  }
  return false
}

/** Whether a bracket that is closed, escaped or not, ends at `i`. */
function isClosed(b: Uint8Array, from: number, i: number): boolean {
  if (i - 1 < from || b[i - 1] === CLOSE) return i - 1 >= from
  const isEscape = i - 3 >= from && b[i - 2] === 0x35 && (b[i - 1] | 32) === 0x64
  return isEscape && wordStart(b, from, i) > from && b[wordStart(b, from, i) - 1] === PERCENT
}

/** Whether the equals sign at `at` belongs to a key that announces, with more between. */
export function isSplitKey(v: Vocabulary, b: Uint8Array, from: number, at: number): boolean {
  let i = at
  while (i > from && at - i < OPERATOR_MAX && OPERATORS.has(b[i - 1])) i--
  if (isClosed(b, from, i)) return hasTelling(v, b, from, i)
  const begin = wordStart(b, from, i)
  if (begin === i) return false
  if (i < at && isTelling(v, b, from, begin, i)) return true
  const isCompared = begin > from && INNER.has(b[begin - 1]) && COMPARING.has(b, begin, i)
  return isCompared && hasTelling(v, b, from, begin)
}
