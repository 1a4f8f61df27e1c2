/** Spans of the recording, from both of its encodings, as little as joins need. */
import { readLayer } from '../../examples/shop/check.mjs'
import { below, delimited, fieldsOf } from './independent.js'

/** A span; `kind` as OTLP numbers it: 2 server, 3 client. */
export interface Span {
  readonly trace: string
  readonly id: string
  readonly kind: number
  readonly attributes: Readonly<Record<string, string | number>>
}

/** The bytes of one file of the telemetry. */
export function otlp(name: string): Buffer {
  const file = readLayer('otlp').find((f) => f.name === name)
  if (file === undefined) throw new Error(`the recording has no ${name}`)
  return file.bytes
}

/** Objects at the end of a path of keys of every line. */
export function jsonBelow(name: string, ...path: string[]): Record<string, unknown>[] {
  const lines = otlp(name).toString().trimEnd().split('\n')
  return path.reduce<Record<string, unknown>[]>(
    (all, key) => all.flatMap((m) => (m[key] as Record<string, unknown>[] | undefined) ?? []),
    lines.map((line) => JSON.parse(line)),
  )
}

/** Records at the end of a path of field numbers of every message. */
export function protoBelow(name: string, ...path: number[]): Uint8Array[] {
  return delimited(otlp(name)).flatMap((m) => below(m, ...path))
}

function attributeOf(bytes: Uint8Array): [string, string | number] {
  const key = Buffer.from(below(bytes, 1)[0] ?? []).toString()
  const [kind, value] = fieldsOf(below(bytes, 2)[0] ?? new Uint8Array())[0] ?? [0, 0]
  if (typeof value === 'number') return [key, value]
  return [key, kind === 1 ? Buffer.from(value).toString() : '']
}

function fromProto(bytes: Uint8Array): Span {
  const hex = (number: number) => Buffer.from(below(bytes, number)[0] ?? []).toString('hex')
  const kind = fieldsOf(bytes).find(([number]) => number === 6)?.[1]
  const attributes = Object.fromEntries(below(bytes, 9).map(attributeOf))
  return { trace: hex(1), id: hex(2), kind: Number(kind), attributes }
}

interface JsonSpan {
  traceId: string
  spanId: string
  kind: number
  attributes: { key: string; value: { stringValue?: string; intValue?: string | number } }[]
}

function fromJson(span: JsonSpan): Span {
  const attributes = Object.fromEntries(
    span.attributes.map(({ key, value }) => {
      const { stringValue = '', intValue } = value
      return [key, intValue === undefined ? stringValue : Number(intValue)]
    }),
  )
  return { trace: span.traceId, id: span.spanId, kind: span.kind, attributes }
}

/** All spans. */
export function readSpans(): Span[] {
  const json = jsonBelow('traces.jsonl', 'resourceSpans', 'scopeSpans', 'spans')
  return [
    ...protoBelow('traces.binpb', 1, 2, 2).map(fromProto),
    ...json.map((span) => fromJson(span as unknown as JsonSpan)),
  ]
}
