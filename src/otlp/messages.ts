/**
 * The messages of OTLP as tables: what becomes of each field, by number. Typed from the files of
 * opentelemetry-proto 1.11; a field that is in no table does not leave.
 */
import { type Place, placeOf } from './places.js'
import { Wire } from './wire-format.js'

/** What becomes of a field. */
export const Act = {
  /** a message of its own */
  message: 0,
  /** key and value of an attribute */
  attribute: 1,
  /** a value of any type */
  any: 2,
  /** text with a place */
  text: 3,
  /** an identifier of 8 or 16 bytes with a place */
  id: 4,
  /** nanoseconds since 1970 */
  time: 5,
  /** a number with a place, as a varint, signed varint, integer of 64 bits, or double */
  varint: 6,
  zigzag: 7,
  fixed: 8,
  double: 9,
  /** several of them, packed or not */
  varints: 10,
  fixeds: 11,
  doubles: 12,
  /** a number of a public list, below 256; a truth value */
  code: 13,
  truth: 14,
  /** flags, of which only bits that the specification names leave */
  flags32: 15,
  flags: 16,
  /** keys of attributes: those that are known leave */
  key: 17,
} as const

/** One field of a message. */
export interface Field {
  readonly n: number
  /** its name in OTLP/JSON, and whether it is a list there */
  readonly json: string
  readonly repeated: boolean
  readonly act: number
  readonly wire: number
  /** the number of its place, its bits for flags, its length for identifiers; else -1 */
  readonly place: number
  readonly size: number
  readonly message: Message | undefined
}

/** A message: its fields by number, and how the time of a record is found. */
export interface Message {
  readonly name: string
  readonly fields: readonly (Field | undefined)[]
  readonly byName: ReadonlyMap<string, Field>
  /** it is a record that is counted (a span, a log record, a data point), or holds such */
  readonly record: boolean
  readonly leads: boolean
  /** of a record: numbers of the fields that tell its time, the best first */
  readonly clocks: readonly number[]
}

type Definition = Omit<Field, 'n' | 'json'>

const WIRES: Readonly<Record<number, number>> = {
  [Act.time]: Wire.fixed64,
  [Act.fixed]: Wire.fixed64,
  [Act.double]: Wire.fixed64,
  [Act.varint]: Wire.varint,
  [Act.zigzag]: Wire.varint,
  [Act.code]: Wire.varint,
  [Act.truth]: Wire.varint,
  [Act.flags]: Wire.varint,
  [Act.flags32]: Wire.fixed32,
}

function define(act: number, more: Partial<Definition> = {}): Definition {
  const wire = WIRES[act] ?? Wire.bytes
  return { act, wire, place: -1, size: 0, message: undefined, repeated: false, ...more }
}

const at = (act: number, place: Place): Definition => define(act, { place: placeOf(place) })
const text = (place: Place): Definition => at(Act.text, place)
const value = (act: number, place: Place): Definition => at(act, place)
const id = (place: Place, size: number): Definition =>
  define(Act.id, { place: placeOf(place), size })
const time = define(Act.time)
const code = define(Act.code)
const attributes = define(Act.attribute, { repeated: true })
const keys = define(Act.key, { repeated: true })
const one = (m: Message): Definition => define(Act.message, { message: m })
const many = (m: Message): Definition => define(Act.message, { message: m, repeated: true })
const list = (act: number, place: Place): Definition =>
  define(act, { place: placeOf(place), repeated: true })
/** Bits 0-7 are W3C trace flags, 8 and 9 say where the parent was (trace.proto, SpanFlags). */
const flags32 = define(Act.flags32, { place: 0x3ff })
const flags = define(Act.flags, { place: 0x1 })

type Fields = Readonly<Record<string, readonly [number, Definition]>>

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
}

/** Names of the fields that tell when a record was, the best first. */
const CLOCKS = ['timeUnixNano', 'startTimeUnixNano', 'observedTimeUnixNano']

/** Makes a message. Parsers of JSON take names of both styles (protobuf.dev, "JSON Mapping"). */
function message(name: string, table: Fields, record = false): Message {
  const fields: (Field | undefined)[] = []
  const byName = new Map<string, Field>()
  for (const [json, [n, definition]] of Object.entries(table)) {
    const field: Field = { n, json, ...definition }
    fields[n] = field
    byName.set(json, field)
    byName.set(snake(json), field)
  }
  const clocks = CLOCKS.flatMap((clock) => byName.get(clock)?.n ?? [])
  const leads = record || fields.some((field) => field?.message?.leads === true)
  return { name, fields: Array.from(fields), byName, record, leads, clocks }
}

const entity = message('EntityRef', {
  schemaUrl: [1, text('resource.schema_url')],
  type: [2, text('resource.entity_type')],
  idKeys: [3, keys],
  descriptionKeys: [4, keys],
})

const resource = message('Resource', {
  attributes: [1, attributes],
  droppedAttributesCount: [2, value(Act.varint, 'resource.dropped')],
  entityRefs: [3, many(entity)],
})

const scope = message('InstrumentationScope', {
  name: [1, text('scope.name')],
  version: [2, text('scope.version')],
  attributes: [3, attributes],
  droppedAttributesCount: [4, value(Act.varint, 'resource.dropped')],
})

/** Resource, scope and records, as all three signals have them. */
function signal(plural: string, records: string, record: Message): Message {
  const inScope = message(`Scope${plural}`, {
    scope: [1, one(scope)],
    [records]: [2, many(record)],
    schemaUrl: [3, text('scope.schema_url')],
  })
  const inResource = message(`Resource${plural}`, {
    resource: [1, one(resource)],
    [`scope${plural}`]: [2, many(inScope)],
    schemaUrl: [3, text('resource.schema_url')],
  })
  return message(plural, { [`resource${plural}`]: [1, many(inResource)] })
}

const dropped = value(Act.varint, 'span.dropped')

const event = message('Event', {
  timeUnixNano: [1, time],
  name: [2, text('span.event_name')],
  attributes: [3, attributes],
  droppedAttributesCount: [4, dropped],
})

const link = message('Link', {
  traceId: [1, id('span.trace_id', 16)],
  spanId: [2, id('span.span_id', 8)],
  traceState: [3, text('span.trace_state')],
  attributes: [4, attributes],
  droppedAttributesCount: [5, dropped],
  flags: [6, flags32],
})

const status = message('Status', {
  message: [2, text('span.status_message')],
  code: [3, code],
})

const span = message(
  'Span',
  {
    traceId: [1, id('span.trace_id', 16)],
    spanId: [2, id('span.span_id', 8)],
    traceState: [3, text('span.trace_state')],
    parentSpanId: [4, id('span.span_id', 8)],
    flags: [16, flags32],
    name: [5, text('span.name')],
    kind: [6, code],
    startTimeUnixNano: [7, time],
    endTimeUnixNano: [8, time],
    attributes: [9, attributes],
    droppedAttributesCount: [10, dropped],
    events: [11, many(event)],
    droppedEventsCount: [12, dropped],
    links: [13, many(link)],
    droppedLinksCount: [14, dropped],
    status: [15, one(status)],
  },
  true,
)

const logRecord = message(
  'LogRecord',
  {
    timeUnixNano: [1, time],
    observedTimeUnixNano: [11, time],
    severityNumber: [2, code],
    severityText: [3, text('log.severity_text')],
    body: [5, value(Act.any, 'log.body')],
    attributes: [6, attributes],
    droppedAttributesCount: [7, value(Act.varint, 'log.dropped')],
    flags: [8, flags32],
    traceId: [9, id('span.trace_id', 16)],
    spanId: [10, id('span.span_id', 8)],
    eventName: [12, text('log.event_name')],
  },
  true,
)

const number = value(Act.double, 'metric.value')
const whole = value(Act.fixed, 'metric.value')
const count = value(Act.fixed, 'metric.count')

const exemplar = message('Exemplar', {
  filteredAttributes: [7, attributes],
  timeUnixNano: [2, time],
  asDouble: [3, number],
  asInt: [6, whole],
  spanId: [4, id('span.span_id', 8)],
  traceId: [5, id('span.trace_id', 16)],
})

const numberPoint = message(
  'NumberDataPoint',
  {
    attributes: [7, attributes],
    startTimeUnixNano: [2, time],
    timeUnixNano: [3, time],
    asDouble: [4, number],
    asInt: [6, whole],
    exemplars: [5, many(exemplar)],
    flags: [8, flags],
  },
  true,
)

const histogramPoint = message(
  'HistogramDataPoint',
  {
    attributes: [9, attributes],
    startTimeUnixNano: [2, time],
    timeUnixNano: [3, time],
    count: [4, count],
    sum: [5, number],
    bucketCounts: [6, list(Act.fixeds, 'metric.count')],
    explicitBounds: [7, list(Act.doubles, 'metric.bound')],
    exemplars: [8, many(exemplar)],
    flags: [10, flags],
    min: [11, number],
    max: [12, number],
  },
  true,
)

const buckets = message('Buckets', {
  offset: [1, value(Act.zigzag, 'metric.bound')],
  bucketCounts: [2, list(Act.varints, 'metric.count')],
})

const exponentialPoint = message(
  'ExponentialHistogramDataPoint',
  {
    attributes: [1, attributes],
    startTimeUnixNano: [2, time],
    timeUnixNano: [3, time],
    count: [4, count],
    sum: [5, number],
    scale: [6, value(Act.zigzag, 'metric.bound')],
    zeroCount: [7, count],
    positive: [8, one(buckets)],
    negative: [9, one(buckets)],
    flags: [10, flags],
    exemplars: [11, many(exemplar)],
    min: [12, number],
    max: [13, number],
    zeroThreshold: [14, value(Act.double, 'metric.bound')],
  },
  true,
)

const quantile = message('ValueAtQuantile', {
  quantile: [1, value(Act.double, 'metric.bound')],
  value: [2, number],
})

const summaryPoint = message(
  'SummaryDataPoint',
  {
    attributes: [7, attributes],
    startTimeUnixNano: [2, time],
    timeUnixNano: [3, time],
    count: [4, count],
    sum: [5, number],
    quantileValues: [6, many(quantile)],
    flags: [8, flags],
  },
  true,
)

/** Data points of one type, with what else the type has. */
function points(name: string, point: Message, more: Fields = {}): Definition {
  return one(message(name, { dataPoints: [1, many(point)], ...more }))
}

const temporality: Fields = { aggregationTemporality: [2, code] }

const metric = message('Metric', {
  name: [1, text('metric.name')],
  description: [2, text('metric.description')],
  unit: [3, text('metric.unit')],
  gauge: [5, points('Gauge', numberPoint)],
  sum: [7, points('Sum', numberPoint, { ...temporality, isMonotonic: [3, define(Act.truth)] })],
  histogram: [9, points('Histogram', histogramPoint, temporality)],
  exponentialHistogram: [10, points('ExponentialHistogram', exponentialPoint, temporality)],
  summary: [11, points('Summary', summaryPoint)],
  metadata: [12, attributes],
})

/** What a request carries. */
export type Signal = 'traces' | 'logs' | 'metrics'

/** Requests by what they carry. A profile is not among them: its strings are not rewritten. */
export const requests: Readonly<Record<Signal, Message>> = {
  traces: signal('Spans', 'spans', span),
  logs: signal('Logs', 'logRecords', logRecord),
  metrics: signal('Metrics', 'metrics', metric),
}
