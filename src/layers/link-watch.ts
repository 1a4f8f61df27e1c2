/**
 * Gathers what passes on its way into the tables of a release, and finds the links in it. It sees
 * rewritten records only, so that links say nothing that the release does not; since joins commute
 * with rewriting they are those of the originals. Spans, flows and log records are put away where
 * there are many; of all else it holds so much.
 */
import { u16 } from '../bytes/endian.js'
import { epochNanos } from '../bytes/nanoseconds.js'
import type { Link } from '../correlate/link.js'
import { joinLogs } from '../correlate/link-logs.js'
import { pairName } from '../correlate/link-names.js'
import type { Endpoint, ExchangeRef, LogRef, SpanRef } from '../correlate/link-records.js'
import { createLinkScore, type MethodScore } from '../correlate/link-score.js'
import { joinSpans, type SpanJoinSummary } from '../correlate/link-sweep.js'
import { createRecordStore, type RecordStore, type Spill } from '../correlate/record-store.js'
import { createSighting, sightTrace } from '../correlate/trace-sighting.js'
import { addressText } from '../text/address-text.js'
import { FLOW, type Frame } from '../wire/frame.js'
import { createFlowNumbers } from './flow-numbers.js'
import { columnsOf, exchangesTable, flowsTable } from './flow-tables.js'
import type { RowSink } from './flow-watch.js'
import { endsOfFlow } from './link-flows.js'
import { createNamed } from './link-named.js'
import {
  createTelemetryReader,
  exchangeOf,
  flowOfTurn,
  type TelemetryReader,
  type Turn,
  turnOf,
} from './link-refs.js'
import { clocksTable, linkQualityTable, linksTable } from './link-tables.js'
import type { Table } from './table.js'

/** Exchanges, translations and requests in logs that are held, each; later ones get no links. */
const MOST = 2_000_000
/** Flows of packets alone that are held before any exporter in them is seen. */
const EARLY = 1 << 14

/** Gathers, and finds links in the end. */
export interface LinkWatch {
  /** takes a row and passes it on */
  readonly row: RowSink
  /** an observer of the pipeline: sees a rewritten frame with its rewritten time */
  after(f: Frame, end: number, seconds: number, nanos: number): void
  /** finds the links and gives them as rows; to be called once, after all rows */
  finish(): void
  /** records that were not held, for lack of room */
  readonly left: number
}

interface Sighted {
  readonly time: bigint
  readonly traceId: string
  readonly spanId: string
}

function endpoint(f: Frame, at: number, size: number, port: number): Endpoint {
  return { address: addressText(f.b, at, at + size), port: u16(f.b, port) }
}

/** Names the connection of a frame, its sender first. */
function connectionOf(f: Frame): string | undefined {
  if (f.transport < 0) return undefined
  const i = f.transport * FLOW
  const [source, destination, size, ports] = f.flow.subarray(i, i + 4)
  if (ports < 0) return undefined
  return pairName(endpoint(f, source, size, ports), endpoint(f, destination, size, ports + 2))
}

/** A span as it is held: what links call it is made of two of its parts. */
type HeldSpan = Omit<SpanRef, 'id'>

const SPAN = [
  'start',
  'end',
  'traceId',
  'spanId',
  'parentId',
  'kind',
  'host',
  'name',
  'local',
  'peer',
  'address',
] as const
const LOG = ['time', 'id', 'host', 'traceId', 'spanId'] as const

function* inOrder(spans: RecordStore<HeldSpan>): Generator<SpanRef> {
  for (const s of spans.inOrder()) yield { id: `${s.traceId}/${s.spanId}`, ...s }
}

/** Log records under the names that their hosts have in spans. */
function* atHome(logs: RecordStore<LogRef>, reader: TelemetryReader): Generator<LogRef> {
  for (const line of logs.inOrder()) yield { ...line, host: reader.home(line.host) }
}

/** The cells of a link: names of records are taken apart again. */
function linkCells(l: Link) {
  const ends = [l.from, l.to]
  const part = (layer: string, n: number): string | undefined =>
    ends.find((e) => e.layer === layer)?.id.split('/')[n]
  const number = (s: string | undefined): bigint | null => (s === undefined ? null : BigInt(s))
  const whole = (v: number): bigint => BigInt(Math.round(v))
  return [
    l.time,
    l.from.layer,
    l.to.layer,
    part('spans', 0) ?? null,
    part('spans', 1) ?? null,
    number(part('exchanges', 0) ?? part('flows', 0)),
    number(part('exchanges', 1)),
    number(ends.every((e) => e.layer === 'flows') ? l.to.id : undefined),
    number(part('logs', 0)),
    l.method,
    l.role === '' ? null : l.role,
    l.confidence,
    l.candidates,
    whole(l.offset),
    whole(l.offsetSpread),
    whole(l.residual),
    l.best,
  ]
}

function qualityCells(s: MethodScore) {
  return [
    s.method,
    s.between,
    BigInt(s.links),
    BigInt(s.known),
    BigInt(s.answered),
    BigInt(s.right),
    s.answered > 0 ? s.right / s.answered : null,
    s.known > 0 ? s.right / s.known : null,
    BigInt(s.confident),
    BigInt(s.confidentRight),
  ]
}

function passClocks({ clocks }: SpanJoinSummary, pass: RowSink): void {
  for (const [host, c] of clocks) {
    if (!c.known) continue
    const whole = (v: number): bigint => BigInt(Math.round(v))
    pass(clocksTable, [host, whole(c.offset), whole(c.spread), BigInt(c.pairs)])
  }
}

/** Links spans with exchanges, and passes on what that says of clocks. */
function tieSpans(given: Parameters<typeof joinSpans>[0], take: (l: Link) => void, pass: RowSink) {
  const joined = joinSpans(given)
  let next = joined.next()
  for (; next.done !== true; next = joined.next()) take(next.value)
  passClocks(next.value, pass)
}

/** Exchanges whose flow is still to come, and what requests were seen to name. */
function createTurns(exchanges: ExchangeRef[]) {
  const turns = new Map<bigint, Turn[]>()
  const sighted = new Map<string, Sighted[]>()
  return {
    turn(flow: bigint, t: Turn): void {
      const list = turns.get(flow)
      if (list === undefined) turns.set(flow, [t])
      else list.push(t)
    },
    sight(connection: string, s: Sighted): void {
      const list = sighted.get(connection)
      if (list === undefined) sighted.set(connection, [s])
      else list.push(s)
    },
    flow(id: bigint, client: Endpoint, server: Endpoint): void {
      const list = turns.get(id)
      if (list === undefined) return
      turns.delete(id)
      const name = pairName(client, server)
      const seen = sighted.get(name) ?? []
      let k = 0
      for (const t of list) {
        while (k < seen.length && seen[k].time < t.start) k++
        const named = k < seen.length && seen[k].time <= t.asked ? seen[k] : undefined
        exchanges.push(exchangeOf(id, client, server, t, named))
        while (k < seen.length && seen[k].time <= t.asked) k++
      }
      // A long flow has several records: what is left belongs to the next one.
      if (k < seen.length) sighted.set(name, seen.slice(k))
      else sighted.delete(name)
    },
  }
}

/** Where columns of a table are, looked for once. */
function createColumns(): (table: Table) => Readonly<Record<string, number>> {
  const known = new WeakMap<Table, Readonly<Record<string, number>>>()
  return (table) => {
    const found = known.get(table) ?? columnsOf(table)
    known.set(table, found)
    return found
  }
}

/** What a watch of links needs. */
export interface LinkWatchOptions {
  /** takes spans, flows and log records, of which there may be any number */
  readonly spill: Spill
  /** whether more comes than packets, which may name flows: else nothing is held */
  readonly others?: boolean
  /** whether exporters were seen in the packets: their records may say what became of flows */
  readonly exported?: () => boolean
  readonly most?: number
}

/**
 * Tells which rows are held: all, or of packets alone their flows, which may be linked with what
 * exporters in them say.
 */
function holding(others: boolean, exported: () => boolean): (isFlow: boolean) => boolean {
  let early = 0
  return (isFlow) => others || (isFlow && (early++ < EARLY || exported()))
}

/**
 * Makes a watch.
 * @param pass takes all rows, and those of links in the end
 */
export function createLinkWatch(
  pass: RowSink,
  { spill, others = true, exported = () => false, most = MOST }: LinkWatchOptions,
): LinkWatch {
  const reader = createTelemetryReader()
  const spans = createRecordStore<HeldSpan>(SPAN, spill)
  const logs = createRecordStore<LogRef>(LOG, spill)
  const exchanges: ExchangeRef[] = []
  const turns = createTurns(exchanges)
  const sighting = createSighting()
  const named = createNamed(most, spill)
  const numbered = createFlowNumbers()
  let rows = 0
  let held = 0
  let left = 0
  const at = createColumns()
  const isHeld = holding(others, exported)
  const hold = <T>(store: RecordStore<T>, v: T | undefined): void => {
    if (v !== undefined) store.add(v)
  }
  return {
    get left() {
      return left
    },
    row(table, given) {
      const isFlow = table === flowsTable
      const cells = isFlow ? numbered(given) : given
      pass(table, cells)
      if (!isHeld(isFlow)) return
      if (table === exchangesTable) {
        const t = turnOf(cells)
        if (t !== undefined && held++ < most) turns.turn(flowOfTurn(cells), t)
        else if (t !== undefined) left++
      } else if (isFlow) {
        turns.flow(...endsOfFlow(cells))
        if (!named.flow(cells)) left++
      } else if (table.name === 'spans') hold(spans, reader.span(table, cells))
      else if (table.name === 'logs') {
        if (!named.log(rows, (name) => cells[at(table)[name]])) left++
        hold(logs, reader.log(table, cells, rows++))
      }
    },
    after(f, _end, seconds, nanos) {
      if (!others || !sightTrace(f, sighting)) return
      const connection = connectionOf(f)
      if (connection === undefined) return
      const traceId = Buffer.from(sighting.traceId).toString('hex')
      const spanId = Buffer.from(sighting.spanId).toString('hex')
      const time = epochNanos(seconds, nanos)
      turns.sight(connection, { time, traceId, spanId })
    },
    finish() {
      const score = createLinkScore()
      const take = (l: Link): void => {
        score.add(l)
        pass(linksTable, linkCells(l))
      }
      exchanges.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))
      // Without exchanges there is nothing to tie spans to.
      const nat = named.translations()
      if (exchanges.length > 0) tieSpans({ spans: inOrder(spans), exchanges, nat }, take, pass)
      for (const l of joinLogs(atHome(logs, reader), inOrder(spans))) take(l)
      for (const l of named.links(exchanges)) take(l)
      for (const s of score.finish()) pass(linkQualityTable, qualityCells(s))
    },
  }
}
