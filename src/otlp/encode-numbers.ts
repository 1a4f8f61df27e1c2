/** Numbers of JSON in protocol buffers; those of 64 bits stand in digits, and stay exact. */
import { type Output, reserve } from '../bytes/output.js'
import { moment, writeMoment } from './nanoseconds.js'
import { appendVarint } from './wire-writing.js'

const word = new DataView(new ArrayBuffer(8))
const bytes = new Uint8Array(word.buffer)

/** An integer of 64 bits, as a number or in digits; undefined when it is none. */
function integer(v: unknown): bigint | undefined {
  const whole =
    (typeof v === 'number' && Number.isInteger(v)) ||
    (typeof v === 'string' && /^-?\d{1,20}$/.test(v))
  if (!whole) return undefined
  const n = BigInt(v as number | string)
  return n >= -(2n ** 63n) && n < 2n ** 64n ? BigInt.asUintN(64, n) : undefined
}

function store(o: Output, size: number): void {
  reserve(o, size)
  for (let i = 0; i < size; i++) o.bytes[o.n++] = bytes[i]
}

/** Appends an integer as a varint. */
export function putInteger(o: Output, v: unknown): boolean {
  if (typeof v === 'number' && Number.isSafeInteger(v) && v >= 0) {
    appendVarint(o, v)
    return true
  }
  const whole = integer(v)
  if (whole === undefined) return false
  reserve(o, 10)
  let rest = whole
  for (; rest > 127n; rest >>= 7n) o.bytes[o.n++] = Number(rest & 127n) | 128
  o.bytes[o.n++] = Number(rest)
  return true
}

/** Nanoseconds since 1970 as nearly all times have them, in nineteen digits. */
const DIGITS = 19
const SECONDS = 10

/** A number of so many digits; NaN when something else is among them. */
function digitsOf(v: string, at: number, end: number): number {
  let n = 0
  for (let i = at; i < end; i++) {
    const d = v.charCodeAt(i) - 48
    if (d < 0 || d > 9) return Number.NaN
    n = n * 10 + d
  }
  return n
}

/** Appends an integer in eight bytes. */
export function putDigits(o: Output, v: unknown): boolean {
  if (typeof v === 'string' && v.length === DIGITS) {
    moment.seconds = digitsOf(v, 0, SECONDS)
    moment.nanos = digitsOf(v, SECONDS, DIGITS)
    if (moment.seconds >= 0 && moment.nanos >= 0) {
      reserve(o, 8)
      writeMoment(o.bytes, o.n)
      o.n += 8
      return true
    }
  }
  const whole = integer(v)
  if (whole === undefined) return false
  word.setBigUint64(0, whole, true)
  store(o, 8)
  return true
}

function toDouble(v: unknown): number | undefined {
  if (typeof v === 'number') return v
  if (typeof v !== 'string' || !/^(NaN|-?Infinity|-?\d[\d.eE+-]*)$/.test(v)) return undefined
  return Number(v)
}

/** Appends a double. */
export function putDouble(o: Output, v: unknown): boolean {
  const number = toDouble(v)
  if (number === undefined) return false
  word.setFloat64(0, number, true)
  store(o, 8)
  return true
}

/** Appends an integer in four bytes. */
export function putFixed32(o: Output, v: unknown): boolean {
  const whole = integer(v)
  if (whole === undefined) return false
  word.setUint32(0, Number(whole & 0xffffffffn), true)
  store(o, 4)
  return true
}

/** Appends a signed integer in zigzag form. */
export function putZigzag(o: Output, v: unknown): boolean {
  const whole = integer(v)
  if (whole === undefined) return false
  const signed = Number(BigInt.asIntN(64, whole))
  appendVarint(o, signed < 0 ? -2 * signed - 1 : 2 * signed)
  return true
}
