/** Traces in the JSON of Jaeger's query API and user interface as an OTLP/JSON request. */
import type { Json } from './decode.js'
import { attribute, idOf, nanosOf } from './zipkin.js'

const KINDS: Readonly<Record<string, number>> = {
  internal: 1,
  server: 2,
  client: 3,
  producer: 4,
  consumer: 5,
}

function object(v: unknown): Json {
  return typeof v === 'object' && v !== null ? (v as Json) : {}
}

function objects(v: unknown): Json[] {
  return Array.isArray(v) ? v.map(object) : []
}

/** Tags are attributes of a type; bytes are in base64. */
function attributesOf(tags: unknown): Json[] {
  return objects(tags).map(({ key, type, value }) => {
    const name = String(key ?? '')
    if (type === 'binary') return { key: name, value: { bytesValue: String(value) } }
    if (type === 'int64') return { key: name, value: { intValue: value } }
    return attribute(name, value)
  })
}

function tagOf(tags: unknown, key: string): unknown {
  return objects(tags).find((tag) => tag.key === key)?.value
}

function spanOf(span: Json): Json {
  const trace = idOf(span.traceID, 32)
  const references = objects(span.references).map((r) => ({
    child: r.refType === 'CHILD_OF',
    traceId: idOf(r.traceID, 32),
    spanId: idOf(r.spanID, 16),
  }))
  const parent = references.find((r) => r.child && r.traceId === trace)
  const old = idOf(span.parentSpanID, 16)
  const wrong = String(tagOf(span.tags, 'error')) === 'true'
  return {
    traceId: trace,
    spanId: idOf(span.spanID, 16),
    parentSpanId: parent?.spanId ?? old,
    name: String(span.operationName ?? ''),
    kind: KINDS[String(tagOf(span.tags, 'span.kind'))] ?? 0,
    startTimeUnixNano: nanosOf(span.startTime),
    endTimeUnixNano: nanosOf(span.startTime, span.duration ?? 0),
    attributes: attributesOf(span.tags),
    events: objects(span.logs).map((log) => ({
      timeUnixNano: nanosOf(log.timestamp),
      name: String(tagOf(log.fields, 'event') ?? 'log'),
      attributes: attributesOf(log.fields).filter((a) => a.key !== 'event'),
    })),
    links: references
      .filter((r) => r !== parent)
      .map(({ traceId, spanId }) => ({ traceId, spanId })),
    status: wrong ? { code: 2 } : {},
  }
}

/** Spans by process, as a request; undefined when there is no list of traces. */
export function fromJaeger(value: unknown): Json | undefined {
  const { data } = object(value)
  if (!Array.isArray(data)) return undefined
  const resourceSpans = objects(data).flatMap((trace) => {
    const processes = object(trace.processes)
    const byProcess = new Map<Json, Json[]>()
    for (const span of objects(trace.spans)) {
      const process = object(span.process ?? processes[String(span.processID)])
      const list = byProcess.get(process) ?? []
      list.push(spanOf(span))
      byProcess.set(process, list)
    }
    return [...byProcess].map(([process, spans]) => ({
      resource: {
        attributes: [
          ...(process.serviceName === undefined
            ? []
            : [attribute('service.name', process.serviceName)]),
          ...attributesOf(process.tags),
        ],
      },
      scopeSpans: [{ spans }],
    }))
  })
  return { resourceSpans }
}
