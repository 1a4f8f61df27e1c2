/** Telemetry of OpenTelemetry: traces, logs, metrics and profiles in OTLP. */
import { append } from '../bytes/output.js'
import { carriersOf, jaegerCarrier, jsonCarriersOf, zipkinCarrier } from '../otlp/carrier.js'
import { createJsonInput, type Dialect } from '../otlp/json-input.js'
import type { Message } from '../otlp/message.js'
import { requests } from '../otlp/messages.js'
import { createProtobufInput, type RecordCounts, type Sink } from '../otlp/protobuf-input.js'
import { createRun } from '../otlp/run.js'
import { type Framing, framingOf } from '../otlp/signals.js'
import { createTraceCsv, recogniseTraceCsv, traceCsvCarrier } from '../otlp/trace-csv.js'
import type { TextRewriter, TextRewriters, Way } from '../otlp/treatments.js'
import { areInstalled } from '../text/installed-names.js'
import { createTextRewriter } from '../text/rewrite-text.js'
import { vocabulary as shipped } from '../text/vocabulary.js'
import { yearless } from '../text/years.js'
import type { Values } from '../wire/values.js'
import type { Layer, LayerContext, LayerRun, TextWatch } from './layer.js'
import { profileRows } from './otlp-profiles.js'
import { resourceRows } from './otlp-rows.js'
import { logsTable, metricsTable, profilesTable, spansTable } from './otlp-tables.js'

const FRAMINGS: Readonly<Record<string, Framing>> = {
  'otlp-proto': 'bare',
  'otlp-proto-delimited': 'delimited',
  'otlp-proto-framed': 'framed',
}

/** Texts of these forms leave word by word; others as the rule of their kind says. */
const READABLE: ReadonlySet<Way> = new Set(['name', 'text', 'url', 'query', 'path', 'sql'])

/** Names of services that everybody has stay, as they do in log lines. */
const putInstalled: TextRewriter = (b, at, end, out) => {
  const isKnown = areInstalled(b, at, end)
  if (isKnown) append(out, b, at, end)
  return isKnown
}

/** One rewriter for all statements under the same values, and one for all other texts. */
function textsOf({ vocabulary = shipped, watch }: LayerContext): TextRewriters {
  const statements = new WeakMap<Values, TextRewriter>()
  const others = new WeakMap<Values, TextRewriter>()
  return (values, way) => {
    if (way === 'service') return putInstalled
    if (!READABLE.has(way)) return undefined
    const isStatement = way === 'sql'
    const rewriters = isStatement ? statements : others
    const known = rewriters.get(values)
    const rewrite = known ?? createTextRewriter(values, vocabulary, watch, isStatement)
    rewriters.set(values, rewrite)
    return rewrite
  }
}

/** What all records of a resource share, in each signal. */
const resources = new Set(Object.values(requests).map((m) => m.fields[1]?.message))

/** Tells a watch where records begin, and whose they are. */
function messagesFor(watch: TextWatch): (m: Message) => void {
  return (m) => {
    if (m.record) watch.record()
    else if (resources.has(m)) watch.resource()
  }
}

const TRACE_CSV = 'trace-csv'
const DIALECTS: Readonly<Record<string, Dialect>> = {
  'otlp-json': 'otlp',
  'zipkin-json': 'zipkin',
  'jaeger-json': 'jaeger',
}

const REQUEST =
  /^\s*\{\s*"resource_?(?:Spans|Logs|Metrics|Profiles|spans|logs|metrics|profiles)"\s*:/
const TRACE_ID = /"traceId"\s*:\s*"[0-9a-fA-F]{16,32}"/
const JAEGER = /^\s*\{\s*"(?:data|total|limit|offset|errors)"\s*:/

/** Which JSON an input is, by the names in it. */
function recogniseJson(head: Uint8Array): string | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1')
  if (REQUEST.test(text)) return 'otlp-json'
  if (JAEGER.test(text) && text.includes('"traceID"')) return 'jaeger-json'
  const isZipkin = /^\s*\[\s*[[{]/.test(text) && TRACE_ID.test(text) && /"id"\s*:/.test(text)
  return isZipkin ? 'zipkin-json' : undefined
}

/** The first byte that is no white space. */
function firstByte(head: Uint8Array): number {
  return head.find((c) => c > 0x20) ?? 0
}

function recognise(head: Uint8Array): string | undefined {
  const framing = framingOf(head)
  if (framing !== undefined) return Object.keys(FRAMINGS).find((f) => FRAMINGS[f] === framing)
  if (recogniseTraceCsv(head)) return TRACE_CSV
  const first = firstByte(head)
  return first === 0x7b || first === 0x5b ? recogniseJson(head) : undefined
}

/** A table of spans, which becomes requests before it is read. */
function throughJson(
  json: ReturnType<typeof createJsonInput>,
  ...counts: [RecordCounts, Record<string, number>]
) {
  const table = createTraceCsv(json.push, ...counts)
  const end = (): void => {
    table.end()
    json.end()
  }
  return { push: table.push, end }
}

function open(format: string, context: LayerContext): LayerRun {
  const run = createRun(
    context.valuesAt,
    textsOf(context),
    context.watch && messagesFor(context.watch),
  )
  const records = { in: 0, out: 0, dropped: {} as Record<string, number> }
  const { row } = context
  const sink: Sink = {
    write: (b, at, end) => context.write(b, at, end),
    wrote:
      row &&
      ((signal, b, at, end) => {
        if (signal === 'profiles') profileRows(row, b, at, end)
        else resourceRows(signal, row, b, at, end)
      }),
  }
  const json = (): ReturnType<typeof createJsonInput> =>
    createJsonInput(DIALECTS[format] ?? 'otlp', run, records, sink)
  const input = Object.hasOwn(FRAMINGS, format)
    ? createProtobufInput(FRAMINGS[format], run, records, sink)
    : format === TRACE_CSV
      ? throughJson(json(), records, run.suppressed)
      : json()
  yearless.near = context.near ?? Number.NaN
  return { ...input, counts: { records, suppressed: run.suppressed }, notices: [] }
}

/** Traces, logs, metrics and profiles as OpenTelemetry's protocol has them. */
export const otlp: Layer = {
  name: 'otlp',
  formats: {
    'otlp-proto': 'an OTLP request in protocol buffers',
    'otlp-proto-delimited': 'OTLP requests in protocol buffers, each behind its length as a varint',
    'otlp-proto-framed': 'OTLP requests in protocol buffers, each behind four bytes of length',
    'otlp-json': 'OTLP requests in JSON, which leave one on a line',
    'zipkin-json': 'traces in the JSON of Zipkin, which leave as OTLP/JSON',
    'jaeger-json': 'traces in the JSON of Jaeger, which leave as OTLP/JSON',
    'trace-csv': 'spans in CSV, a line each under a heading, which leave as OTLP/JSON',
  },
  extensions: {
    'otlp-proto': 'otlp',
    'otlp-proto-delimited': 'otlp',
    'otlp-proto-framed': 'otlp',
    'trace-csv': 'jsonl',
  },
  tables: [spansTable, logsTable, metricsTable, profilesTable],
  recognise,
  open,
  carriers(mark) {
    const text = Buffer.from(mark).toString()
    return [
      ...carriersOf(mark).map((bytes) => ({ format: 'otlp-proto', bytes })),
      ...jsonCarriersOf(mark).map((bytes) => ({ format: 'otlp-json', bytes })),
      { format: 'zipkin-json', bytes: zipkinCarrier(text) },
      { format: 'jaeger-json', bytes: jaegerCarrier(text) },
      { format: TRACE_CSV, bytes: traceCsvCarrier(text) },
    ]
  },
}
