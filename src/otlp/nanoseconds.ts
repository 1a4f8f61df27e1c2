/** Times of OTLP, nanoseconds since 1970 in 64 bits, moved exactly and without big integers. */
import { u32le } from '../bytes/endian.js'
import { isMoment, type TimeShift } from '../wire/values.js'

const NANOS = 1e9
const LIMIT = 2 ** 64 / NANOS

/** A moment in seconds and nanoseconds of the next. */
export const moment = { seconds: 0, nanos: 0 }

/** Moves `moment`, as times of packets are moved. What is no time of a recording becomes 0. */
export function moveMoment(shift: TimeShift): void {
  const m = moment
  if (shift.zero || !isMoment(m.seconds)) {
    m.seconds = 0
    m.nanos = 0
    return
  }
  m.seconds += shift.seconds
  m.nanos += shift.nanos
  if (m.nanos >= NANOS) {
    m.nanos -= NANOS
    m.seconds++
  }
  const round = shift.roundNanos
  if (round >= NANOS) {
    const r = round / NANOS
    m.seconds -= ((m.seconds % r) + r) % r
    m.nanos = 0
  } else if (round > 1) m.nanos -= m.nanos % round
  if (m.seconds < 0 || m.seconds >= LIMIT) {
    m.seconds = 0
    m.nanos = 0
  }
}

/** Reads eight bytes, little-endian, by long division in digits of 16 bits. */
export function readMoment(b: Uint8Array, at: number): void {
  let q = 0
  let r = 0
  for (let i = 6; i >= 0; i -= 2) {
    const v = r * 65536 + (b[at + i] | (b[at + i + 1] << 8))
    const d = Math.floor(v / NANOS)
    q = q * 65536 + d
    r = v - d * NANOS
  }
  moment.seconds = q
  moment.nanos = r
}

/** 10^9 = 15258 * 2^16 + 51712: neither product leaves the 53 bits of a number. */
const HIGH = 15258
const LOW = 51712

/** Writes `moment` as eight bytes, little-endian. */
export function writeMoment(b: Uint8Array, at: number): void {
  const { seconds, nanos } = moment
  const low = seconds * LOW + nanos
  let v = low % 65536
  b[at] = v
  b[at + 1] = v >>> 8
  v = seconds * HIGH + Math.floor(low / 65536)
  for (let i = 2; i < 8; i++) {
    b[at + i] = v % 256
    v = Math.floor(v / 256)
  }
}

const TWO32 = 2 ** 32
/** High words of times from 2001-01-02 to 2038-01-18: each is a moment, and leaves no range. */
const PLAIN_FROM = 0x0d93f3cc
const PLAIN_TO = 0x1dcd0bd2
const MOVED_MAX = 10 * 366 * 86_400
/** Seconds are moved in two parts, and 65,536 of them are 15,258 * 2^32 + 3,388,997,632 ns. */
const PART = 65_536
const PART_HIGH = 15_258
const PART_LOW = 3_388_997_632

/**
 * Moves the time in the eight bytes at `at` of `b` to `to` of `out`. Where it is neither rounded
 * nor far off, that is one addition in two words.
 */
export function moveTime(
  b: Uint8Array,
  at: number,
  shift: TimeShift,
  out: Uint8Array,
  to: number,
): void {
  const high = u32le(b, at + 4)
  const { seconds } = shift
  const plain = !shift.zero && shift.roundNanos <= 1 && Math.abs(seconds) < MOVED_MAX
  if (!plain || high < PLAIN_FROM || high > PLAIN_TO) {
    readMoment(b, at)
    moveMoment(shift)
    writeMoment(out, to)
    return
  }
  const part = seconds % PART
  const parts = (seconds - part) / PART
  const sum = u32le(b, at) + part * NANOS + shift.nanos + parts * PART_LOW
  const carry = Math.floor(sum / TWO32)
  put32le(out, to, sum - carry * TWO32)
  put32le(out, to + 4, high + carry + parts * PART_HIGH)
}

function put32le(b: Uint8Array, at: number, v: number): void {
  b[at] = v
  b[at + 1] = v >>> 8
  b[at + 2] = v >>> 16
  b[at + 3] = v >>> 24
}
