/**
 * OTLP/JSON into protocol buffers, so that both are rewritten by the same code. What is no field of
 * a message, or not of its type, is counted and left out.
 */
import { append, type Output, reserve } from '../bytes/output.js'
import { Act, type Field, type Message } from './message.js'
import { type Run, suppress } from './run.js'
import { Wire } from './wire-format.js'
import { appendVarint, closeField, openField } from './wire-writing.js'

/** What lies deeper is left out here, and counted when the rest is rewritten. */
const DEPTH_MAX = 100
const LENGTH = 120

/** Names of enumerations, which some write where numbers should stand. */
const CODES: Record<string, number> = {
  SPAN_KIND_UNSPECIFIED: 0,
  SPAN_KIND_INTERNAL: 1,
  SPAN_KIND_SERVER: 2,
  SPAN_KIND_CLIENT: 3,
  SPAN_KIND_PRODUCER: 4,
  SPAN_KIND_CONSUMER: 5,
  STATUS_CODE_UNSET: 0,
  STATUS_CODE_OK: 1,
  STATUS_CODE_ERROR: 2,
  AGGREGATION_TEMPORALITY_UNSPECIFIED: 0,
  AGGREGATION_TEMPORALITY_DELTA: 1,
  AGGREGATION_TEMPORALITY_CUMULATIVE: 2,
}
for (const [i, name] of ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'].entries()) {
  for (let k = 1; k <= 4; k++) CODES[`SEVERITY_NUMBER_${name}${k > 1 ? k : ''}`] = 4 * i + k
}

type Put = (run: Run, o: Output, v: unknown, depth: number) => boolean

function isObject(v: unknown): v is Record<string, unknown> {
  return typeof v === 'object' && v !== null && !Array.isArray(v)
}

/** An integer of 64 bits, as a number or in digits; undefined when it is none. */
function integer(v: unknown): bigint | undefined {
  const whole =
    (typeof v === 'number' && Number.isInteger(v)) ||
    (typeof v === 'string' && /^-?\d{1,20}$/.test(v))
  if (!whole) return undefined
  const n = BigInt(v as number | string)
  return n >= -(2n ** 63n) && n < 2n ** 64n ? BigInt.asUintN(64, n) : undefined
}

function putVarint64(o: Output, v: bigint): void {
  reserve(o, 10)
  let rest = v
  for (; rest > 127n; rest >>= 7n) o.bytes[o.n++] = Number(rest & 127n) | 128
  o.bytes[o.n++] = Number(rest)
}

function view(o: Output, size: number): DataView {
  reserve(o, size)
  o.n += size
  return new DataView(o.bytes.buffer, o.bytes.byteOffset + o.n - size, size)
}

function putBytes(o: Output, b: Uint8Array): void {
  append(o, b, 0, b.length)
}

/** Appends a field with what `put` writes, or nothing. */
function field(run: Run, o: Output, n: number, v: unknown, depth: number, put: Put): boolean {
  const start = o.n
  const body = openField(o, n, LENGTH)
  if (put(run, o, v, depth)) {
    closeField(o, body, LENGTH)
    return true
  }
  o.n = start
  return false
}

const putText: Put = (_run, o, v) => {
  if (typeof v !== 'string') return false
  putBytes(o, Buffer.from(v))
  return true
}

const putBase64: Put = (_run, o, v) => {
  if (typeof v !== 'string' || !/^[\w+/=-]*$/.test(v)) return false
  putBytes(o, Buffer.from(v, 'base64'))
  return true
}

const putHex: Put = (_run, o, v) => {
  if (typeof v !== 'string' || !/^(?:[0-9a-fA-F]{2})*$/.test(v)) return false
  putBytes(o, Buffer.from(v, 'hex'))
  return true
}

const putValues =
  (put: Put): Put =>
  (run, o, v, depth) => {
    if (!isObject(v)) return false
    const { values } = v
    if (values === undefined || values === null) return true
    if (!Array.isArray(values)) return false
    if (depth <= DEPTH_MAX) for (const each of values) one(run, o, 1, each, depth, put)
    return true
  }

/** Appends a field, and counts it when its value is not of its type. */
function one(run: Run, o: Output, n: number, v: unknown, depth: number, put: Put): void {
  if (!field(run, o, n, v, depth, put)) suppress(run, 'wrong-type')
}

function putInteger(o: Output, n: number, v: unknown): boolean {
  const whole = integer(v)
  if (whole === undefined) return false
  appendVarint(o, n * 8)
  putVarint64(o, whole)
  return true
}

function putFixed(o: Output, n: number, v: unknown): boolean {
  const whole = integer(v)
  if (whole === undefined) return false
  appendVarint(o, n * 8 + Wire.fixed64)
  view(o, 8).setBigUint64(0, whole, true)
  return true
}

function toDouble(v: unknown): number | undefined {
  if (typeof v === 'number') return v
  if (typeof v !== 'string' || !/^(NaN|-?Infinity|-?\d[\d.eE+-]*)$/.test(v)) return undefined
  return Number(v)
}

function putDouble(o: Output, n: number, v: unknown): boolean {
  const number = toDouble(v)
  if (number === undefined) return false
  appendVarint(o, n * 8 + Wire.fixed64)
  view(o, 8).setFloat64(0, number, true)
  return true
}

function putTruth(o: Output, n: number, v: unknown): boolean {
  if (typeof v !== 'boolean') return false
  appendVarint(o, n * 8)
  appendVarint(o, v ? 1 : 0)
  return true
}

const putAny: Put = (run, o, v, depth) => {
  if (!isObject(v)) return false
  for (const name of Object.keys(v)) {
    const value = v[name]
    if (value === null) continue
    let did = true
    switch (name.replace(/_v/, 'V')) {
      case 'stringValue':
        did = field(run, o, 1, value, depth, putText)
        break
      case 'boolValue':
        did = putTruth(o, 2, value)
        break
      case 'intValue':
        did = putInteger(o, 3, value)
        break
      case 'doubleValue':
        did = putDouble(o, 4, value)
        break
      case 'arrayValue':
        did = field(run, o, 5, value, depth + 1, putValues(putAny))
        break
      case 'kvlistValue':
        did = field(run, o, 6, value, depth + 1, putValues(putAttribute))
        break
      case 'bytesValue':
        did = field(run, o, 7, value, depth, putBase64)
        break
      default:
        suppress(run, 'unknown-field')
    }
    if (!did) suppress(run, 'wrong-type')
  }
  return true
}

const putAttribute: Put = (run, o, v, depth) => {
  if (!isObject(v)) return false
  const { key, value } = v
  one(run, o, 1, key ?? '', depth, putText)
  if (value !== undefined && value !== null) one(run, o, 2, value, depth, putAny)
  for (const name of Object.keys(v)) {
    if (name !== 'key' && name !== 'value') suppress(run, 'unknown-field')
  }
  return true
}

function putCode(o: Output, n: number, v: unknown): boolean {
  return putInteger(o, n, typeof v === 'string' ? (CODES[v] ?? v) : v)
}

function putFlags(o: Output, f: Field, v: unknown): boolean {
  if (f.act === Act.flags) return putInteger(o, f.n, v)
  const whole = integer(v)
  if (whole === undefined) return false
  appendVarint(o, f.n * 8 + Wire.fixed32)
  view(o, 4).setUint32(0, Number(whole & 0xffffffffn), true)
  return true
}

function putZigzag(o: Output, n: number, v: unknown): boolean {
  const whole = integer(v)
  if (whole === undefined) return false
  const signed = Number(BigInt.asIntN(64, whole))
  appendVarint(o, n * 8)
  appendVarint(o, signed < 0 ? -2 * signed - 1 : 2 * signed)
  return true
}

function putField(run: Run, o: Output, f: Field, v: unknown): boolean {
  switch (f.act) {
    case Act.message:
    case Act.keyed:
      return field(run, o, f.n, v, 0, (r, out, value) => putMessage(r, out, f.message, value))
    case Act.attribute:
      return field(run, o, f.n, v, 0, putAttribute)
    case Act.any:
      return field(run, o, f.n, v, 0, putAny)
    case Act.text:
    case Act.key:
    case Act.string:
      return field(run, o, f.n, v, 0, putText)
    case Act.never:
      return field(run, o, f.n, '', 0, putText)
    case Act.id:
      return field(run, o, f.n, v, 0, putHex)
    case Act.time:
    case Act.times:
    case Act.fixed:
    case Act.fixeds:
      return putFixed(o, f.n, v)
    case Act.double:
    case Act.doubles:
      return putDouble(o, f.n, v)
    case Act.truth:
      return putTruth(o, f.n, v)
    case Act.code:
      return putCode(o, f.n, v)
    case Act.zigzag:
      return putZigzag(o, f.n, v)
    case Act.flags:
    case Act.flags32:
      return putFlags(o, f, v)
    default:
      return putInteger(o, f.n, v)
  }
}

/** Appends the fields of a message. @returns false when it is no object */
export function putMessage(run: Run, o: Output, m: Message | undefined, v: unknown): boolean {
  if (!isObject(v) || m === undefined) return false
  for (const name of Object.keys(v)) {
    const f = m.byName.get(name)
    const value = v[name]
    if (f === undefined) suppress(run, 'unknown-field')
    else if (value === null) continue
    else if (!f.repeated) {
      if (!putField(run, o, f, value)) suppress(run, 'wrong-type')
    } else if (!Array.isArray(value)) suppress(run, 'wrong-type')
    else for (const each of value) if (!putField(run, o, f, each)) suppress(run, 'wrong-type')
  }
  return true
}
