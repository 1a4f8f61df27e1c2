/** Rows of telemetry, made from requests after they were rewritten: they say nothing else. */
import { decode, type Json } from '../otlp/decode.js'
import type { Message } from '../otlp/message.js'
import { requests, type Signal } from '../otlp/messages.js'
import { bigint, byKey, list, object, plain, text, time } from './otlp-cells.js'
import { logsTable, metricsTable, spansTable } from './otlp-tables.js'
import type { Cell, Table } from './table.js'

const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER']
const STATUS = ['UNSET', 'OK', 'ERROR']
const TEMPORALITY = ['UNSPECIFIED', 'DELTA', 'CUMULATIVE']
const TYPES = ['gauge', 'sum', 'histogram', 'exponentialHistogram', 'summary'] as const
const BUCKETS = [
  'bucketCounts',
  'explicitBounds',
  'scale',
  'zeroCount',
  'zeroThreshold',
  'positive',
  'negative',
  'quantileValues',
]

/** Takes a row; the cells are used again after the call. */
type Row = (table: Table, cells: readonly Cell[]) => void

function number(v: unknown): number | null {
  return v === undefined ? null : Number(v)
}

function json(v: unknown): string | null {
  return v === undefined ? null : JSON.stringify(v)
}

function attributes(v: unknown): string | null {
  return v === undefined ? null : JSON.stringify(byKey(v))
}

/** What records of one scope share. */
interface Context {
  readonly service: string | null
  readonly host: string | null
  readonly scope: string | null
  readonly resource: string | null
}

function spanCells(span: Json, c: Context): Cell[] {
  const [start, end] = [time(span.startTimeUnixNano), time(span.endTimeUnixNano)]
  const status = object(span.status)
  return [
    text(span.traceId),
    text(span.spanId),
    text(span.parentSpanId),
    text(span.name),
    KINDS[Number(span.kind ?? 0)] ?? null,
    start,
    end,
    start === null || end === null ? null : end - start,
    STATUS[Number(status.code ?? 0)] ?? null,
    text(status.message),
    c.service,
    c.scope,
    attributes(span.attributes),
    c.resource,
    json(span.events),
    json(span.links),
    bigint(span.flags),
  ]
}

function logCells(log: Json, c: Context): Cell[] {
  return [
    time(log.timeUnixNano),
    time(log.observedTimeUnixNano),
    text(log.traceId),
    text(log.spanId),
    number(log.severityNumber),
    text(log.severityText),
    log.body === undefined ? null : JSON.stringify(plain(log.body)),
    text(log.eventName),
    c.service,
    c.scope,
    attributes(log.attributes),
    c.resource,
    bigint(log.flags),
    c.host,
    'otlp',
  ]
}

function pointCells(metric: Json, type: string, point: Json, c: Context): Cell[] {
  const data = object(metric[type])
  const buckets = Object.fromEntries(
    BUCKETS.filter((name) => point[name] !== undefined).map((name) => [name, point[name]]),
  )
  return [
    text(metric.name),
    text(metric.unit),
    type,
    TEMPORALITY[Number(data.aggregationTemporality ?? -1)] ?? null,
    data.isMonotonic === undefined ? null : data.isMonotonic === true,
    time(point.startTimeUnixNano),
    time(point.timeUnixNano),
    number(point.asDouble ?? point.asInt),
    bigint(point.count),
    number(point.sum),
    number(point.min),
    number(point.max),
    Object.keys(buckets).length === 0 ? null : JSON.stringify(buckets),
    json(point.exemplars),
    c.service,
    c.scope,
    attributes(point.attributes),
    c.resource,
    bigint(point.flags),
  ]
}

function metricRows(metric: Json, c: Context, row: Row): void {
  for (const type of TYPES) {
    for (const point of list(object(metric[type]).dataPoints)) {
      row(metricsTable, pointCells(metric, type, point, c))
    }
  }
}

function scopeRows(signal: Signal, scope: Json, c: Context, row: Row): void {
  for (const span of list(scope.spans)) row(spansTable, spanCells(span, c))
  for (const log of list(scope.logRecords)) row(logsTable, logCells(log, c))
  if (signal === 'metrics') for (const metric of list(scope.metrics)) metricRows(metric, c, row)
}

/** Gives a rewritten resource and its records as rows. */
export function resourceRows(
  signal: Signal,
  row: Row,
  b: Uint8Array,
  at: number,
  end: number,
): void {
  const all = decode(requests[signal].fields[1]?.message as Message, b, at, end)
  const resource = object(all.resource)
  const known = byKey(resource.attributes)
  const [service, host] = [known['service.name'], known['host.name']]
  for (const scope of list(all.scopeSpans ?? all.scopeLogs ?? all.scopeMetrics)) {
    const context: Context = {
      service: typeof service === 'string' ? service : null,
      host: typeof host === 'string' ? host : null,
      scope: text(object(scope.scope).name),
      resource: attributes(resource.attributes),
    }
    scopeRows(signal, scope, context, row)
  }
}
