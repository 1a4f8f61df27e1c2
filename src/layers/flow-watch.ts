/**
 * Assembles flows and exchanges from frames and gives them as rows. Put behind the rewriter, it
 * sees only what leaves, so that its rows say nothing that the packets of the release do not.
 */
import { createOutput } from '../bytes/output.js'
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
import { createRow, exchangesTable, flowsTable } from './flow-tables.js'
import type { Cell, Table } from './table.js'

/** What a watch is given. */
export interface FlowWatchOptions extends Partial<FlowOptions> {
  /** names flows with a key; without it `flowKey` is null */
  readonly namer?: FlowNamer
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
const bytes = new Uint8Array(16)
const text = createOutput(64)

function address(c: FlowColumns, slot: number, which: number): string {
  text.n = 0
  if (putAddress(c, slot, which, bytes, 0) === 4) appendIpv4(text, bytes, 0)
  else appendIpv6(text, bytes, 0)
  return Buffer.from(text.bytes.buffer, 0, text.n).toString('latin1')
}

function time(seconds: number, nanos: number): bigint {
  return BigInt(seconds) * 1_000_000_000n + BigInt(nanos)
}

type Row = ReturnType<typeof createRow>

function setKey(row: Row, c: FlowColumns, slot: number): void {
  const source = c.flip[slot]
  const v = addressSize(c, slot) === 4 ? 'v4' : 'v6'
  row.set(`sourceIP${v}Address`, address(c, slot, source))
  row.set(`destinationIP${v}Address`, address(c, slot, 1 - source))
  const icmp = c.icmp[slot]
  row.set('sourceTransportPort', icmp >= 0 ? icmp >> 8 : portOf(c, slot, source))
  row.set('destinationTransportPort', icmp >= 0 ? icmp & 255 : portOf(c, slot, 1 - source))
  const protocol = protocolOf(c, slot)
  row.set('protocolIdentifier', protocol)
  if (icmp >= 0) row.set(protocol === 1 ? 'icmpTypeCodeIPv4' : 'icmpTypeCodeIPv6', icmp)
  const vlan = vlansOf(c, slot) & 0xfff
  row.set('vlanId', vlan === 0 ? null : vlan)
  row.set('tunnelDepth', depthOf(c, slot))
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
  row.set('flowStartNanoseconds', time(fs[first], fn[first]))
  row.set('flowEndNanoseconds', time(ls[last], ln[last]))
  if (!isBack) return
  row.set('reverseFlowStartNanoseconds', time(fs[back], fn[back]))
  row.set('reverseFlowEndNanoseconds', time(ls[back], ln[back]))
}

function setCounts(row: Row, c: FlowColumns, there: number, back: number): void {
  const pair = (forward: string, reverse: string, values: Float64Array) => {
    row.set(forward, BigInt(values[there]))
    row.set(reverse, BigInt(values[back]))
  }
  pair('packetDeltaCount', 'reversePacketDeltaCount', c.packets)
  pair('octetDeltaCount', 'reverseOctetDeltaCount', c.octets)
  pair('layer2OctetDeltaCount', 'reverseLayer2OctetDeltaCount', c.frameOctets)
  pair('initiatorOctets', 'responderOctets', c.payload)
}

function setTcp(row: Row, c: FlowColumns, slot: number, there: number, back: number): void {
  row.set('tcpControlBits', c.tcpFlags[there])
  row.set('reverseTcpControlBits', c.tcpFlags[back])
  row.set('missedOctets', BigInt(missedBytes(c, there)))
  row.set('reverseMissedOctets', BigInt(missedBytes(c, back)))
  row.set('firstPacketMid', c.mid[slot] !== 0)
}

function setFlow(row: Row, c: FlowColumns, slot: number, endReason: number): void {
  const there = slot * 2 + c.flip[slot]
  const back = slot * 2 + 1 - c.flip[slot]
  row.clear()
  row.set('flowId', BigInt(c.id[slot]))
  setKey(row, c, slot)
  setTimes(row, c, there, back)
  setCounts(row, c, there, back)
  if (protocolOf(c, slot) === 6) setTcp(row, c, slot, there, back)
  row.set('flowEndReason', endReason)
  row.set('biflowDirection', c.basis[slot] === Basis.first ? 0 : 1)
  row.set('directionBasis', BASIS[c.basis[slot]])
  row.set('oneWay', c.packets[there] === 0 || c.packets[back] === 0)
  row.set('multiplexedSuspected', isMultiplexed(c, slot))
  row.set('exchangeCount', BigInt(c.turns[slot]))
  row.set('firstPacket', BigInt(c.firstPacket[slot]))
}

function setExchange(row: Row, c: FlowColumns, slot: number): void {
  row.clear()
  row.set('flowId', BigInt(c.turnFlow[slot]))
  row.set('ordinal', BigInt(c.turns[slot]))
  const sides = [
    ['Client', 'client'],
    ['Server', 'server'],
  ] as const
  for (const [k, [side, name]] of sides.entries()) {
    const i = slot * 2 + k
    row.set(`${name}Octets`, BigInt(c.turnPackets[i] > 0 ? c.turnOctets[i] : 0))
    row.set(`${name}Packets`, BigInt(c.turnPackets[i]))
    if (c.turnPackets[i] === 0) continue
    const { turnFirstSeconds, turnFirstNanos, turnLastSeconds, turnLastNanos } = c
    row.set(`first${side}Nanoseconds`, time(turnFirstSeconds[i], turnFirstNanos[i]))
    row.set(`last${side}Nanoseconds`, time(turnLastSeconds[i], turnLastNanos[i]))
  }
  row.set('multiplexedSuspected', isMultiplexed(c, slot))
}

/**
 * Makes a watch. Give it to the pipeline as an observer, call `finish` after the last frame.
 * @param row takes rows of the tables `flows` and `exchanges`
 */
export function createFlowWatch(row: RowSink, options: FlowWatchOptions = {}): FlowWatch {
  const flow = createRow(flowsTable)
  const exchange = createRow(exchangesTable)
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
      if (namer !== undefined) flow.set('flowKey', namer(c, slot, startOf(c, slot)))
      row(flowsTable, flow.cells)
    },
    exchange(c: FlowColumns, slot: number): void {
      setExchange(exchange, c, slot)
      row(exchangesTable, exchange.cells)
    },
  }
  const table = createFlowTable(sink, { ...FLOW_DEFAULTS, ...options })
  return { counts: table.counts, after: table.packet, finish: table.finish }
}
