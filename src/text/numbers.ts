/** Numbers in free text: which of them measure something, and which go on over several groups. */
import { Class, classes } from './characters.js'

/** What may follow a number that measures: a time, a size, a share, an ordinal. */
const UNITS: ReadonlySet<string> = new Set(
  (
    'ms s us ns m h d sec secs min mins hr hrs b kb mb gb tb pb kib mib gib tib k bit bits byte ' +
    'bytes kbps mbps gbps hz khz mhz ghz px th st nd rd am pm'
  ).split(' '),
)
const UNIT_MAX = 5

/**
 * From this number of digits on, groups of them are a phone or card number or one like it; from
 * this number of groups on, an address, however few digits they have.
 */
const RUN_DIGITS = 7
const RUN_GROUPS = 4
const RUN_MAX = 64

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
 * What may stand between groups of one number, up to three of them: `192[.]0`, `192 . 0`,
 * `[192, 0, 2, 77]`.
 */
const JOINS = new Uint8Array(256)
for (const c of Buffer.from(' -./()[]{},;|_+*')) JOINS[c] = 1
const JOINS_MAX = 3

/** Where what joins two groups ends, at `at` when nothing does. */
function joinEnd(b: Uint8Array, at: number, end: number): number {
  let i = at
  while (i < end && i - at < JOINS_MAX && JOINS[b[i]] === 1) i++
  return i
}

/** Whether a number that ends at `at` may go on behind it, so that it is not to be seen alone. */
export function numberGoesOn(b: Uint8Array, at: number, end: number): boolean {
  const i = joinEnd(b, at, end)
  return i < end && classes[b[i]] === Class.digit
}

/**
 * Where a number of several groups ends that begins at `at`: `555-123-4567`, `4111 1111 1111 1111`.
 * @returns -1 when it is one group alone, or too few digits
 */
export function numberRun(b: Uint8Array, at: number, end: number): number {
  let digits = 0
  let groups = 0
  let last = at
  for (let i = at; i < end && i - at < RUN_MAX; ) {
    let n = 0
    while (i + n < end && classes[b[i + n]] === Class.digit) n++
    if (n === 0) break
    const after = i + n
    digits += n
    groups++
    last = after
    i = after
    // What goes on in letters is a word, and the last of them.
    if (after < end && (classes[b[after]] & (Class.letter | Class.high)) !== 0) break
    i = joinEnd(b, after, end)
    if (i === after) break
  }
  return groups >= RUN_GROUPS || (groups > 1 && digits >= RUN_DIGITS) ? last : -1
}
