/**
 * Spans in lines of CSV under a heading (TraceID, SpanID, ParentID, PodName, OperationName, times
 * in nanoseconds), as OTLP/JSON requests. Data sets of microservices are published so.
 */
import { csvCells, headingKey } from '../bytes/csv-line.js'
import { createLines } from '../bytes/lines.js'
import type { Json } from './decode.js'
import { dropRecords, type RecordCounts } from './protobuf-input.js'
import { attribute, idOf } from './zipkin.js'

/** Columns by the letters and digits of their heading. */
const COLUMNS = new Map(
  Object.entries({
    traceid: 'trace',
    spanid: 'span',
    parentid: 'parent',
    parentspanid: 'parent',
    podname: 'pod',
    servicename: 'service',
    operationname: 'name',
    starttimeunixnano: 'start',
    endtimeunixnano: 'end',
    duration: 'duration',
  }),
)
const NEEDED = ['trace', 'span', 'parent', 'name', 'start']
const LINE_MAX = 1 << 16
/** Spans of one request. */
const SPANS = 256
const NANOS = /^\d{1,19}$/

/** What the columns under a heading are; undefined when it is none of a table of spans. */
function columnsOf(heading: string): readonly (string | undefined)[] | undefined {
  const cells = csvCells(heading.replace(/^\ufeff/, ''), ',')
  const columns = cells?.map((c) => COLUMNS.get(headingKey(c)))
  return columns && NEEDED.every((n) => columns.includes(n)) ? columns : undefined
}

/** Whether the first line of these bytes is the heading of a table of spans. */
export function recogniseTraceCsv(head: Uint8Array): boolean {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 1024)).toString()
  const [first] = text.split(/\r?\n/, 1)
  return first.length < text.length && columnsOf(first) !== undefined
}

/**
 * When a span ended, where that is certain: tables count durations in units that they do not name
 * (Nezha's in microseconds), of which only none is the same in all.
 */
function endOf(start: string, end: string, duration: string): string | undefined {
  if (NANOS.test(end)) return end
  return /^0+(?:\.0+)?$/.test(duration) ? start : undefined
}

/** A line as a span with what it is of; undefined when it is none. */
function spanOf(columns: readonly (string | undefined)[], cells: readonly string[]) {
  if (cells.length !== columns.length) return undefined
  const of = (what: string): string => cells[columns.indexOf(what)]?.trim() ?? ''
  const [traceId, spanId, parent] = [idOf(of('trace'), 32), idOf(of('span'), 16), of('parent')]
  const start = of('start')
  if (traceId === '' || spanId === '' || !NANOS.test(start)) return undefined
  const parentSpanId = idOf(parent, 16)
  const end = endOf(start, of('end'), of('duration'))
  const span: Json = {
    traceId,
    spanId,
    ...(parentSpanId === '' ? {} : { parentSpanId }),
    name: of('name'),
    startTimeUnixNano: start,
    ...(end === undefined ? {} : { endTimeUnixNano: end }),
  }
  const isEndLost = end === undefined && (of('end') !== '' || of('duration') !== '')
  return { span, isEndLost, pod: of('pod'), service: of('service') }
}

/** A span, and what it is of. */
type Read = NonNullable<ReturnType<typeof spanOf>>

function requestOf(list: readonly Read[]): Json {
  const groups = new Map<string, Read[]>()
  for (const one of list) {
    const key = JSON.stringify([one.service, one.pod])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  const resourceSpans = [...groups.values()].map((those) => {
    const [{ pod, service }] = those
    const attributes = [
      ...(service === '' ? [] : [attribute('service.name', service)]),
      ...(pod === '' ? [] : [attribute('k8s.pod.name', pod)]),
    ]
    return { resource: { attributes }, scopeSpans: [{ spans: those.map(({ span }) => span) }] }
  })
  return { resourceSpans }
}

/**
 * Makes a reader of such tables.
 * @param pass takes requests, each on a line
 * @param suppressed counts values of columns that nobody knows, and durations of no certain unit
 */
export function createTraceCsv(
  pass: (chunk: Uint8Array) => void,
  counts: RecordCounts,
  suppressed: Record<string, number>,
) {
  let columns: readonly (string | undefined)[] | undefined
  let spans: Read[] = []
  const flush = (): void => {
    if (spans.length > 0) pass(Buffer.from(`${JSON.stringify(requestOf(spans))}\n`))
    spans = []
  }
  const lines = createLines(LINE_MAX, (line) => {
    if (columns === undefined) {
      columns = (line === undefined ? undefined : columnsOf(line)) ?? []
      return
    }
    const cells = line === undefined ? undefined : csvCells(line, ',')
    const read = cells && spanOf(columns, cells)
    if (read === undefined) dropRecords(counts, 1, line === undefined ? 'too-long' : 'bad-line')
    else {
      const unknown = columns.filter((c, i) => c === undefined && cells?.[i] !== '').length
      if (unknown > 0) suppressed['unknown-column'] = (suppressed['unknown-column'] ?? 0) + unknown
      if (read.isEndLost) suppressed.duration = (suppressed.duration ?? 0) + 1
      if (spans.push(read) === SPANS) flush()
    }
  })
  return {
    push: lines.push,
    end(): void {
      lines.end()
      flush()
    },
  }
}

/** A table that holds a mark wherever it has text. */
export function traceCsvCarrier(mark: string): Buffer {
  const quoted = `"${mark.replaceAll('"', '""')}"`
  const heading =
    'TraceID,SpanID,ParentID,PodName,ServiceName,OperationName,StartTimeUnixNano,Other'
  const [trace, span] = ['70cbf2beaa0db4988834e26d3cf539d8', '89bf42fb99aea9b5']
  const line = [trace, span, quoted, quoted, quoted, quoted, '1700000000000000000', quoted]
  return Buffer.from(`${heading}\n${line.join(',')}\n`)
}
