/**
 * What was announced: `password=welcome`, `"user":"will"`, `session opened for user rose`. Between
 * the word that announces and the end of its value no word leaves by the vocabulary. A state that
 * each word and each separator of a text moves on; it never looks further than to the next key.
 */
import { type Announced, forget, State } from './announced-state.js'
import { Class, classes, isWordByte } from './characters.js'
import { isAnyKey, isFolder, isKey, isLiteral, isObject, isSigned } from './keys.js'
import { endsLong, isCommand, isLong } from './long-values.js'
import { backslashesBefore, ends, isBlank, isQuote, opens, pastQuotes } from './separators.js'
import { Role, type Vocabulary } from './vocabulary.js'
import { createWordSet } from './word-table.js'

const NEWLINE = 10
const SPACE = 32
const QUOTE = 34
const AND = 38
const APOSTROPHE = 39
const COLON = 58
const EQUALS = 61
const SLASH = 47
const BACKSLASH = 92
const DASH = 45
const OPEN = 40
const CLOSE = 41
const COMMA = 0x2c
const SEMICOLON = 0x3b
const PLUS = 0x2b
const BAR = 0x7c
const LESS = 0x3c
const MORE = 0x3e
const SIGN = 0x40

const JOINING = createWordSet('and or')

/** Whether `and`, `or` or `&` stands at `i`. */
function isJoining(b: Uint8Array, i: number, end: number): boolean {
  if (b[i] === AND) return i + 1 < end && b[i + 1] === SPACE
  const n = (b[i] | 32) === 0x61 ? 3 : 2
  if (i + n >= end || b[i + n] !== SPACE) return false
  return JOINING.has(b, i, i + n)
}

/**
 * What follows a value that the byte at `i` ended: another one in a list (`will, rose`), what it
 * was made (`[will] -> [rose]`), or the machine (`'will'@'web'`). @returns the state behind it
 */
function afterValue(b: Uint8Array, i: number, end: number): number {
  let k = i
  while (k < end && k - i < 4 && (isQuote(b[k]) || b[k] === 0x5d || b[k] === CLOSE)) k++
  if (b[i] === MORE) k++
  while (k < end && k - i < 6 && b[k] === SPACE) k++
  const c = k < end ? b[k] : 0
  if (c === DASH && k + 1 < end && b[k + 1] === MORE) return State.weak
  // `will / summer`
  if (c === SLASH && k > i && k + 1 < end && b[k + 1] === SPACE) return State.weak
  if (c === SIGN && k > i && pastQuotes(b, k + 1, end) > k + 1) return State.weak
  if (c === COMMA || c === SEMICOLON) {
    const next = pastQuotes(b, k + 1, end)
    const isWord = next < end && (isWordByte(b[next]) || b[next] === LESS)
    return isWord && !isAnyKey(b, next, end) ? State.weak : State.none
  }
  return k > i && isJoining(b, k, end) ? State.joined : State.none
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

/** Words behind which, and a colon, all of a line is the value: it has keys of its own. */
const LINES = createWordSet('cookie cookies authorization')

/** Ends the value at the byte `b[i]`. */
function endValue(a: Announced, b: Uint8Array, i: number, end: number): void {
  const isPart = a.state === State.part
  forget(a)
  if (!isPart) a.state = afterValue(b, i, end)
}

/** Moves on over the byte `b[i]` behind the first word of a value that stands in no quotes. */
function within(a: Announced, b: Uint8Array, at: number, i: number, end: number): void {
  const c = b[i]
  const isNumber = i > at && classes[b[i - 1]] === Class.digit
  // `uid=1000(will)`: a number, and whose it is.
  if (c === OPEN && isNumber) {
    a.closer = CLOSE
    a.escaped = 0
    return
  }
  if (a.long) {
    if (endsLong(b, i, end) || (c === AND && isKey(b, i + 1, end, EQUALS))) endValue(a, b, i, end)
    return
  }
  // `pin 123 456`
  if (c === SPACE && isNumber && i + 1 < end && classes[b[i + 1]] === Class.digit) return
  // Several in one part: `/users/will,rose`.
  const isListed = a.state === State.part && (c === COMMA || c === SEMICOLON)
  if (isListed && i + 1 < end && isWordByte(b[i + 1]) && !isKey(b, i + 1, end, EQUALS)) return
  if (a.state === State.part && c === SLASH && b[i - 1] === SLASH) return
  const isPart = a.state === State.part && b[i - 1] !== BACKSLASH
  if (isPart && (c === SLASH || c === BACKSLASH)) forget(a)
  const over = isBlank(c) || ends(c) || opens(c) || c === QUOTE || c === APOSTROPHE
  if (over || (c === AND && isKey(b, i + 1, end, EQUALS))) endValue(a, b, i, end)
}

/** A sign between what announces and its value. */
function sign(a: Announced, b: Uint8Array, at: number, i: number, end: number): void {
  const c = b[i]
  a.long = a.long || isLong(b, at, i)
  if (c === MORE) {
    bracket(a, b, i, end)
    return
  }
  if (c === EQUALS) a.state = a.state === State.program ? State.none : State.strong
  // A column of a table: `password | summer`.
  else if (c === BAR) a.state = a.state === State.program ? State.none : State.colon
  else if (LINES.endsAt(b, at, i)) {
    a.state = State.value
    a.closer = NEWLINE
    a.escaped = 0
  } else if (i + 1 >= end || isBlank(b[i + 1])) a.state = State.colon
  else if (a.state === State.program) forget(a)
  else a.state = State.strong
}

/** Moves on over the byte `b[i]` of the text `[at, end)`, which is in no word. */
export function separate(a: Announced, b: Uint8Array, at: number, i: number, end: number): void {
  const c = b[i]
  if (a.state === State.none) {
    if (isLiteral(b, at, i, end, a.isStatement)) quote(a, b, at, i)
    return
  }
  if (a.closer !== 0) {
    if (c !== a.closer || backslashesBefore(b, at, i) !== a.escaped) return
    const isTag = isQuote(c) && i + 1 < end && b[i + 1] === MORE
    endValue(a, b, i, end)
    // `<Data Name="TargetUserName">will</Data>`
    if (isTag) a.state = State.strong
    return
  }
  if (a.state >= State.value) {
    within(a, b, at, i, end)
    return
  }
  // `id = ? ORDER BY`: a placeholder of SQL is a value.
  const isPlaceholder = c === 0x3f && i > at && isBlank(b[i - 1])
  if (isQuote(c)) quote(a, b, at, i)
  else if ((ends(c) && c !== BAR) || (isPlaceholder && (i + 1 >= end || isBlank(b[i + 1]))))
    forget(a)
  else if (isBlank(c)) {
    const isFolded = i + 1 < end && b[i + 1] === SPACE
    if (c === NEWLINE && a.state < State.colon && !isFolded) forget(a)
  } else if (c === COLON || c === EQUALS || c === BAR || c === MORE) sign(a, b, at, i, end)
  else if (opens(c)) bracket(a, b, i, end)
  // `user->will`
  else if (c === DASH && i + 1 < end && b[i + 1] === MORE) return
  // A blank of a query: `login+user+will`.
  else if (c === PLUS && a.state === State.weak) return
  else if (a.state < State.colon && isFolder(b, at, i, end)) a.state = State.part
  else if (a.state < State.colon && c !== BACKSLASH && i > at && isWordByte(b[i - 1])) forget(a)
}

/** What a word that is in the vocabulary announces where nothing was. */
export function announce(a: Announced, role: number, b: Uint8Array, at: number, i: number): void {
  a.long = false
  if (role === Role.program) a.state = State.program
  else if (role === Role.key || role === Role.doubtful) a.state = State.keyed
  else if (role === Role.addressing) a.state = isSigned(b, i) ? State.keyed : State.none
  // A part of a path: `/api/users HTTP/1.1`.
  else if (role === Role.announcing) {
    a.state = i > at && (b[i - 1] === SLASH || b[i - 1] === 0x3f) ? State.keyed : State.weak
    a.long = isCommand(b, i)
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
  if (state === State.part) {
    // `/users/list`, `/user/password`: what is done with them, and whose they are.
    if (role === Role.announcing) announce(a, Role.key, b, from, at)
    return role !== Role.following && role !== Role.announcing
  }
  if (state === State.joined) {
    a.state = State.weak
    return false
  }
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
  if (role === Role.passing) {
    // `my password is correct horse`
    a.long = (b[at] | 32) === 0x69 && (b[at + 1] | 32) === 0x73 && isLong(b, from, at)
    return false
  }
  if (role === Role.following || role === Role.constant || role === Role.addressing) {
    announce(a, role, b, from, at)
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
