/** Numbers in logs: times, as seconds with a fraction or as counts, and those of unknown fields. */
import { moveCount } from '../policy/value-times.js'
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

/** What a number in a field that nobody knows becomes; undefined when it does not leave. */
export function unknownNumber(values: Values, rule: number, n: number): number | undefined {
  const moved = moveSeconds(values.time, n)
  if (moved !== undefined) return moved
  if (Math.abs(n) <= SMALL) return Math.round(n * 1e3) / 1e3
  const token = Number.isSafeInteger(n) ? values.number(rule, n) : Number.NaN
  return Number.isNaN(token) ? undefined : token
}
