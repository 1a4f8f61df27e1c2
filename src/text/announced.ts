/**
 * What was announced: `password=welcome`, `"user":"will"`, `session opened for user rose`. Between
 * the word that announces and the end of its value no word leaves by the vocabulary. A state that
 * each word and each separator of a text moves on; it never looks further than to the next key.
 */
import { Class, classes, isWordByte } from './characters.js'
import { lettersBefore } from './phrases.js'
import { Role, type Vocabulary } from './vocabulary.js'

/** Where a text is, between what announces and its value. */
export const State = {
  none: 0,
  /** a key was read, of which only `:`, `=` and quotes make an announcement */
  keyed: 1,
  /** the name of a program, behind which only a colon and a blank do */
  program: 2,
  /** announced; nothing but blanks since */
  weak: 3,
  /** a colon and a blank stand behind: words that tell may still follow */
  colon: 4,
  /** an equals sign or a quote stands behind, or a colon alone: anything is the value */
  strong: 5,
  /** within the value */
  value: 6,
  /** within a part of a path, behind `/home/` or `/users/` */
  part: 7,
} as const

/** Where a text is; `closer` is the quote or bracket that ends the value, or 0. */
export interface Announced {
  state: number
  closer: number
  /** how many backslashes stood before the quote that opened the value */
  escaped: number
}

const NEWLINE = 10
const SPACE = 32
const QUOTE = 34
const AND = 38
const APOSTROPHE = 39
const COLON = 58
const EQUALS = 61
const SLASH = 47
const BACKSLASH = 92
const BACKTICK = 96
const DASH = 45
const OPEN = 40
const CLOSE = 41
/** Text is not put into text more often than so. */
const ESCAPED_MAX = 15

/** Forgets what was announced. */
export function forget(a: Announced): void {
  a.state = State.none
  a.closer = 0
}

function isBlank(c: number): boolean {
  return c === SPACE || (c >= 9 && c <= 13)
}

/** Bytes that end a value that stands in no quotes, and what waits for one. */
function ends(c: number): boolean {
  return (
    c === 0x2c || c === 0x3b || c === 0x29 || c === 0x5d || c === 0x7d || c === 0x7c || c === 0x60
  )
}

function isQuote(c: number): boolean {
  return c === QUOTE || c === APOSTROPHE || c === BACKTICK
}

function opens(c: number): boolean {
  return c === 0x28 || c === 0x5b || c === 0x7b || c === 0x3c || c === 0x3e
}

/** Whether a key stands at `i`: word bytes, then perhaps a quote and blanks, then `sign`. */
function isKey(b: Uint8Array, at: number, end: number, sign: number): boolean {
  let i = at
  while (i < end && (isWordByte(b[i]) || b[i] === 0x5f || b[i] === 0x2d || b[i] === 0x2e)) i++
  if (i === at || i - at > 64) return false
  if (sign === EQUALS) return b[i] === EQUALS && i < end
  while (i < end && (b[i] === QUOTE || b[i] === APOSTROPHE || b[i] === BACKSLASH)) i++
  while (i < end && b[i] === SPACE) i++
  return i < end && b[i] === sign
}

/** Whether an object begins behind a `{` at `i`, so that keys follow and no value. */
function isObject(b: Uint8Array, at: number, end: number): boolean {
  let i = at + 1
  while (i < end && (isBlank(b[i]) || b[i] === BACKSLASH)) i++
  const quoted = b[i] === QUOTE || b[i] === APOSTROPHE
  return isKey(b, quoted ? i + 1 : i, end, COLON) || isKey(b, i, end, EQUALS)
}

/** A bracket behind what announces: of an object, of a list, or of the value alone. */
function bracket(a: Announced, b: Uint8Array, i: number, end: number): void {
  const c = b[i]
  if (c === 0x7b && isObject(b, i, end)) forget(a)
  else if (c === 0x5b && i + 1 < end && b[i + 1] === 0x7b) forget(a)
  else if (c === 0x5b && a.state >= State.colon) {
    a.state = State.value
    a.closer = 0x5d
    a.escaped = 0
  }
}

/** How many backslashes stand before `i`: text in JSON in text has several. */
function backslashesBefore(b: Uint8Array, at: number, i: number): number {
  let n = 0
  while (i - n > at && n < ESCAPED_MAX && b[i - n - 1] === BACKSLASH) n++
  return n
}

/** A quote that opens a value, behind what announces or in a list: `VALUES ('will', 'rose')`. */
function quote(a: Announced, b: Uint8Array, at: number, i: number): void {
  const escaped = backslashesBefore(b, at, i)
  const before = i - escaped - 1
  // The quote that ends the key opens nothing.
  if (a.state < State.colon && before >= at && isWordByte(b[before])) return
  a.state = State.value
  a.closer = b[i]
  a.escaped = escaped
}

/** Folders of which each is somebody's. */
const FOLDERS: ReadonlySet<string> = new Set(
  'home homes user users member members customer customers employee employees owner owners'.split(
    ' ',
  ),
)

/** Words behind which, and a colon, all of a line is the value: it has keys of its own. */
const LINES: ReadonlySet<string> = new Set(
  'cookie cookies authorization passphrase mnemonic'.split(' '),
)

/** Whether such a folder ends at `i` and a name follows: `/home/will`, `C:\\Users\\will`. */
function isFolder(b: Uint8Array, at: number, i: number, end: number): boolean {
  if (b[i] !== SLASH && b[i] !== BACKSLASH) return false
  const next = b[i] === BACKSLASH && i + 1 < end && b[i + 1] === BACKSLASH ? i + 2 : i + 1
  if (next >= end || !isWordByte(b[next])) return false
  return FOLDERS.has(lettersBefore(b, at, i))
}

/** Whether a quote at `i` opens a value: in a list in brackets, or a pattern, `LIKE '%will'`. */
function isLiteral(b: Uint8Array, at: number, i: number, end: number): boolean {
  if (b[i] !== APOSTROPHE) return false
  if (i + 1 < end && b[i + 1] === 0x25) return true
  let k = i - 1
  while (k > at && i - k < 4 && isBlank(b[k])) k--
  return k >= at && (b[k] === 0x28 || b[k] === 0x2c)
}

/** Moves on over the byte `b[i]` of the text `[at, end)`, which is in no word. */
export function separate(a: Announced, b: Uint8Array, at: number, i: number, end: number): void {
  const c = b[i]
  if (a.state === State.none) {
    if (isLiteral(b, at, i, end)) quote(a, b, at, i)
    return
  }
  if (a.closer !== 0) {
    if (c === a.closer && backslashesBefore(b, at, i) === a.escaped) forget(a)
    return
  }
  if (a.state >= State.value) {
    // `uid=1000(will)`: a number, and whose it is.
    if (c === OPEN && classes[b[i - 1]] === Class.digit && i > at) {
      a.closer = CLOSE
      a.escaped = 0
      return
    }
    const isPart = a.state === State.part && b[i - 1] !== BACKSLASH
    if (isPart && (c === SLASH || c === BACKSLASH)) forget(a)
    const over = isBlank(c) || ends(c) || opens(c) || c === QUOTE || c === APOSTROPHE
    if (over || (c === AND && isKey(b, i + 1, end, EQUALS))) forget(a)
    return
  }
  // `id = ? ORDER BY`: a placeholder of SQL is a value.
  const isPlaceholder = c === 0x3f && i > at && isBlank(b[i - 1])
  if (isQuote(c)) quote(a, b, at, i)
  else if (ends(c) || (isPlaceholder && (i + 1 >= end || isBlank(b[i + 1])))) forget(a)
  else if (isBlank(c)) {
    if (c === 10 && a.state < State.colon) forget(a)
  } else if (c === COLON) {
    const blank = i + 1 >= end || isBlank(b[i + 1])
    if (LINES.has(lettersBefore(b, at, i))) {
      a.state = State.value
      a.closer = NEWLINE
      a.escaped = 0
    } else if (blank) a.state = State.colon
    else if (a.state === State.program) forget(a)
    else a.state = State.strong
  } else if (c === EQUALS) a.state = a.state === State.program ? State.none : State.strong
  else if (opens(c)) bracket(a, b, i, end)
  // `user->will`
  else if (c === DASH && i + 1 < end && b[i + 1] === 0x3e) return
  else if (a.state < State.colon && isFolder(b, at, i, end)) a.state = State.part
  else if (a.state < State.colon && c !== BACKSLASH && i > at && isWordByte(b[i - 1])) forget(a)
}

/** What a word that is in the vocabulary announces where nothing was. */
export function announce(a: Announced, role: number, b: Uint8Array, at: number, i: number): void {
  if (role === Role.program) a.state = State.program
  else if (role === Role.key || role === Role.doubtful) a.state = State.keyed
  // A part of a path: `/api/users HTTP/1.1`.
  else if (role === Role.announcing) {
    a.state = i > at && (b[i - 1] === 0x2f || b[i - 1] === 0x3f) ? State.keyed : State.weak
  } else a.state = State.none
}

/**
 * Moves on over the word at `at` of a text `[from, limit)`, where something was announced.
 * @param role of the word, or -1 when it is in no list
 * @returns whether the word is the value, so that it does not leave by the vocabulary
 */
export function isValue(
  a: Announced,
  role: number,
  b: Uint8Array,
  from: number,
  at: number,
  limit: number,
): boolean {
  const { state } = a
  if (state === State.value) return true
  // `/users/list`: what is done with them, and whose they are.
  if (state === State.part) return role !== Role.following
  if (state <= State.program) {
    announce(a, role, b, from, at)
    return false
  }
  const apart = at > from && isBlank(b[at - 1])
  if (state !== State.weak && apart && isKey(b, at, limit, EQUALS)) {
    announce(a, role, b, from, at)
    return false
  }
  if (state === State.strong) {
    a.state = State.value
    return role !== Role.constant
  }
  if (role === Role.passing) return false
  if (role === Role.following || role === Role.constant) {
    a.state = State.none
    return false
  }
  if (role !== Role.announcing && role !== Role.program && role !== Role.key) {
    a.state = State.value
    return true
  }
  // `login user will`; behind a colon it may be the value, or announce what follows.
  if (state === State.weak && role === Role.program) announce(a, role, b, from, at)
  return state === State.colon
}

/** Whether the name of a field announces its value: its last word does. */
export function announces(vocabulary: Vocabulary, name: string): boolean {
  const last = /([A-Z]?[a-z]+|[A-Z]+)[^A-Za-z]*$/.exec(name)?.[1] ?? ''
  for (const word of [last, name.replace(/[^A-Za-z]/g, '')]) {
    const role = vocabulary.role(Buffer.from(word.toLowerCase()), 0, word.length)
    if (role === Role.announcing || role === Role.key) return true
  }
  return false
}
