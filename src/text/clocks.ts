/**
 * Clocks without a date, and counts of seconds or milliseconds since 1970, in free text. A clock
 * becomes a mark: it may be a duration, and one of zero that moved as times do would be the shift.
 * A count moves as times do, from 2001 to 2033: what begins with 2 and more may be a phone number.
 */
import { appendByte, type Output, reserve } from '../bytes/output.js'
import { shiftTime, type TimeShift } from '../wire/values.js'
import { Class, classes, isWordByte } from './characters.js'
import { numberGoesOn } from './numbers.js'

const SPACE = 32
const PLUS = 43
const COLON = 58
const DOT = 46
const MINUS = 45
/** Digits of a count of seconds, and of one of milliseconds. */
const SECONDS = 10
const MILLIS = 13
const FRACTION_MAX = 9

function isDigit(b: Uint8Array, i: number, end: number): boolean {
  return i < end && classes[b[i]] === Class.digit
}

function digitsEnd(b: Uint8Array, at: number, end: number): number {
  let i = at
  while (isDigit(b, i, end)) i++
  return i
}

/** Whether a number, or a row of them, is already going on at `at`. */
function isWithin(b: Uint8Array, from: number, at: number): boolean {
  if (at === from) return false
  const c = b[at - 1]
  return isWordByte(c) || ((c === COLON || c === DOT || c === MINUS) && isDigit(b, at - 2, at))
}

/** A fraction of a second at `at`; behind a comma three digits at least, else a column begins. */
export function isFraction(b: Uint8Array, at: number, end: number): boolean {
  if (at + 1 >= end || (b[at] !== 46 && b[at] !== 44)) return false
  let i = at + 1
  while (i < end && (classes[b[i]] & Class.digit) !== 0) i++
  if (b[at] === 46 || i === at + 1) return i > at + 1
  return (i - at - 1) % 3 === 0 && (i >= end || (b[i] !== 46 && b[i] !== 44))
}

/**
 * Where a zone in digits ends that stands behind a clock at `at`, as ` +0200` and `-05:30`; `at`
 * when there is none. It says where somebody is, and belongs to the clock; one of letters is not.
 */
function zoneEnd(b: Uint8Array, at: number, end: number): number {
  const sign = at < end && b[at] === SPACE ? at + 1 : at
  if (sign + 5 > end || (b[sign] !== PLUS && b[sign] !== MINUS)) return at
  const hours = digitsEnd(b, sign + 1, end)
  const colon = hours - sign === 3 && hours < end && b[hours] === COLON
  const stop = colon ? digitsEnd(b, hours + 1, end) : hours
  if (stop - sign !== (colon ? 6 : 5)) return at
  return stop < end && (isWordByte(b[stop]) || b[stop] === COLON) ? at : stop
}

/** Where `10:20` ends, whose minutes begin at `minutes` and end at `stop`, or -1. */
function shortEnd(b: Uint8Array, at: number, minutes: number, stop: number, end: number): number {
  const hours = minutes - at === 2 ? b[at] - 48 : 10 * (b[at] - 48) + b[at + 1] - 48
  if (hours > 24 || b[minutes] > 53) return -1
  return stop < end && (isDigit(b, stop, end) || b[stop] === COLON) ? -1 : zoneEnd(b, stop, end)
}

/** Where `10:20:30`, a fraction and a zone end that begin at `at`, or `10:20`, or -1. */
export function clockEnd(b: Uint8Array, from: number, at: number, end: number): number {
  const minutes = digitsEnd(b, at, end) + 1
  if (minutes - at > 3 || b[minutes - 1] !== COLON || isWithin(b, from, at)) return -1
  const seconds = digitsEnd(b, minutes, end) + 1
  if (seconds - minutes !== 3) return -1
  if (seconds > end || b[seconds - 1] !== COLON) return shortEnd(b, at, minutes, seconds - 1, end)
  if (seconds >= end) return -1
  let i = digitsEnd(b, seconds, end)
  if (i - seconds !== 2 || b[minutes] > 53 || b[seconds] > 54) return -1
  if (i < end && b[i] === DOT && isDigit(b, i + 1, end)) i = digitsEnd(b, i + 1, end)
  if (i < end && b[i] === 90) i++
  return i < end && (isWordByte(b[i]) || b[i] === COLON) ? -1 : zoneEnd(b, i, end)
}

/** Where a count of seconds, with a fraction, or of milliseconds ends, or -1. */
export function epochEnd(b: Uint8Array, from: number, at: number, end: number): number {
  if (b[at] !== 49 || isWithin(b, from, at)) return -1
  let i = digitsEnd(b, at, end)
  const n = i - at
  if (n !== SECONDS && n !== MILLIS) return -1
  if (n === SECONDS && i < end && b[i] === DOT && isDigit(b, i + 1, end)) {
    const stop = digitsEnd(b, i + 1, end)
    if (stop - i - 1 > FRACTION_MAX) return -1
    i = stop
  }
  if (i < end && isWordByte(b[i])) return -1
  // `audit(1772359200.123:77)`: behind the colon stands a number of its own.
  return b[i] !== COLON && numberGoesOn(b, i, end) ? -1 : i
}

/** Appends the lowest `width` digits of `v`. */
function put(out: Output, v: number, width: number): void {
  reserve(out, width)
  let left = v
  for (let i = out.n + width - 1; i >= out.n; i--) {
    out.bytes[i] = 48 + (left % 10)
    left = Math.floor(left / 10)
  }
  out.n += width
}

/** The time in hand. */
const t = { seconds: 0, nanos: 0 }

/**
 * Appends the count `[at, end)`, which `epochEnd` found, moved.
 * @returns false when times do not leave
 */
export function putEpoch(
  shift: TimeShift,
  b: Uint8Array,
  at: number,
  end: number,
  out: Output,
): boolean {
  if (shift.zero) return false
  t.seconds = 0
  t.nanos = 0
  for (let i = at; i < at + SECONDS; i++) t.seconds = 10 * t.seconds + b[i] - 48
  const point = b[at + SECONDS] === DOT && end > at + SECONDS
  const first = at + SECONDS + (point ? 1 : 0)
  for (let i = first, unit = 1e8; i < end; i++, unit /= 10) t.nanos += (b[i] - 48) * unit
  shiftTime(t, shift)
  // Before 2001, or beyond ten digits: not in the form in which it stood.
  if (t.seconds < 1e9 || t.seconds >= 1e10) return false
  put(out, t.seconds, SECONDS)
  const width = end - first
  if (point) appendByte(out, DOT)
  if (width > 0) put(out, Math.floor(t.nanos / 10 ** (9 - width)), width)
  return true
}
