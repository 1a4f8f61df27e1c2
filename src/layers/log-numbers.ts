/** Numbers in logs: times, as seconds with a fraction or as counts, and those of unknown fields. */
import { moveCount } from '../policy/value-times.js'
import { plainName } from '../text/log-keys.js'
import { isMoment, shiftTime, type TimeShift, type Values } from '../wire/values.js'

/** 2001 to 2100 in seconds: what is beyond is no time. */
const FROM = 1e9
const TO = 4.1e9

/** Units that one of a number may stand for, in parts of a second. */
const PER_SECOND = [1, 1e3, 1e6, 1e9]

/**
 * Moves a time that is a number. Microseconds are exact; what is finer than a double is lost.
 * @returns undefined when it is no time
 */
export function moveSeconds(shift: TimeShift, n: number): number | undefined {
  const per = PER_SECOND.find((p) => n >= FROM * p && n < TO * p)
  if (per === undefined) return undefined
  if (shift.zero) return 0
  const whole = Math.floor(n / per)
  if (!isMoment(whole)) return undefined
  const t = { seconds: whole, nanos: Math.round(((n - whole * per) / per) * 1e6) * 1000 }
  shiftTime(t, shift)
  const { seconds } = t
  const micros = Math.floor(t.nanos / 1000)
  if (per === 1) {
    return Number.isInteger(n) ? seconds : Number((seconds + micros / 1e6).toFixed(6))
  }
  return seconds * per + Math.floor((micros * per) / 1e6)
}

/**
 * Moves seconds with up to nine digits of a fraction, or a count of nanoseconds, digit by digit.
 * @returns undefined when it is neither, or times do not leave
 */
export function moveWritten(shift: TimeShift, digits: string): string | undefined {
  const m = /^(\d{10})(?:\.(\d{1,9})|(\d{9}))$/.exec(digits)
  if (m === null || Number(m[1]) < FROM || Number(m[1]) >= TO) return undefined
  const [, seconds, fraction, nanos] = m
  const moved = moveCount(seconds + (nanos ?? fraction.padEnd(9, '0')), shift)
  if (moved === undefined || nanos !== undefined) return moved
  return `${moved.slice(0, -9)}.${moved.slice(-9).slice(0, fraction.length)}`
}

/** Numbers of fields that nobody knows stay up to here. */
const SMALL = 999
/** And of others their first digits, as many: a place on earth has more of them than a share. */
const DIGITS = 3

/** What a number in a field that nobody knows becomes; undefined when it does not leave. */
export function unknownNumber(values: Values, rule: number, n: number): number | undefined {
  const moved = moveSeconds(values.time, n)
  if (moved !== undefined) return moved
  if (Math.abs(n) <= SMALL) return Number(n.toPrecision(DIGITS))
  const token = Number.isSafeInteger(n) ? values.number(rule, n) : Number.NaN
  return Number.isNaN(token) ? undefined : token
}

/** The longest code: two bytes, as events and errors have them. */
const CODE_MAX = 0xffff
/** Rules of intrusion detection, and their revisions, are published: seven digits at most. */
const SIGNATURE_MAX = 9_999_999
/** Of the keywords of Windows the first two bytes are its own; providers fill in the others. */
const KEYWORDS = 2 ** 48

/**
 * Whether a number under the name of a code may be one. A longer one is a time, a customer or an
 * address as likely, and leaves by no list that text of as many digits would have to be in.
 */
export function isCodeNumber(name: string, n: number): boolean {
  if (!Number.isInteger(n)) return false
  if (Math.abs(n) <= CODE_MAX) return true
  const plain = plainName(name)
  if (plain === 'keywords') return n % KEYWORDS === 0
  const isPublished = plain === 'rev' || plain.endsWith('signatureid')
  return isPublished && n > 0 && n <= SIGNATURE_MAX
}

/** How far from its record a time that is told as a size may lie. */
const NEAR = 31 * 86_400

/**
 * Whether a size is a clock: an age that was reckoned from zero, a count of milliseconds. It would
 * say when the recording was made, and by how much its times were moved.
 * @param seconds when its record was made; NaN when nothing says so
 */
export function isClock(n: number, seconds: number): boolean {
  return PER_SECOND.some((per) => {
    if (!(n >= FROM * per && n < TO * per)) return false
    return Number.isNaN(seconds) || Math.abs(n / per - seconds) < NEAR
  })
}
