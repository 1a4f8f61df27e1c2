/**
 * Who belongs to whom when each of one side has at most one on the other: belief propagation on the
 * graph of candidates (Bayati, Shah, Sharma 2005; Huang, Jebara 2009). Where softmax would judge
 * each span alone, this takes into account that an exchange that is sure to be another's is not
 * free. The result is the probability of each candidate, not the best assignment.
 */

/** Candidates as edges, those of each span in a row: of span `i` `[first[i], first[i + 1])`. */
export interface Candidates {
  readonly spans: number
  readonly exchanges: number
  readonly first: Int32Array
  readonly exchange: Int32Array
  /** logarithm of how much more likely the pair is than that both belong to nobody here */
  readonly logWeight: Float64Array
  /** probability of each edge, filled in */
  readonly probability: Float64Array
}

/** Messages, kept between calls on the same candidates. */
export interface Beliefs {
  /** for each edge what its span and its exchange say of it, and its weight */
  readonly fromSpan: Float64Array
  readonly fromExchange: Float64Array
  readonly weight: Float64Array
  /** by span: weight of belonging to nobody, after its largest weight was made 1 */
  readonly none: Float64Array
  /** edges by exchange: those of exchange `x` are `edge[start[x]..start[x+1])` */
  readonly start: Int32Array
  readonly edge: Int32Array
}

const LEAST = 1e-14
const scratchSize = 1 << 10

/** Prepares messages for candidates. */
export function createBeliefs(c: Candidates): Beliefs {
  const edges = c.first[c.spans]
  const start = new Int32Array(c.exchanges + 1)
  for (let e = 0; e < edges; e++) start[c.exchange[e] + 1]++
  for (let x = 0; x < c.exchanges; x++) start[x + 1] += start[x]
  const next = start.slice()
  const edge = new Int32Array(edges)
  for (let e = 0; e < edges; e++) edge[next[c.exchange[e]]++] = e
  return {
    fromSpan: new Float64Array(edges).fill(1),
    fromExchange: new Float64Array(edges).fill(1),
    weight: new Float64Array(edges),
    none: new Float64Array(c.spans),
    start,
    edge,
  }
}

/** Scales the weights of each span so that its largest is 1; that changes no probability. */
function scale(c: Candidates, b: Beliefs): void {
  for (let i = 0; i < c.spans; i++) {
    let most = 0
    for (let e = c.first[i]; e < c.first[i + 1]; e++) most = Math.max(most, c.logWeight[e])
    for (let e = c.first[i]; e < c.first[i + 1]; e++) {
      b.weight[e] = Math.max(LEAST, Math.exp(c.logWeight[e] - most))
    }
    b.none[i] = Math.max(LEAST, Math.exp(-most))
  }
}

let others = new Float64Array(scratchSize)

/** For the edges of one span: the sum over its other edges, without taking differences. */
function spanMessages(b: Beliefs, from: number, to: number, none: number): void {
  let sum = none
  for (let e = from; e < to; e++) {
    others[e - from] = sum
    sum += b.weight[e] * b.fromExchange[e]
  }
  sum = 0
  for (let e = to - 1; e >= from; e--) {
    b.fromSpan[e] = 1 / (others[e - from] + sum)
    sum += b.weight[e] * b.fromExchange[e]
  }
}

function exchangeMessages(b: Beliefs, from: number, to: number, damp: boolean): void {
  let sum = 1
  for (let k = from; k < to; k++) {
    const e = b.edge[k]
    others[k - from] = sum
    sum += b.weight[e] * b.fromSpan[e]
  }
  sum = 0
  for (let k = to - 1; k >= from; k--) {
    const e = b.edge[k]
    const said = 1 / (others[k - from] + sum)
    b.fromExchange[e] = damp ? Math.sqrt(said * b.fromExchange[e]) : said
    sum += b.weight[e] * b.fromSpan[e]
  }
}

function longest(starts: Int32Array, n: number): number {
  let most = 0
  for (let i = 0; i < n; i++) most = Math.max(most, starts[i + 1] - starts[i])
  return most
}

/** Passes messages to and fro `rounds` times, and fills in the probabilities. */
export function believe(c: Candidates, b: Beliefs, rounds: number): void {
  const most = Math.max(longest(c.first, c.spans), longest(b.start, c.exchanges))
  if (others.length < most) others = new Float64Array(most * 2)
  scale(c, b)
  for (let r = 0; r < rounds; r++) {
    for (let i = 0; i < c.spans; i++) spanMessages(b, c.first[i], c.first[i + 1], b.none[i])
    for (let x = 0; x < c.exchanges; x++) exchangeMessages(b, b.start[x], b.start[x + 1], r > 0)
  }
  for (let i = 0; i < c.spans; i++) {
    let sum = b.none[i]
    for (let e = c.first[i]; e < c.first[i + 1]; e++) sum += b.weight[e] * b.fromExchange[e]
    for (let e = c.first[i]; e < c.first[i + 1]; e++) {
      c.probability[e] = (b.weight[e] * b.fromExchange[e]) / sum
    }
  }
}
