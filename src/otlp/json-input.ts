/**
 * A stream of OTLP/JSON requests, or of traces in the JSON of Zipkin or Jaeger: each becomes one
 * line of OTLP/JSON.
 */
import { createOutput } from '../bytes/output.js'
import { damage, Left } from './any-value.js'
import { decode, type Json } from './decode.js'
import { putMessage } from './encode.js'
import { fromJaeger } from './jaeger.js'
import { createJsonValues } from './json-values.js'
import type { Message } from './message.js'
import { requests, type Signal } from './messages.js'
import { dropRecords, type RecordCounts, type Sink } from './protobuf-input.js'
import type { Run } from './run.js'
import { putRequest } from './walk.js'
import { cursor, readField } from './wire-format.js'
import { fromZipkin } from './zipkin.js'

/** Which JSON a stream holds. */
export type Dialect = 'otlp' | 'zipkin' | 'jaeger'

/** Names of the list of a request, by what it carries. */
const LISTS: Readonly<Record<string, Signal>> = {
  resourceSpans: 'traces',
  resource_spans: 'traces',
  resourceLogs: 'logs',
  resource_logs: 'logs',
  resourceMetrics: 'metrics',
  resource_metrics: 'metrics',
  resourceProfiles: 'profiles',
  resource_profiles: 'profiles',
}

/** Numbers that JSON does not have, as some write them all the same. */
const NO_NUMBER = /([:[,]\s*)(NaN|-?Infinity)(?=\s*[,\]}])/g

function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function parse(b: Uint8Array, at: number, end: number): unknown {
  const text = Buffer.from(b.buffer, b.byteOffset + at, end - at).toString()
  return parseText(text) ?? parseText(text.replace(NO_NUMBER, '$1"$2"'))
}

/** Values as one request; undefined when they are none. */
function read(dialect: Dialect, value: unknown): Json | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (dialect === 'otlp') return Array.isArray(value) ? undefined : (value as Json)
  return dialect === 'zipkin' ? fromZipkin(value) : fromJaeger(value)
}

/**
 * A request by its signals: the form allows for several. The dictionary of profiles comes after
 * them, as in protocol buffers; fields nobody knows are left to one of the signals to count.
 */
function bySignal(request: Json): Map<Signal, Json> {
  const parts = new Map<Signal, Json>()
  const rest: Json = {}
  for (const name of Object.keys(request)) {
    if (!Object.hasOwn(LISTS, name)) rest[name] = request[name]
    else parts.set(LISTS[name], { ...parts.get(LISTS[name]), [name]: request[name] })
  }
  const signal = parts.has('profiles') ? 'profiles' : (parts.keys().next().value ?? 'traces')
  parts.set(signal, { ...parts.get(signal), ...rest })
  return parts
}

/** Makes a reader of JSON; what becomes of it goes to the sink. */
export function createJsonInput(
  dialect: Dialect,
  run: Run,
  counts: RecordCounts,
  sink: Sink,
): { push(chunk: Uint8Array): void; end(): void } {
  const encoded = createOutput()

  function show(signal: Signal): void {
    const { out } = run
    if (sink.wrote === undefined) return
    if (signal === 'profiles') return sink.wrote(signal, out.bytes, 0, out.n)
    for (let i = 0; i < out.n && readField(out.bytes, i, out.n) === ''; ) {
      const { from, to } = cursor
      i = to
      sink.wrote(signal, out.bytes, from, to)
    }
  }

  /** Rewrites what a request has of one signal. @returns undefined when it does not leave */
  function rewrite(signal: Signal, request: Json): Json | undefined {
    const message: Message = requests[signal]
    encoded.n = 0
    run.out.n = 0
    run.seen = 0
    const fits = putMessage(encoded, message, request)
    if (!fits || putRequest(run, message, encoded.bytes, 0, encoded.n) !== Left.yes) {
      dropRecords(counts, run.seen, fits ? damage.why : 'bad-json')
      return undefined
    }
    counts.in += run.seen
    counts.out += run.seen
    show(signal)
    return decode(message, run.out.bytes, 0, run.out.n)
  }

  function value(b: Uint8Array, at: number, end: number): void {
    const request = read(dialect, parse(b, at, end))
    if (request === undefined) return dropRecords(counts, 0, 'bad-json')
    const leaves: Json = {}
    for (const [signal, part] of bySignal(request)) Object.assign(leaves, rewrite(signal, part))
    if (Object.keys(leaves).length === 0) return
    const line = Buffer.from(`${JSON.stringify(leaves)}\n`)
    sink.write(line, 0, line.length)
  }

  return createJsonValues({ value, bad: (reason) => dropRecords(counts, 0, reason) })
}
