/**
 * Recordings made up for tests of links: services that call each other over pools of connections,
 * their spans on clocks that differ, and the exchanges that a capture would see. Which exchange is
 * whose is known.
 */
import type { Endpoint, ExchangeRef, NatRef, SpanRef } from '../../../src/correlate/link-records.js'

/** A generator of numbers in [0, 1) that depends on the seed alone (mulberry32, public domain). */
export function numbers(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** What a recording is like. Times are in milliseconds. */
export interface Plan {
  readonly seed: number
  readonly requests: number
  /** requests per second, at random times; or so many callers, each waiting for its answer */
  readonly rate?: number
  readonly callers?: number
  /** connections that are kept, at most; 0 opens one for each request */
  readonly connections: number
  /** clients, each with a clock of its own; they share one server */
  readonly clients?: number
  readonly clientOffset?: number
  readonly serverOffset?: number
  /** median lag between span and exchange, at its beginning and end, and its sigma */
  readonly lag?: number
  readonly sigma?: number
  /** share of spans that are kept, and of exchanges that the capture missed */
  readonly sampled?: number
  readonly lost?: number
  /** share of client spans that know their port */
  readonly enriched?: number
  /** share of requests that name their span in clear text */
  readonly visible?: number
  /** a proxy between capture and server: spans of the server know the port of the proxy */
  readonly proxy?: boolean
  /** addresses of clients are translated before the capture */
  readonly nat?: boolean
  /** operations, each with sizes of its own; without, sizes are random and spans have no name */
  readonly operations?: number
}

/** A recording, in the order of times, and which exchange each span belongs to. */
export interface Recording {
  readonly spans: SpanRef[]
  readonly exchanges: ExchangeRef[]
  readonly nat: NatRef[]
  readonly truth: Map<string, string>
}

const SERVER: Endpoint = { address: '198.51.100.10', port: 8080 }
const EPOCH = 1_700_000_000_000_000_000n

interface Call {
  readonly at: number
  readonly start: number
  readonly end: number
  readonly spanEnd: number
  readonly serverStart: number
  readonly serverEnd: number
  readonly port: number
  readonly connection: number
  readonly ordinal: number
}

interface Line {
  free: number
  readonly port: number
  used: number
}

const ns = (ms: number): bigint => EPOCH + BigInt(Math.round(ms * 1e6))
const hexOf = (n: number, digits: number): string => n.toString(16).padStart(digits, '0')

/** The calls of one client: when each was made, sent, answered. */
function calls(plan: Plan, random: () => number, first: number): Call[] {
  const { lag = 0.25, sigma = 0.8, requests, connections } = plan
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const delay = () => lag * Math.exp(sigma * normal())
  const lines: Line[] = []
  const list: Call[] = []
  const callers = new Float64Array(plan.callers ?? 0)
  let now = 0
  let port = first
  const open = (): Line => {
    const line = { free: 0, port: 32768 + (port++ % 28000), used: 0 }
    lines.push(line)
    return line
  }
  const take = (at: number): Line => {
    if (connections === 0) return open()
    const idle = lines.filter((l) => l.free <= at)
    if (idle.length > 0) return idle[idle.length - 1]
    if (lines.length < connections) return open()
    return lines.reduce((a, b) => (b.free < a.free ? b : a))
  }
  for (let i = 0; i < requests; i++) {
    let caller = -1
    if (plan.rate !== undefined) now += (-Math.log(1 - random()) * 1000) / plan.rate
    else {
      caller = callers.indexOf(Math.min(...callers))
      now = callers[caller]
    }
    const line = take(now)
    const sent = Math.max(now, line.free) + delay() + (line.used === 0 ? 0.3 : 0)
    const service = 1 + 30 * random() ** 2
    const serverStart = sent + 0.15 + 0.1 * random()
    const serverEnd = serverStart + service
    const end = serverEnd + 0.15 + 0.2 * random()
    const spanEnd = end + delay()
    line.free = spanEnd
    line.used++
    list.push({
      at: now,
      start: sent,
      end,
      spanEnd,
      serverStart,
      serverEnd,
      port: line.port,
      connection: lines.indexOf(line),
      ordinal: line.used,
    })
    if (caller >= 0) callers[caller] = spanEnd + delay()
    if (connections === 0) lines.length = 0
  }
  return list
}

/** JavaScript begins spans at whole milliseconds and measures how long they take. */
function clientSpan(c: Call, offset: number): readonly [bigint, bigint] {
  const start = Math.floor(c.at + offset)
  return [ns(start), ns(start + (c.spanEnd - c.at))]
}

interface Made extends Recording {
  readonly plan: Plan
  readonly random: () => number
}

/** What a call is seen as: the ends of its connection, its sizes, its identifiers. */
interface Seen {
  readonly id: number
  readonly client: number
  readonly inside: Endpoint
  readonly outside: Endpoint
  readonly up: number
  readonly down: number
  readonly name: string | undefined
  readonly ids: { readonly traceId: string; readonly spanId: string }
}

function see(m: Made, id: number, client: number, call: Call): Seen {
  const { random, plan } = m
  const { operations = 0 } = plan
  const operation = Math.floor(random() * operations)
  const inside: Endpoint = { address: `192.0.2.${1 + client}`, port: call.port }
  const outside: Endpoint = { address: '203.0.113.5', port: 1024 + ((id * 40503) % 60000) }
  return {
    id,
    client,
    inside,
    outside: plan.nat ? outside : inside,
    up: operations ? 200 + 300 * operation + 40 * random() : 3000 * random(),
    down: operations ? 400 * 2 ** operation * (1 + 0.3 * random()) : 20000 * random(),
    name: operations ? `GET /${operation}` : undefined,
    ids: { traceId: hexOf(id * 7919, 32), spanId: hexOf(id * 104729, 16) },
  }
}

function addSpans(m: Made, c: Seen, call: Call): void {
  const { plan, random } = m
  const offset = (plan.clientOffset ?? 0) * (c.client % 2 === 0 ? 1 : -1)
  const [start, end] = clientSpan(call, offset)
  const enriched = random() < (plan.enriched ?? 0)
  m.spans.push({
    id: `c${c.id}`,
    ...c.ids,
    kind: 'client',
    start,
    end,
    host: `client-${c.client}`,
    name: c.name,
    peer: SERVER,
    local: enriched ? c.inside : undefined,
  })
  const late = (plan.serverOffset ?? 0) + 0.05
  const proxy: Endpoint = { address: '203.0.113.9', port: 20000 + (c.id % 9) }
  m.spans.push({
    id: `s${c.id}`,
    traceId: c.ids.traceId,
    spanId: hexOf(c.id * 15485863, 16),
    parentId: c.ids.spanId,
    kind: 'server',
    start: ns(call.serverStart + late),
    end: ns(call.serverEnd + late),
    host: 'server',
    local: SERVER,
    peer: plan.proxy ? proxy : c.outside,
  })
}

function addExchange(m: Made, c: Seen, call: Call): void {
  const { plan, random } = m
  const own = plan.nat || plan.connections === 0
  m.exchanges.push({
    id: `x${c.id}`,
    flow: own ? `f${c.id}` : `f${c.client}/${call.port}`,
    client: c.outside,
    server: SERVER,
    start: ns(call.start),
    end: ns(call.end),
    clientOctets: Math.round(c.up),
    serverOctets: Math.round(c.down),
    ...(random() < (plan.visible ?? 0) ? c.ids : {}),
  })
  m.truth.set(`c${c.id}`, `x${c.id}`)
  m.truth.set(`s${c.id}`, `x${c.id}`)
}

const byTime = <T>(list: T[], time: (v: T) => bigint): T[] =>
  list.sort((a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : 0))

/** Makes a recording. */
export function record(plan: Plan): Recording {
  const random = numbers(plan.seed)
  const m: Made = { spans: [], exchanges: [], nat: [], truth: new Map(), plan, random }
  let id = 0
  for (let client = 0; client < (plan.clients ?? 1); client++) {
    for (const call of calls(plan, random, 1000 * client)) {
      const c = see(m, ++id, client, call)
      if (plan.nat) {
        const inside = { client: c.inside, server: SERVER }
        const outside = { client: c.outside, server: SERVER }
        m.nat.push({ time: ns(call.start - 0.2), inside, outside })
      }
      if (random() < (plan.sampled ?? 1)) addSpans(m, c, call)
      if (random() >= (plan.lost ?? 0)) addExchange(m, c, call)
    }
  }
  byTime(m.spans, (v) => v.start)
  byTime(m.exchanges, (v) => v.start)
  byTime(m.nat, (v) => v.time)
  return m
}
