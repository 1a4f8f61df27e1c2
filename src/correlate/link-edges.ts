/** Pairs of spans and exchanges that could belong together, in numbers. */
import type { Candidates } from './link-belief.js'
import type { Intervals } from './link-candidates.js'
import { lagBin } from './link-histogram.js'
import { sizeBin } from './link-sizes.js'

/** Spans of clients of one server: beside times who they are of, and what they do. */
export interface MatchSpans extends Intervals {
  /** 1 where spans hold their exchanges (a client's), -1 where exchanges hold their spans */
  readonly sign: number
  /** index of the host, and of the operation or -1 */
  readonly host: Int32Array
  readonly name: Int32Array
}

/** Exchanges of one server, in the order of their starts. */
export interface MatchExchanges extends Intervals {
  readonly flow: Int32Array
  readonly client: Int32Array
  readonly clientOctets: Float64Array
  readonly serverOctets: Float64Array
}

/** What is looked up of each edge again and again. */
export interface EdgeBins {
  readonly span: Int32Array
  readonly before: Uint8Array
  readonly after: Uint8Array
  readonly duration: Uint8Array
  readonly request: Uint8Array
  readonly answer: Uint8Array
}

/** Finds the bins of all edges. */
export function binEdges(c: Candidates, s: MatchSpans, x: MatchExchanges): EdgeBins {
  const n = c.exchange.length
  const bins: EdgeBins = {
    span: new Int32Array(n),
    before: new Uint8Array(n),
    after: new Uint8Array(n),
    duration: new Uint8Array(n),
    request: new Uint8Array(n),
    answer: new Uint8Array(n),
  }
  for (let i = 0; i < c.spans; i++) {
    for (let e = c.first[i]; e < c.first[i + 1]; e++) {
      const j = c.exchange[e]
      bins.span[e] = i
      bins.before[e] = lagBin(s.sign * (x.start[j] - s.start[i]))
      bins.after[e] = lagBin(s.sign * (s.end[i] - x.end[j]))
      bins.duration[e] = lagBin(x.end[j] - x.start[j])
      bins.request[e] = sizeBin(x.clientOctets[j])
      bins.answer[e] = sizeBin(x.serverOctets[j])
    }
  }
  return bins
}

/** How much the share of a host weighs against what a connection shows. */
const FLOW_PRIOR = 2

/** Which host uses which connections and addresses, in expectation: learned within a window. */
export interface Affinity {
  readonly hosts: number
  readonly byFlow: Float64Array
  readonly byClient: Float64Array
}

/** Makes empty counts; of one host alone there is nothing to learn. */
export function createAffinity(hosts: number, flows: number, clients: number): Affinity {
  const learns = hosts > 1 && hosts * flows <= 1 << 22
  return {
    hosts: learns ? hosts : 1,
    byFlow: new Float64Array(learns ? hosts * flows : 0),
    byClient: new Float64Array(learns ? hosts * clients : 0),
  }
}

function sumOf(a: Float64Array, from: number, n: number): number {
  let sum = 0
  for (let i = from; i < from + n; i++) sum += a[i]
  return sum
}

/** How much more likely a host is, knowing the connection, than it is as such. */
export function affinityRatio(
  a: Affinity,
  share: number,
  flow: number,
  client: number,
  host: number,
) {
  const H = a.hosts
  const c = client * H
  const byClient =
    (a.byClient[c + host] + FLOW_PRIOR * share) / (sumOf(a.byClient, c, H) + FLOW_PRIOR)
  const f = flow * H
  const byFlow = (a.byFlow[f + host] + FLOW_PRIOR * byClient) / (sumOf(a.byFlow, f, H) + FLOW_PRIOR)
  return byFlow / share
}
