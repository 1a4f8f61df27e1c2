/**
 * Requests that hold a mark in every place of the tables, and under the key of every attribute:
 * what an auditor plants before rewriting. Made by the tables, so that no place is forgotten.
 */
import { append, appendByte, createOutput, type Output } from '../bytes/output.js'
import { decode } from './decode.js'
import { Act, type Field, type Message } from './message.js'
import { requests } from './messages.js'
import { attributes } from './places.js'
import { Wire } from './wire-format.js'
import { appendVarint, closeField, openField } from './wire-writing.js'

/** Attributes that are in no table, as whoever instruments a program makes them up. */
const UNKNOWN = ['shop.customer', 'note', 'x']
/** 2024-05-01T10:20:30Z in nanoseconds, in eight bytes, the least first. */
const TIME = [0, 0x8c, 0x8a, 0x62, 0x5a, 0x53, 0xcb, 0x17]
const STRING = 1
/** One key of so many is tried in JSON. */
const FEW = 50
const EMPTY = new Uint8Array(0)

function putBytes(o: Output, n: number, b: Uint8Array): void {
  const body = openField(o, n, b.length)
  append(o, b, 0, b.length)
  closeField(o, body, b.length)
}

function putNested(o: Output, n: number, write: () => void): void {
  const body = openField(o, n, 0)
  write()
  closeField(o, body, 0)
}

/** A key and a value in text. */
function putAttribute(o: Output, n: number, key: Uint8Array, value: Uint8Array): void {
  putNested(o, n, () => {
    putBytes(o, 1, key)
    putNested(o, 2, () => putBytes(o, STRING, value))
  })
}

/** A number of a key, and a value in text. */
function putKeyed(o: Output, n: number, key: number, value: Uint8Array): void {
  putNested(o, n, () => {
    appendVarint(o, 8 + Wire.varint)
    appendVarint(o, key)
    putNested(o, 2, () => putBytes(o, STRING, value))
  })
}

function putField(o: Output, f: Field, mark: Uint8Array, keys: readonly Uint8Array[]): void {
  if (f.act === Act.message && f.message !== undefined) {
    const below = f.message
    putNested(o, f.n, () => putMessage(o, below, mark, keys))
  } else if (f.act === Act.attribute) {
    for (const key of keys) putAttribute(o, f.n, key, mark)
    putAttribute(o, f.n, mark, mark)
  } else if (f.act === Act.string) {
    // Entry 0 is empty; entries of attributes name these keys by number.
    for (const text of [EMPTY, mark, ...keys]) putBytes(o, f.n, text)
  } else if (f.act === Act.keyed) {
    for (let i = 1; i <= keys.length + 1; i++) putKeyed(o, f.n, i, mark)
  } else if (f.act === Act.index) {
    appendVarint(o, f.n * 8 + f.wire)
    appendVarint(o, 1)
  } else if (f.act === Act.any) putNested(o, f.n, () => putBytes(o, STRING, mark))
  else if (f.act === Act.text || f.act === Act.key || f.act === Act.never) putBytes(o, f.n, mark)
  else if (f.act === Act.time) {
    appendVarint(o, f.n * 8 + Wire.fixed64)
    for (const byte of TIME) appendByte(o, byte)
  }
}

function putMessage(o: Output, m: Message, mark: Uint8Array, keys: readonly Uint8Array[]): void {
  for (const field of m.fields) if (field !== undefined) putField(o, field, mark, keys)
}

function requestOf(m: Message, mark: Uint8Array, keys: readonly string[]): Uint8Array {
  const o = createOutput()
  putMessage(
    o,
    m,
    mark,
    keys.map((key) => Buffer.from(key)),
  )
  return o.bytes.slice(0, o.n)
}

/** A request of each signal; the mark stands in every text, and under every key. */
export function carriersOf(mark: Uint8Array): Uint8Array[] {
  const keys = [...attributes.map((a) => a.key), ...UNKNOWN]
  return Object.values(requests).map((m) => requestOf(m, mark, keys))
}

/** The same in JSON, under few keys: what becomes of each is decided where all are tried. */
export function jsonCarriersOf(mark: Uint8Array): Uint8Array[] {
  const keys = [...attributes.filter((_, i) => i % FEW === 0).map((a) => a.key), ...UNKNOWN]
  const lines = Object.values(requests).map((m) => {
    const b = requestOf(m, mark, keys)
    return JSON.stringify(decode(m, b, 0, b.length))
  })
  return lines.map((line) => Buffer.from(`${line}\n`))
}

const ID = '0102030405060708'
const MICROS = 1_714_558_830_000_000

/** Traces in the JSON of Zipkin: the mark in every member, as a tag and below every tag. */
export function zipkinCarrier(mark: string): Uint8Array {
  const end = { serviceName: mark, ipv4: mark, ipv6: mark, port: mark }
  const tags = Object.fromEntries([mark, 'error', ...UNKNOWN].map((key) => [key, mark]))
  const span = { id: ID, traceId: ID, timestamp: MICROS, duration: 7, [mark]: mark }
  const texts = { name: mark, kind: mark, parentId: mark, localEndpoint: end, remoteEndpoint: end }
  const annotations = [{ timestamp: MICROS, value: mark }]
  const own = { ...span, ...texts, tags, annotations }
  return Buffer.from(JSON.stringify([own, { ...own, id: mark, traceId: mark }]))
}

/** Traces in the JSON of Jaeger: the same. */
export function jaegerCarrier(mark: string): Uint8Array {
  const types = ['string', 'int64', 'binary', 'bool']
  const keys = [mark, 'error', 'span.kind', 'event', ...UNKNOWN]
  const tags = keys.flatMap((key) => types.map((type) => ({ key, type, value: mark })))
  const references = [
    { refType: 'CHILD_OF', traceID: ID, spanID: mark },
    { refType: mark, traceID: mark, spanID: mark },
  ]
  const process = { serviceName: mark, tags }
  const texts = { operationName: mark, parentSpanID: mark, warnings: [mark], references, tags }
  const own = { spanID: ID, traceID: ID, startTime: MICROS, duration: 7, ...texts, process }
  const span = { ...own, logs: [{ timestamp: MICROS, fields: tags }], [mark]: mark }
  const spans = [span, { ...span, spanID: mark, traceID: mark }]
  return Buffer.from(JSON.stringify({ data: [{ traceID: ID, spans, processes: { p1: process } }] }))
}
