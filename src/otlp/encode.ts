/**
 * OTLP/JSON into protocol buffers, so that both are rewritten, and counted, by the same code. What
 * is no field of a message, or not of its type, is written as such, for that code to leave out.
 */
import { append, type Output, reserve } from '../bytes/output.js'
import { putDigits, putDouble, putFixed32, putInteger, putZigzag } from './encode-numbers.js'
import { Act, type Field, type Message } from './message.js'
import { Wire } from './wire-format.js'
import { appendVarint, closeField, openField } from './wire-writing.js'

/** What lies deeper is left out here, and counted when the rest is rewritten. */
const DEPTH_MAX = 100
const LENGTH = 120
/** Texts up to here are written byte by byte, which costs less than a call into the engine. */
const SHORT = 48
/** The number of a field that no message has. */
const UNKNOWN = 2 ** 29 - 1

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

/** Appends what a value becomes within its field; false when it is not of the type. */
type Put = (o: Output, v: unknown, depth: number) => boolean

function isObject(v: unknown): v is Record<string, unknown> {
  return typeof v === 'object' && v !== null && !Array.isArray(v)
}

/** Appends a field that no message has. */
function putUnknown(o: Output): void {
  appendVarint(o, UNKNOWN * 8 + Wire.varint)
  appendVarint(o, 0)
}

/** Appends field `n` as no field with a length or a number of 64 bits is written. */
function putWrong(o: Output, n: number, wire: number = Wire.fixed32): void {
  appendVarint(o, n * 8 + wire)
  reserve(o, 4)
  for (let i = wire === Wire.fixed32 ? 4 : 1; i > 0; i--) o.bytes[o.n++] = 0
}

/** Appends a field with what `put` writes. */
function putField(o: Output, n: number, v: unknown, depth: number, put: Put): void {
  const start = o.n
  const body = openField(o, n, LENGTH)
  if (put(o, v, depth)) closeField(o, body, LENGTH)
  else {
    o.n = start
    putWrong(o, n)
  }
}

/** Appends a field with a number that `put` writes behind its tag. */
function putNumber(o: Output, n: number, wire: number, v: unknown, put: Put): void {
  const start = o.n
  appendVarint(o, n * 8 + wire)
  if (put(o, v, 0)) return
  o.n = start
  putWrong(o, n, wire === Wire.fixed32 ? Wire.varint : Wire.fixed32)
}

const putText: Put = (o, v) => {
  if (typeof v !== 'string') return false
  const { length } = v
  reserve(o, SHORT)
  const { bytes } = o
  let i = 0
  for (; i < length && length <= SHORT; i++) {
    const c = v.charCodeAt(i)
    if (c > 127) break
    bytes[o.n + i] = c
  }
  if (i === length) o.n += i
  else {
    const b = Buffer.from(v)
    append(o, b, 0, b.length)
  }
  return true
}

const putBase64: Put = (o, v) => {
  if (typeof v !== 'string' || !/^[\w+/=-]*$/.test(v)) return false
  const b = Buffer.from(v, 'base64')
  append(o, b, 0, b.length)
  return true
}

/** The value of a hexadecimal digit; above 15 when it is none. */
function digit(c: number): number {
  if (c >= 48 && c <= 57) return c - 48
  const l = c | 32
  return l >= 97 && l <= 102 ? l - 87 : 16
}

const putHex: Put = (o, v) => {
  if (typeof v !== 'string' || v.length % 2 !== 0) return false
  reserve(o, v.length / 2)
  for (let i = 0; i < v.length; i += 2) {
    const high = digit(v.charCodeAt(i))
    const low = digit(v.charCodeAt(i + 1))
    if (high > 15 || low > 15) return false
    o.bytes[o.n++] = high * 16 + low
  }
  return true
}

/** Elements of ArrayValue or KeyValueList. */
const putValues =
  (put: Put): Put =>
  (o, v, depth) => {
    if (!isObject(v)) return false
    for (const name of Object.keys(v)) {
      const values = v[name]
      if (values === null) continue
      if (name !== 'values') putUnknown(o)
      else if (!Array.isArray(values)) putWrong(o, 1)
      else if (depth <= DEPTH_MAX) for (const each of values) putField(o, 1, each, depth, put)
    }
    return true
  }

const putTruth: Put = (o, v) => {
  if (typeof v !== 'boolean') return false
  appendVarint(o, v ? 1 : 0)
  return true
}

const putAny: Put = (o, v, depth) => {
  if (!isObject(v)) return false
  for (const name of Object.keys(v)) {
    const value = v[name]
    if (value !== null) putMember(o, name, value, depth)
  }
  return true
}

/** A field of AnyValue. */
function putMember(o: Output, name: string, value: unknown, depth: number): void {
  switch (name) {
    case 'stringValue':
    case 'string_value':
      return putField(o, 1, value, depth, putText)
    case 'boolValue':
    case 'bool_value':
      return putNumber(o, 2, Wire.varint, value, putTruth)
    case 'intValue':
    case 'int_value':
      return putNumber(o, 3, Wire.varint, value, putInteger)
    case 'doubleValue':
    case 'double_value':
      return putNumber(o, 4, Wire.fixed64, value, putDouble)
    case 'arrayValue':
    case 'array_value':
      return putField(o, 5, value, depth + 1, putArray)
    case 'kvlistValue':
    case 'kvlist_value':
      return putField(o, 6, value, depth + 1, putPairs)
    case 'bytesValue':
    case 'bytes_value':
      return putField(o, 7, value, depth, putBase64)
    default:
      putUnknown(o)
  }
}

const putAttribute: Put = (o, v, depth) => {
  if (!isObject(v)) return false
  const { key, value } = v
  putField(o, 1, key ?? '', depth, putText)
  if (value !== undefined && value !== null) putField(o, 2, value, depth, putAny)
  for (const name of Object.keys(v)) {
    if (name !== 'key' && name !== 'value' && v[name] !== null) putUnknown(o)
  }
  return true
}

const putArray = putValues(putAny)
const putPairs = putValues(putAttribute)

const putCode: Put = (o, v) => {
  return putInteger(o, typeof v === 'string' ? (CODES[v] ?? v) : v)
}

function putOne(o: Output, f: Field, v: unknown): void {
  switch (f.act) {
    case Act.message:
    case Act.keyed:
      return putBelow(o, f, v)
    case Act.attribute:
      return putField(o, f.n, v, 0, putAttribute)
    case Act.any:
      return putField(o, f.n, v, 0, putAny)
    case Act.text:
    case Act.key:
    case Act.string:
      return putField(o, f.n, v, 0, putText)
    case Act.never:
      return putField(o, f.n, '', 0, putText)
    case Act.id:
      return putField(o, f.n, v, 0, putHex)
    case Act.time:
    case Act.times:
    case Act.fixed:
    case Act.fixeds:
      return putNumber(o, f.n, Wire.fixed64, v, putDigits)
    case Act.double:
    case Act.doubles:
      return putNumber(o, f.n, Wire.fixed64, v, putDouble)
    case Act.truth:
      return putNumber(o, f.n, Wire.varint, v, putTruth)
    case Act.code:
      return putNumber(o, f.n, Wire.varint, v, putCode)
    case Act.zigzag:
      return putNumber(o, f.n, Wire.varint, v, putZigzag)
    case Act.flags32:
      return putNumber(o, f.n, Wire.fixed32, v, putFixed32)
    default:
      return putNumber(o, f.n, Wire.varint, v, putInteger)
  }
}

/** A message within another. */
function putBelow(o: Output, f: Field, v: unknown): void {
  const start = o.n
  const body = openField(o, f.n, LENGTH)
  if (putMessage(o, f.message, v)) closeField(o, body, LENGTH)
  else {
    o.n = start
    putWrong(o, f.n)
  }
}

/** Appends the fields of a message. @returns false when it is no object */
export function putMessage(o: Output, m: Message | undefined, v: unknown): boolean {
  if (!isObject(v) || m === undefined) return false
  for (const name of Object.keys(v)) {
    const f = m.byName.get(name)
    const value = v[name]
    if (value === null) continue
    if (f === undefined) putUnknown(o)
    else if (!f.repeated) putOne(o, f, value)
    else if (Array.isArray(value)) for (const each of value) putOne(o, f, each)
    else putWrong(o, f.n)
  }
  return true
}
