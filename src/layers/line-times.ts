/**
 * Where a line of text says when it was: in the forms that are known anywhere in text, as a count
 * of seconds, and in forms that are times only where lines begin, since elsewhere their digits may
 * be anything. Clocks are taken to be in UTC, as in all text.
 */

import type { Output } from '../bytes/output.js'
import { appendString } from '../bytes/output.js'
import { type Moment, moveTime } from '../policy/value-times.js'
import { appendTime, CLOCK, createFoundTime, findTime } from '../text/times.js'
import { yearless, yearOf } from '../text/years.js'
import type { TimeShift } from '../wire/values.js'

/** The time of a line. */
export interface LineTime {
  readonly from: number
  readonly end: number
  readonly seconds: number
  readonly nanos: number
  /** how it is written: as text has it, part by part, or as a count, which text moves */
  readonly form: 'known' | 'count' | readonly string[]
}

/** Bytes in which a line says when, and which may belong to it. */
const TIME_NEAR = 64
const LOOK = 128

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** Parts of a time, as patterns; `Y2` is of this century, `H12` and `P` belong together. */
const PARTS: Readonly<Record<string, string>> = {
  Y: String.raw`(?:19|20|21)\d\d`,
  Y2: String.raw`[0-9]\d`,
  M: '(?:0[1-9]|1[0-2])',
  MON: `(?:${MONTHS.join('|')})`,
  D: String.raw`(?:0[1-9]|[12]\d|3[01])`,
  D1: String.raw`(?:[12]\d|3[01]|[1-9])`,
  h: String.raw`(?:[01]\d|2[0-3])`,
  H12: '(?:1[0-2]|[1-9])',
  m: String.raw`[0-5]\d`,
  s: '(?:[0-5][0-9]|60)',
  P: '(?:AM|PM)',
  f: String.raw`\d{1,9}`,
  // A level of glog stands before its time without a blank.
  L: '[IWEF]',
}

/** Forms, part by part; `_` is a blank, and `?` begins what may be missing. */
const FORMS = [
  'L M D _ h : m : s . f', // glog, klog
  'Y M D T h m s ? . f ? Z', // ISO 8601, basic
  'Y M D _ h m s',
  'Y M D - h m s',
  'Y M D _ h : m : s ? . f',
  'Y M D - h : m : s ? . f',
  'Y M D _ h : m : s ? , f',
  'Y2 M D _ h m s', // Hadoop
  'Y2 M D _ h : m : s', // MySQL before 5.7
  'Y . M . D _ h : m : s ? . f',
  'D . M . Y _ h : m : s ? . f',
  'Y - M - D - h . m . s ? . f', // DB2, Blue Gene
  'MON _ D1 , _ Y _ H12 : m : s _ P', // java.util.logging
].map((form) => form.split(' '))

/** A form as a pattern: each part is a group of its own. */
function patternOf(form: readonly string[]): RegExp {
  let pattern = ''
  let isOpen = false
  for (const part of form) {
    if (part === '?') {
      pattern += isOpen ? ')?(?:' : '(?:'
      isOpen = true
    } else if (part === '_') pattern += '( )'
    else pattern += `(${PARTS[part] ?? `[${part}]`})`
  }
  // Before and behind a time no word goes on.
  return new RegExp(String.raw`(?<![\w.:/+-])${pattern}${isOpen ? ')?' : ''}(?![\w:]|[.,/-]\d)`)
}

const PATTERNS = FORMS.map((form) => ({
  parts: form.filter((part) => part !== '?'),
  pattern: patternOf(form),
}))

/** Two digits of a year: of this century up to 2069, as POSIX reads them (strptime, `%y`). */
function yearOfTwo(digits: string): number {
  const n = Number(digits)
  return n < 69 ? 2000 + n : 1900 + n
}

/** The hour of a clock of twelve hours. */
function hourOf(digits: string, half: string | undefined): number {
  return (Number(digits) % 12) + (half === 'PM' ? 12 : 0)
}

function secondsOf(v: ReadonlyMap<string, string>): number {
  const name = v.get('MON')
  const month = name === undefined ? Number(v.get('M')) : MONTHS.indexOf(name) + 1
  const day = Number(v.get('D') ?? v.get('D1'))
  const [year, short] = [v.get('Y'), v.get('Y2')]
  let y = short === undefined ? Number(year) : yearOfTwo(short)
  if (year === undefined && short === undefined) {
    y = yearOf(month, day)
    yearless.met++
  }
  const hour = v.has('P') ? hourOf(v.get('H12') ?? '', v.get('P')) : Number(v.get('h'))
  const midnight = Date.UTC(y, month - 1, day)
  // The 31st of June is none.
  if (new Date(midnight).getUTCDate() !== day) return Number.NaN
  return midnight / 1000 + 3600 * hour + 60 * Number(v.get('m')) + Number(v.get('s'))
}

/** A form that is a time only where lines begin, in `text`, which begins at `at`. */
function formedTime(text: string, at: number): LineTime | undefined {
  for (const { parts, pattern } of PATTERNS) {
    const m = pattern.exec(text)
    if (m === null || m.index >= TIME_NEAR) continue
    const v = new Map<string, string>()
    parts.forEach((part, i) => {
      if (m[i + 1] !== undefined && Object.hasOwn(PARTS, part)) v.set(part, m[i + 1])
    })
    const seconds = secondsOf(v)
    if (Number.isNaN(seconds)) continue
    const nanos = Number((v.get('f') ?? '').padEnd(9, '0'))
    const form = parts.flatMap((part, i) =>
      m[i + 1] === undefined ? [] : [Object.hasOwn(PARTS, part) && part !== 'L' ? part : m[i + 1]],
    )
    const digits = v.get('f')?.length ?? 0
    const sized = form.map((part) => (part === 'f' ? `f${digits}` : part))
    const [from, end] = [at + m.index, at + m.index + m[0].length]
    return { from, end, seconds, nanos, form: sized }
  }
  return undefined
}

/** Counts of seconds, with a fraction, or of milliseconds, up to 2033. */
const COUNT = /^[[(]?(1\d{9})(?:\.(\d{1,9})|(\d{3}))?(?![\w.:-])/

function countedTime(text: string, at: number): LineTime | undefined {
  const m = COUNT.exec(text)
  if (m === null) return undefined
  const nanos = Number((m[2] ?? m[3] ?? '').padEnd(9, '0'))
  return { from: at, end: at + m[0].length, seconds: Number(m[1]), nanos, form: 'count' }
}

const found = createFoundTime()

/** A time in a form that is one anywhere in text; it is in `found` then. */
function knownTime(b: Uint8Array, at: number, end: number): LineTime | undefined {
  const most = Math.min(end, at + TIME_NEAR)
  for (let i = at; i < most; i++) {
    const before = i > at ? b[i - 1] : 0x20
    if (before > 0x2f && before !== 0x5b && before !== 0x3d && before !== 0x22) continue
    if (!findTime(b, i, end, found) || found.end - i <= 8) continue
    const { end: stop, seconds, nanos } = found
    return { from: i, end: stop, seconds, nanos, form: 'known' }
  }
  return undefined
}

/** A date alone, which is the length of one, says less than what may stand behind it. */
const DATE_LENGTH = 10

/** Digits that date and clock have at least; most lines of other text have fewer. */
const DIGITS = 10

function hasDigits(b: Uint8Array, at: number, end: number): boolean {
  let n = 0
  for (let i = at; i < end; i++) if (b[i] >= 0x30 && b[i] <= 0x39) n++
  return n >= DIGITS
}

/** When a line was; undefined when its first bytes do not say it. */
export function lineTime(b: Uint8Array, at: number, end: number): LineTime | undefined {
  const known = knownTime(b, at, end)
  const isClock = known !== undefined && found.form === CLOCK
  if (known !== undefined && !isClock && known.end - known.from > DATE_LENGTH) return known
  const stop = Math.min(end, at + LOOK)
  if (!hasDigits(b, at, stop)) return isClock ? undefined : known
  const text = Buffer.from(b.buffer, b.byteOffset + at, stop - at).toString('latin1')
  return countedTime(text, at) ?? formedTime(text, at) ?? (isClock ? undefined : known)
}

/** Whether a line says when, be it by a clock alone. */
export function hasTime(b: Uint8Array, at: number, end: number): boolean {
  return knownTime(b, at, end) !== undefined || lineTime(b, at, end) !== undefined
}

/** The moment of a line, moved; undefined when times do not leave. */
export function movedTime(t: LineTime, shift: TimeShift): Moment | undefined {
  const m = { seconds: t.seconds, nanos: t.nanos }
  moveTime(m, shift)
  return shift.zero || m.seconds <= 0 ? undefined : m
}

/** Appends the time that `lineTime` found last, which was moved to `moved`. */
export function putLineTime(
  t: LineTime,
  moved: Moment,
  shift: TimeShift,
  b: Uint8Array,
  out: Output,
): void {
  if (t.form === 'known') appendTime(b, found, shift, out)
  else if (t.form !== 'count') appendString(out, timeWritten(t.form, moved))
}

/** A moment in a form. */
function timeWritten(form: readonly string[], { seconds, nanos }: Moment): string {
  const d = new Date(seconds * 1000)
  const two = (n: number): string => String(n).padStart(2, '0')
  const hours = d.getUTCHours()
  const values: Readonly<Record<string, string>> = {
    Y: String(d.getUTCFullYear()),
    Y2: two(d.getUTCFullYear() % 100),
    M: two(d.getUTCMonth() + 1),
    MON: MONTHS[d.getUTCMonth()],
    D: two(d.getUTCDate()),
    D1: String(d.getUTCDate()),
    h: two(hours),
    H12: String(hours % 12 === 0 ? 12 : hours % 12),
    m: two(d.getUTCMinutes()),
    s: two(d.getUTCSeconds()),
    P: hours < 12 ? 'AM' : 'PM',
  }
  const fraction = String(nanos).padStart(9, '0')
  return form
    .map((part) => {
      if (/^f\d$/.test(part)) return fraction.slice(0, Number(part[1]))
      return Object.hasOwn(values, part) ? values[part] : part
    })
    .join('')
}
