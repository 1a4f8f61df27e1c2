/**
 * What is learned of the spans and exchanges of one server: how long after its span an exchange
 * begins and how long before it ends, how long exchanges take, which sizes an operation has, which
 * connections belong to which host. Counts are kept from one window of time to the next, and fade.
 */
import type { Candidates } from './link-belief.js'
import {
  type Affinity,
  affinityRatio,
  type EdgeBins,
  type MatchExchanges,
  type MatchSpans,
} from './link-edges.js'
import { fade, flatPrior, LAG_BINS, lagBin, lagPrior, logDensity } from './link-histogram.js'
import { createSizes, SIZE_BINS, type Sizes, sizeBin, sizeTable } from './link-sizes.js'

interface HostModel {
  readonly before: Float64Array
  readonly after: Float64Array
  readonly logBefore: Float64Array
  readonly logAfter: Float64Array
  spans: number
  matched: number
}

/** What is known of one server. */
export interface ServerModel {
  readonly hosts: HostModel[]
  readonly names: Sizes[]
  readonly sizes: Sizes
  readonly durations: Float64Array
  readonly logDuration: Float64Array
  /** exchanges of nobody, for each nanosecond */
  orphans: number
}

/** How much what was supposed weighs against what is seen. */
const PRIOR = 40
const FADE = 0.7
/** Shares of spans that have an exchange are never taken for quite sure. */
const SHARE = [0.02, 0.998] as const

function createHost(): HostModel {
  return {
    before: new Float64Array(LAG_BINS),
    after: new Float64Array(LAG_BINS),
    logBefore: new Float64Array(LAG_BINS),
    logAfter: new Float64Array(LAG_BINS),
    spans: 0,
    matched: 0,
  }
}

/** Makes a model of a server that nothing is known of. */
export function createServerModel(): ServerModel {
  return {
    hosts: [],
    names: [],
    sizes: createSizes(),
    durations: new Float64Array(LAG_BINS),
    logDuration: new Float64Array(LAG_BINS),
    orphans: 0,
  }
}

/** Makes what was learned count less, and takes up the exchanges of a new window. */
export function takeExchanges(m: ServerModel, x: MatchExchanges): void {
  fade(m.durations, FADE)
  fade(m.sizes.request, FADE)
  fade(m.sizes.answer, FADE)
  for (let j = 0; j < x.size; j++) {
    m.durations[lagBin(x.end[j] - x.start[j])]++
    m.sizes.request[sizeBin(x.clientOctets[j])]++
    m.sizes.answer[sizeBin(x.serverOctets[j])]++
  }
  logDensity(m.durations, flatPrior, PRIOR, m.logDuration)
}

/** Weighs every candidate by what is known. */
export function weigh(
  m: ServerModel,
  c: Candidates,
  bins: EdgeBins,
  s: MatchSpans,
  x: MatchExchanges,
  a: Affinity,
): void {
  for (const host of m.hosts) {
    logDensity(host.before, lagPrior, PRIOR, host.logBefore)
    logDensity(host.after, lagPrior, PRIOR, host.logAfter)
  }
  const odds = m.hosts.map((h) => {
    const share = Math.min(SHARE[1], Math.max(SHARE[0], (h.matched + 1) / (h.spans + 2)))
    return Math.log(share / (1 - share))
  })
  const request = sizeTable(m.names, m.sizes, 'request')
  const answer = sizeTable(m.names, m.sizes, 'answer')
  const all = m.hosts.reduce((n, h) => n + h.spans, 0) + m.hosts.length
  const logOrphans = Math.log(m.orphans)
  for (let e = 0; e < c.exchange.length; e++) {
    const i = bins.span[e]
    const h = s.host[i]
    const host = m.hosts[h]
    let w = odds[h] - logOrphans - m.logDuration[bins.duration[e]]
    w += host.logBefore[bins.before[e]] + host.logAfter[bins.after[e]]
    if (s.name[i] >= 0) {
      const k = s.name[i] * SIZE_BINS
      w += request[k + bins.request[e]] + answer[k + bins.answer[e]]
    }
    if (a.hosts > 1) {
      const j = c.exchange[e]
      const share = (host.spans + 1) / all
      w += Math.log(affinityRatio(a, share, x.flow[j], x.client[j], h))
    }
    c.logWeight[e] = w
  }
}

/** A copy of the counts at the start of a window: each iteration adds to it anew. */
export interface Kept {
  readonly hosts: readonly { before: Float64Array; after: Float64Array }[]
  readonly names: readonly Sizes[]
}

/** Makes room for hosts and names, lets what was learned fade, and remembers it. */
export function beginWindow(m: ServerModel, hosts: number, names: number): Kept {
  while (m.hosts.length < hosts) m.hosts.push(createHost())
  while (m.names.length < names) m.names.push(createSizes())
  return {
    hosts: m.hosts.map((h) => ({
      before: h.before.map((v) => v * FADE),
      after: h.after.map((v) => v * FADE),
    })),
    names: m.names.map((n) => ({
      request: n.request.map((v) => v * FADE),
      answer: n.answer.map((v) => v * FADE),
    })),
  }
}

function resetCounts(m: ServerModel, kept: Kept, a: Affinity): void {
  m.hosts.forEach((h, i) => {
    h.before.set(kept.hosts[i].before)
    h.after.set(kept.hosts[i].after)
  })
  m.names.forEach((n, i) => {
    n.request.set(kept.names[i].request)
    n.answer.set(kept.names[i].answer)
  })
  a.byFlow.fill(0)
  a.byClient.fill(0)
}

/**
 * Learns from the probabilities of candidates.
 * @param shares also which share of spans has an exchange
 * @returns how many spans have an exchange
 */
export function learn(
  m: ServerModel,
  kept: Kept,
  c: Candidates,
  bins: EdgeBins,
  s: MatchSpans,
  x: MatchExchanges,
  a: Affinity,
  shares: boolean,
): number {
  resetCounts(m, kept, a)
  if (shares) {
    for (const h of m.hosts) h.spans = h.matched = 0
    for (let i = 0; i < s.size; i++) m.hosts[s.host[i]].spans++
  }
  let matched = 0
  for (let e = 0; e < c.exchange.length; e++) {
    const p = c.probability[e]
    const i = bins.span[e]
    const host = m.hosts[s.host[i]]
    host.before[bins.before[e]] += p
    host.after[bins.after[e]] += p
    if (shares) host.matched += p
    matched += p
    if (s.name[i] >= 0) {
      m.names[s.name[i]].request[bins.request[e]] += p
      m.names[s.name[i]].answer[bins.answer[e]] += p
    }
    if (a.hosts > 1) {
      const j = c.exchange[e]
      a.byFlow[x.flow[j] * a.hosts + s.host[i]] += p
      a.byClient[x.client[j] * a.hosts + s.host[i]] += p
    }
  }
  return matched
}
