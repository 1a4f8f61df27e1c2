/**
 * Messages made of lines, as HTTP brought them into the world (RFC 9112 §2): a first line, named
 * headers, an empty line. The tables say which words may leave; everything else is content.
 */
import { type Frame, span } from './frame.js'
import { Weird } from './weird.js'
import { findWord, isDigits, type WordSet } from './words.js'

/** Notes the value `[at, end)` of a header, all of it; it is not empty. */
export type ValueReader = (f: Frame, at: number, end: number) => void

/** What a protocol made of lines is called, and which of its words are known. */
export interface TextProtocol {
  readonly fields: {
    /** spaces, ends of lines, names of known headers with the colon behind them */
    readonly line: number
    readonly version: number
    readonly method: number
    readonly target: number
    readonly status: number
    readonly reason: number
    readonly content: number
  }
  /** takes the target of a request apart; absent where it is content as a whole */
  readonly target?: ValueReader
  readonly methods: WordSet
  readonly versions: WordSet
  readonly reasons: WordSet
  readonly names: WordSet
  /** by index of the name */
  readonly readers: readonly ValueReader[]
}

const LF = 10
const CR = 13
const SPACE = 32
const SLASH = 47
/** Blanks before and behind a value, of one sort: a row of spaces and tabs can say anything. */
const BLANKS_MAX = 8
/** Headers of one message; a bound on work. */
const HEADERS_MAX = 256

function isBlank(c: number): boolean {
  return c === SPACE || c === 9
}

/** Whether the blanks `[at, end)` around a value say nothing. */
function areBlanks(b: Uint8Array, at: number, end: number): boolean {
  for (let i = at + 1; i < end; i++) if (b[i] !== b[at]) return false
  return end - at <= BLANKS_MAX
}

/** Letters, as ranges of bytes: every known method and version begins with one. */
export const LETTERS: readonly (readonly [number, number])[] = [
  [65, 90],
  [97, 122],
]

/** Whether a byte is a letter. */
function isLetter(c: number): boolean {
  return (c | 32) >= 97 && (c | 32) <= 122
}

/** Where the line at `at` ends (its line feed), or `end`. */
function lineFeed(b: Uint8Array, at: number, end: number): number {
  let i = at
  while (i < end && b[i] !== LF) i++
  return i
}

/** Where the word at `at` ends, at most 32 bytes on. */
function wordEnd(b: Uint8Array, at: number, end: number): number {
  const most = Math.min(end, at + 32)
  let i = at
  while (i < most && b[i] !== SPACE) i++
  return i
}

/** Whether `[at, end)` is a known method; methods are in capitals, unlike the words of a text. */
function isMethod(t: TextProtocol, b: Uint8Array, at: number, end: number): boolean {
  return at < end && b[at] < 97 && b[end - 1] < 97 && findWord(t.methods, b, at, end) >= 0
}

/** Whether `at` begins with a known version and a space, or a known method and a space. */
export function beginsText(t: TextProtocol, b: Uint8Array, at: number, end: number): boolean {
  // Asked of every payload that no port claims, most of which end here.
  if (at >= end || !isLetter(b[at])) return false
  const stop = wordEnd(b, at, end)
  if (stop >= end || b[stop] !== SPACE) return false
  return findWord(t.versions, b, at, stop) >= 0 || isMethod(t, b, at, stop)
}

/** RFC 9112 §4: version, three digits, and words that say the same. */
function statusLine(f: Frame, t: TextProtocol, at: number, stop: number): number {
  const F = t.fields
  const code = wordEnd(f.b, at, stop) + 1
  const codeEnd = code + 3
  if (codeEnd > stop || !isDigits(f.b, code, codeEnd, 3)) return Weird['not-this-protocol']
  if (codeEnd < stop && f.b[codeEnd] !== SPACE) return Weird['not-this-protocol']
  span(f, F.version, at, code - 1)
  span(f, F.line, code - 1, code)
  span(f, F.status, code, codeEnd)
  const reason = Math.min(codeEnd + 1, stop)
  span(f, F.line, codeEnd, reason)
  span(f, findWord(t.reasons, f.b, reason, stop) < 0 ? F.content : F.reason, reason, stop)
  return 0
}

/** RFC 9112 §3: method, target, version. */
function requestLine(f: Frame, t: TextProtocol, at: number, stop: number): number {
  const F = t.fields
  const target = wordEnd(f.b, at, stop) + 1
  let version = stop
  while (version > target && f.b[version - 1] !== SPACE) version--
  if (version <= target || findWord(t.versions, f.b, version, stop) < 0) {
    return Weird['not-this-protocol']
  }
  span(f, F.method, at, target - 1)
  span(f, F.line, target - 1, target)
  if (t.target === undefined) span(f, F.target, target, version - 1)
  else t.target(f, target, version - 1)
  span(f, F.line, version - 1, version)
  span(f, F.version, version, stop)
  return 0
}

/** Notes the first line, of one without an end the method; gives where it ends, or a weird. */
function firstLine(f: Frame, t: TextProtocol, at: number, end: number): number {
  const b = f.b
  if (!isLetter(b[at])) return Weird['not-this-protocol']
  const word = wordEnd(b, at, end)
  const response = findWord(t.versions, b, at, word) >= 0
  if (!response && !isMethod(t, b, at, word)) return Weird['not-this-protocol']
  const lf = lineFeed(b, at, end)
  if (lf === end) {
    if (response || word + 1 >= end || b[word + 1] !== SLASH) return Weird['not-this-protocol']
    span(f, t.fields.method, at, word)
    return Weird.truncated
  }
  const stop = lf > at && b[lf - 1] === CR ? lf - 1 : lf
  const r = response ? statusLine(f, t, at, stop) : requestLine(f, t, at, stop)
  if (r < 0) return r
  span(f, t.fields.line, stop, lf + 1)
  return lf + 1
}

/** Notes one header line without its end. */
function header(f: Frame, t: TextProtocol, at: number, stop: number): void {
  const b = f.b
  const F = t.fields
  let colon = at
  while (colon < stop && b[colon] !== 58) colon++
  if (colon === stop || isBlank(b[at])) {
    // A continuation (RFC 9112 §5.2), which is read as none without a blank, or no header at all.
    if (isBlank(b[at])) span(f, F.line, at, at + 1)
    span(f, F.content, f.cursor, stop)
    return
  }
  const name = findWord(t.names, b, at, colon)
  let value = colon + 1
  while (value < stop && isBlank(b[value])) value++
  let valueEnd = stop
  while (valueEnd > value && isBlank(b[valueEnd - 1])) valueEnd--
  if (name < 0) span(f, F.content, at, colon)
  if (!areBlanks(b, colon + 1, value) || !areBlanks(b, valueEnd, stop)) {
    span(f, F.line, f.cursor, colon + 1)
    span(f, F.content, colon + 1, stop)
    return
  }
  span(f, F.line, f.cursor, value)
  if (valueEnd > value) {
    if (name < 0) span(f, F.content, value, valueEnd)
    else t.readers[name](f, value, valueEnd)
  }
  span(f, F.line, valueEnd, stop)
}

/**
 * Notes a message up to the empty line behind its headers, or as far as whole lines go.
 * @returns where that is, or a negative weird when it does not begin like one
 */
export function textMessage(f: Frame, t: TextProtocol, from: number, end: number): number {
  const b = f.b
  let at = firstLine(f, t, from, end)
  if (at < 0) return at === Weird.truncated ? f.cursor : at
  for (let n = 0; n < HEADERS_MAX; n++) {
    const lf = lineFeed(b, at, end)
    if (lf === end) break
    const stop = lf > at && b[lf - 1] === CR ? lf - 1 : lf
    const empty = stop === at
    if (!empty) header(f, t, at, stop)
    span(f, t.fields.line, stop, lf + 1)
    at = lf + 1
    if (empty) break
  }
  return f.cursor
}
