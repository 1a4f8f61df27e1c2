/**
 * Ties spans of clients to exchanges by times and sizes alone: what pairs look like and which pairs
 * there are is found by turns (expectation and maximisation), starting from what is usual.
 */
import { type Beliefs, believe, type Candidates, createBeliefs } from './link-belief.js'
import { binEdges, createAffinity, type MatchExchanges, type MatchSpans } from './link-edges.js'
import { beginWindow, learn, type ServerModel, takeExchanges, weigh } from './link-model.js'

/** Rounds of messages in each turn; the last ones settle the result. */
const ROUNDS = [8, 5, 5, 5, 5, 5, 16] as const
/** Turns in which shares stay as supposed: else nobody belonging to anybody explains everything. */
const FIRST_TURNS = 3
/** A rest of exchanges that belong to nobody is always reckoned with. */
const ORPHANS_LEAST = 0.003
/** Less likely pairs are not worth a link. */
const LIKELY_LEAST = 0.01

/** What was found: for each span its exchange or -1, how likely it is, and among how many. */
export interface Matches {
  readonly exchange: Int32Array
  readonly probability: Float64Array
  readonly candidates: Int32Array
}

/** Exchanges with a candidate, and the time in which they lie. */
function reached(c: Candidates, b: Beliefs, x: MatchExchanges): readonly [number, number] {
  let n = 0
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  for (let j = 0; j < c.exchanges; j++) {
    if (b.start[j] === b.start[j + 1]) continue
    n++
    from = Math.min(from, x.start[j])
    to = Math.max(to, x.start[j])
  }
  return [n, Math.max(1, to - from)]
}

/** The likeliest pairs first, each span and each exchange once; among equals the earlier record. */
function assign(c: Candidates): Matches {
  const p = c.probability
  const likely: number[] = []
  for (let e = 0; e < c.exchange.length; e++) if (p[e] >= LIKELY_LEAST) likely.push(e)
  likely.sort((a, b) => p[b] - p[a] || a - b)
  const spanOf = new Int32Array(c.exchange.length)
  const candidates = new Int32Array(c.spans)
  for (let i = 0; i < c.spans; i++) {
    candidates[i] = c.first[i + 1] - c.first[i]
    spanOf.fill(i, c.first[i], c.first[i + 1])
  }
  const exchange = new Int32Array(c.spans).fill(-1)
  const probability = new Float64Array(c.spans)
  const taken = new Uint8Array(c.exchanges)
  for (const e of likely) {
    const i = spanOf[e]
    if (exchange[i] >= 0 || taken[c.exchange[e]] === 1) continue
    exchange[i] = c.exchange[e]
    probability[i] = p[e]
    taken[c.exchange[e]] = 1
  }
  return { exchange, probability, candidates }
}

/**
 * Lowers what is claimed to be likely by how likely it is that two spans should exchange what they
 * got. Messages that go round in a circle of two make themselves believe.
 */
function doubt(c: Candidates, b: Beliefs, spanOf: Int32Array, m: Matches): void {
  const owner = new Int32Array(c.exchanges).fill(-1)
  const got = new Int32Array(c.spans).fill(-1)
  for (let i = 0; i < c.spans; i++) {
    if (m.exchange[i] < 0) continue
    owner[m.exchange[i]] = i
    for (let e = c.first[i]; e < c.first[i + 1]; e++)
      if (c.exchange[e] === m.exchange[i]) got[i] = e
  }
  const edgeTo = new Int32Array(c.spans).fill(-1)
  for (let i = 0; i < c.spans; i++) {
    if (got[i] < 0) continue
    const x = m.exchange[i]
    const mine = c.logWeight[got[i]]
    let against = Math.exp(-mine)
    for (let k = b.start[x]; k < b.start[x + 1]; k++) {
      const e = b.edge[k]
      const j = spanOf[e]
      edgeTo[j] = e
      if (got[j] < 0) against += Math.exp(c.logWeight[e] - mine)
    }
    for (let e = c.first[i]; e < c.first[i + 1]; e++) {
      const j = owner[c.exchange[e]]
      if (j === i) continue
      if (j < 0) against += Math.exp(c.logWeight[e] - mine)
      else if (edgeTo[j] >= 0) {
        const now = mine + c.logWeight[got[j]]
        against += Math.exp(c.logWeight[e] + c.logWeight[edgeTo[j]] - now)
      }
    }
    for (let k = b.start[x]; k < b.start[x + 1]; k++) edgeTo[spanOf[b.edge[k]]] = -1
    m.probability[i] = Math.min(m.probability[i], 1 / (1 + against))
  }
}

/** How many different values there are, given that they are numbered from 0. */
function numbered(a: Int32Array): number {
  let most = -1
  for (let i = 0; i < a.length; i++) most = Math.max(most, a[i])
  return most + 1
}

/**
 * Matches the spans of one window with exchanges, and learns from it.
 * @param time in which exchanges of nobody could begin, or 0 for all of that looked at
 */
export function matchExchanges(
  m: ServerModel,
  s: MatchSpans,
  x: MatchExchanges,
  c: Candidates,
  time: number,
): Matches {
  const b = createBeliefs(c)
  const bins = binEdges(c, s, x)
  const kept = beginWindow(m, numbered(s.host), numbered(s.name))
  const affinity = createAffinity(m.hosts.length, numbered(x.flow), numbered(x.client))
  takeExchanges(m, x)
  const [within, around] = reached(c, b, x)
  const exposed = time > 0 ? time : around
  const known = m.orphans > 0
  if (!known) {
    for (const h of m.hosts) {
      h.spans = 10
      h.matched = 9
    }
    m.orphans = Math.max(within - 0.9 * Math.min(within, s.size), 0.05 * within) / exposed
  }
  ROUNDS.forEach((rounds, turn) => {
    weigh(m, c, bins, s, x, affinity)
    believe(c, b, rounds)
    const shares = known || turn >= FIRST_TURNS
    const matched = learn(m, kept, c, bins, s, x, affinity, shares)
    if (shares) m.orphans = Math.max(within - matched + 0.5, ORPHANS_LEAST * within) / exposed
  })
  const found = assign(c)
  doubt(c, b, bins.span, found)
  return found
}
