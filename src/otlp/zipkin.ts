/** Traces in the JSON of Zipkin (zipkin.io, API version 2) as an OTLP/JSON request. */
import type { Json } from './decode.js'

const KINDS: Readonly<Record<string, number>> = { SERVER: 2, CLIENT: 3, PRODUCER: 4, CONSUMER: 5 }

function object(v: unknown): Json {
  return typeof v === 'object' && v !== null ? (v as Json) : {}
}

/** Microseconds in a count become nanoseconds in digits. */
export function nanosOf(micros: unknown, more: unknown = 0): string {
  const sum = Number(micros) + Number(more)
  return Number.isFinite(sum) && sum > 0 ? `${Math.round(sum)}000` : '0'
}

/** An identifier in as many hexadecimal digits as OTLP has. */
export function idOf(v: unknown, digits: number): string {
  return typeof v === 'string' && /^[0-9a-f]{1,32}$/i.test(v)
    ? v.padStart(digits, '0').slice(-digits)
    : ''
}

/** An attribute of text, number or truth; others are text. */
export function attribute(key: string, v: unknown): Json {
  if (typeof v === 'boolean') return { key, value: { boolValue: v } }
  if (typeof v === 'number') {
    return { key, value: Number.isInteger(v) ? { intValue: v } : { doubleValue: v } }
  }
  return { key, value: { stringValue: String(v) } }
}

function endpoint(v: unknown, side: 'local' | 'peer'): Json[] {
  const { ipv4, ipv6, port, serviceName } = object(v)
  const address = ipv4 ?? ipv6
  return [
    ...(address === undefined ? [] : [attribute(`network.${side}.address`, address)]),
    ...(port === undefined ? [] : [attribute(`network.${side}.port`, port)]),
    ...(side === 'peer' && serviceName !== undefined
      ? [attribute('peer.service', serviceName)]
      : []),
  ]
}

function spanOf(span: Json): Json {
  const tags = object(span.tags)
  const annotations = Array.isArray(span.annotations) ? span.annotations.map(object) : []
  const wrong = Object.hasOwn(tags, 'error')
  return {
    traceId: idOf(span.traceId, 32),
    spanId: idOf(span.id, 16),
    ...(span.parentId === undefined ? {} : { parentSpanId: idOf(span.parentId, 16) }),
    name: String(span.name ?? ''),
    kind: KINDS[String(span.kind)] ?? 1,
    startTimeUnixNano: nanosOf(span.timestamp),
    endTimeUnixNano: nanosOf(span.timestamp, span.duration ?? 0),
    attributes: [
      ...endpoint(span.localEndpoint, 'local'),
      ...endpoint(span.remoteEndpoint, 'peer'),
      ...Object.keys(tags).map((key) => attribute(key, tags[key])),
    ],
    events: annotations.map((a) => ({
      timeUnixNano: nanosOf(a.timestamp),
      name: String(a.value ?? ''),
    })),
    status: wrong ? { code: 2 } : {},
  }
}

/** Spans by the name of who made them, as a request; undefined when it is no list of spans. */
export function fromZipkin(value: unknown): Json | undefined {
  const spans = (Array.isArray(value) ? value.flat() : [value]).map(object)
  if (spans.some((span) => typeof span.traceId !== 'string')) return undefined
  const byName = new Map<unknown, Json[]>()
  for (const span of spans) {
    const { serviceName } = object(span.localEndpoint)
    const list = byName.get(serviceName) ?? []
    list.push(spanOf(span))
    byName.set(serviceName, list)
  }
  return {
    resourceSpans: [...byName].map(([name, list]) => ({
      resource: { attributes: name === undefined ? [] : [attribute('service.name', name)] },
      scopeSpans: [{ spans: list }],
    })),
  }
}
