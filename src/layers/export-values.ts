/** What becomes of one value of a flow record, in the place and the length it has. */
import { put32, u32 } from '../bytes/endian.js'
import { createOutput } from '../bytes/output.js'
import { type Element, elements } from '../correlate/ipfix-elements.js'
import { type Moment, moveTime } from '../policy/value-times.js'
import type { Kind } from '../wire/fields.js'
import { lostBelow, type TimeShift, type Values } from '../wire/values.js'
import { readNumber, writeNumber } from './export-numbers.js'

/**
 * The uptime that every exporter is given, in milliseconds: how long it has been running says who
 * it is, while times of flows before its "now" stay.
 */
export const UPTIME = 0x40000000
/** Seconds between 1900 (NTP, RFC 5905 §6) and 1970. */
const NTP_EPOCH = 2_208_988_800
/** Greater codes are none: somebody's number stands in their place. */
const CODE_MAX = 0xffff
const CODES: ReadonlySet<Kind> = new Set(['enum', 'structure', 'software'])

/** What values of the message in hand are rewritten with. */
export interface ValueContext {
  values: Values
  /** numbers of rules by the index of their element */
  rules: Int32Array
  /** uptime to which uptimes in records refer */
  uptime: number
  /** milliseconds of the moved export time that its header cannot hold */
  beyond: number
  readonly suppressed: Record<string, number>
}

const known = new WeakMap<Values, Int32Array>()
const text = createOutput(1024)
const moment: Moment = { seconds: 0, nanos: 0 }

/** Rules of all elements under these values; asked for once. */
export function rulesOf(values: Values): Int32Array {
  let rules = known.get(values)
  if (rules === undefined) {
    rules = Int32Array.from(elements, (e) => values.rule(`flow.${e.name}`, e.kind))
    known.set(values, rules)
  }
  return rules
}

/** Overwrites a value that does not leave, and counts it. */
export function suppress(c: ValueContext, reason: string, b: Uint8Array, at: number, end: number) {
  b.fill(0, at, end)
  c.suppressed[reason] = (c.suppressed[reason] ?? 0) + 1
}

function isAll(value: number, b: Uint8Array, at: number, end: number): boolean {
  for (let i = at; i < end; i++) if (b[i] !== value) return false
  return true
}

const isZero = (b: Uint8Array, at: number, end: number): boolean => isAll(0, b, at, end)

function number(c: ValueContext, e: Element, b: Uint8Array, at: number, end: number): void {
  if (end - at > 8) return suppress(c, 'bad-length', b, at, end)
  const was = readNumber(b, at, end)
  // What is more than a number holds exactly may be text of eight bytes.
  const most = CODES.has(e.kind) ? CODE_MAX : Number.MAX_SAFE_INTEGER
  if (was > most) return suppress(c, 'bad-value', b, at, end)
  if (e.kind === 'structure') return
  const now = c.values.number(c.rules[e.index], was)
  if (now === was) return
  if (now >= 0 && now < 256 ** (end - at)) writeNumber(b, at, end, Math.floor(now))
  else suppress(c, e.kind, b, at, end)
}

function bytes(c: ValueContext, e: Element, b: Uint8Array, at: number, end: number): void {
  const n = end - at
  const fits = e.form === 'address' ? n === 4 || n === 16 : e.form === 'mac' ? n === 6 : true
  if (!fits) return suppress(c, 'bad-length', b, at, end)
  if (!c.values.bytes(c.rules[e.index], b, at, end)) suppress(c, e.kind, b, at, end)
}

/** Text is padded with zeros to its place (RFC 7011 §6.1.6 leaves what follows a zero open). */
function words(c: ValueContext, e: Element, b: Uint8Array, at: number, end: number): void {
  let stop = end
  while (stop > at && b[stop - 1] === 0) stop--
  if (stop === at) return
  text.n = 0
  const leaves = c.values.text(c.rules[e.index], b, at, stop, text)
  if (!leaves) return suppress(c, e.kind, b, at, end)
  if (text.n > end - at) return suppress(c, 'too-long', b, at, end)
  b.fill(0, at, end)
  b.set(text.bytes.subarray(0, text.n), at)
}

/** Nanoseconds of a fraction in units of 2^-32 seconds, and back: the least that gives them. */
const nanosOf = (fraction: number): number => Math.floor((fraction * 1e9) / 2 ** 32)
const fractionOf = (nanos: number): number => Math.ceil((nanos * 2 ** 32) / 1e9)

/** Reads a time since 1970; false when its length is none of its form's. */
function readTime(e: Element, b: Uint8Array, at: number, end: number): boolean {
  const n = end - at
  moment.nanos = 0
  if (e.form === 'ntp' && n === 8) {
    moment.seconds = u32(b, at) - NTP_EPOCH
    moment.nanos = nanosOf(u32(b, at + 4))
  } else if (e.form === 'milliseconds' && n <= 8) {
    const v = readNumber(b, at, end)
    moment.seconds = Math.floor(v / 1000)
    moment.nanos = (v % 1000) * 1_000_000
  } else if (e.form === 'seconds' && n <= 8) moment.seconds = readNumber(b, at, end)
  else return false
  return true
}

/** Writes a time; false when its place is too small: what is left of it would say the move. */
function writeTime(e: Element, b: Uint8Array, at: number, end: number): boolean {
  if (e.form === 'ntp') {
    if (moment.seconds + NTP_EPOCH >= 2 ** 32) return false
    put32(b, at, moment.seconds + NTP_EPOCH)
    put32(b, at + 4, fractionOf(moment.nanos))
    return true
  }
  const { seconds, nanos } = moment
  const isFine = e.form === 'milliseconds'
  const now = isFine ? seconds * 1000 + Math.floor(nanos / 1_000_000) : seconds
  if (now >= 256 ** (end - at)) return false
  writeNumber(b, at, end, now)
  return true
}

/**
 * A time of zeros or of ones says that there is none. Moved it would say how far times are moved.
 */
function time(c: ValueContext, e: Element, b: Uint8Array, at: number, end: number): void {
  if (isZero(b, at, end)) return
  const isUnset = c.values.time.seconds !== 0 && isAll(255, b, at, end)
  if (c.values.time.zero || isUnset) return suppress(c, 'time', b, at, end)
  if (!readTime(e, b, at, end)) return suppress(c, 'bad-length', b, at, end)
  moveTime(moment, c.values.time)
  const isNone = moment.seconds < 0 || (moment.seconds === 0 && moment.nanos === 0)
  if (isNone || !writeTime(e, b, at, end)) suppress(c, 'time', b, at, end)
}

function uptime(c: ValueContext, b: Uint8Array, at: number, end: number): void {
  if (end - at !== 4 || c.values.time.zero) return suppress(c, 'time', b, at, end)
  // No time: what is before "now" would be how long the exporter has been running.
  if (isZero(b, at, end)) return
  let before = (c.uptime - u32(b, at)) | 0
  const round = c.values.time.roundNanos / 1_000_000
  if (round > 1) before = Math.floor(before / round) * round
  put32(b, at, UPTIME - before + c.beyond)
}

/** Moves what a header says of time; gives the moved time in seconds and nanoseconds. */
export function movedTime(values: Values, seconds: number, nanos: number): Moment {
  const m = { seconds, nanos }
  moveTime(m, values.time)
  return m.seconds < 0 ? { seconds: 0, nanos: 0 } : m
}

/** Rewrites the value `[at, end)` of an element; lists are not for this function. */
export function rewriteValue(
  c: ValueContext,
  e: Element | undefined,
  b: Uint8Array,
  at: number,
  end: number,
): void {
  if (at === end) return
  if (e === undefined) return suppress(c, 'unknown-element', b, at, end)
  switch (e.form) {
    case 'number':
      return number(c, e, b, at, end)
    case 'id':
    case 'address':
    case 'mac':
      return bytes(c, e, b, at, end)
    case 'text':
      return words(c, e, b, at, end)
    case 'uptime':
      return uptime(c, b, at, end)
    case 'delta': {
      const isCoarse = c.values.time.zero || c.values.time.roundNanos > 1000
      if (end - at > 4) return suppress(c, 'bad-length', b, at, end)
      return isCoarse ? suppress(c, 'time', b, at, end) : undefined
    }
    case 'padding':
    case 'list':
      b.fill(0, at, end)
      return undefined
    default:
      return time(c, e, b, at, end)
  }
}

/** A rewritten time as nanoseconds since 1970, or null where there is none. */
export function timeCell(
  e: Element,
  b: Uint8Array,
  at: number,
  end: number,
  exported: Moment,
  shift: TimeShift,
): bigint | null {
  if (isZero(b, at, end) && e.form !== 'delta') return null
  if (e.form === 'uptime' || e.form === 'delta') {
    if (exported.seconds === 0 || end - at !== 4) return null
    const now = BigInt(exported.seconds) * 1_000_000_000n + BigInt(exported.nanos)
    if (e.form === 'delta') return now - BigInt(u32(b, at)) * 1000n
    return now - BigInt((UPTIME - u32(b, at)) | 0) * 1_000_000n
  }
  if (!readTime(e, b, at, end)) return null
  const lost = e.form === 'ntp' ? 0 : lostBelow(e.form === 'seconds' ? 1e9 : 1e6, shift)
  return BigInt(moment.seconds) * 1_000_000_000n + BigInt(moment.nanos + lost)
}
