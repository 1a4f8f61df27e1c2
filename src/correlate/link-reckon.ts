/**
 * Links by times and sizes: spans are matched with the exchanges of their connection where they
 * know it, else with those of the server that they called.
 */

import type { LinkMethod } from './link.js'
import { candidatesAmong, candidatesWithin, type Reach } from './link-candidates.js'
import { type MatchExchanges, type MatchSpans } from './link-edges.js'
import { type Matches, matchExchanges } from './link-match.js'
import { createServerModel, type ServerModel } from './link-model.js'
import { addTo, type Lists, nameOf } from './link-names.js'
import { type Answer, type ExchangeIndex, type SpanWindow } from './link-window.js'

/** Limits on what is remembered from one window to the next. */
const GROUPS_MAX = 1024
const HOSTS_MAX = 256
const NAMES_MAX = 128
/** Candidates of one span. */
const CANDIDATES_MAX = 96
/** Nothing is surer than this. */
const SURE = 0.9995
/** A connection is looked at for at least so long, in nanoseconds. */
const TICK = 1e6

interface Group {
  readonly model: ServerModel
  readonly hosts: Map<string, number>
  readonly names: Map<string, number>
}

/** What is learned of groups of spans and exchanges. */
export interface Reckoner {
  readonly reach: Reach
  readonly groups: Map<string, Group>
}

/** Makes a reckoner that allows for so much inaccuracy of clocks, in nanoseconds. */
export function createReckoner(tolerance: number): Reckoner {
  return { reach: { tolerance, most: CANDIDATES_MAX }, groups: new Map() }
}

function groupOf(r: Reckoner, name: string): Group {
  let group = r.groups.get(name)
  if (group === undefined) {
    if (r.groups.size >= GROUPS_MAX) {
      const [oldest] = r.groups.keys()
      r.groups.delete(oldest)
    }
    group = { model: createServerModel(), hosts: new Map(), names: new Map() }
    r.groups.set(name, group)
  }
  return group
}

/** The number of a name, given in the order in which they are met; `other` once there are many. */
function numberOf(map: Map<string, number>, name: string, most: number, other: number): number {
  let n = map.get(name)
  if (n === undefined) {
    if (map.size >= most) return other
    n = map.size
    map.set(name, n)
  }
  return n
}

/** Moves a span onto the clock of the capture: what is added to its times. */
export type OffsetOf = (span: number) => number

function spansOf(
  w: SpanWindow,
  group: Group,
  spans: readonly number[],
  offset: OffsetOf,
  sign: number,
): MatchSpans {
  return {
    size: spans.length,
    sign,
    start: Float64Array.from(spans, (i) => w.spanStart[i] + offset(i)),
    end: Float64Array.from(spans, (i) => w.spanEnd[i] + offset(i)),
    host: Int32Array.from(spans, (i) =>
      numberOf(group.hosts, w.spans[i].host, HOSTS_MAX, HOSTS_MAX - 1),
    ),
    name: Int32Array.from(spans, (i) => {
      const { name } = w.spans[i]
      return name === undefined ? -1 : numberOf(group.names, name, NAMES_MAX, -1)
    }),
  }
}

function exchangesOf(w: SpanWindow, list: readonly number[]): MatchExchanges {
  const flows = new Map<string, number>()
  const clients = new Map<string, number>()
  const most = list.length + 1
  return {
    size: list.length,
    start: Float64Array.from(list, (x) => w.start[x]),
    end: Float64Array.from(list, (x) => w.end[x]),
    flow: Int32Array.from(list, (x) => numberOf(flows, w.exchanges[x].flow, most, 0)),
    client: Int32Array.from(list, (x) => numberOf(clients, w.exchanges[x].client.address, most, 0)),
    clientOctets: Float64Array.from(list, (x) => w.exchanges[x].clientOctets),
    serverOctets: Float64Array.from(list, (x) => w.exchanges[x].serverOctets),
  }
}

function answersOf(
  method: LinkMethod,
  m: Matches,
  spans: readonly number[],
  list: readonly number[],
  into: (span: number, answer: Answer) => void,
): void {
  for (let k = 0; k < spans.length; k++) {
    if (m.exchange[k] < 0) continue
    into(spans[k], {
      method,
      exchange: list[m.exchange[k]],
      confidence: Math.min(SURE, m.probability[k]),
      candidates: m.candidates[k],
    })
  }
}

/** How long the connections of exchanges are looked at, all together. */
function exposure(x: MatchExchanges): number {
  const from = new Map<number, number>()
  const to = new Map<number, number>()
  for (let j = 0; j < x.size; j++) {
    if (!from.has(x.flow[j])) from.set(x.flow[j], x.start[j])
    to.set(x.flow[j], Math.max(to.get(x.flow[j]) ?? 0, x.end[j]))
  }
  let sum = 0
  for (const [flow, start] of from) sum += Math.max(TICK, (to.get(flow) ?? start) - start)
  return sum
}

/**
 * Spans and exchanges with one server, apart by the address of the client where resources name it:
 * none of another pod is its own. An address that no exchange has was translated on its way, and
 * says nothing.
 */
function byAddress(
  w: SpanWindow,
  spans: readonly number[],
  exchanges: readonly number[],
): readonly (readonly [readonly number[], readonly number[]])[] {
  if (spans.every((i) => w.spans[i].address === undefined)) return [[spans, exchanges]]
  const clients: Lists = new Map()
  for (const x of exchanges) addTo(clients, w.exchanges[x].client.address, x)
  const known: Lists = new Map()
  const others: number[] = []
  for (const i of spans) {
    const { address } = w.spans[i]
    if (address !== undefined && clients.has(address)) addTo(known, address, i)
    else others.push(i)
  }
  const rest = exchanges.filter((x) => !known.has(w.exchanges[x].client.address))
  return [
    ...[...known].map(([address, of]) => [of, clients.get(address) ?? []] as const),
    ...(others.length > 0 ? [[others, rest] as const] : []),
  ]
}

/** Matches clients' spans that know whom they called with the exchanges of that server. */
export function reckonByServer(
  r: Reckoner,
  w: SpanWindow,
  index: ExchangeIndex,
  all: readonly number[],
  offset: OffsetOf,
  free: (exchange: number) => boolean,
  into: (span: number, answer: Answer) => void,
): void {
  const groups: Lists = new Map()
  for (const i of all) {
    const { kind, peer } = w.spans[i]
    if (kind === 'client' && peer !== undefined) addTo(groups, nameOf(peer), i)
  }
  const parts = [...groups].flatMap(([name, of]) =>
    byAddress(w, of, (index.byServer.get(name) ?? []).filter(free)).map(
      (part) => [name, ...part] as const,
    ),
  )
  for (const [name, spans, list] of parts) {
    if (list.length === 0) continue
    const group = groupOf(r, name)
    const s = spansOf(w, group, spans, offset, 1)
    const x = exchangesOf(w, list)
    const c = candidatesWithin(s, x, r.reach)
    answersOf('exchange-match', matchExchanges(group.model, s, x, c, 0), spans, list, into)
  }
}

/** Matches spans of one kind with the exchanges on their connections. */
export function reckonByConnection(
  r: Reckoner,
  w: SpanWindow,
  method: LinkMethod,
  spans: readonly number[],
  connection: (span: number) => readonly number[],
  offset: OffsetOf,
  into: (span: number, answer: Answer) => void,
): void {
  const connections = new Map<readonly number[], readonly number[]>()
  for (const i of spans) connections.set(connection(i), [])
  const list = [...connections.keys()].flat().toSorted((a, b) => a - b)
  if (list.length === 0) return
  const place = new Int32Array(w.exchanges.length)
  for (let k = 0; k < list.length; k++) place[list[k]] = k
  for (const on of connections.keys())
    connections.set(
      on,
      on.map((x) => place[x]),
    )
  const group = groupOf(r, method)
  const s = spansOf(w, group, spans, offset, w.spans[spans[0]].kind === 'client' ? 1 : -1)
  const x = exchangesOf(w, list)
  const lists = spans.map((i) => connections.get(connection(i)) ?? [])
  const c = candidatesAmong(s, x, lists, r.reach)
  const m = matchExchanges(group.model, s, x, c, exposure(x))
  answersOf(method, m, spans, list, into)
}
