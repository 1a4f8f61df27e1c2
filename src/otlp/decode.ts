/**
 * Messages that were rewritten, as OTLP/JSON has them (protobuf.dev, "JSON Mapping", with ids in
 * hexadecimal digits as the OTLP specification wants): for JSON output and for rows of tables.
 */
import { u32le } from '../bytes/endian.js'
import { Act, type Field, type Message } from './message.js'
import { moment, readMoment } from './nanoseconds.js'
import { cursor, readField, readVarint } from './wire-format.js'

/** An object of OTLP/JSON. */
export type Json = Record<string, unknown>

const word = new DataView(new ArrayBuffer(8))

/** A view of the bytes that were asked for last: they are asked for again and again. */
const seen = { bytes: new Uint8Array(0) as Uint8Array, view: Buffer.alloc(0) as Buffer }

function viewOf(b: Uint8Array): Buffer {
  if (seen.bytes !== b) {
    seen.bytes = b
    seen.view = Buffer.from(b.buffer, b.byteOffset, b.length)
  }
  return seen.view
}

/** Bytes as text in an encoding. */
function text(b: Uint8Array, at: number, end: number, as: 'utf8' | 'hex' | 'base64'): string {
  return viewOf(b).toString(as, at, end)
}

const NANOS = 1e9

/** The digits of nanoseconds since 1970, without a big integer. */
function time(b: Uint8Array, at: number): string {
  readMoment(b, at)
  const { seconds, nanos } = moment
  return seconds === 0 ? String(nanos) : `${seconds}${String(NANOS + nanos).slice(1)}`
}

/** A varint with all of its 64 bits. */
function varint64(b: Uint8Array, at: number, end: number): bigint {
  let v = 0n
  for (let i = Math.min(end, at + 10) - 1; i >= at; i--) v = (v << 7n) | BigInt(b[i] & 127)
  return BigInt.asUintN(64, v)
}

/** Numbers that JSON does not have are words (protobuf.dev, "JSON Mapping"). */
function double(b: Uint8Array, at: number): number | string {
  for (let i = 0; i < 8; i++) word.setUint8(i, b[at + i])
  const v = word.getFloat64(0, true)
  return Number.isFinite(v) ? v : String(v)
}

function zigzag(v: number): number {
  return v % 2 === 0 ? v / 2 : -(v + 1) / 2
}

const SIGNED = BigInt.asIntN

/** What AnyValue holds: the last of its fields counts. */
function decodeAny(b: Uint8Array, at: number, end: number): Json {
  let any: Json = {}
  for (let i = at; i < end && readField(b, i, end) === ''; ) {
    i = cursor.at
    const { n, from, to, value } = cursor
    if (n === 1) any = { stringValue: text(b, from, to, 'utf8') }
    else if (n === 2) any = { boolValue: value !== 0 }
    else if (n === 3) any = { intValue: String(SIGNED(64, varint64(b, from, to))) }
    else if (n === 4) any = { doubleValue: double(b, from) }
    else if (n === 5) any = { arrayValue: { values: decodeList(b, from, to, decodeAny) } }
    else if (n === 6) any = { kvlistValue: { values: decodeList(b, from, to, decodeAttribute) } }
    else if (n === 7) any = { bytesValue: text(b, from, to, 'base64') }
  }
  return any
}

function decodeList(b: Uint8Array, at: number, end: number, each: typeof decodeAny): Json[] {
  const list: Json[] = []
  for (let i = at; i < end && readField(b, i, end) === ''; ) {
    i = cursor.at
    list.push(each(b, cursor.from, cursor.to))
  }
  return list
}

function decodeAttribute(b: Uint8Array, at: number, end: number): Json {
  const attribute: Json = {}
  for (let i = at; i < end && readField(b, i, end) === ''; ) {
    i = cursor.at
    const { n, from, to } = cursor
    if (n === 1) attribute.key = text(b, from, to, 'utf8')
    else attribute.value = decodeAny(b, from, to)
  }
  return attribute
}

/** Fields of which the wire has several in one. */
const LISTS: ReadonlySet<number> = new Set([
  Act.varints,
  Act.fixeds,
  Act.doubles,
  Act.indices,
  Act.times,
])

/** Digits of an integer of 64 bits (protobuf.dev, "JSON Mapping"). */
function digits(f: Field, v: bigint): string {
  return String(f.signed ? SIGNED(64, v) : v)
}

/** The digits of an integer in eight bytes. */
function fixed(f: Field, b: Uint8Array, at: number): string {
  return f.signed ? digits(f, viewOf(b).readBigUInt64LE(at)) : time(b, at)
}

/** Numbers of a list, packed or one of them. */
function decodeNumbers(f: Field, b: Uint8Array, at: number, end: number): unknown[] {
  const list: unknown[] = []
  if (f.act === Act.varints || f.act === Act.indices) {
    for (let i = at; i < end; i = cursor.at) {
      const value = readVarint(b, i, end)
      list.push(f.act === Act.indices ? value : digits(f, varint64(b, i, cursor.at)))
    }
    return list
  }
  for (let i = at; i < end; i += 8) {
    list.push(f.act === Act.doubles ? double(b, i) : fixed(f, b, i))
  }
  return list
}

function decodeField(f: Field, b: Uint8Array, from: number, to: number, value: number): unknown {
  switch (f.act) {
    case Act.message:
    case Act.keyed:
      return decode(f.message as Message, b, from, to)
    case Act.attribute:
      return decodeAttribute(b, from, to)
    case Act.any:
      return decodeAny(b, from, to)
    case Act.id:
      return text(b, from, to, 'hex')
    case Act.time:
      return time(b, from)
    case Act.fixed:
      return fixed(f, b, from)
    case Act.duration:
      return digits(f, varint64(b, from, to))
    case Act.varint:
      return f.signed ? digits(f, varint64(b, from, to)) : value
    case Act.double:
      return double(b, from)
    case Act.zigzag:
      return zigzag(value)
    case Act.truth:
      return value !== 0
    case Act.flags32:
      return u32le(b, from)
    case Act.text:
    case Act.key:
    case Act.string:
      return text(b, from, to, 'utf8')
    default:
      return value
  }
}

/** Decodes a message that this program wrote. */
export function decode(m: Message, b: Uint8Array, at: number, end: number): Json {
  const o: Json = {}
  for (let i = at; i < end && readField(b, i, end) === ''; ) {
    i = cursor.at
    const { n, from, to, value } = cursor
    const f = m.fields[n]
    if (f === undefined) continue
    const numbers = LISTS.has(f.act)
    if (f.repeated) {
      const list = (o[f.json] as unknown[] | undefined) ?? []
      if (numbers) list.push(...decodeNumbers(f, b, from, to))
      else list.push(decodeField(f, b, from, to, value))
      o[f.json] = list
    } else o[f.json] = decodeField(f, b, from, to, value)
  }
  return o
}
