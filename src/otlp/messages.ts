/** The messages of OTLP as tables, typed from the files of opentelemetry-proto 1.11. */
import { Act, type Definition, type Fields, field, type Message, message } from './message.js'
import { profiles } from './profile-messages.js'
import { DROPPED_MAX, signal } from './resource-messages.js'

/** Finer buckets, and more of them, than doubles can be told apart by (metrics.proto). */
const SCALE_MAX = 32
const OFFSET_MAX = 0x7fffffff

const dropped = field.most(Act.varint, 'span.dropped', DROPPED_MAX)

const event = message('Event', {
  timeUnixNano: [1, field.time],
  name: [2, field.text('span.event_name')],
  attributes: [3, field.attributes],
  droppedAttributesCount: [4, dropped],
})

const link = message('Link', {
  traceId: [1, field.id('span.trace_id', 16)],
  spanId: [2, field.id('span.span_id', 8)],
  traceState: [3, field.text('span.trace_state')],
  attributes: [4, field.attributes],
  droppedAttributesCount: [5, dropped],
  flags: [6, field.flags32],
})

const status = message('Status', {
  message: [2, field.text('span.status_message')],
  code: [3, field.code],
})

const span = message(
  'Span',
  {
    traceId: [1, field.id('span.trace_id', 16)],
    spanId: [2, field.id('span.span_id', 8)],
    traceState: [3, field.text('span.trace_state')],
    parentSpanId: [4, field.id('span.span_id', 8)],
    flags: [16, field.flags32],
    name: [5, field.text('span.name')],
    kind: [6, field.code],
    startTimeUnixNano: [7, field.time],
    endTimeUnixNano: [8, field.time],
    attributes: [9, field.attributes],
    droppedAttributesCount: [10, dropped],
    events: [11, field.many(event)],
    droppedEventsCount: [12, dropped],
    links: [13, field.many(link)],
    droppedLinksCount: [14, dropped],
    status: [15, field.one(status)],
  },
  { record: true },
)

const logRecord = message(
  'LogRecord',
  {
    timeUnixNano: [1, field.time],
    observedTimeUnixNano: [11, field.time],
    severityNumber: [2, field.code],
    severityText: [3, field.text('log.severity_text')],
    body: [5, field.value(Act.any, 'log.body')],
    attributes: [6, field.attributes],
    droppedAttributesCount: [7, field.most(Act.varint, 'log.dropped', DROPPED_MAX)],
    flags: [8, field.flags32],
    traceId: [9, field.id('span.trace_id', 16)],
    spanId: [10, field.id('span.span_id', 8)],
    eventName: [12, field.text('log.event_name')],
  },
  { record: true },
)

const number = field.value(Act.double, 'metric.value')
const whole = field.signed(Act.fixed, 'metric.value')
const count = field.value(Act.fixed, 'metric.count')

const exemplar = message('Exemplar', {
  filteredAttributes: [7, field.attributes],
  timeUnixNano: [2, field.time],
  asDouble: [3, number],
  asInt: [6, whole],
  spanId: [4, field.id('span.span_id', 8)],
  traceId: [5, field.id('span.trace_id', 16)],
})

const numberPoint = message(
  'NumberDataPoint',
  {
    attributes: [7, field.attributes],
    startTimeUnixNano: [2, field.time],
    timeUnixNano: [3, field.time],
    asDouble: [4, number],
    asInt: [6, whole],
    exemplars: [5, field.many(exemplar)],
    flags: [8, field.flags],
  },
  { record: true },
)

const histogramPoint = message(
  'HistogramDataPoint',
  {
    attributes: [9, field.attributes],
    startTimeUnixNano: [2, field.time],
    timeUnixNano: [3, field.time],
    count: [4, count],
    sum: [5, number],
    bucketCounts: [6, field.list(Act.fixeds, 'metric.count')],
    explicitBounds: [7, field.list(Act.doubles, 'metric.bound')],
    exemplars: [8, field.many(exemplar)],
    flags: [10, field.flags],
    min: [11, number],
    max: [12, number],
  },
  { record: true, buckets: { count: 4, zeros: 0, parts: [6], within: 0, bounds: 7 } },
)

const buckets = message('Buckets', {
  offset: [1, field.most(Act.zigzag, 'metric.bound', OFFSET_MAX)],
  bucketCounts: [2, field.list(Act.varints, 'metric.count')],
})

const exponentialPoint = message(
  'ExponentialHistogramDataPoint',
  {
    attributes: [1, field.attributes],
    startTimeUnixNano: [2, field.time],
    timeUnixNano: [3, field.time],
    count: [4, count],
    sum: [5, number],
    scale: [6, field.most(Act.zigzag, 'metric.bound', SCALE_MAX)],
    zeroCount: [7, count],
    positive: [8, field.one(buckets)],
    negative: [9, field.one(buckets)],
    flags: [10, field.flags],
    exemplars: [11, field.many(exemplar)],
    min: [12, number],
    max: [13, number],
    zeroThreshold: [14, field.value(Act.double, 'metric.bound')],
  },
  { record: true, buckets: { count: 4, zeros: 7, parts: [8, 9], within: 2, bounds: 0 } },
)

const quantile = message('ValueAtQuantile', {
  quantile: [1, field.value(Act.double, 'metric.bound')],
  value: [2, number],
})

const summaryPoint = message(
  'SummaryDataPoint',
  {
    attributes: [7, field.attributes],
    startTimeUnixNano: [2, field.time],
    timeUnixNano: [3, field.time],
    count: [4, count],
    sum: [5, number],
    quantileValues: [6, field.many(quantile)],
    flags: [8, field.flags],
  },
  { record: true },
)

/** Data points of one type, with what else the type has. */
function points(name: string, point: Message, more: Fields = {}): Definition {
  return field.one(message(name, { dataPoints: [1, field.many(point)], ...more }))
}

const temporality: Fields = { aggregationTemporality: [2, field.code] }

const metric = message('Metric', {
  name: [1, field.text('metric.name')],
  description: [2, field.text('metric.description')],
  unit: [3, field.text('metric.unit')],
  gauge: [5, points('Gauge', numberPoint)],
  sum: [
    7,
    points('Sum', numberPoint, { ...temporality, isMonotonic: [3, field.plain(Act.truth)] }),
  ],
  histogram: [9, points('Histogram', histogramPoint, temporality)],
  exponentialHistogram: [10, points('ExponentialHistogram', exponentialPoint, temporality)],
  summary: [11, points('Summary', summaryPoint)],
  metadata: [12, field.attributes],
})

/** What a request carries. */
export type Signal = 'traces' | 'logs' | 'metrics' | 'profiles'

/** Requests by what they carry. */
export const requests: Readonly<Record<Signal, Message>> = {
  traces: signal('Spans', 'spans', span),
  logs: signal('Logs', 'logRecords', logRecord),
  metrics: signal('Metrics', 'metrics', metric),
  profiles,
}
