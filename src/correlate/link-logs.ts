/**
 * Lines of logs and spans: by the identifiers that a line names, else by host and time. How far the
 * latter is to be trusted is learned from the lines that name their span.
 */
import type { Link, LinkMethod } from './link.js'
import type { LogRef, SpanRef } from './link-records.js'

/** How it is joined. Times are in nanoseconds. */
export interface LogJoinOptions {
  /** spans are remembered for so long after their end */
  readonly grace?: bigint
  /** clocks of one host tell times apart by at most so much */
  readonly tolerance?: bigint
}

const GRACE = 10_000_000_000n
const TOLERANCE = 2_000_000n
const ROUND = 1 << 12
/** Spans of one host or trace that are looked at for one line. */
const LOOKED_AT = 512
const NAMED = 0.9995
/** Lines that name no span may be of no span: guesses are never surer than this. */
const GUESS_MOST = 0.95
/** What guesses are taken for before any was seen to be right or wrong, as so many cases. */
const SUPPOSED = { right: 2, of: 4 } as const

interface Pool {
  readonly bySpan: Map<string, SpanRef>
  readonly byTrace: Map<string, SpanRef[]>
  readonly byHost: Map<string, SpanRef[]>
  since: number
}

function put(map: Map<string, SpanRef[]>, name: string, s: SpanRef): void {
  const list = map.get(name)
  if (list === undefined) map.set(name, [s])
  else list.push(s)
}

function add(p: Pool, s: SpanRef): void {
  p.bySpan.set(`${s.traceId} ${s.spanId}`, s)
  put(p.byTrace, s.traceId, s)
  put(p.byHost, s.host, s)
  p.since++
}

function forgetIn(map: Map<string, SpanRef[]>, before: bigint): void {
  for (const [name, list] of map) {
    const rest = list.filter((s) => s.end >= before)
    if (rest.length === 0) map.delete(name)
    else if (rest.length < list.length) map.set(name, rest)
  }
}

function forget(p: Pool, before: bigint): void {
  p.since = 0
  forgetIn(p.byTrace, before)
  forgetIn(p.byHost, before)
  for (const [name, s] of p.bySpan) if (s.end < before) p.bySpan.delete(name)
}

/** What guesses of one way were worth, and which kind of span lines name where several are open. */
interface Experience {
  /** by how many spans were open: guesses that were right, and all */
  readonly right: Map<number, number>
  readonly of: Map<number, number>
  /** by kind of span: how often one was named, and how often one was open */
  readonly named: Map<string, number>
  readonly open: Map<string, number>
}

function createExperience(): Experience {
  return { right: new Map(), of: new Map(), named: new Map(), open: new Map() }
}

function count<K>(map: Map<K, number>, key: K): void {
  map.set(key, (map.get(key) ?? 0) + 1)
}

function trust(e: Experience, candidates: number): number {
  const right = (e.right.get(candidates) ?? 0) + SUPPOSED.right / candidates
  return (GUESS_MOST * right) / ((e.of.get(candidates) ?? 0) + SUPPOSED.of)
}

/** Which of the spans that were open it is: of the kind that is named most, the innermost. */
function guess(e: Experience, list: readonly SpanRef[]): SpanRef {
  const share = (s: SpanRef): number =>
    ((e.named.get(s.kind) ?? 0) + 1) / ((e.open.get(s.kind) ?? 0) + 2)
  let best = list[0]
  for (const s of list) if (share(s) > share(best)) best = s
  return best
}

function note(e: Experience, list: readonly SpanRef[], guessed: SpanRef, named: SpanRef): void {
  count(e.of, list.length)
  if (guessed === named) count(e.right, list.length)
  if (!list.includes(named)) return
  for (const s of list) count(e.open, s.kind)
  count(e.named, named.kind)
}

/** Spans that were open, the one that began last first: the innermost. */
function open(list: readonly SpanRef[], time: bigint, tolerance: bigint): SpanRef[] {
  const found: SpanRef[] = []
  const last = Math.max(0, list.length - LOOKED_AT)
  for (let i = list.length - 1; i >= last; i--) {
    const s = list[i]
    if (s.start <= time + tolerance && s.end >= time - tolerance) found.push(s)
  }
  return found
}

function linkTo(
  log: LogRef,
  s: SpanRef,
  method: LinkMethod,
  confidence: number,
  candidates: number,
): Link {
  const before = s.start - log.time
  const after = log.time - s.end
  const residual = before > 0n ? before : after > 0n ? after : 0n
  return {
    time: log.time,
    from: { layer: 'logs', id: log.id },
    to: { layer: 'spans', id: s.id },
    method,
    role: '',
    confidence,
    candidates,
    offset: 0,
    offsetSpread: 0,
    residual: Number(residual),
    best: false,
  }
}

/** What is learned of the two ways that guess. */
interface Guesses {
  readonly trace: Experience
  readonly host: Experience
}

function linksOf(p: Pool, log: LogRef, g: Guesses, tolerance: bigint): Link[] {
  const links: Link[] = []
  const named =
    log.traceId !== undefined && log.spanId !== undefined
      ? p.bySpan.get(`${log.traceId} ${log.spanId}`)
      : undefined
  if (named !== undefined) links.push(linkTo(log, named, 'span-id', NAMED, 1))
  const ask = (method: LinkMethod, e: Experience, list: readonly SpanRef[]): void => {
    if (list.length === 0) return
    const guessed = guess(e, list)
    links.push(linkTo(log, guessed, method, trust(e, list.length), list.length))
    if (named !== undefined) note(e, list, guessed, named)
  }
  if (log.traceId !== undefined) {
    const trace = open(p.byTrace.get(log.traceId) ?? [], log.time, tolerance)
    const here = trace.filter((s) => s.host === log.host)
    ask('trace-id', g.trace, here.length > 0 ? here : trace)
  }
  ask('host-time', g.host, open(p.byHost.get(log.host) ?? [], log.time, tolerance))
  return links
}

/** Joins lines with spans, both in the order of their times (spans by their starts). */
export function* joinLogs(
  logs: Iterable<LogRef>,
  spans: Iterable<SpanRef>,
  options: LogJoinOptions = {},
): Generator<Link> {
  const { grace = GRACE, tolerance = TOLERANCE } = options
  const pool: Pool = { bySpan: new Map(), byTrace: new Map(), byHost: new Map(), since: 0 }
  const guesses: Guesses = { trace: createExperience(), host: createExperience() }
  const iterator = spans[Symbol.iterator]()
  let next = iterator.next()
  for (const log of logs) {
    while (next.done !== true && next.value.start <= log.time + tolerance) {
      add(pool, next.value)
      next = iterator.next()
    }
    if (pool.since >= ROUND) forget(pool, log.time - grace)
    const links = linksOf(pool, log, guesses, tolerance)
    const most = Math.max(...links.map((l) => l.confidence))
    const best = links.find((l) => l.confidence === most)
    for (const l of links) yield { ...l, best: l === best }
  }
}
