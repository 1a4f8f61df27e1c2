/**
 * Lines of access logs and exchanges: the server names the client, the second and the size of what
 * it answered with. How much larger answers are on the wire than in the log, by headers, is learned
 * from all of them; each line has one exchange and each exchange one line.
 */
import type { Link } from './link.js'
import type { ExchangeRef } from './link-records.js'

/** A line of an access log: a request that was answered, as its server tells it. */
export interface RequestRef {
  readonly id: string
  /** from when until when it may have been written: clocks of logs have whole seconds */
  readonly time: bigint
  readonly until: bigint
  readonly client: string
  /** bytes of the body of the answer */
  readonly octets?: number | undefined
  readonly status?: string | undefined
}

/** Clocks of servers and of the capture may be apart by so much. */
const TOLERANCE = 50_000_000n
/** What stands before the body of an answer, in bytes, at least and at most. */
const HEAD_LEAST = 12
const HEAD_MOST = 8192
/** Framing of long answers adds up to one part in so many. */
const FRAMING = 32
const BIN = 8
const BINS = Math.ceil(HEAD_MOST / BIN) + 2
const ROUNDS = 5
/** Candidates of one line. */
const MOST = 64
/** How often a line is taken to have no exchange in the capture. */
const ABSENT = 0.02
/** A proxy and the server behind it may log one request: never surer than a guess may be. */
const SURE_MOST = 0.95

interface Edge {
  readonly exchange: number
  readonly bin: number
  weight: number
}

/** The head that an answer would have, as a bin; 0 where the size is not told; -1 for none. */
function binOf(r: RequestRef, x: ExchangeRef): number {
  if (r.octets === undefined || r.octets === 0) return x.serverOctets >= HEAD_LEAST ? 0 : -1
  const head = x.serverOctets - r.octets
  const most = HEAD_MOST + r.octets / FRAMING
  if (head < HEAD_LEAST || head > most) return -1
  return 1 + Math.min(BINS - 2, Math.floor(head / BIN))
}

/** Exchanges by the address of their client, in the order of their ends. */
function byClient(exchanges: readonly ExchangeRef[]): Map<string, number[]> {
  const map = new Map<string, number[]>()
  for (const [i, x] of exchanges.entries()) {
    if (x.multiplexed === true) continue
    const list = map.get(x.client.address)
    if (list === undefined) map.set(x.client.address, [i])
    else list.push(i)
  }
  for (const list of map.values()) {
    list.sort((a, b) => (exchanges[a].end < exchanges[b].end ? -1 : 1))
  }
  return map
}

/** The first of a list whose exchange ends at or after a time. */
function firstFrom(list: readonly number[], x: readonly ExchangeRef[], time: bigint): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (x[list[middle]].end < time) low = middle + 1
    else high = middle
  }
  return low
}

function edgesOf(
  r: RequestRef,
  list: readonly number[],
  exchanges: readonly ExchangeRef[],
): Edge[] {
  const edges: Edge[] = []
  const until = r.until + TOLERANCE
  for (let k = firstFrom(list, exchanges, r.time - TOLERANCE); k < list.length; k++) {
    const x = exchanges[list[k]]
    // Written when the answer has gone, or when the request came.
    if (x.end >= until && x.start >= until) break
    if (x.end >= until && x.start < r.time - TOLERANCE) continue
    const bin = binOf(r, x)
    if (bin >= 0) edges.push({ exchange: list[k], bin, weight: 1 })
    if (edges.length >= MOST) break
  }
  return edges
}

/** One round: how likely each head is, then each edge among those of its line and its exchange. */
function weigh(all: readonly (readonly Edge[])[], exchanges: number): void {
  const heads = new Float64Array(BINS).fill(0.1)
  let sum = 0.1 * BINS
  for (const edges of all) {
    for (const e of edges) {
      heads[e.bin] += e.weight
      sum += e.weight
    }
  }
  const taken = new Float64Array(exchanges)
  for (const edges of all) {
    for (const e of edges) e.weight = heads[e.bin] / sum
    normalise(edges)
    for (const e of edges) taken[e.exchange] += e.weight
  }
  for (const edges of all) {
    for (const e of edges) if (taken[e.exchange] > 1) e.weight /= taken[e.exchange]
    normalise(edges)
  }
}

/** Makes weights of a line add up to 1, with a share for that there is none. */
function normalise(edges: readonly Edge[]): void {
  let sum = 0
  for (const e of edges) sum += e.weight
  if (sum === 0) return
  for (const e of edges) e.weight = (e.weight / sum) * (1 - ABSENT)
}

/** Joins lines with exchanges; lines in the order in which they were written. */
export function* joinRequests(
  requests: readonly RequestRef[],
  exchanges: readonly ExchangeRef[],
): Generator<Link> {
  const lists = byClient(exchanges)
  const all = requests.map((r) => edgesOf(r, lists.get(r.client) ?? [], exchanges))
  for (let i = 0; i < ROUNDS; i++) weigh(all, exchanges.length)
  const order = [...requests.keys()].sort((a, b) => surest(all[b]) - surest(all[a]) || a - b)
  const free = new Uint8Array(exchanges.length).fill(1)
  const chosen = new Map<number, Edge>()
  for (const i of order) {
    let best: Edge | undefined
    for (const e of all[i]) {
      // Among equals the first to end: logs are written in that order.
      if (free[e.exchange] === 1 && (best === undefined || e.weight > best.weight * 1.001)) best = e
    }
    if (best === undefined) continue
    free[best.exchange] = 0
    chosen.set(i, best)
  }
  for (const [i, r] of requests.entries()) {
    const e = chosen.get(i)
    if (e !== undefined) yield linkOf(r, exchanges[e.exchange], e.weight, all[i].length)
  }
}

function surest(edges: readonly Edge[]): number {
  return edges.reduce((m, e) => Math.max(m, e.weight), 0)
}

function linkOf(r: RequestRef, x: ExchangeRef, weight: number, candidates: number): Link {
  const late = x.end < r.time ? r.time - x.end : x.end > r.until ? x.end - r.until : 0n
  return {
    time: r.time,
    from: { layer: 'logs', id: r.id },
    to: { layer: 'exchanges', id: x.id },
    method: 'request-match',
    role: 'request',
    confidence: Math.min(SURE_MOST, weight),
    candidates,
    offset: 0,
    offsetSpread: Number(TOLERANCE),
    residual: Number(late),
    best: true,
  }
}
