/** Times in text, moved as the capture time of packets is. */
import { appendString, type Output } from '../bytes/output.js'
import { isMoment, shiftTime, type TimeShift } from '../wire/values.js'

/** A moment: whole seconds since 1970, and nanoseconds of the next. */
export interface Moment {
  seconds: number
  nanos: number
}

/** Moves a moment in place; what is none becomes 0. */
export function moveTime(t: Moment, shift: TimeShift): void {
  if (shift.seconds !== 0 && !isMoment(t.seconds)) {
    t.seconds = 0
    t.nanos = 0
    return
  }
  shiftTime(t, shift)
}

const ISO =
  /^(\d{4}-\d\d-\d\d)([Tt ])(\d\d:\d\d:\d\d)(?:([.,])(\d{1,9}))?( ?[Zz]| ?[+-]\d\d:?\d\d)?$/

function minutesOf(zone: string): number {
  const digits = zone.replace(/\D/g, '')
  if (digits === '') return 0
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  return zone.includes('-') ? -minutes : minutes
}

/**
 * Appends a moved time in the form of the original: ISO 8601 or RFC 3339 with as many digits of a
 * second. A zone says where somebody is, so that the moment is written in UTC.
 * @returns false when it is no such time, no moment, or times do not leave
 */
export function appendIsoTime(text: string, shift: TimeShift, out: Output): boolean {
  const m = ISO.exec(text)
  if (m === null || shift.zero) return false
  const [, date, between, clock, point = '', fraction = '', zone = ''] = m
  const at = Date.parse(`${date}T${clock}Z`)
  if (Number.isNaN(at)) return false
  const minutes = minutesOf(zone)
  const t = { seconds: at / 1000 - minutes * 60, nanos: Number(fraction.padEnd(9, '0')) }
  if (!isMoment(t.seconds)) return false
  moveTime(t, shift)
  const moved = new Date(t.seconds * 1000).toISOString()
  const part = point + String(t.nanos).padStart(9, '0').slice(0, fraction.length)
  const utc = zone.replace('-', '+').replace(/\d/g, '0')
  const s = moved.slice(0, 10) + between + moved.slice(11, 19) + part + utc
  appendString(out, s)
  return true
}

/** Nanoseconds that one of a count stands for, by how many digits a time of our days has. */
const UNITS: readonly (readonly [number, bigint])[] = [
  [10, 1_000_000_000n],
  [13, 1_000_000n],
  [16, 1_000n],
  [19, 1n],
]

/**
 * Moves a time that is a count of seconds, milli-, micro- or nanoseconds since 1970; which of
 * them, its number of digits tells (years 2001 to 2286).
 * @returns the moved count, or undefined when it is none of them or times do not leave
 */
export function moveCount(digits: string, shift: TimeShift): string | undefined {
  const unit = UNITS.find(([n]) => n === digits.length)?.[1]
  if (unit === undefined || shift.zero) return undefined
  const nanos = BigInt(digits) * unit
  const t = { seconds: Number(nanos / 1_000_000_000n), nanos: Number(nanos % 1_000_000_000n) }
  if (!isMoment(t.seconds)) return undefined
  moveTime(t, shift)
  return String((BigInt(t.seconds) * 1_000_000_000n + BigInt(t.nanos)) / unit)
}
