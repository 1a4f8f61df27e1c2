/** Numbers in attributes and points: those that stay keep their bytes, others are written anew. */
import { append, type Output, reserve } from '../bytes/output.js'
import { putNumber, type Treatment } from './treatments.js'
import { cursor, readSigned, readVarint } from './wire-format.js'
import { appendVarint } from './wire-writing.js'

const word = new DataView(new ArrayBuffer(8))
const bytes = new Uint8Array(word.buffer)
const digits = { bytes: new Uint8Array(32), n: 0 }

function load(b: Uint8Array, at: number): void {
  for (let i = 0; i < 8; i++) bytes[i] = b[at + i]
}

function store(o: Output): void {
  reserve(o, 8)
  for (let i = 0; i < 8; i++) o.bytes[o.n++] = bytes[i]
}

/** Eight letters are a number that nobody measures, and seven with a zero behind them. */
const LETTERS = 7
/** The last bytes of the fraction of a double: without them it is exact to 2^-28. */
const ROUGH = 3

/** How many printable characters the loaded bytes begin with, if nothing but zeros follows. */
function lettersLoaded(): number {
  let n = 0
  while (n < 8 && bytes[n] >= 0x20 && bytes[n] < 0x7f) n++
  for (let i = n; i < 8; i++) if (bytes[i] !== 0) return 0
  return n
}

/** Nanoseconds do not fit into a number: they are moved as digits. @returns whether it leaves */
function putNanos(t: Treatment, value: bigint): bigint {
  const text = Buffer.from(String(value))
  digits.n = 0
  if (!t.values.text(t.own, text, 0, text.length, digits)) return -1n
  return BigInt(Buffer.from(digits.bytes.subarray(0, digits.n)).toString('latin1'))
}

/** The bytes of a varint of 64 bits, and the bits of the last that it needs. */
const LONGEST = 10
const LAST_BITS = 1

/**
 * Appends a varint in as few bytes as it needs. Long ones are copied, without the bits beyond 64
 * that a tenth byte has room for, and the groups of nothing that may stand behind.
 */
function copyVarint(b: Uint8Array, at: number, end: number, o: Output): void {
  if (end - at <= 7) return appendVarint(o, readVarint(b, at, end))
  const from = o.n
  append(o, b, at, end)
  const to = o.bytes
  if (end - at === LONGEST) to[o.n - 1] &= LAST_BITS
  while (o.n > from + 1 && (to[o.n - 1] & 127) === 0) o.n--
  to[o.n - 1] &= 127
}

/** Appends an integer of 64 bits in a varint; false when it does not leave. */
export function putVarint(t: Treatment, b: Uint8Array, at: number, end: number, o: Output) {
  const value = readSigned(b, at, end)
  if (t.kind === 'time' && t.named === 'change' && value > Number.MAX_SAFE_INTEGER) {
    let exact = 0n
    for (let i = end - 1; i >= at; i--) exact = (exact << 7n) | BigInt(b[i] & 127)
    const moved = putNanos(t, exact)
    if (moved < 0n) return false
    let rest = moved
    reserve(o, 10)
    for (; rest >= 128n; rest >>= 7n) o.bytes[o.n++] = Number(rest & 127n) | 128
    o.bytes[o.n++] = Number(rest)
    return true
  }
  const becomes = putNumber(t, value)
  if (becomes === value) copyVarint(b, at, end, o)
  else if (becomes >= 0) appendVarint(o, Math.floor(becomes))
  else return false
  return true
}

/** Appends a signed varint in zigzag form; false when it does not leave. */
export function putZigzag(t: Treatment, b: Uint8Array, at: number, end: number, o: Output) {
  const v = readVarint(b, at, end)
  const value = v % 2 === 0 ? v / 2 : -(v + 1) / 2
  const becomes = putNumber(t, value)
  if (becomes === value) copyVarint(b, at, end, o)
  else if (!Number.isNaN(becomes)) {
    appendVarint(o, becomes < 0 ? -2 * Math.floor(becomes) - 1 : 2 * Math.floor(becomes))
  } else return false
  return true
}

/** Appends an integer of eight bytes; false when it does not leave. */
export function putFixed(t: Treatment, b: Uint8Array, at: number, o: Output): boolean {
  load(b, at)
  const value = word.getInt32(4, true) * 2 ** 32 + word.getUint32(0, true)
  const becomes = putNumber(t, value)
  if (Number.isNaN(becomes) || (t.named !== 'keep' && lettersLoaded() >= LETTERS)) return false
  if (becomes !== value) {
    const whole = Math.floor(becomes)
    const high = Math.floor(whole / 2 ** 32)
    word.setInt32(4, high, true)
    word.setUint32(0, whole - high * 2 ** 32, true)
  }
  store(o)
  return true
}

/** Appends a double; false when it does not leave. */
export function putDouble(t: Treatment, b: Uint8Array, at: number, o: Output): boolean {
  load(b, at)
  const value = word.getFloat64(0, true)
  const becomes = putNumber(t, value)
  // A number that is none may carry 51 bits of something else (IEEE 754 §6.2.1).
  if (Number.isNaN(becomes) && !(t.plain || t.named === 'keep')) return false
  if (!Object.is(becomes, value) || Number.isNaN(value)) word.setFloat64(0, becomes, true)
  // A measured number may be letters by chance: it stays, to eight digits.
  if (t.named !== 'keep' && lettersLoaded() === 8) bytes.fill(0, 0, ROUGH)
  store(o)
  return true
}

/** Appends varints that stand one behind the other; false when one does not leave. */
export function putVarints(t: Treatment, b: Uint8Array, at: number, end: number, o: Output) {
  for (let i = at; i < end; ) {
    readVarint(b, i, end)
    const next = cursor.at
    if (next < 0 || !putVarint(t, b, i, next, o)) return false
    i = next
  }
  return true
}

/** Appends integers or doubles of eight bytes; false when one does not leave. */
export function putWords(
  t: Treatment,
  b: Uint8Array,
  at: number,
  end: number,
  o: Output,
  put: typeof putDouble,
): boolean {
  if ((end - at) % 8 !== 0) return false
  for (let i = at; i < end; i += 8) if (!put(t, b, i, o)) return false
  return true
}
