/** Finds the links of one window: every way is asked, and what each says is kept. */

import type { LinkMethod } from './link.js'
import { firstFrom } from './link-candidates.js'
import { type ClockOffset, createSkewHistogram, offsetOf } from './link-clock.js'
import { connectionsOf, named } from './link-direct.js'
import { alongTrace, createGraph } from './link-graph.js'
import { nameOf } from './link-names.js'
import { createNatTable, type NatTable } from './link-nat.js'
import {
  createReckoner,
  type OffsetOf,
  type Reckoner,
  reckonByConnection,
  reckonByServer,
} from './link-reckon.js'
import { type Answer, type ExchangeIndex, indexExchanges, type SpanWindow } from './link-window.js'

/** What is known of a host's clock; `applied` is what its times are moved by. */
export interface HostClock extends ClockOffset {
  applied: number
  offset: number
  spread: number
  pairs: number
  /** whether the offset was found, rather than supposed to be nothing */
  known: boolean
}

/** What is kept from window to window. */
export interface Solver {
  readonly nat: NatTable
  readonly clocks: Map<string, HostClock>
  readonly tolerance: number
  readonly maxSkew: number
  readonly blind: Reckoner
  readonly informed: Reckoner
}

const SURE_LEAST = 0.9
const MATCH_LEAST = 0.95
/** Pairs that an offset is made from, at least; spans and pairs looked at for a rough one. */
const PAIRS_LEAST = 10
const SPANS_MOST = 2000
const PAIRS_MOST = 2_000_000
/** Clocks are set anew when they were found to differ by so much. */
const DRIFT = 500_000
const HOSTS_MAX = 4096

/** Makes a solver. Times are in nanoseconds. */
export function createSolver(tolerance: number, maxSkew: number): Solver {
  return {
    nat: createNatTable(),
    clocks: new Map(),
    tolerance,
    maxSkew,
    blind: createReckoner(tolerance),
    informed: createReckoner(tolerance),
  }
}

type Direct = readonly (readonly [Answer['method'], readonly number[]])[]

/** The clock of a host. */
export function clockOf(s: Solver, host: string): HostClock {
  let clock = s.clocks.get(host)
  if (clock === undefined) {
    if (s.clocks.size >= HOSTS_MAX) s.clocks.clear()
    clock = { applied: 0, offset: 0, spread: s.maxSkew, pairs: 0, known: false }
    s.clocks.set(host, clock)
  }
  return clock
}

function hostsOf(w: SpanWindow): Map<string, number[]> {
  const hosts = new Map<string, number[]>()
  w.spans.forEach((s, i) => {
    if (s.kind === 'other') return
    const list = hosts.get(s.host)
    if (list === undefined) hosts.set(s.host, [i])
    else list.push(i)
  })
  return hosts
}

/** Exchanges that may be a span's, whatever the clocks say. */
function possible(w: SpanWindow, index: ExchangeIndex, direct: Direct, i: number) {
  for (const [, list] of direct) if (list.length > 0) return list
  const { kind, peer } = w.spans[i]
  return kind === 'client' && peer !== undefined ? (index.byServer.get(nameOf(peer)) ?? []) : []
}

/** A rough offset from all pairs that could be meant. */
function rough(
  s: Solver,
  w: SpanWindow,
  index: ExchangeIndex,
  direct: readonly Direct[],
  list: readonly number[],
): number {
  const histogram = createSkewHistogram(s.maxSkew)
  const step = Math.max(1, Math.ceil(list.length / SPANS_MOST))
  let pairs = 0
  for (let k = 0; k < list.length && pairs < PAIRS_MOST; k += step) {
    const i = list[k]
    const options = possible(w, index, direct[i], i)
    const first = firstFrom(options, w.start, w.spanStart[i] - s.maxSkew)
    for (let o = first; o < options.length; o++) {
      const x = options[o]
      const d = w.start[x] - w.spanStart[i]
      if (d > s.maxSkew) break
      histogram.add(d, w.end[x] - w.spanEnd[i])
      pairs++
    }
  }
  return histogram.peak()
}

/** An offset from answers that are trusted, if there are enough. */
function fine(
  w: SpanWindow,
  list: readonly number[],
  answerOf: (span: number) => Answer | undefined,
  kind: string,
): ClockOffset | undefined {
  const starts: number[] = []
  const ends: number[] = []
  for (const i of list) {
    const answer = w.spans[i].kind === kind ? answerOf(i) : undefined
    if (answer === undefined) continue
    starts.push(w.start[answer.exchange] - w.spanStart[i])
    ends.push(w.end[answer.exchange] - w.spanEnd[i])
  }
  return starts.length < PAIRS_LEAST ? undefined : offsetOf(starts, ends, kind === 'client')
}

/** Sets a clock, unless what was found is worse than what rough offsets are taken for. */
function setClock(clock: HostClock, found: ClockOffset | undefined, worst: number): void {
  if (found === undefined || found.spread > worst) return
  clock.offset = found.offset
  clock.spread = found.spread
  clock.pairs = found.pairs
  if (!clock.known || Math.abs(clock.applied - found.offset) > DRIFT + found.spread) {
    clock.applied = found.offset
  }
  clock.known = true
}

/** Sets clocks by answers that are trusted; of a host that calls and is called, by the closer. */
function tune(
  s: Solver,
  w: SpanWindow,
  hosts: Map<string, number[]>,
  answerOf: (span: number) => Answer | undefined,
): void {
  for (const [host, list] of hosts) {
    const client = fine(w, list, answerOf, 'client')
    const server = fine(w, list, answerOf, 'server')
    const better = (client?.spread ?? Infinity) <= (server?.spread ?? Infinity) ? client : server
    setClock(clockOf(s, host), better, s.tolerance)
  }
}

/** Looks for rough offsets of hosts whose clocks are not known. */
function findClocks(
  s: Solver,
  w: SpanWindow,
  index: ExchangeIndex,
  direct: readonly Direct[],
  hosts: Map<string, number[]>,
): void {
  for (const [host, list] of hosts) {
    const clock = clockOf(s, host)
    if (clock.known) continue
    const peak = rough(s, w, index, direct, list)
    if (Number.isNaN(peak)) continue
    clock.applied = peak
    clock.offset = peak
    clock.spread = s.tolerance
    clock.known = true
  }
}

/** The first answer that is trusted. */
function trusted(answers: readonly Answer[]): Answer | undefined {
  return answers.find((a) => a.confidence >= SURE_LEAST)
}

/** Asks spans that know their connection, way by way. */
function reckonDirect(
  s: Solver,
  w: SpanWindow,
  direct: readonly Direct[],
  offset: OffsetOf,
  into: (span: number, answer: Answer) => void,
): void {
  const methods = new Map<LinkMethod, Map<number, readonly number[]>>()
  direct.forEach((ways, i) => {
    for (const [method, list] of ways) {
      const spans = methods.get(method) ?? new Map<number, readonly number[]>()
      methods.set(method, spans)
      spans.set(i, list)
    }
  })
  for (const [method, lists] of methods) {
    const connection = (i: number): readonly number[] => lists.get(i) ?? []
    reckonByConnection(s.blind, w, method, [...lists.keys()], connection, offset, into)
  }
}

/** Matches what is not sure with what is left; and everything, as if nothing were sure. */
function reckonAll(
  s: Solver,
  w: SpanWindow,
  index: ExchangeIndex,
  answers: Answer[][],
  offset: OffsetOf,
): void {
  const clients = w.spans.flatMap((span, i) => (span.kind === 'client' ? [i] : []))
  const sure = new Set(clients.filter((i) => trusted(answers[i]) !== undefined))
  const found: Answer[] = []
  const into = (i: number, answer: Answer): void => void (found[i] = answer)
  reckonByServer(s.blind, w, index, clients, offset, () => true, into)
  if (sure.size > 0 && sure.size < clients.length) {
    const taken = new Set([...sure].map((i) => trusted(answers[i])?.exchange))
    const rest = clients.filter((i) => !sure.has(i))
    for (const i of rest) delete found[i]
    reckonByServer(s.informed, w, index, rest, offset, (x) => !taken.has(x), into)
  }
  for (const i of clients) if (found[i] !== undefined) answers[i].push(found[i])
}

/** All answers for the spans of a window, for each span in the order in which ways are listed. */
export function solve(s: Solver, w: SpanWindow): Answer[][] {
  const index = indexExchanges(w.exchanges)
  const hosts = hostsOf(w)
  const slack = BigInt(Math.ceil(s.tolerance + s.maxSkew))
  const answers: Answer[][] = w.spans.map(() => [])
  const direct = w.spans.map((span) => connectionsOf(span, index, s.nat, slack))
  w.spans.forEach((_, i) => {
    const answer = named(w, index, i)
    if (answer !== undefined) answers[i].push(answer)
  })
  tune(s, w, hosts, (i) => trusted(answers[i]))
  findClocks(s, w, index, direct, hosts)
  const offset = (i: number): number => clockOf(s, w.spans[i].host).applied
  reckonDirect(s, w, direct, offset, (i, answer) => answers[i].push(answer))
  tune(s, w, hosts, (i) => trusted(answers[i]))
  const graph = createGraph(w)
  const own = answers.map(trusted)
  w.spans.forEach((span, i) => {
    if (span.kind !== 'client') return
    const answer = alongTrace(w, graph, i, (k) => own[k], offset(i), 2 * s.tolerance)
    if (answer !== undefined) answers[i].push(answer)
  })
  reckonAll(s, w, index, answers, offset)
  w.spans.forEach((span, i) => {
    if (span.kind !== 'server') return
    const answer = alongTrace(w, graph, i, (k) => best(answers[k]), offset(i), s.tolerance)
    if (answer !== undefined) answers[i].push(answer)
  })
  const matched = (i: number): Answer | undefined =>
    answers[i].find((a) => a.method === 'exchange-match' && a.confidence >= MATCH_LEAST)
  const unknown = new Map([...hosts].filter(([, list]) => !list.some((i) => own[i])))
  tune(s, w, unknown, matched)
  return answers
}

/** The answer to follow: the most confident, among equals the one whose way knows more. */
export function best(answers: readonly Answer[]): Answer | undefined {
  let found: Answer | undefined
  for (const a of answers) if (found === undefined || a.confidence > found.confidence) found = a
  return found
}
