/**
 * Times in text: found, moved, and written in the form in which they stood, in UTC, since a zone
 * says where somebody is. Forms: ISO 8601 and RFC 3339, with `T`, blank or none between date and
 * clock, `/` for `-`; the log format of web servers; RFC 1123; RFC 3164 and ctime; a date; a clock.
 */
import { appendByte, type Output, reserve } from '../bytes/output.js'
import { isMoment, shiftTime, type TimeShift } from '../wire/values.js'
import { Class, classes, isWordByte } from './characters.js'
import { isFraction } from './clocks.js'
import { yearless, yearOf } from './years.js'

/** A time as it was found; what is not in its form is -1. */
export interface FoundTime {
  seconds: number
  nanos: number
  /** `Form` */
  form: number
  /** where the fraction of a second begins and how many digits it has */
  digits: number
  point: number
  /** between the parts of a date, and between date and clock */
  dash: number
  between: number
  /** bytes of zone, from the byte before it */
  zoneAt: number
  end: number
  weekday: boolean
  /** two digits of the day where one has a blank before it */
  padded: boolean
}

const ISO = 0
const DATE = 1
/** The form of a clock without a date. */
export const CLOCK = 2
const CLF = 3
const MAIL = 4
const BSD = 5

const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec'
const DAYS = 'sunmontuewedthufrisat'
/** Makes a time that `findTime` fills in. */
export function createFoundTime(): FoundTime {
  return {
    seconds: 0,
    nanos: 0,
    form: 0,
    digits: 0,
    point: 46,
    dash: 45,
    between: 32,
    zoneAt: -1,
    end: 0,
    weekday: false,
    padded: false,
  }
}

/** The number that the decimal digits of `[at, end)` stand for. */
function decimal(b: Uint8Array, at: number, end: number): number {
  let v = 0
  for (let i = at; i < end; i++) v = 10 * v + b[i] - 48
  return v
}

/** Two digits that are a number up to `most`, or -1. */
function two(b: Uint8Array, at: number, end: number, most: number): number {
  if (at + 2 > end || (classes[b[at]] & classes[b[at + 1]] & Class.digit) === 0) return -1
  const v = decimal(b, at, at + 2)
  return v <= most ? v : -1
}

function year(b: Uint8Array, at: number, end: number): number {
  const high = two(b, at, end, 99)
  const low = two(b, at + 2, end, 99)
  const v = 100 * high + low
  return high < 0 || low < 0 || v < 1900 || v > 2199 ? -1 : v
}

function three(b: Uint8Array, at: number, end: number, names: string): number {
  if (at + 3 > end || (classes[b[at]] & Class.letter) === 0) return -1
  for (let i = 0; i < names.length; i += 3) {
    if (
      (b[at] | 32) === names.charCodeAt(i) &&
      (b[at + 1] | 32) === names.charCodeAt(i + 1) &&
      (b[at + 2] | 32) === names.charCodeAt(i + 2)
    ) {
      return i / 3
    }
  }
  return -1
}

/** Days from 1970-01-01 to a date of the Gregorian calendar; March is the first month. */
function daysOf(y: number, month: number, day: number): number {
  const m = month > 2 ? month - 3 : month + 9
  const years = month > 2 ? y : y - 1
  const era = Math.floor(years / 400)
  const of400 = years - era * 400
  const dayOfYear = Math.floor((153 * m + 2) / 5) + day - 1
  return era * 146097 + of400 * 365 + (of400 >> 2) - Math.floor(of400 / 100) + dayOfYear - 719468
}

/** Whether a word goes on at `i`, so that what ended there was no time. */
function goesOn(b: Uint8Array, i: number, end: number): boolean {
  return i < end && isWordByte(b[i])
}

/** Reads `10:20:30`, a fraction and, where `zoned`, a zone; false when it is none. */
function clock(b: Uint8Array, at: number, end: number, zoned: boolean, t: FoundTime): boolean {
  const h = two(b, at, end, 24)
  const m = two(b, at + 3, end, 59)
  const s = two(b, at + 6, end, 60)
  if (h < 0 || m < 0 || s < 0 || b[at + 2] !== 58 || b[at + 5] !== 58) return false
  t.seconds += 3600 * h + 60 * m + s
  t.nanos = 0
  t.digits = 0
  let i = at + 8
  if (isFraction(b, i, end)) {
    t.point = b[i]
    let k = i + 1
    let unit = 1e8
    for (; k < end && k - i <= 9 && (classes[b[k]] & Class.digit) !== 0; k++) {
      t.nanos += (b[k] - 48) * unit
      unit /= 10
    }
    t.digits = k - i - 1
    i = k
  }
  t.zoneAt = -1
  t.end = i
  if (zoned) zone(b, i, end, t)
  return !goesOn(b, t.end, end)
}

/** `Z`, `+02:00`, ` +0200`, ` GMT`, ` UTC`: taken off the time, and where it stands. */
function zone(b: Uint8Array, at: number, end: number, t: FoundTime): void {
  const i = at < end && b[at] === 32 ? at + 1 : at
  const c = i < end ? b[i] : 0
  if ((c | 32) === 122 && !goesOn(b, i + 1, end)) {
    t.zoneAt = at
    t.end = i + 1
  } else if (c === 43 || c === 45) {
    const h = two(b, i + 1, end, 15)
    const colon = i + 3 < end && b[i + 3] === 58 ? 1 : 0
    const m = two(b, i + 3 + colon, end, 59)
    if (h < 0) return
    const minutes = 60 * h + Math.max(0, m)
    const stop = m < 0 ? i + 3 : i + 5 + colon
    if (goesOn(b, stop, end)) return
    t.seconds -= (c === 45 ? -60 : 60) * minutes
    t.zoneAt = at
    t.end = stop
  } else if (i > at && i + 3 <= end && !goesOn(b, i + 3, end)) {
    const gmt = (b[i] | 32) === 103 && (b[i + 1] | 32) === 109 && (b[i + 2] | 32) === 116
    const utc = (b[i] | 32) === 117 && (b[i + 1] | 32) === 116 && (b[i + 2] | 32) === 99
    if (!gmt && !utc) return
    t.zoneAt = at
    t.end = i + 3
  }
}

/** `2024-05-01`, then perhaps a clock. */
function iso(b: Uint8Array, at: number, end: number, t: FoundTime): boolean {
  const y = year(b, at, end)
  const dash = b[at + 4]
  if (y < 0 || (dash !== 45 && dash !== 47) || b[at + 7] !== dash) return false
  const month = two(b, at + 5, end, 12)
  const day = two(b, at + 8, end, 31)
  if (month < 1 || day < 1) return false
  t.dash = dash
  t.seconds = 86400 * daysOf(y, month, day)
  t.nanos = 0
  t.end = at + 10
  t.form = DATE
  const c = at + 10 < end ? b[at + 10] : 0
  if ((c | 32) === 116 || c === 32) {
    t.between = c
    const midnight = t.seconds
    if (clock(b, at + 11, end, true, t)) {
      t.form = ISO
      return true
    }
    t.seconds = midnight
    t.nanos = 0
    t.end = at + 10
  }
  return !goesOn(b, t.end, end)
}

/** `17/May/2015:10:05:03 +0000`, as web servers write it. */
function clf(b: Uint8Array, at: number, end: number, t: FoundTime): boolean {
  const day = two(b, at, end, 31)
  const month = three(b, at + 3, end, MONTHS)
  const y = year(b, at + 7, end)
  if (day < 1 || month < 0 || y < 0 || b[at + 2] !== 47 || b[at + 6] !== 47) return false
  t.form = CLF
  t.seconds = 86400 * daysOf(y, month + 1, day)
  return b[at + 11] === 58 && clock(b, at + 12, end, true, t)
}

/** `06 Nov 1994 08:49:37 GMT`. */
function mail(b: Uint8Array, at: number, end: number, t: FoundTime): boolean {
  const n = at + 1 < end && b[at + 1] === 32 ? 1 : 2
  const day = n === 2 ? two(b, at, end, 31) : b[at] - 48
  const month = three(b, at + n + 1, end, MONTHS)
  const y = year(b, at + n + 5, end)
  const dash = at + n < end ? b[at + n] : 0
  if (!(day >= 1 && day <= 31) || month < 0 || y < 0 || (dash !== 32 && dash !== 45)) return false
  if (b[at + n + 4] !== dash || b[at + n + 9] !== 32) return false
  t.form = MAIL
  t.dash = dash
  t.padded = n === 2
  t.seconds = 86400 * daysOf(y, month + 1, day)
  return clock(b, at + n + 10, end, true, t)
}

/** ` CET 2024`: a zone that may not leave stands before the year, as `date` writes it. */
function hasZone(b: Uint8Array, at: number, end: number): boolean {
  let i = at + 1
  while (i < end && i - at < 7 && b[i] >= 65 && b[i] <= 90) i++
  return i - at > 2 && b[at] === 32 && b[i] === 32 && year(b, i + 1, end) > 0
}

/** `Nov  6 08:49:37`, then perhaps a year. */
function bsd(b: Uint8Array, at: number, end: number, t: FoundTime): boolean {
  const month = three(b, at, end, MONTHS)
  if (month < 0 || at + 15 > end || b[at + 3] !== 32 || b[at + 6] !== 32) return false
  const day = b[at + 4] === 32 ? b[at + 5] - 48 : two(b, at + 4, end, 31)
  if (!(day >= 1 && day <= 31)) return false
  t.form = BSD
  t.padded = b[at + 4] !== 48
  t.seconds = 0
  if (!clock(b, at + 7, end, false, t)) return false
  if (hasZone(b, t.end, end)) return false
  const y = t.end < end && b[t.end] === 32 ? year(b, t.end + 1, end) : -1
  const hasYear = y >= 0 && !goesOn(b, t.end + 5, end)
  t.between = hasYear ? 1 : 0
  t.seconds += 86400 * daysOf(hasYear ? y : yearOf(month + 1, day), month + 1, day)
  if (hasYear) t.end += 5
  else yearless.met++
  return true
}

/** Whether a time begins at `at`; then it is in `t`, which says where it ends. */
export function findTime(b: Uint8Array, at: number, end: number, t: FoundTime): boolean {
  return readTime(b, at, end, t) && (t.form === CLOCK || isMoment(t.seconds))
}

function readTime(b: Uint8Array, at: number, end: number, t: FoundTime): boolean {
  t.weekday = false
  if ((classes[b[at]] & Class.letter) !== 0) {
    if (three(b, at, end, DAYS) >= 0 && at + 5 < end) {
      const comma = b[at + 3] === 44
      const i = at + (comma ? 5 : 4)
      if (b[i - 1] !== 32 || !(comma ? mail(b, i, end, t) : bsd(b, i, end, t))) return false
      t.weekday = true
      return true
    }
    return bsd(b, at, end, t)
  }
  if (b[at + 2] === 58) {
    t.seconds = 0
    t.form = CLOCK
    return clock(b, at, end, true, t)
  }
  if (b[at + 2] === 47) return clf(b, at, end, t)
  if (b[at + 1] === 32 || b[at + 2] === 32 || b[at + 2] === 45) return mail(b, at, end, t)
  return iso(b, at, end, t)
}

/** Appends `v`, which is below 2^31, in `width` digits. */
function put(o: Output, v: number, width: number): void {
  reserve(o, width)
  const { bytes, n } = o
  let left = v | 0
  for (let i = n + width - 1; i >= n; i--) {
    const tens = (left / 10) | 0
    bytes[i] = 48 + left - 10 * tens
    left = tens
  }
  o.n = n + width
}

function putName(o: Output, names: string, n: number): void {
  appendByte(o, names.charCodeAt(3 * n) - 32)
  appendByte(o, names.charCodeAt(3 * n + 1))
  appendByte(o, names.charCodeAt(3 * n + 2))
}

function putClock(o: Output, t: FoundTime, ofDay: number): void {
  put(o, Math.floor(ofDay / 3600), 2)
  appendByte(o, 58)
  put(o, Math.floor(ofDay / 60) % 60, 2)
  appendByte(o, 58)
  put(o, ofDay % 60, 2)
  if (t.digits === 0) return
  appendByte(o, t.point)
  put(o, Math.floor(t.nanos / 10 ** (9 - t.digits)), t.digits)
}

/** The zone in its form, of UTC. */
function putZone(o: Output, b: Uint8Array, t: FoundTime): void {
  for (let i = t.zoneAt; t.zoneAt >= 0 && i < t.end; i++) {
    const c = b[i]
    appendByte(o, (classes[c] & Class.digit) !== 0 ? 48 : c === 45 ? 43 : c)
  }
}

const civil = { year: 0, month: 0, day: 0 }

/** The date of a day since 1970-01-01. */
function dateOf(days: number): void {
  const z = days + 719468
  const era = Math.floor(z / 146097)
  const ofEra = z - era * 146097
  const leaps = Math.floor(ofEra / 1460) - Math.floor(ofEra / 36524) + Math.floor(ofEra / 146096)
  const years = Math.floor((ofEra - leaps) / 365)
  const ofYear = ofEra - (365 * years + (years >> 2) - Math.floor(years / 100))
  const m = Math.floor((5 * ofYear + 2) / 153)
  civil.day = ofYear - Math.floor((153 * m + 2) / 5) + 1
  civil.month = m < 10 ? m + 3 : m - 9
  civil.year = years + era * 400 + (civil.month <= 2 ? 1 : 0)
}

/** Appends a time that `findTime` found in `b`, moved, in its own form. */
export function appendTime(b: Uint8Array, t: FoundTime, shift: TimeShift, o: Output): void {
  shiftTime(t, shift)
  const days = Math.floor(t.seconds / 86400)
  const ofDay = t.seconds - 86400 * days
  dateOf(days)
  const { year: y, month, day } = civil
  if (t.weekday) {
    putName(o, DAYS, (((days + 4) % 7) + 7) % 7)
    if (t.form === MAIL) appendByte(o, 44)
    appendByte(o, 32)
  }
  if (t.form === ISO || t.form === DATE) {
    put(o, y, 4)
    appendByte(o, t.dash)
    put(o, month, 2)
    appendByte(o, t.dash)
    put(o, day, 2)
    if (t.form === DATE) return
    appendByte(o, t.between)
  } else if (t.form === CLF) {
    put(o, day, 2)
    appendByte(o, 47)
    putName(o, MONTHS, month - 1)
    appendByte(o, 47)
    put(o, y, 4)
    appendByte(o, 58)
  } else if (t.form === MAIL) {
    put(o, day, t.padded || day > 9 ? 2 : 1)
    appendByte(o, t.dash)
    putName(o, MONTHS, month - 1)
    appendByte(o, t.dash)
    put(o, y, 4)
    appendByte(o, 32)
  } else if (t.form === BSD) {
    putName(o, MONTHS, month - 1)
    appendByte(o, 32)
    if (day < 10) appendByte(o, t.padded ? 32 : 48)
    put(o, day, day < 10 ? 1 : 2)
    appendByte(o, 32)
  }
  putClock(o, t, ofDay)
  putZone(o, b, t)
  if (t.form === BSD && t.between === 1) {
    appendByte(o, 32)
    put(o, y, 4)
  }
}
