/**
 * Spans per second of CPU that OTLP is rewritten at, beside protobufjs and @bufbuild/protobuf: they
 * decode, call the same rules with the same keys for the same values, and encode again; and beside
 * the redaction processor of the OpenTelemetry Collector (`otlp-collector.mjs`), with those keys:
 * `node bench/otlp.mjs DIST [REQUESTS]`, after `npm run build`. A request is ten traces of ten
 * spans of ten attributes; a trace is of one client, as it is in life. Times of peers that leave
 * what they do not know are not made worse by dropping it. The Collector leaves ids and times as
 * they are, and hashes texts (HMAC-SHA256) where scrim gives pseudonyms of the same form. Each
 * program has a process of its own for each set of rules, as it has where it is used: what an
 * engine learns of one is not used on another. Those of Node take turns.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { createFileRegistry, fromBinary, toBinary } from '@bufbuild/protobuf'
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt'
import protobuf from 'protobufjs'
import 'protobufjs/ext/descriptor.js'
import { openCollector } from './otlp-collector.mjs'

const [dist, count = '200', only, program] = process.argv.slice(2)
if (dist === undefined) {
  process.stderr.write('bench: node bench/otlp.mjs DIST [REQUESTS]\n')
  process.exit(1)
}
const load = (path) => import(pathToFileURL(join(resolve(dist), path)).href)
const { otlp } = await load('layers/otlp.js')
const { attributes, places } = await load('otlp/places.js')
const { putNumber, putString, treat } = await load('otlp/treatments.js')
const { profilePolicy } = await load('policy/profiles.js')
const { createValues } = await load('policy/values.js')
const { createKeyring } = await load('keys/keyring.js')
const { createTextRewriter } = await load('text/rewrite-text.js')
const { vocabulary } = await load('text/vocabulary.js')

const SPANS = 100
const TRACE_SPANS = 10
const definitions = `syntax = "proto3"; package otlp;
message AnyValue { oneof value { string string_value = 1; bool bool_value = 2;
  int64 int_value = 3; double double_value = 4; } }
message KeyValue { string key = 1; AnyValue value = 2; }
message Resource { repeated KeyValue attributes = 1; }
message Scope { string name = 1; string version = 2; }
message Status { string message = 2; int32 code = 3; }
message Span { bytes trace_id = 1; bytes span_id = 2; bytes parent_span_id = 4; string name = 5;
  int32 kind = 6; fixed64 start = 7; fixed64 end = 8; repeated KeyValue attributes = 9;
  Status status = 15; }
message ScopeSpans { Scope scope = 1; repeated Span spans = 2; }
message ResourceSpans { Resource resource = 1; repeated ScopeSpans scope_spans = 2; }
message Traces { repeated ResourceSpans resource_spans = 1; }`
const { root } = protobuf.parse(definitions)
root.resolveAll()
const Traces = root.lookupType('otlp.Traces')

function registry() {
  const set = root.toDescriptor('proto3')
  for (const field of set.file.flatMap((f) => f.messageType.flatMap((m) => m.field))) {
    field.jsonName = field.name
    if (field.typeName) field.typeName = `.otlp.${field.typeName}`
  }
  return createFileRegistry(fromBinary(FileDescriptorSetSchema, set.$type.encode(set).finish()))
}
const tracesSchema = registry().getMessage('otlp.Traces')

/** Numbers that look random, the same each time (xorshift32). */
let x = 2463534242
function random(below) {
  x ^= x << 13
  x ^= x >>> 17
  x ^= x << 5
  return (x >>> 0) % below
}
const pick = (list) => list[random(list.length)]
const bytes = (n) => Buffer.from(Array.from({ length: n }, () => random(256)))
const text = (key, stringValue) => ({ key, value: { stringValue } })

/** Who causes a trace. */
function client() {
  return [
    text('client.address', `10.${random(4)}.${random(256)}.${random(256)}`),
    { key: 'client.port', value: { intValue: 1024 + random(60000) } },
    text('session.id', bytes(8).toString('hex')),
    text('user.id', `user-${random(30_000)}`),
  ]
}

/** Ids of the spans of the trace: each but the first has one of them as its parent. */
const above = []

function span(traceId, who, i) {
  const start = 1_716_240_000_000_000_000n + BigInt(i) * 1_234_567n
  const spanId = bytes(8)
  const parentSpanId = above.length === 0 ? new Uint8Array(0) : pick(above)
  above.push(spanId)
  return {
    traceId,
    spanId,
    parentSpanId,
    name: `${pick(['GET', 'POST'])} /${pick(['orders', 'cart', 'users'])}`,
    kind: 1 + random(5),
    start: protobuf.util.Long.fromString(String(start), true),
    end: protobuf.util.Long.fromString(String(start + 5_000_000n), true),
    attributes: [
      text('http.request.method', pick(['GET', 'POST', 'PUT'])),
      { key: 'http.response.status_code', value: { intValue: pick([200, 201, 404, 500]) } },
      text('url.path', `/${pick(['orders', 'cart'])}/${random(5000)}`),
      text('server.address', `${pick(['shop', 'pay', 'mail'])}.alice.example`),
      text('network.protocol.version', '1.1'),
      ...who,
      { key: 'http.response.body.size', value: { intValue: random(100_000) } },
    ],
    status: { code: random(3) },
  }
}

function trace(first) {
  const traceId = bytes(16)
  const who = client()
  above.length = 0
  return Array.from({ length: TRACE_SPANS }, (_, i) => span(traceId, who, first + i))
}

function request(n) {
  const traces = Array.from({ length: SPANS / TRACE_SPANS }, (_, i) => n * SPANS + i * TRACE_SPANS)
  const resource = { attributes: [text('service.name', pick(['front', 'ledger']))] }
  const scopeSpans = [{ scope: { name: 'http', version: '1.2.3' }, spans: traces.flatMap(trace) }]
  return Traces.encode(Traces.fromObject({ resourceSpans: [{ resource, scopeSpans }] })).finish()
}

const keyed = createValues(profilePolicy('partner'), createKeyring(new Uint8Array(32).fill(9)))
/** Rules that keep everything: what is left is the work of reading and writing. */
const keeping = {
  rule: () => 0,
  fate: () => 'keep',
  text: () => false,
  number: (_rule, value) => value,
  bytes: () => true,
  time: { seconds: 60, nanos: 5, roundNanos: 1, zero: false },
}
/** Keys that may stay where all else is denied. */
const FEW = ['http.request.method', 'http.response.status_code', 'service.name']
/** Rules that suppress each attribute but a few. */
const denying = {
  ...keeping,
  rule: (name) => (name.startsWith('attr.') && !FEW.includes(name.slice(5)) ? 1 : 0),
  fate: (rule) => (rule === 1 ? 'suppress' : 'keep'),
  number: (rule, value) => (rule === 1 ? Number.NaN : value),
}
let values
let known
let placesBy
let shift
let longShift

/** Makes the rules that all programs call. */
function use(which) {
  values = which
  const rewriter = createTextRewriter(keyed, vocabulary)
  const texts = (_values, way) => (way === 'agent' ? undefined : rewriter)
  known = new Map(
    attributes.map(({ key, kind, way }) => [key, treat(values, `attr.${key}`, kind, way, texts)]),
  )
  placesBy = Object.fromEntries(
    places.map(([name, kind, way]) => [name, treat(values, name, kind, way, texts)]),
  )
  shift = BigInt(values.time.seconds) * 1_000_000_000n + BigInt(values.time.nanos)
  longShift = protobuf.util.Long.fromString(String(shift), false)
}

const out = { bytes: new Uint8Array(4096), n: 0 }

function rewriteText(treatment, s) {
  const b = Buffer.from(s)
  out.n = 0
  if (!putString(treatment, b, 0, b.length, out)) return ''
  return Buffer.from(out.bytes.buffer, 0, out.n).toString()
}

/** What both peers do with a request they decoded; `any` reads and writes their AnyValue. */
function rewriteDecoded(traces, any, moved) {
  for (const { resource, scopeSpans } of traces.resourceSpans) {
    resource.attributes = resource.attributes.filter((a) => any(a))
    for (const { scope, spans } of scopeSpans) {
      scope.name = rewriteText(placesBy['scope.name'], scope.name)
      scope.version = rewriteText(placesBy['scope.version'], scope.version)
      for (const s of spans) {
        for (const id of [s.traceId, s.spanId, s.parentSpanId]) {
          values.bytes(placesBy['span.span_id'].own, id, 0, id.length)
        }
        s.name = rewriteText(placesBy['span.name'], s.name)
        s.start = moved(s.start)
        s.end = moved(s.end)
        s.attributes = s.attributes.filter((a) => any(a))
      }
    }
  }
}

function anyOfProtobufjs({ key, value }) {
  const treatment = known.get(key)
  if (treatment === undefined) return false
  if (value.intValue !== null && value.intValue !== undefined && value.value === 'intValue') {
    value.intValue = putNumber(treatment, Number(value.intValue))
    return !Number.isNaN(value.intValue)
  }
  value.stringValue = rewriteText(treatment, value.stringValue)
  return value.stringValue !== ''
}

function anyOfBuf({ key, value }) {
  const treatment = known.get(key)
  const one = value.value
  if (treatment === undefined) return false
  if (one.case === 'intValue') {
    const number = putNumber(treatment, Number(one.value))
    one.value = Number.isNaN(number) ? 0n : BigInt(number)
    return !Number.isNaN(number)
  }
  one.value = rewriteText(treatment, one.value)
  return one.value !== ''
}

function byProtobufjs(b) {
  const traces = Traces.decode(b)
  rewriteDecoded(traces, anyOfProtobufjs, (t) => t.add(longShift))
  return Traces.encode(traces).finish().length
}

function byBuf(b) {
  const traces = fromBinary(tracesSchema, b)
  rewriteDecoded(traces, anyOfBuf, (t) => BigInt.asUintN(64, t + shift))
  return toBinary(tracesSchema, traces).length
}

let left = 0
let input

function byScrim(b) {
  input ??= otlp.open('otlp-proto', {
    valuesAt: () => values,
    write: (_b, at, end) => {
      left += end - at
    },
  })
  left = 0
  const before = input.counts.records.out
  input.push(b)
  if (input.counts.records.out !== before + SPANS) throw new Error('spans were lost')
  return left
}

const inputs = Array.from({ length: Number(count) }, (_, n) => request(n))
const size = inputs.reduce((sum, b) => sum + b.length, 0)

function seconds(rewrite) {
  // Some change what they are given: each gets bytes of its own, made before the clock runs.
  const own = inputs.map((b) => Uint8Array.from(b))
  const start = process.cpuUsage()
  let written = 0
  for (const b of own) written += rewrite(b)
  const { user, system } = process.cpuUsage(start)
  return { seconds: (user + system) / 1e6, written }
}

const programs = { scrim: byScrim, protobufjs: byProtobufjs, '@bufbuild/protobuf': byBuf }
const ROUNDS = 20
/** Rounds that warm up. */
const COLD = 5

function print(name, runs, best) {
  const s = least(runs)
  const rate = Math.round((inputs.length * SPANS) / s / 1000)
  const mb = (size / s / 1e6).toFixed(0)
  const ratio = (s / best).toFixed(1)
  process.stdout.write(
    `  ${name}: ${rate}k spans/s of CPU, ${mb} MB/s; takes ${ratio} times as long ` +
      `(${runs[0].written} bytes out)\n`,
  )
}

/** Others on the machine only ever add. */
function least(runs) {
  return Math.min(...runs.map((r) => r.seconds))
}

const KEYS = [...span(bytes(16), client(), 0).attributes.map((a) => a.key), 'service.name']
const HASHED = KEYS.filter((key) => /address|session|user|path|port|service/.test(key))
const comparisons = {
  keyed: ['rewritten under partner, all with the same rules and keys', keyed, KEYS, HASHED],
  keeping: ['with rules that keep values: reading, moving times, writing', keeping, KEYS, []],
  denying: ['all attributes denied but three', denying, FEW, []],
}

/** Starts a program with a set of rules. @returns what runs one round */
function launch(set, name) {
  const child = fork(process.argv[1], [dist, count, set, name])
  const round = async () => {
    child.send('round')
    const [took] = await once(child, 'message')
    return took
  }
  // One that fails has said why; without it there is nothing to compare.
  child.once('exit', (code) => code !== 0 && process.exit(1))
  return { name, runs: [], round, stop: () => child.disconnect() }
}

/** Lets the programs take turns; the first rounds warm up. */
async function compare(set, collector) {
  const [title, , allowed, hashed] = comparisons[set]
  const started = Object.keys(programs).map((name) => launch(set, name))
  for (let k = 0; k < ROUNDS; k++) {
    for (const { runs, round } of started) {
      const took = await round()
      if (k >= COLD) runs.push(took)
    }
  }
  process.stdout.write(`${title}:\n`)
  const best = least(started[0].runs)
  for (const { name, runs, stop } of started) {
    print(name, runs, best)
    stop()
  }
  if (collector !== undefined) {
    print('Collector, redaction', collector(ROUNDS, allowed, hashed).slice(COLD), best)
  }
}

if (program !== undefined) {
  use(comparisons[only][1])
  process.on('message', () => process.send(seconds(programs[program])))
} else {
  const collector = openCollector(inputs)
  for (const set of only === undefined ? Object.keys(comparisons) : [only]) {
    await compare(set, collector)
  }
}
