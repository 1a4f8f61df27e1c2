/**
 * Records that name a connection, and flows: alerts, lines of firewalls, events of sockets. Both in
 * the order of their times; flows that have ended are forgotten.
 */

import type { Link, LinkMethod } from './link.js'
import { firstHand } from './link-first-hand.js'
import { nameOf } from './link-names.js'
import type { FlowRef, TupleRef } from './link-records.js'

/** How it is joined. Times are in nanoseconds. */
export interface TupleJoinOptions {
  /** a record may stand so much before its flow begins or after it ends */
  readonly tolerance?: bigint
}

const TOLERANCE = 1_000_000_000n
/** Flows between two rounds of forgetting. */
const ROUND = 1 << 14
/** Flows of one endpoint that are looked at for one record. */
const LOOKED_AT = 1024
/** Confidence of one candidate, and where times decide between several. */
const ALONE = { tuple: 0.999, 'community-id': 0.999, 'local-endpoint': 0.99 } as const
const BY_TIME = 0.9

type Way = keyof typeof ALONE

interface Pool {
  readonly lists: Map<string, FlowRef[]>
  size: number
  since: number
}

/** Both ends, in whichever order they were named: the order of names is never looked at. */
function namesOf(f: FlowRef): string[] {
  const client = nameOf(f.client)
  const server = nameOf(f.server)
  const names = [`both ${client} ${server}`, `one ${client}`, `one ${server}`]
  if (f.communityId !== undefined) names.push(`id ${f.communityId}`)
  return names
}

function add(p: Pool, f: FlowRef): void {
  for (const name of namesOf(f)) {
    const list = p.lists.get(name)
    if (list === undefined) p.lists.set(name, [f])
    else list.push(f)
  }
  p.size++
  p.since++
}

function forget(p: Pool, before: bigint): void {
  p.since = 0
  for (const [name, list] of p.lists) {
    const rest = list.filter((f) => f.end >= before)
    if (rest.length === 0) p.lists.delete(name)
    else if (rest.length < list.length) p.lists.set(name, rest)
  }
}

/** Ways to find the flows of a record, the surest first. */
function ways(p: Pool, r: TupleRef): readonly (readonly [Way, readonly FlowRef[]])[] {
  const list: [Way, readonly FlowRef[]][] = []
  const get = (name: string): readonly FlowRef[] => p.lists.get(name) ?? []
  if (r.communityId !== undefined) list.push(['community-id', get(`id ${r.communityId}`)])
  const one = nameOf(r.one)
  if (r.other === undefined) list.push(['local-endpoint', get(`one ${one}`)])
  else {
    const other = nameOf(r.other)
    const there = get(`both ${one} ${other}`)
    list.push(['tuple', there.length > 0 ? there : get(`both ${other} ${one}`)])
    // A socket knows its own end at least: how far that alone would lead is seen here.
    if (r.role === 'process') list.push(['local-endpoint', get(`one ${one}`)])
  }
  return list
}

/** How far a flow is from a record in time; 0 when it holds it. */
function apart(f: FlowRef, from: bigint, to: bigint): bigint {
  if (from > f.end) return from - f.end
  return f.start > to ? f.start - to : 0n
}

/** The link of one way: the flow that is nearest, of several the one that began last. */
function linkOf(
  r: TupleRef,
  method: LinkMethod & Way,
  list: readonly FlowRef[],
  tolerance: bigint,
): Link | undefined {
  const end = r.end ?? r.time
  const meant = list
    .slice(-LOOKED_AT)
    .filter(
      (f) =>
        apart(f, r.time, end) <= tolerance &&
        (r.protocol === undefined || r.protocol === f.protocol),
    )
  const near = firstHand(meant)
  let found = near[0]
  if (found === undefined) return undefined
  for (const f of near) {
    const d = apart(f, r.time, end) - apart(found, r.time, end)
    if (d < 0n || (d === 0n && f.start > found.start)) found = f
  }
  const held = near.filter((f) => apart(f, r.time, end) === 0n).length
  const among = near.length === 1 ? ALONE[method] : BY_TIME / Math.max(1, held)
  return {
    time: r.time,
    from: { layer: r.layer, id: r.id },
    to: { layer: 'flows', id: found.id },
    method,
    role: r.role ?? '',
    confidence: among,
    candidates: near.length,
    offset: 0,
    offsetSpread: Number(tolerance),
    residual: Number(apart(found, r.time, end)),
    best: false,
  }
}

/** Joins records with flows. Links of one record follow one another; one of them is the best. */
export function* joinTuples(
  records: Iterable<TupleRef>,
  flows: Iterable<FlowRef>,
  options: TupleJoinOptions = {},
): Generator<Link> {
  const { tolerance = TOLERANCE } = options
  const pool: Pool = { lists: new Map(), size: 0, since: 0 }
  const iterator = flows[Symbol.iterator]()
  let next = iterator.next()
  for (const r of records) {
    while (next.done !== true && next.value.start <= (r.end ?? r.time) + tolerance) {
      add(pool, next.value)
      next = iterator.next()
    }
    if (pool.since >= ROUND) forget(pool, r.time - tolerance)
    const links: Link[] = []
    for (const [method, list] of ways(pool, r)) {
      const link = linkOf(r, method, list, tolerance)
      if (link !== undefined) links.push(link)
    }
    const most = Math.max(...links.map((l) => l.confidence))
    const best = links.find((l) => l.confidence === most)
    for (const l of links) yield { ...l, best: l === best }
  }
}

/** The link of a flow with its packets; undefined where it was not made from packets. */
export function packetsOf(f: FlowRef): Link | undefined {
  if (f.firstPacket === undefined || f.packets === undefined) return undefined
  return {
    time: f.start,
    from: { layer: 'flows', id: f.id },
    to: { layer: 'packets', id: String(f.firstPacket) },
    method: 'assembly',
    role: '',
    confidence: 1,
    candidates: f.packets,
    offset: 0,
    offsetSpread: 0,
    residual: 0,
    best: true,
  }
}
