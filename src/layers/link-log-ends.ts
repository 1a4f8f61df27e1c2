/** Rows of logs that name a connection, one of its ends, a translation or a request. */
import type { Endpoint, NatRef, TupleRef } from '../correlate/link-records.js'
import type { RequestRef } from '../correlate/link-requests.js'
import { readMoment } from '../labels/moments.js'
import { plainName } from '../text/log-keys.js'
import type { Cell } from './table.js'

/** What a row of a log says of connections. */
export interface LogEnds {
  readonly tuple?: TupleRef
  readonly nat?: NatRef
  readonly request?: RequestRef
}

type Attributes = Readonly<Record<string, unknown>>
type Slot = 'one' | 'onePort' | 'other' | 'otherPort' | 'protocol' | 'start' | 'duration'

/** Names of what is looked for, without what sets them apart in writing; see `plainName`. */
const SLOTS: Readonly<Record<Slot, string>> = {
  one: `srcip sourceip sourceaddress srcaddr saddr sourceaddr idorigh origh ipsource localaddress
    localaddr localip laddr fdcip clientaddress`,
  onePort: 'srcport sourceport sport idorigp origp localport lport fdcport clientport',
  other: `destip dstip destinationip destinationaddress dstaddr destaddr destaddress daddr idresph
    resph ipdestination remoteaddress remoteaddr remoteip raddr fdsip serveraddress peeraddress`,
  otherPort: `destport dstport dport destinationport idrespp respp remoteport rport fdsport
    serverport peerport`,
  protocol: 'proto protocol networktransport transport',
  start: 'flowstart',
  duration: 'duration',
}
const slots = new Map<string, Slot>()
for (const [slot, names] of Object.entries(SLOTS)) {
  for (const name of names.split(/\s+/)) slots.set(name, slot as Slot)
}

/** Names by which a record is known to be of a process, or of a container. */
const PROCESS = new Set(
  `pid processid processpid image exe comm procname processname processexecutable procexe
  processguid`.split(/\s+/),
)
const CONTAINER = /(?:^|\.)(?:container|pod|k8s|kubernetes)/i

const PROTOCOLS: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17, icmp6: 58 }
const DEPTH_MAX = 6
const PAIR = /^\[?([0-9a-f:.]{2,45}?)\]?:(\d{1,5})$/i
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]*)$/i

/** What was found in a record. */
interface Found {
  readonly by: Map<Slot, string | number>
  isProcess: boolean
  isContainer: boolean
}

function note(f: Found, path: string, name: string, parent: string, v: unknown): void {
  if (typeof v !== 'string' && typeof v !== 'number') return
  const own = plainName(name)
  const last = own.startsWith(plainName(parent)) ? own : plainName(parent) + own
  const slot = slots.get(last) ?? slots.get(own)
  if (slot !== undefined && !f.by.has(slot)) f.by.set(slot, v)
  if (PROCESS.has(own) || PROCESS.has(last)) f.isProcess = true
  if (CONTAINER.test(path)) f.isContainer = true
}

function look(f: Found, a: Attributes, path: string, parent: string, depth: number): void {
  for (const [name, v] of Object.entries(a)) {
    if (typeof v !== 'object' || v === null) note(f, `${path}.${name}`, name, parent, v)
    else if (depth < DEPTH_MAX && !Array.isArray(v)) {
      look(f, v as Attributes, `${path}.${name}`, name, depth + 1)
    }
  }
}

function portOf(v: unknown): number | undefined {
  const n = typeof v === 'number' || (typeof v === 'string' && v !== '') ? Number(v) : Number.NaN
  return Number.isInteger(n) && n > 0 && n < 65536 ? n : undefined
}

/** An end of a connection: address and port apart, or both in one. */
function endOf(address: unknown, port: unknown): Endpoint | undefined {
  if (typeof address !== 'string') return undefined
  const own = portOf(port)
  if (own !== undefined && ADDRESS.test(address)) return { address, port: own }
  const m = own === undefined ? PAIR.exec(address) : null
  const both = m === null ? undefined : portOf(m[2])
  return m === null || both === undefined || !ADDRESS.test(m[1])
    ? undefined
    : { address: m[1], port: both }
}

/** What a record is, where its form says it. */
function roleOf(format: string, f: Found, body: Cell | undefined, a: Attributes): string {
  if (format === 'log-eve') return body === '"alert"' || body === '"anomaly"' ? 'alert' : ''
  if (format.startsWith('log-zeek')) return 'note' in a || 'notice' in a ? 'alert' : ''
  if (f.isProcess || format === 'log-windows') return 'process'
  return f.isContainer ? 'container' : ''
}

function tupleOf(
  id: string,
  time: bigint,
  format: string,
  a: Attributes,
  body: Cell | undefined,
): TupleRef | undefined {
  const f: Found = { by: new Map(), isProcess: false, isContainer: false }
  look(f, a, '', '', 0)
  const get = (s: Slot): string | number | undefined => f.by.get(s)
  const one = endOf(get('one'), get('onePort'))
  const other = endOf(get('other'), get('otherPort'))
  const end = one ?? other
  if (end === undefined) return undefined
  const name = String(get('protocol') ?? '').toLowerCase()
  const protocol = PROTOCOLS[name] ?? (/^\d{1,3}$/.test(name) ? Number(name) : undefined)
  const began = String(get('start') ?? '')
  // A number of this name may count anything.
  const start = began.includes(':') ? readMoment(began) : undefined
  const length = Number(get('duration'))
  const lasts = format.startsWith('log-zeek') && length > 0 ? length : 0
  const until = time + BigInt(Math.round(lasts * 1e9))
  const from = start !== undefined && start < time ? start : time
  return {
    layer: 'logs',
    id,
    time: from,
    ...(until > from ? { end: until } : {}),
    one: end,
    ...(one !== undefined && other !== undefined ? { other } : {}),
    ...(protocol === undefined ? {} : { protocol }),
    role: roleOf(format, f, body, a),
  }
}

type Way = Readonly<Record<string, string | undefined>>

/** A line of tracked connections: what it is called inside and outside, and since when. */
function trackedOf(id: string, time: bigint | undefined, a: Attributes): LogEnds {
  const [there, back] = [a.original, a.reply] as (Way | undefined)[]
  const client = endOf(there?.src, there?.sport)
  const server = endOf(there?.dst, there?.dport)
  if (client === undefined || server === undefined) return {}
  const protocol = PROTOCOLS[String(a.protocol)]
  // A list says what holds, and not since when.
  const since = time ?? 0n
  const known = { layer: 'logs', id, time: since, one: client, other: server }
  const seenBy = endOf(back?.dst, back?.dport)
  const seen = endOf(back?.src, back?.sport)
  const outside = seenBy && seen && { client: seenBy, server: seen }
  const same = (x: Endpoint, y: Endpoint): boolean => x.address === y.address && x.port === y.port
  const isTranslated =
    outside !== undefined && !(same(outside.client, client) && same(outside.server, server))
  const role = isTranslated ? 'translation' : ''
  return {
    ...(time === undefined ? {} : { tuple: { ...known, role, ...(protocol ? { protocol } : {}) } }),
    ...(isTranslated ? { nat: { time: since, inside: { client, server }, outside } } : {}),
  }
}

/** NAT events that end a translation (RFC 8158 §7.1, IANA natEvent). */
const ENDS = new Set([2, 5, 7, 9, 15])

/**
 * A record of an exporter that names a connection before and after its translation (IPFIX elements
 * 225 to 228, 281 and 282).
 * @param other further elements of the row, as its table has them
 */
export function translationOf(
  client: Endpoint,
  server: Endpoint,
  time: bigint,
  other: Cell | undefined,
): NatRef | undefined {
  if (typeof other !== 'string' || !other.includes('"postNA')) return undefined
  const o = JSON.parse(other) as Attributes
  if (ENDS.has(Number(o.natEvent ?? 0))) return undefined
  const after = (what: string, before: Endpoint): Endpoint | undefined =>
    endOf(
      o[`postNAT${what}IPv4Address`] ?? o[`postNAT${what}IPv6Address`] ?? before.address,
      o[`postNAPT${what}TransportPort`] ?? before.port,
    )
  const [by, to] = [after('Source', client), after('Destination', server)]
  if (by === undefined || to === undefined) return undefined
  const isSame =
    [by.address, by.port, to.address, to.port].join() ===
    [client.address, client.port, server.address, server.port].join()
  if (isSame) return undefined
  return { time, inside: { client, server }, outside: { client: by, server: to } }
}

/** A line of an access log; its time has whole seconds. */
function requestOf(
  id: string,
  time: bigint,
  format: string,
  a: Attributes,
): RequestRef | undefined {
  const { client, status, bytes } = a
  if (format !== 'log-access' || typeof client !== 'string' || !ADDRESS.test(client)) {
    return undefined
  }
  const octets = typeof bytes === 'string' && /^\d{1,15}$/.test(bytes) ? Number(bytes) : undefined
  return {
    id,
    time,
    until: time + 1_000_000_000n,
    client,
    ...(octets === undefined ? {} : { octets }),
    ...(typeof status === 'string' ? { status } : {}),
  }
}

/**
 * What a row of a log says of connections.
 * @param cell gives a cell by the name of its column
 */
export function endsOfLog(row: number, cell: (name: string) => Cell | undefined): LogEnds {
  const attributes = cell('attributes')
  const format = String(cell('format') ?? '')
  if (typeof attributes !== 'string' || !format.startsWith('log-')) return {}
  const a = JSON.parse(attributes) as Attributes | null
  const at = cell('time')
  const time = typeof at === 'bigint' ? at : undefined
  if (a === null) return {}
  const id = String(row)
  if (format === 'log-conntrack') return trackedOf(id, time, a)
  if (time === undefined) return {}
  const request = requestOf(id, time, format, a)
  if (request !== undefined) return { request }
  const tuple = tupleOf(id, time, format, a, cell('body'))
  return tuple === undefined ? {} : { tuple }
}
