/**
 * Telemetry of one of the shop's services, for the recording only: the official SDK, with nothing
 * about the machine in its resource, sending OTLP over HTTP to obs1. Import it before anything
 * that is to be instrumented, and load that with `require`, which is what the SDK can watch.
 */
import { createWriteStream } from 'node:fs'
import { createRequire } from 'node:module'
import process from 'node:process'
import { context, metrics, trace } from '@opentelemetry/api'
import { logs } from '@opentelemetry/api-logs'
import { OTLPLogExporter as JsonLogs } from '@opentelemetry/exporter-logs-otlp-http'
import { OTLPLogExporter as ProtoLogs } from '@opentelemetry/exporter-logs-otlp-proto'
import { OTLPMetricExporter as ProtoMetrics } from '@opentelemetry/exporter-metrics-otlp-proto'
import { OTLPTraceExporter as JsonTraces } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtoTraces } from '@opentelemetry/exporter-trace-otlp-proto'
import { registerInstrumentations } from '@opentelemetry/instrumentation'
import { GrpcInstrumentation } from '@opentelemetry/instrumentation-grpc'
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http'
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs'
import {
  AggregationType,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { metricsWithExemplars, remember } from './exemplars.mjs'
import { instance } from './people.mjs'

const require = createRequire(import.meta.url)
const name = process.argv[2]
const at = `http://${process.env.OTLP_AT}/v1/`
/** cart speaks JSON, stock compresses, the others send plain protobuf. */
const isJson = name === 'cart'
const compression = name === 'stock' ? 'gzip' : 'none'
const { host, ip, id } = instance[name]
const resource = resourceFromAttributes({
  'service.name': name,
  'service.namespace': 'harborbooks',
  'service.version': '4.7.1',
  'service.instance.id': id,
  'host.name': host,
  'host.ip': [ip],
  'deployment.environment.name': 'production',
})

/** Notes on a span between which ports the bytes went: the truth about which flow carried it. */
function ports(span, socket) {
  if (!socket?.localPort) return
  span.setAttribute('network.local.address', socket.localAddress)
  span.setAttribute('network.local.port', socket.localPort)
  span.setAttribute('network.peer.address', socket.remoteAddress)
  span.setAttribute('network.peer.port', socket.remotePort)
}

function onRequest(span, request) {
  if (request.socket) ports(span, request.socket)
  else
    request.once('socket', (socket) => {
      if (socket.connecting) socket.once('connect', () => ports(span, socket))
      else ports(span, socket)
    })
}

const database = { client: undefined }

/** Which connection to the database the spans of its queries belong to. */
export function queriesGoBy(client) {
  database.client = client
}

const traces = isJson ? new JsonTraces({ url: `${at}traces` }) : undefined
const provider = new NodeTracerProvider({
  resource,
  spanProcessors: [
    new BatchSpanProcessor(traces ?? new ProtoTraces({ url: `${at}traces`, compression }), {
      scheduledDelayMillis: 2000,
    }),
  ],
})
provider.register()
const Logs = isJson ? JsonLogs : ProtoLogs
const loggers = new LoggerProvider({
  resource,
  processors: [
    new BatchLogRecordProcessor({
      exporter: new Logs({ url: `${at}logs`, compression }),
      scheduledDelayMillis: 2000,
    }),
  ],
})
logs.setGlobalLoggerProvider(loggers)
const meters = new MeterProvider({
  resource,
  readers: [
    new PeriodicExportingMetricReader({
      exporter: isJson
        ? metricsWithExemplars(`${at}metrics`)
        : new ProtoMetrics({ url: `${at}metrics`, compression }),
      exportIntervalMillis: 8000,
    }),
  ],
  views: [
    {
      instrumentName: 'shop.stock.lookup',
      aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM },
    },
  ],
})
metrics.setGlobalMeterProvider(meters)

const headers = ['cookie', 'user-agent', 'x-forwarded-for', 'baggage']
registerInstrumentations({
  tracerProvider: provider,
  meterProvider: meters,
  loggerProvider: loggers,
  instrumentations: [
    new HttpInstrumentation({
      requestHook: onRequest,
      headersToSpanAttributes: { server: { requestHeaders: headers } },
    }),
    new PgInstrumentation({
      enhancedDatabaseReporting: true,
      requestHook: (span) => ports(span, database.client?.connection?.stream),
    }),
    new GrpcInstrumentation(),
  ],
})

const tracer = loggers.getLogger('shop')
const file = createWriteStream(`${process.env.LOGS_AT}/${name}.jsonl`)
const severity = { debug: 5, info: 9, warn: 13, error: 17 }

/** Writes one line of the service's own log, and the same as an OTLP log record. */
export function log(level, body, fields = {}) {
  const span = trace.getActiveSpan()?.spanContext()
  const line = { time: new Date().toISOString(), level, logger: name, host, msg: body }
  if (span) Object.assign(line, { trace_id: span.traceId, span_id: span.spanId })
  file.write(`${JSON.stringify({ ...line, ...fields })}\n`)
  tracer.emit({
    severityNumber: severity[level],
    severityText: level.toUpperCase(),
    body,
    attributes: fields,
    context: context.active(),
  })
}

const access =
  name === 'stock' ? undefined : createWriteStream(`${process.env.LOGS_AT}/${name}-access.log`)
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const two = (n) => String(n).padStart(2, '0')

/** The time as access logs write it. */
function clf(date) {
  const day = `${two(date.getUTCDate())}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}`
  return `${day}:${date.toISOString().slice(11, 19)} +0000`
}

/** One line of an access log in the combined format. */
export function logAccess(request, status, size, user = '-') {
  const who = request.headers['x-forwarded-for'] ?? request.socket.remoteAddress
  const line = `${request.method} ${request.url} HTTP/${request.httpVersion}`
  const { referer = '-', 'user-agent': agent = '-' } = request.headers
  access?.write(
    `${who.replace('::ffff:', '')} - ${user} [${clf(new Date())}] ` +
      `"${line}" ${status} ${size} "${referer}" "${agent}"\n`,
  )
}

const meter = metrics.getMeter('shop')
export const shop = {
  requests: meter.createCounter('shop.requests', { unit: '{request}' }),
  duration: meter.createHistogram('shop.request.duration', {
    unit: 's',
    advice: { explicitBucketBoundaries: [0.01, 0.05, 0.1, 0.5, 1, 2.5] },
  }),
  lookups: meter.createHistogram('shop.stock.lookup', { unit: 'ms' }),
  open: meter.createUpDownCounter('shop.requests.open'),
}
const started = Date.now()
meter.createObservableGauge('shop.uptime', { unit: 's' }).addCallback((result) => {
  result.observe((Date.now() - started) / 1000, { 'host.name': host })
})

/** Counts a request, and keeps its span as an example of how long one takes. */
export function count(seconds, attributes) {
  shop.requests.add(1, attributes)
  shop.duration.record(seconds, attributes)
  remember('shop.request.duration', seconds, attributes, trace.getActiveSpan()?.spanContext())
}

/** Loads a module so that the SDK sees it. */
export function load(module) {
  return require(module)
}

process.on('SIGTERM', async () => {
  await Promise.allSettled([provider.shutdown(), meters.shutdown(), loggers.shutdown()])
  process.exit(0)
})
