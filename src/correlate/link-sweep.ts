/**
 * Spans and exchanges in the order of their starts, looked at in windows that overlap: what is open
 * when a window ends is looked at again in the next one. Memory depends on how much happens at
 * once, not on how much there is.
 */

import type { Link } from './link.js'
import type { ExchangeRef, NatRef, SpanRef } from './link-records.js'
import { best, clockOf, createSolver, type HostClock, type Solver, solve } from './link-solve.js'
import type { Answer, SpanWindow } from './link-window.js'

/** What is joined. All in the order of their times; exchanges of one capture. */
export interface SpanJoinInputs {
  readonly spans: Iterable<SpanRef>
  readonly exchanges: Iterable<ExchangeRef>
  readonly nat?: Iterable<NatRef>
}

/** How it is joined. Times are in nanoseconds. */
export interface SpanJoinOptions {
  /** spans that are looked at together, at least */
  readonly window?: number
  /** clocks are looked for that differ by at most so much */
  readonly maxSkew?: number
  /** what clocks may be wrong by once their offset is known */
  readonly tolerance?: number
}

/** What became of a join. */
export interface SpanJoinSummary {
  readonly spans: number
  readonly exchanges: number
  readonly windows: number
  /** records that came later than their time, and exchanges dropped for lack of room */
  readonly late: number
  readonly dropped: number
  /** by host: what is added to its times to be on the clock of the capture */
  readonly clocks: ReadonlyMap<string, Readonly<HostClock>>
}

const WINDOW = 8192
const MAX_SKEW = 5e9
const TOLERANCE = 3e6
/** Spans longer than this are not waited for. */
const LONGEST = 60e9
/** Exchanges that are held, for each span of a window. */
const EXCHANGES_EACH = 16

/** An iterator with the next value in view. */
interface Ahead<T> {
  readonly next: T | undefined
  take(): void
}

function ahead<T>(list: Iterable<T>): Ahead<T> {
  const iterator = list[Symbol.iterator]()
  let { value, done } = iterator.next()
  return {
    get next() {
      return done === true ? undefined : value
    },
    take() {
      ;({ value, done } = iterator.next())
    },
  }
}

interface Sweep {
  readonly solver: Solver
  readonly origin: bigint
  readonly spans: Ahead<SpanRef>
  readonly exchanges: Ahead<ExchangeRef>
  readonly nat: Ahead<NatRef>
  readonly window: number
  held: SpanRef[]
  pool: ExchangeRef[]
  counts: { spans: number; exchanges: number; windows: number; late: number; dropped: number }
}

function at(s: Sweep, time: bigint): number {
  return Number(time - s.origin)
}

/** How far clocks may make a span and its exchange differ, by what is known of them so far. */
function slackOf(s: Sweep): number {
  let most = 0
  for (const c of s.solver.clocks.values()) {
    most = Math.max(most, c.known ? Math.abs(c.applied) + c.spread : s.solver.maxSkew)
  }
  const { maxSkew, tolerance } = s.solver
  return (s.counts.windows === 0 ? maxSkew : Math.min(maxSkew, most)) + 4 * tolerance
}

/** Takes spans until the window is full; those held from the last one count. */
function fill(s: Sweep): void {
  const want = Math.max(s.window, 4 * s.held.length)
  let last = Number.NEGATIVE_INFINITY
  while (s.spans.next !== undefined && s.held.length < want) {
    const start = at(s, s.spans.next.start)
    if (start < last) s.counts.late++
    last = Math.max(last, start)
    s.held.push(s.spans.next)
    s.counts.spans++
    s.spans.take()
  }
}

/** Takes exchanges and translations that begin before `until`. */
function draw(s: Sweep, until: number): void {
  let last = Number.NEGATIVE_INFINITY
  while (s.exchanges.next !== undefined && at(s, s.exchanges.next.start) <= until) {
    const start = at(s, s.exchanges.next.start)
    if (start < last) s.counts.late++
    last = Math.max(last, start)
    s.pool.push(s.exchanges.next)
    s.counts.exchanges++
    s.exchanges.take()
  }
  while (s.nat.next !== undefined && at(s, s.nat.next.time) <= until) {
    s.solver.nat.add(s.nat.next)
    s.nat.take()
  }
}

function windowOf(s: Sweep): SpanWindow {
  return {
    spans: s.held,
    spanStart: Float64Array.from(s.held, (v) => at(s, v.start)),
    spanEnd: Float64Array.from(s.held, (v) => at(s, v.end)),
    exchanges: s.pool,
    start: Float64Array.from(s.pool, (v) => at(s, v.start)),
    end: Float64Array.from(s.pool, (v) => at(s, v.end)),
  }
}

function* linksOf(s: Sweep, w: SpanWindow, i: number, answers: Answer[]): Generator<Link> {
  const span = w.spans[i]
  const clock = clockOf(s.solver, span.host)
  const followed = best(answers)
  for (const a of answers) {
    const x = w.exchanges[a.exchange]
    const client = span.kind === 'client'
    const apart = client
      ? w.end[a.exchange] - w.spanEnd[i] - clock.offset
      : w.start[a.exchange] - w.spanStart[i] - clock.offset
    yield {
      time: span.start,
      from: { layer: 'spans', id: span.id },
      to: x.multiplexed ? { layer: 'flows', id: x.flow } : { layer: 'exchanges', id: x.id },
      method: a.method,
      role: span.kind,
      confidence: a.confidence,
      candidates: a.candidates,
      offset: clock.offset,
      offsetSpread: clock.spread,
      residual: Math.abs(apart),
      best: a === followed,
    }
  }
}

/** Drops exchanges that no span still held or to come can be in. */
function trim(s: Sweep, before: number): void {
  s.pool = s.pool.filter((x) => at(s, x.start) >= before)
  const most = EXCHANGES_EACH * Math.max(s.window, s.held.length)
  if (s.pool.length > most) {
    s.counts.dropped += s.pool.length - most
    s.pool = s.pool.slice(-most)
  }
  s.solver.nat.forget(s.origin + BigInt(Math.floor(before - LONGEST)))
}

/** One window: spans that no later one can compete with are settled, the others are held. */
function* step(s: Sweep): Generator<Link> {
  fill(s)
  const horizon = s.spans.next === undefined ? Infinity : at(s, s.spans.next.start)
  const slack = slackOf(s)
  const longest = s.held.reduce((m, v) => Math.max(m, at(s, v.end)), Number.NEGATIVE_INFINITY)
  draw(s, Math.min(horizon, longest) + slack)
  const w = windowOf(s)
  const answers = solve(s.solver, w)
  s.counts.windows++
  // Clocks may be known better now than before.
  const settled = Math.max(slackOf(s), 4 * s.solver.tolerance)
  const rest: SpanRef[] = []
  for (let i = 0; i < w.spans.length; i++) {
    const open = w.spanEnd[i] + settled >= horizon && horizon - w.spanStart[i] < LONGEST
    if (open) rest.push(w.spans[i])
    else yield* linksOf(s, w, i, answers[i])
  }
  s.held = rest
  const earliest = rest.reduce((m, v) => Math.min(m, at(s, v.start)), horizon)
  if (earliest < Infinity) trim(s, earliest - slack)
}

/**
 * Joins spans with exchanges by every way there is. Links of one span follow one another; one of
 * them is the best.
 */
export function* joinSpans(
  inputs: SpanJoinInputs,
  options: SpanJoinOptions = {},
): Generator<Link, SpanJoinSummary> {
  const { window = WINDOW, maxSkew = MAX_SKEW, tolerance = TOLERANCE } = options
  const spans = ahead(inputs.spans)
  const s: Sweep = {
    solver: createSolver(tolerance, maxSkew),
    origin: spans.next?.start ?? 0n,
    spans,
    exchanges: ahead(inputs.exchanges),
    nat: ahead(inputs.nat ?? []),
    window,
    held: [],
    pool: [],
    counts: { spans: 0, exchanges: 0, windows: 0, late: 0, dropped: 0 },
  }
  while (s.spans.next !== undefined || s.held.length > 0) yield* step(s)
  return { ...s.counts, clocks: s.solver.clocks }
}
