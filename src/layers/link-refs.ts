/** Rows of spans, logs, flows and exchanges as what links are found by. */
import type { Endpoint, ExchangeRef, LogRef, SpanRef } from '../correlate/link-records.js'
import { columnsOf, exchangesTable } from './flow-tables.js'
import type { Cell, Table } from './table.js'

const X = columnsOf(exchangesTable)
/** Resources whose host is remembered. */
const RESOURCES_MAX = 4096

type Attributes = Readonly<Record<string, unknown>>

function attributesOf(cell: Cell | undefined): Attributes {
  if (typeof cell !== 'string') return {}
  const parsed: unknown = JSON.parse(cell)
  return typeof parsed === 'object' && parsed !== null ? (parsed as Attributes) : {}
}

/** Names of the ends of a connection, those that are in use now first. */
const PEER = ['network.peer', 'net.sock.peer', 'net.peer', 'server'] as const
const LOCAL = ['network.local', 'net.sock.host', 'net.host'] as const
const PARTS = ['address', 'addr', 'ip'] as const

function isAddress(s: string): boolean {
  return /^[0-9.]+$/.test(s) || s.includes(':')
}

/** The first end that is an address with a port. */
function endOf(a: Attributes, names: readonly string[]): Endpoint | undefined {
  for (const name of names) {
    const port = Number(a[`${name}.port`])
    if (!(port > 0)) continue
    for (const part of PARTS) {
      const address = a[`${name}.${part}`]
      if (typeof address === 'string' && isAddress(address)) return { address, port }
    }
  }
  return undefined
}

/** The port of an end of which the address is known from elsewhere. */
function portOf(a: Attributes, names: readonly string[]): number | undefined {
  const ports = names.map((name) => Number(a[`${name}.port`]))
  return ports.find((port) => port > 0)
}

const text = (cell: Cell | undefined): string | undefined =>
  typeof cell === 'string' && cell !== '' ? cell : undefined

/** Reads rows of one kind of telemetry; hosts of resources are remembered. */
export interface TelemetryReader {
  /** undefined for a span without identifiers or times */
  span(table: Table, cells: readonly Cell[]): SpanRef | undefined
  /** undefined for a record without a time */
  log(table: Table, cells: readonly Cell[], row: number): LogRef | undefined
  /** whose clock a host or service goes by, as the resources of spans told so far; else itself */
  home(name: string): string
}

/** Whose clock names go by. */
function createHomes() {
  const homes = new Map<string, string | null>()
  /** A name that several go by says nothing. */
  const settle = (name: unknown, host: string): void => {
    if (typeof name !== 'string' || name === '' || name === host) return
    const known = homes.get(name)
    if (known !== undefined && known !== host) homes.set(name, null)
    else if (known === undefined && homes.size < 2 * RESOURCES_MAX) homes.set(name, host)
  }
  return { homes, settle }
}

/** The address of the pod that a resource names. */
function createPods(): (resource: Cell | undefined) => string | undefined {
  const addresses = new Map<string, string | undefined>()
  return (resource) => {
    const key = text(resource)
    if (key?.includes('"k8s.pod.ip"') !== true) return undefined
    if (addresses.has(key)) return addresses.get(key)
    const ip = attributesOf(key)['k8s.pod.ip']
    const address = typeof ip === 'string' && isAddress(ip) ? ip : undefined
    if (addresses.size < RESOURCES_MAX) addresses.set(key, address)
    return address
  }
}

/** The end that a span has at the address of its pod, where it knows the port alone. */
function ownEnd(a: Attributes, kind: Cell | undefined, address: string | undefined) {
  // `server` is who a client calls, and who a server is.
  const port = portOf(a, kind === 'SERVER' ? [...LOCAL, 'server'] : LOCAL)
  return address === undefined || port === undefined ? undefined : { address, port }
}

/** Makes a reader. */
export function createTelemetryReader(): TelemetryReader {
  const columns = new Map<Table, Readonly<Record<string, number>>>()
  const hosts = new Map<string, string>()
  const addressOf = createPods()
  const { homes, settle } = createHomes()
  const at = (table: Table): Readonly<Record<string, number>> => {
    const known = columns.get(table) ?? columnsOf(table)
    columns.set(table, known)
    return known
  }
  const hostOf = (resource: Cell | undefined, service: Cell | undefined): string => {
    const key = `${text(service) ?? ''} ${text(resource) ?? ''}`
    let host = hosts.get(key)
    if (host === undefined) {
      const a = attributesOf(resource)
      host = String(a['service.instance.id'] ?? a['host.name'] ?? text(service) ?? '')
      if (hosts.size < RESOURCES_MAX) hosts.set(key, host)
      settle(a['host.name'], host)
      settle(text(service), host)
    }
    return host
  }
  return {
    home: (name) => homes.get(name) ?? name,
    span(table, cells) {
      const c = at(table)
      const [traceId, spanId] = [text(cells[c.trace_id]), text(cells[c.span_id])]
      const start = cells[c.start_time]
      if (traceId === undefined || spanId === undefined) return undefined
      if (typeof start !== 'bigint') return undefined
      // Of a span whose end is not known only its beginning is compared.
      const end = cells[c.end_time] ?? start
      if (typeof end !== 'bigint') return undefined
      const kind = cells[c.kind]
      const a = attributesOf(cells[c.attributes])
      const address = addressOf(cells[c.resource])
      return {
        id: `${traceId}/${spanId}`,
        traceId,
        spanId,
        parentId: text(cells[c.parent_span_id]),
        kind: kind === 'CLIENT' ? 'client' : kind === 'SERVER' ? 'server' : 'other',
        start,
        end,
        host: hostOf(cells[c.resource], cells[c.service_name]),
        name: text(cells[c.name]),
        local: endOf(a, LOCAL) ?? ownEnd(a, kind, address),
        peer: endOf(a, kind === 'CLIENT' ? PEER : PEER.slice(0, 3)),
        address,
      }
    },
    log(table, cells, row) {
      const c = at(table)
      const time = cells[c.time] ?? cells[c.observed_time]
      if (typeof time !== 'bigint') return undefined
      return {
        id: String(row),
        time,
        // Lines of files have no resource: who wrote them is what they say, or nobody.
        host:
          text(cells[c.resource]) === undefined
            ? (text(cells[c.host]) ?? text(cells[c.service_name]) ?? '')
            : hostOf(cells[c.resource], cells[c.service_name]),
        traceId: text(cells[c.trace_id]),
        spanId: text(cells[c.span_id]),
      }
    },
  }
}

/** What a row of an exchange says; whose it is, the row of its flow says later. */
export interface Turn {
  readonly ordinal: number
  readonly start: bigint
  /** last byte of the request, and of all */
  readonly asked: bigint
  readonly end: bigint
  readonly clientOctets: number
  readonly serverOctets: number
  readonly multiplexed: boolean
}

/** Reads a row of an exchange; undefined where the client sent nothing. */
export function turnOf(cells: readonly Cell[]): Turn | undefined {
  const start = cells[X.firstClientNanoseconds]
  const asked = cells[X.lastClientNanoseconds]
  if (typeof start !== 'bigint' || typeof asked !== 'bigint') return undefined
  const answered = cells[X.lastServerNanoseconds]
  return {
    ordinal: Number(cells[X.ordinal]),
    start,
    asked,
    end: typeof answered === 'bigint' ? answered : asked,
    clientOctets: Number(cells[X.clientOctets]),
    serverOctets: Number(cells[X.serverOctets]),
    multiplexed: cells[X.multiplexedSuspected] === true,
  }
}

/** The flow that a row of an exchange belongs to. */
export function flowOfTurn(cells: readonly Cell[]): bigint {
  return cells[X.flowId] as bigint
}

/** An exchange whose ends are known. */
export function exchangeOf(
  flow: bigint,
  client: Endpoint,
  server: Endpoint,
  t: Turn,
  seen: { readonly traceId: string; readonly spanId: string } | undefined,
): ExchangeRef {
  return {
    id: `${flow}/${t.ordinal}`,
    flow: String(flow),
    client,
    server,
    start: t.start,
    end: t.end,
    clientOctets: t.clientOctets,
    serverOctets: t.serverOctets,
    multiplexed: t.multiplexed,
    traceId: seen?.traceId,
    spanId: seen?.spanId,
  }
}
