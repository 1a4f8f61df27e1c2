/**
 * Characters that are written as numbers or names: `%6b`, `%256b`, `%u006b`, `\x6b`, `\u006b`,
 * `\u{6b}`, `\153`, `&#107;`, `&#x6b;`, `&quot;` (RFC 3986 §2.1, HTML §13.5, ECMA-262 §12.9.4). Of
 * letters they make words; of marks they stand between words, and between groups of one number.
 */
import { hexDigit } from '../bytes/digits.js'
import { Class, classes, isWordByte } from './characters.js'

const PERCENT = 0x25
const AND = 0x26
const BACKSLASH = 0x5c
const HASH = 0x23
const SEMICOLON = 0x3b
/** How often a percent sign may be escaped itself, and how many backslashes may be. */
const NESTED = 4
const NAME_MAX = 8
const CODE_MAX = 0x10ffff

/** The character of the escape that was read last; -1 for a name that is not known. */
let escaped = 0
/** it is a byte of UTF-8, and no character of its own */
let isByte = false

/** Names of marks; other names are those of letters. */
const MARKS: ReadonlyMap<string, number> = new Map(
  (
    'amp:38 lt:60 gt:62 quot:34 apos:39 nbsp:32 period:46 comma:44 colon:58 semi:59 sol:47 ' +
    'commat:64 equals:61 num:35 lowbar:95 hyphen:45 dash:45 lpar:40 rpar:41 Tab:9 NewLine:10'
  )
    .split(' ')
    .map((s) => [s.split(':')[0], Number(s.split(':')[1])]),
)

/** Reads `least` to `most` digits of a radix at `at` into `escaped`. @returns their end or -1 */
function code(
  b: Uint8Array,
  at: number,
  end: number,
  radix: number,
  least: number,
  most: number,
): number {
  let v = 0
  let i = at
  for (; i < end && i - at < most; i++) {
    const d = hexDigit(b[i])
    if (d < 0 || d >= radix) break
    v = v * radix + d
  }
  if (i - at < least || v > CODE_MAX) return -1
  escaped = v
  return i
}

/** The digits of `\u{6b}` and `\x{6b}`, or of a fixed number. */
function braced(b: Uint8Array, at: number, end: number, n: number): number {
  if (at >= end || b[at] !== 0x7b) return code(b, at, end, 16, n, n)
  const i = code(b, at + 1, end, 16, 1, 6)
  return i > 0 && i < end && b[i] === 0x7d ? i + 1 : -1
}

function percent(b: Uint8Array, at: number, end: number): number {
  let i = at + 1
  for (let n = 1; n < NESTED && i + 1 < end && b[i] === 0x32 && b[i + 1] === 0x35; n++) {
    // `%25` is the sign itself, unless it begins another escape.
    if (code(b, i + 2, end, 16, 2, 2) < 0) break
    i += 2
  }
  isByte = i >= end || b[i] !== 0x75
  return isByte ? code(b, i, end, 16, 2, 2) : code(b, i + 1, end, 16, 4, 4)
}

function backslash(b: Uint8Array, at: number, end: number): number {
  let i = at
  while (i < end && i - at < NESTED && b[i] === BACKSLASH) i++
  const c = i < end ? b[i] : 0
  isByte = c !== 0x75 && c !== 0x55
  if (c === 0x78) return braced(b, i + 1, end, 2)
  if (c === 0x75) return braced(b, i + 1, end, 4)
  if (c === 0x55) return code(b, i + 1, end, 16, 8, 8)
  return code(b, i, end, 8, 3, 3)
}

function entity(b: Uint8Array, at: number, end: number): number {
  let i = at + 1
  isByte = false
  if (i < end && b[i] === HASH) {
    const hex = i + 1 < end && (b[i + 1] | 32) === 0x78
    i = hex ? code(b, i + 2, end, 16, 1, 6) : code(b, i + 1, end, 10, 1, 7)
    return i > 0 && i < end && b[i] === SEMICOLON ? i + 1 : i
  }
  let name = ''
  for (; i < end && i - at <= NAME_MAX && classes[b[i]] === Class.letter; i++) {
    name += String.fromCharCode(b[i])
  }
  if (name.length < 2 || i >= end || b[i] !== SEMICOLON) return -1
  escaped = MARKS.get(name) ?? -1
  return i + 1
}

/** Where an escape ends that begins at `at`, or -1; its character is then in `escaped`. */
export function escapeEnd(b: Uint8Array, at: number, end: number): number {
  const c = b[at]
  if (c === PERCENT) return percent(b, at, end)
  if (c === BACKSLASH) return backslash(b, at, end)
  return c === AND ? entity(b, at, end) : -1
}

/** Where the word at `at` begins behind the digits of an escape: `users` in `%2Fusers`. */
export function pastEscape(b: Uint8Array, from: number, at: number, end: number): number {
  return at > from && b[at - 1] === PERCENT ? Math.max(at, escapeEnd(b, at - 1, end)) : at
}

/** The character that was read last, or 0 where it is none of ASCII. */
export function escapedByte(): number {
  return escaped > 0 && escaped < 0x80 ? escaped : 0
}

/** Whether the character that was read last is of a word, or none that texts have. */
export function isWordEscape(): boolean {
  if (escaped < 0 || escaped >= 0x80) return escaped !== 0xa0
  const kind = classes[escaped]
  return kind === Class.letter || kind === Class.digit || kind === Class.control
}

/** Where word bytes and escapes end, of whatever character, that begin at `at`. */
export function escapedWordEnd(b: Uint8Array, at: number, end: number): number {
  let i = at
  while (i < end) {
    const stop = isWordByte(b[i]) ? i + 1 : escapeEnd(b, i, end)
    if (stop <= i) break
    i = stop
  }
  return i
}

/** How many escapes stand at `at`, one behind another; up to so many. */
export function escapesAt(b: Uint8Array, at: number, end: number, most: number): number {
  let n = 0
  for (let i = at; n < most && i < end; n++) {
    i = escapeEnd(b, i, end)
    if (i < 0) break
  }
  return n
}

/** A word as it reads, without its escapes: bytes of UTF-8. Names that are not known stay. */
export function unescaped(b: Uint8Array, at: number, end: number): Uint8Array {
  const parts: Buffer[] = []
  for (let i = at; i < end; ) {
    const stop = isWordByte(b[i]) ? -1 : escapeEnd(b, i, end)
    if (stop <= i) parts.push(Buffer.from([b[i++]]))
    else {
      if (escaped < 0) parts.push(Buffer.from(b.subarray(i, stop)))
      else if (isByte && escaped < 0x100) parts.push(Buffer.from([escaped]))
      else parts.push(Buffer.from(String.fromCodePoint(escaped)))
      i = stop
    }
  }
  return Buffer.concat(parts)
}
