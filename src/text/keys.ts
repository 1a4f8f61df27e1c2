/** Keys of values in free text, and what has a value without one: folders and literals. */
import { trailingDigits } from './boundaries.js'
import { Class, classes, isWordByte } from './characters.js'
import { pastEscape } from './escapes.js'
import { isBlank } from './separators.js'
import { createWordSet, wordStart } from './word-table.js'

const NEWLINE = 10
const SPACE = 32
const QUOTE = 34
const APOSTROPHE = 39
const OPEN = 40
const CLOSE = 41
const COMMA = 44
const SLASH = 47
const COLON = 58
const EQUALS = 61
const BACKSLASH = 92

/** Whether a key stands at `i`: word bytes, then perhaps a quote and blanks, then `sign`. */
export function isKey(b: Uint8Array, at: number, end: number, sign: number): boolean {
  let i = at
  while (i < end && (isWordByte(b[i]) || b[i] === 0x5f || b[i] === 0x2d || b[i] === 0x2e)) i++
  if (i === at || i - at > 64) return false
  if (sign === EQUALS) return b[i] === EQUALS && i < end
  while (i < end && (b[i] === QUOTE || b[i] === APOSTROPHE || b[i] === BACKSLASH)) i++
  while (i < end && b[i] === SPACE) i++
  return i < end && b[i] === sign
}

/** Whether an object begins behind a `{` at `i`, so that keys follow and no value. */
export function isObject(b: Uint8Array, at: number, end: number): boolean {
  let i = at + 1
  while (i < end && (isBlank(b[i]) || b[i] === BACKSLASH)) i++
  const quoted = b[i] === QUOTE || b[i] === APOSTROPHE
  return isKey(b, quoted ? i + 1 : i, end, COLON) || isKey(b, i, end, EQUALS)
}

/** Whether a key stands at `i`, behind blanks or none. */
export function isAnyKey(b: Uint8Array, i: number, end: number): boolean {
  return isKey(b, i, end, EQUALS) || isKey(b, i, end, COLON)
}

/** Whether a colon or an equals sign follows the word at `i`. */
export function isSigned(b: Uint8Array, i: number): boolean {
  let k = i
  while (k < b.length && classes[b[k]] === Class.letter) k++
  return b[k] === COLON || b[k] === EQUALS
}

/** Folders of which each is somebody's. */
const FOLDERS = createWordSet(`
  home homes user users member members customer customers employee employees owner owners
  profile profiles people person persons account accounts author authors contact contacts
  patient patients student students staff crontabs guest guests u
`)

/** Mailboxes lie in such folders. */
const MAIL = createWordSet('mail')
const SPOOLS = createWordSet('var spool')

/** Whether such a folder ends at `i` and a name follows: `/home/will`, `C:\\Users\\will`. */
export function isFolder(b: Uint8Array, at: number, i: number, end: number): boolean {
  if (b[i] !== SLASH && b[i] !== BACKSLASH) return false
  const next = i + 1 < end && b[i + 1] === b[i] ? i + 2 : i + 1
  if (next >= end || !isWordByte(b[next])) return false
  const from = pastEscape(b, at, wordStart(b, at, i), i)
  if (MAIL.has(b, from, i)) return from > at && SPOOLS.endsAt(b, at, from - 1)
  const to = trailingDigits(b, from, i)
  // `/home2/will`, but `/u01/app`.
  return FOLDERS.has(b, from, to - from > 2 ? to : i)
}

/** No literal of more bytes is looked for. */
const LITERAL_MAX = 64

/** Whether a quote like `b[i]` ends a literal that begins there, and no word or, of some, key. */
function isClosed(b: Uint8Array, i: number, end: number, mayBeKey: boolean): boolean {
  const most = Math.min(end, i + LITERAL_MAX)
  let k = i + 1
  while (k < most && b[k] !== b[i] && b[k] !== NEWLINE) k++
  if (k === most || b[k] !== b[i] || k === i + 1) return false
  const next = k + 1 < end ? b[k + 1] : SPACE
  return !isWordByte(next) && !(mayBeKey && next === COLON)
}

/**
 * Whether a quote at `i` opens a value: in a list in brackets, of SQL (`x = 'will'`, `LIKE '%a'`),
 * or a word of a sentence, which came from outside: `no such role "rose"`, `entry 'will' exists`.
 * In statements double quotes are as single ones.
 */
export function isLiteral(
  b: Uint8Array,
  at: number,
  i: number,
  end: number,
  isStatement: boolean,
): boolean {
  const isSingle = b[i] === APOSTROPHE || (isStatement && b[i] === QUOTE)
  if (!isSingle && b[i] !== QUOTE) return false
  if (isSingle && i + 1 < end && b[i + 1] === 0x25) return true
  let k = i - 1
  while (k >= at && b[k] === BACKSLASH && i - k < 4) k--
  const last = k
  while (k > at && i - k < 4 && isBlank(b[k])) k--
  if (k < at) return isSingle && isClosed(b, i, end, true)
  const c = b[k]
  if (isSingle && (c === OPEN || c === COMMA || c === EQUALS)) return true
  const isApart = k < last && classes[c] === Class.letter
  return (isApart || (isSingle && !isWordByte(c))) && isClosed(b, i, end, !isApart)
}

/** Before a bracket with values, and before one with a colon between. */
const LISTING = createWordSet('contains')
const TRIED = createWordSet('incorrect ok')

/**
 * Whether a bracket opens values: `(name, city)=(will, summer)`, `row contains (5, will)`,
 * `Login incorrect: [will/summer]`.
 */
export function isTuple(b: Uint8Array, at: number, i: number): boolean {
  if (i - 2 < at) return false
  if (b[i] === OPEN && b[i - 1] === EQUALS) return b[i - 2] === CLOSE
  if (b[i - 1] !== SPACE) return false
  if (b[i] === OPEN) return LISTING.endsAt(b, at, i - 1)
  return b[i - 2] === COLON && TRIED.endsAt(b, at, i - 2)
}
