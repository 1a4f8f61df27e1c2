/** Numbers in free text: which of them measure something, and which go on over several groups. */
import { hexDigit } from '../bytes/digits.js'
import { Class, classes, isWordByte } from './characters.js'
import { escapeEnd, isWordEscape } from './escapes.js'

/** What may follow a number that measures: a time, a size, a share, an ordinal. */
const UNITS: ReadonlySet<string> = new Set(
  (
    'ms s us ns m h d sec secs min mins hr hrs b kb mb gb tb pb kib mib gib tib k bit bits byte ' +
    'bytes kbps mbps gbps hz khz mhz ghz px th st nd rd am pm'
  ).split(' '),
)
const UNIT_MAX = 5

/** Digits that a measure has at most, and one whose unit is a single letter. */
const DIGITS_MAX = 9
const DIGITS_SHORT = 5

/** Whether `digits` digits and the letters `[at, end)`, in any case, are a measure. */
export function isMeasure(digits: number, b: Uint8Array, at: number, end: number): boolean {
  if (end - at > UNIT_MAX || digits > (end - at === 1 ? DIGITS_SHORT : DIGITS_MAX)) return false
  let s = ''
  for (let i = at; i < end; i++) s += String.fromCharCode(b[i] | 32)
  return UNITS.has(s)
}

/**
 * Words that may leave with a number of two digits behind them. Not any word may: machines are
 * called `web1`, `db02` and `ubuntu5`.
 */
const NUMBERED: ReadonlySet<string> = new Set(
  (
    'v p h x http ipv utf sha md base crc int uint float bit tls ssl ssh eth lo tty pts level ' +
    'line col column row page part step phase stage section chapter version attempt try retry ' +
    'thread cpu core gpu slot partition arg param test case item ext rc beta alpha layer'
  ).split(' '),
)
const NUMBERED_MAX = 9

/** Whether the letters `[at, end)`, in any case, may have a short number behind them. */
export function isNumbered(b: Uint8Array, at: number, end: number): boolean {
  if (end - at > NUMBERED_MAX) return false
  let s = ''
  for (let i = at; i < end; i++) s += String.fromCharCode(b[i] | 32)
  return NUMBERED.has(s)
}

/**
 * From this number of digits on, groups of them are a phone or card number or one like it; from
 * this number of groups on, an address, however few digits they have. So is one of which a group
 * is too long to leave by itself: what stands beside it says which.
 */
const RUN_DIGITS = 7
const RUN_GROUPS = 4
const LONG_GROUP = 4
/** Bytes between two groups at most: `192", "0`, columns of a table. */
const JOIN_MAX = 12
const HEX_MAX = 4
const QUOTE = 0x22
const COLON = 58
const SPACE = 0x20

/**
 * Where what joins two groups ends, at `at` when nothing does: anything but words, as it is or
 * escaped; of quotes an even number, as `HTTP/1.1" 200` are two numbers; and `dot`, as addresses
 * are written that nobody shall click.
 */
function joinEnd(b: Uint8Array, at: number, end: number): number {
  const most = Math.min(end, at + JOIN_MAX)
  let quotes = 0
  let i = at
  while (i < most) {
    const c = b[i]
    if (!isWordByte(c)) {
      const stop = escapeEnd(b, i, end)
      if (stop > 0 && isWordEscape()) break
      if (c === QUOTE) quotes++
      i = Math.max(stop, i + 1)
    } else if (i > at && (c | 32) === 0x64 && isDot(b, i, end)) i += 3
    else {
      const stop = characterEnd(b, i, end, /^[\p{Cf}\p{Z}\p{P}\p{S}]$/u)
      if (stop === i) break
      i = stop
    }
  }
  return (quotes & 1) === 0 ? i : at
}

function isDot(b: Uint8Array, at: number, end: number): boolean {
  const isWord = (b[at + 1] | 32) === 0x6f && (b[at + 2] | 32) === 0x74
  return isWord && at + 3 < end && !isWordByte(b[at + 3])
}

/** First bytes, in UTF-8, of characters that are digits outside of ASCII. */
const DIGIT_LEADS = new Set([0xc2, 0xd9, 0xdb, 0xdf, 0xe0, 0xe1, 0xe2, 0xe3, 0xea, 0xef, 0xf0])

/** Where the character outside of ASCII at `at` ends, if it is one of these; or `at`. */
function characterEnd(b: Uint8Array, at: number, end: number, pattern: RegExp): number {
  const c = b[at]
  if (c < 0xc2) return at
  const stop = Math.min(end, at + (c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4))
  const s = Buffer.from(b.buffer, b.byteOffset + at, stop - at).toString()
  return pattern.test(s) ? stop : at
}

/** Where a digit of any script ends, or `at`. */
function digitEnd(b: Uint8Array, at: number, end: number): number {
  const c = b[at]
  if (classes[c] === Class.digit) return at + 1
  return DIGIT_LEADS.has(c) ? characterEnd(b, at, end, /^\p{N}$/u) : at
}

function isHexLetter(c: number): boolean {
  return c > 57 && hexDigit(c) >= 0
}

/**
 * Bytes in hexadecimal digits, `cb` or `0x4d`, and groups of IPv6, `0db8`: of letters alone two,
 * with a digit up to four. @returns where the group ends, or `at`
 */
function hexEnd(b: Uint8Array, at: number, end: number): number {
  const from = b[at] === 48 && at + 1 < end && (b[at + 1] | 32) === 0x78 ? at + 2 : at
  let i = from
  let letters = 0
  while (i < end && i - from < HEX_MAX && hexDigit(b[i]) >= 0) if (b[i++] > 57) letters++
  const n = i - from
  if (n === 0 || (i < end && isWordByte(b[i]))) return at
  return from > at || letters < n || n === 2 ? i : at
}

/** Digits of the group that was read last. */
let groupDigits = 0

/** Where one group of a number ends, or `at`. */
function groupEnd(b: Uint8Array, at: number, end: number): number {
  groupDigits = 0
  const hex = hexEnd(b, at, end)
  if (hex > at) {
    for (let i = at; i < hex; i++) if (classes[b[i]] === Class.digit) groupDigits++
    return hex
  }
  let i = at
  for (let next = i; i < end; i = next, groupDigits++) {
    next = digitEnd(b, i, end)
    if (next === i) break
  }
  return i
}

/** Whether a number or a byte in hexadecimal digits may begin at `at`. */
export function mayBeNumber(b: Uint8Array, at: number, end: number): boolean {
  const c = b[at]
  if (classes[c] === Class.digit) return true
  if (classes[c] === Class.letter) return isHexLetter(c) && hexEnd(b, at, end) > at
  return digitEnd(b, at, end) > at
}

/** Whether a clock begins at `at`, `9:05` or `10:20:30`: it is marked as one, by itself. */
function isClock(b: Uint8Array, at: number, end: number): boolean {
  let colons = 0
  let i = at
  for (; i < end && (b[i] === COLON || classes[b[i]] === Class.digit); i++) {
    if (b[i] === COLON && ++colons > 2) return false
  }
  const isTwo = i - at > 3 && b[i - 3] === COLON
  return isTwo && i - at < 9 && (colons === 1 ? i - at < 6 : b[i - 6] === COLON)
}

/** Whether a number that ends at `at` may go on behind it, so that it is not to be seen alone. */
export function numberGoesOn(b: Uint8Array, at: number, end: number): boolean {
  const i = joinEnd(b, at, end)
  return i > at && groupEnd(b, i, end) > i
}

/**
 * Where a number of several groups ends that begins at `at`: `555-123-4567`, `cb 00 71 4d`.
 * @returns -1 when it is one group alone, or too few digits
 */
export function numberRun(b: Uint8Array, at: number, end: number): number {
  let digits = 0
  let groups = 0
  let longest = 0
  let last = at
  for (let i = at; i < end; ) {
    const after = groupEnd(b, i, end)
    if (after === i) break
    digits += groupDigits
    longest = Math.max(longest, groupDigits)
    groups++
    last = after
    // What goes on in letters is a word, and the last of them.
    if (after < end && classes[b[after]] === Class.letter) break
    i = joinEnd(b, after, end)
    if (i === after || (b[i - 1] === SPACE && isClock(b, i, end))) break
  }
  if (groups >= RUN_GROUPS) return last
  return groups > 1 && (digits >= RUN_DIGITS || longest >= LONG_GROUP) ? last : -1
}
