/**
 * Which flows labels are about. It compares endpoints and times for being the same or within, and
 * nothing else, so that it commutes with rewriting: assigning rewritten labels to rewritten flows
 * gives what rewriting the assigned would. (Rounded times move flows over the edges of windows.)
 */
import type { Assertion } from './assertion.js'
import { address, conversation } from './endpoints.js'
import { whole } from './fields-of.js'
import type { Subject } from './subject.js'

/** A row of the table of flows, by its column names; times in nanoseconds. */
export type FlowRow = Readonly<Record<string, unknown>>

/** What was assigned, and what was not. */
export interface Assigned {
  /** one for each label and flow; `candidates` says how many flows its label may mean */
  readonly assertions: readonly Assertion[]
  /** labels that met no flow, by why */
  readonly unassigned: Readonly<Record<string, number>>
}

/** A flow as labels look for it. */
interface Known {
  readonly id: number
  readonly subject: Subject
  readonly start: bigint
  readonly end: bigint
}

/** Flows in the order of their starts, and how late any up to each has ended. */
interface Ordered {
  readonly flows: readonly Known[]
  readonly latest: readonly bigint[]
}

function moment(v: unknown): bigint | undefined {
  if (typeof v === 'bigint') return v
  if (typeof v === 'number' && Number.isSafeInteger(v)) return BigInt(v)
  return typeof v === 'string' && /^-?\d{1,19}$/.test(v) ? BigInt(v) : undefined
}

function knownOf(row: FlowRow, i: number): Known | undefined {
  const source = address(row.sourceIPv4Address ?? row.sourceIPv6Address)
  const destination = address(row.destinationIPv4Address ?? row.destinationIPv6Address)
  const start = moment(row.flowStartNanoseconds)
  if (source === undefined || destination === undefined || start === undefined) return undefined
  const id = moment(row.flowId)
  const sourcePort = whole(row.sourceTransportPort, 65_535)
  const destinationPort = whole(row.destinationTransportPort, 65_535)
  const protocol = whole(row.protocolIdentifier, 255)
  const subject: Subject = {
    kind: 'flow',
    source,
    destination,
    ...(sourcePort === undefined ? {} : { sourcePort }),
    ...(destinationPort === undefined ? {} : { destinationPort }),
    ...(protocol === undefined ? {} : { protocol }),
  }
  return { id: Number(id ?? i), subject, start, end: moment(row.flowEndNanoseconds) ?? start }
}

function order(flows: readonly Known[]): Ordered {
  const sorted = [...flows].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))
  const latest: bigint[] = []
  for (const [i, f] of sorted.entries()) {
    latest.push(i > 0 && latest[i - 1] > f.end ? latest[i - 1] : f.end)
  }
  return { flows: sorted, latest }
}

/** Flows that were under way at some time from `start` to `end`. */
function during(of: Ordered, start: bigint | undefined, end: bigint | undefined): Known[] {
  let low = 0
  let high = end === undefined ? 0 : of.flows.length
  if (end === undefined) low = of.flows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (of.flows[middle].start <= (end as bigint)) low = middle + 1
    else high = middle
  }
  const found: Known[] = []
  for (let i = low - 1; i >= 0; i--) {
    if (start !== undefined && of.latest[i] < start) break
    if (start === undefined || of.flows[i].end >= start) found.push(of.flows[i])
  }
  return found.reverse()
}

function group(flows: readonly Known[], keys: (f: Known) => readonly string[]) {
  const groups = new Map<string, Known[]>()
  for (const f of flows) {
    for (const key of new Set(keys(f))) {
      const there = groups.get(key)
      if (there === undefined) groups.set(key, [f])
      else there.push(f)
    }
  }
  return new Map([...groups].map(([key, of]) => [key, order(of)] as const))
}

/** Endpoints of a flow, less each of what a label may leave out: ports, protocol. */
function keysOf({ subject: s }: Known): readonly string[] {
  const { sourcePort: _, ...noSource } = s
  const { destinationPort: __, ...noDestination } = s
  const { destinationPort: ___, ...noPorts } = noSource
  return [s, noSource, noDestination, noPorts].flatMap((x) => {
    const { protocol: ____, ...any } = x
    return [conversation(x) ?? '', conversation(any) ?? '']
  })
}

/** Whether a label says all of a flow's endpoints: with less, it is about a time between hosts. */
function isExact(s: Subject): boolean {
  if (s.flowId !== undefined) return true
  const portless = s.protocol === 1 || s.protocol === 58
  const ports = s.sourcePort !== undefined && s.destinationPort !== undefined
  return s.kind === 'flow' && (ports || portless)
}

/** Whether a flow is at the port of a host, and of the protocol, that a label names. */
function isAt({ subject: f }: Known, s: Subject): boolean {
  const { destinationPort: port, protocol } = s
  const host = address(s.host)
  const is = (end: string | undefined, at: number | undefined): boolean =>
    (host === undefined || end === host) && at === port
  const there = is(f.source, f.sourcePort) || is(f.destination, f.destinationPort)
  return (port === undefined || there) && (protocol === undefined || f.protocol === protocol)
}

const EMPTY: Ordered = { flows: [], latest: [] }

/** Assigns labels to flows: by endpoints, or by windows and hosts, whose tier becomes `window`. */
export function assign(labels: readonly Assertion[], rows: readonly FlowRow[]): Assigned {
  const flows = rows.map(knownOf).filter((f) => f !== undefined)
  const all = order(flows)
  const byEnds = group(flows, keysOf)
  const byHost = group(flows, ({ subject: s }) => [s.source ?? '', s.destination ?? ''])
  const byId = new Map(flows.map((f) => [f.id, f]))
  const assertions: Assertion[] = []
  const unassigned: Record<string, number> = {}
  const none = (why: string): void => {
    unassigned[why] = (unassigned[why] ?? 0) + 1
  }
  const find = ({ subject: s, start, end }: Assertion): Known[] | string => {
    const known = s.flowId === undefined ? undefined : byId.get(s.flowId)
    if (known !== undefined) return [known]
    const key = conversation(s)
    if (key !== undefined) return during(byEnds.get(key) ?? EMPTY, start, end ?? start)
    if (s.kind !== 'window' && s.kind !== 'host') return `about-${s.kind}`
    const among = s.host === undefined ? all : (byHost.get(address(s.host) ?? '') ?? EMPTY)
    return during(among, start, end ?? start).filter((f) => isAt(f, s))
  }
  for (const label of labels) {
    const found = find(label)
    if (typeof found === 'string' || found.length === 0) {
      none(typeof found === 'string' ? found : 'no-flow')
      continue
    }
    const tier = isExact(label.subject) ? label.tier : 'window'
    for (const f of found) {
      const subject = { ...f.subject, flowId: f.id }
      assertions.push({ ...label, subject, tier, candidates: found.length })
    }
  }
  return { assertions, unassigned }
}
