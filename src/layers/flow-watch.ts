/**
 * Assembles flows and exchanges from frames and gives them as rows. Put behind the rewriter, it
 * sees only what leaves, so that its rows say nothing that the packets of the release do not.
 */
import { epochNanos } from '../bytes/nanoseconds.js'
import { createOutput } from '../bytes/output.js'
import { communityId } from '../correlate/community-id.js'
import { isMultiplexed } from '../correlate/exchanges.js'
import { Basis, type FlowColumns } from '../correlate/flow-columns.js'
import type { FlowNamer } from '../correlate/flow-key.js'
import {
  addressSize,
  depthOf,
  portOf,
  protocolOf,
  putAddress,
  vlansOf,
} from '../correlate/flow-slot.js'
import {
  createFlowTable,
  FLOW_DEFAULTS,
  type FlowCounts,
  type FlowOptions,
} from '../correlate/flow-table.js'
import { missedBytes } from '../correlate/tcp-state.js'
import { appendIpv4, appendIpv6 } from '../text/addresses.js'
import type { Frame } from '../wire/frame.js'
import { columnsOf, exchangesTable, flowsTable } from './flow-tables.js'
import type { Cell, Table } from './table.js'

/** What a watch is given. */
export interface FlowWatchOptions extends Partial<FlowOptions> {
  /** names flows with a key; without it `flowKey` is null */
  readonly namer?: FlowNamer
  /** adds Community IDs to `other`; only for raw flows in their owner's hands */
  readonly communityId?: boolean
}

/** An observer of the pipeline. Its rows come while frames pass, the last at `finish`. */
export interface FlowWatch {
  readonly counts: FlowCounts
  /** takes a rewritten frame with its rewritten time */
  after(f: Frame, end: number, seconds: number, nanos: number): void
  finish(): void
}

/** Takes a row; the cells are used again after the call. */
export type RowSink = (table: Table, cells: readonly Cell[]) => void

const BASIS = ['first', 'syn', 'synack']
const F = columnsOf(flowsTable)
const X = columnsOf(exchangesTable)
const bytes = new Uint8Array(16)
/** Longer than any address, so that it never grows and the view stays right. */
const text = createOutput(64)
const letters = Buffer.from(text.bytes.buffer)

function address(c: FlowColumns, slot: number, which: number): string {
  text.n = 0
  if (putAddress(c, slot, which, bytes, 0) === 4) appendIpv4(text, bytes, 0)
  else appendIpv6(text, bytes, 0)
  return letters.toString('latin1', 0, text.n)
}

type Row = Cell[]

function setKey(row: Row, c: FlowColumns, slot: number): void {
  const source = c.flip[slot]
  const isV4 = addressSize(c, slot) === 4
  row[isV4 ? F.sourceIPv4Address : F.sourceIPv6Address] = address(c, slot, source)
  row[isV4 ? F.destinationIPv4Address : F.destinationIPv6Address] = address(c, slot, 1 - source)
  const icmp = c.icmp[slot]
  row[F.sourceTransportPort] = icmp >= 0 ? icmp >> 8 : portOf(c, slot, source)
  row[F.destinationTransportPort] = icmp >= 0 ? icmp & 255 : portOf(c, slot, 1 - source)
  const protocol = protocolOf(c, slot)
  row[F.protocolIdentifier] = protocol
  if (icmp >= 0) row[protocol === 1 ? F.icmpTypeCodeIPv4 : F.icmpTypeCodeIPv6] = icmp
  const vlan = vlansOf(c, slot) & 0xfff
  row[F.vlanId] = vlan === 0 ? null : vlan
  row[F.tunnelDepth] = depthOf(c, slot)
}

/** Whether time `i` of a direction lies before time `j` of another. */
function isBefore(sec: Float64Array, ns: Int32Array, i: number, j: number): boolean {
  return sec[i] < sec[j] || (sec[i] === sec[j] && ns[i] < ns[j])
}

function setTimes(row: Row, c: FlowColumns, there: number, back: number): void {
  const { firstSeconds: fs, firstNanos: fn, lastSeconds: ls, lastNanos: ln, packets } = c
  const isBack = packets[back] > 0
  const isThere = packets[there] > 0
  const first = !isThere || (isBack && isBefore(fs, fn, back, there)) ? back : there
  const last = !isThere || (isBack && isBefore(ls, ln, there, back)) ? back : there
  row[F.flowStartNanoseconds] = epochNanos(fs[first], fn[first])
  row[F.flowEndNanoseconds] = epochNanos(ls[last], ln[last])
  if (!isBack) return
  row[F.reverseFlowStartNanoseconds] = epochNanos(fs[back], fn[back])
  row[F.reverseFlowEndNanoseconds] = epochNanos(ls[back], ln[back])
}

function setCounts(row: Row, c: FlowColumns, there: number, back: number): void {
  row[F.packetDeltaCount] = c.packets[there]
  row[F.reversePacketDeltaCount] = c.packets[back]
  row[F.octetDeltaCount] = c.octets[there]
  row[F.reverseOctetDeltaCount] = c.octets[back]
  row[F.layer2OctetDeltaCount] = c.frameOctets[there]
  row[F.reverseLayer2OctetDeltaCount] = c.frameOctets[back]
  row[F.initiatorOctets] = c.payload[there]
  row[F.responderOctets] = c.payload[back]
}

function setTcp(row: Row, c: FlowColumns, slot: number, there: number, back: number): void {
  row[F.tcpControlBits] = c.tcpFlags[there]
  row[F.reverseTcpControlBits] = c.tcpFlags[back]
  row[F.missedOctets] = missedBytes(c, there)
  row[F.reverseMissedOctets] = missedBytes(c, back)
  row[F.firstPacketMid] = c.mid[slot] !== 0
}

function setFlow(row: Row, c: FlowColumns, slot: number, endReason: number): void {
  const there = slot * 2 + c.flip[slot]
  const back = slot * 2 + 1 - c.flip[slot]
  row.fill(null)
  row[F.flowId] = BigInt(c.id[slot])
  setKey(row, c, slot)
  setTimes(row, c, there, back)
  setCounts(row, c, there, back)
  if (protocolOf(c, slot) === 6) setTcp(row, c, slot, there, back)
  row[F.flowEndReason] = endReason
  row[F.biflowDirection] = c.basis[slot] === Basis.first ? 0 : 1
  row[F.directionBasis] = BASIS[c.basis[slot]]
  row[F.oneWay] = c.packets[there] === 0 || c.packets[back] === 0
  row[F.multiplexedSuspected] = isMultiplexed(c, slot)
  row[F.exchangeCount] = c.turns[slot]
  row[F.firstPacket] = c.firstPacket[slot]
}

function setExchange(row: Row, c: FlowColumns, slot: number): void {
  const { turnFirstSeconds, turnFirstNanos, turnLastSeconds, turnLastNanos, turnPackets } = c
  const client = slot * 2
  const server = client + 1
  row.fill(null)
  row[X.flowId] = BigInt(c.turnFlow[slot])
  row[X.ordinal] = c.turns[slot]
  row[X.clientOctets] = c.turnOctets[client]
  row[X.serverOctets] = c.turnOctets[server]
  row[X.clientPackets] = turnPackets[client]
  row[X.serverPackets] = turnPackets[server]
  if (turnPackets[client] > 0) {
    row[X.firstClientNanoseconds] = epochNanos(turnFirstSeconds[client], turnFirstNanos[client])
    row[X.lastClientNanoseconds] = epochNanos(turnLastSeconds[client], turnLastNanos[client])
  }
  if (turnPackets[server] > 0) {
    row[X.firstServerNanoseconds] = epochNanos(turnFirstSeconds[server], turnFirstNanos[server])
    row[X.lastServerNanoseconds] = epochNanos(turnLastSeconds[server], turnLastNanos[server])
  }
  row[X.multiplexedSuspected] = isMultiplexed(c, slot)
}

/**
 * Makes a watch. Give it to the pipeline as an observer, call `finish` after the last frame.
 * @param row takes rows of the tables `flows` and `exchanges`
 */
export function createFlowWatch(row: RowSink, options: FlowWatchOptions = {}): FlowWatch {
  const flow: Row = flowsTable.columns.map(() => null)
  const exchange: Row = exchangesTable.columns.map(() => null)
  const { namer } = options
  const startOf = (c: FlowColumns, slot: number): number => {
    const [a, b] = [slot * 2, slot * 2 + 1]
    if (c.packets[a] === 0) return c.firstSeconds[b]
    if (c.packets[b] === 0) return c.firstSeconds[a]
    return Math.min(c.firstSeconds[a], c.firstSeconds[b])
  }
  const sink = {
    flow(c: FlowColumns, slot: number, endReason: number): void {
      setFlow(flow, c, slot, endReason)
      if (namer !== undefined) flow[F.flowKey] = namer(c, slot, startOf(c, slot))
      if (options.communityId) {
        flow[F.other] = JSON.stringify({ communityId: communityId(c, slot) })
      }
      row(flowsTable, flow)
    },
    exchange(c: FlowColumns, slot: number): void {
      setExchange(exchange, c, slot)
      row(exchangesTable, exchange)
    },
  }
  const table = createFlowTable(sink, { ...FLOW_DEFAULTS, ...options })
  return { counts: table.counts, after: table.packet, finish: table.finish }
}
