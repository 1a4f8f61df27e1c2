/**
 * Assembles packets into biflows (RFC 5103) and exchanges. Memory is bounded: flows leave when they
 * end, when they have been idle, after a time in any case, and the longest idle one when the table
 * is full. No object is made for a packet.
 */
import type { Frame } from '../wire/frame.js'
import { addToTurn, type ExchangeSink, endTurn } from './exchanges.js'
import { clearCounts, clearSlot } from './flow-clear.js'
import { Basis, type FlowColumns } from './flow-columns.js'
import { createFlowLists, type FlowLists } from './flow-lists.js'
import { createPacketKey, type PacketKey, readKey } from './packet-key.js'
import { Flag, followTcp, opensAnother } from './tcp-state.js'

/** Why a flow record ended: flowEndReason, IPFIX information element 136. */
export const EndReason = { idle: 1, active: 2, ended: 3, forced: 4, resources: 5 } as const

/** How flows are assembled. */
export interface FlowOptions {
  /** seconds without a packet after which a flow ends */
  readonly idleSeconds: number
  /** seconds after which a record ends although its flow goes on */
  readonly activeSeconds: number
  /** seconds for which packets still belong to a TCP flow that was finished or reset */
  readonly lingerSeconds: number
  /** flows of the packets inside of tunnels, or of the tunnels themselves */
  readonly innermost: boolean
  /** flows under way at one time; beyond this the longest idle one is ended */
  readonly flowsMax: number
}

/** Takes records; the slot's columns are valid during the call. */
export interface FlowSink {
  flow(c: FlowColumns, slot: number, endReason: number): void
  readonly exchange?: ExchangeSink
}

/** What was met. `packets` = packets of all flow records + `notIp`. */
export interface FlowCounts {
  packets: number
  notIp: number
  flows: number
  exchanges: number
  /** flows ended because the table was full */
  evicted: number
}

/** A flow table. */
export interface FlowTable {
  readonly counts: FlowCounts
  /** takes a frame that has been taken apart, of which the bytes up to `end` may be read */
  packet(f: Frame, end: number, seconds: number, nanos: number): void
  /** ends all flows */
  finish(): void
}

/** The usual: 120 s idle, 1800 s active, 5 s linger, inside of tunnels, half a million flows. */
export const FLOW_DEFAULTS: FlowOptions = {
  idleSeconds: 120,
  activeSeconds: 1800,
  lingerSeconds: 5,
  innermost: true,
  flowsMax: 1 << 19,
}

interface State {
  readonly options: FlowOptions
  readonly sink: FlowSink
  readonly onExchange: ExchangeSink
  readonly lists: FlowLists
  readonly c: FlowColumns
  readonly key: PacketKey
  readonly counts: FlowCounts
  /**
   * the latest time met: captures may be out of order
   */
  readonly clock: Float64Array
  /** records begun */
  records: number
  /** of the packet in hand */
  readonly time: Float64Array
}

/** Whether more than `limit` seconds have passed since the time of a slot, exactly. */
function isOver(
  s: State,
  seconds: Float64Array,
  nanos: Int32Array,
  slot: number,
  limit: number,
): boolean {
  const late = s.clock[0] - seconds[slot] - limit
  if (late < 0) return false
  return late > 0 || s.clock[1] > nanos[slot]
}

function emit(s: State, slot: number, reason: number): void {
  s.sink.flow(s.c, slot, reason)
  s.counts.flows++
}

function end(s: State, slot: number, reason: number): void {
  endTurn(s.c, slot, s.onExchange)
  emit(s, slot, s.c.closing[slot] !== 0 ? EndReason.ended : reason)
  s.lists.release(slot)
}

/** Ends the flows of a list whose time has run out; it is in the order of their last packets. */
function expire(s: State, list: number, limit: number): void {
  const { metSeconds, metNanos } = s.c
  let slot = s.lists.first(list)
  while (slot >= 0 && isOver(s, metSeconds, metNanos, slot, limit)) {
    end(s, slot, EndReason.idle)
    slot = s.lists.first(list)
  }
}

/** Begins a record in a slot: of a new flow, or of one whose record was ended by time. */
function beginRecord(s: State, slot: number): void {
  const c = s.c
  c.id[slot] = s.records++
  c.beganSeconds[slot] = s.clock[0]
  c.beganNanos[slot] = s.clock[1]
  c.firstPacket[slot] = s.counts.packets - 1
  c.icmp[slot] = s.key.icmp
}

function begin(s: State): number {
  let slot = s.lists.take(s.key)
  if (slot < 0) {
    const closing = s.lists.first(1)
    end(s, closing >= 0 ? closing : s.lists.first(0), EndReason.resources)
    s.counts.evicted++
    slot = s.lists.take(s.key)
  }
  clearSlot(s.c, slot)
  s.c.flip[slot] = s.key.direction
  s.c.basis[slot] = Basis.first
  s.c.mid[slot] = s.key.tcpAt >= 0 ? 1 : 0
  beginRecord(s, slot)
  return slot
}

/** The slot of the packet's flow; made, or begun anew where another connection begins. */
function slotOf(s: State, b: Uint8Array): number {
  const { key, c } = s
  const slot = s.lists.find(key)
  if (slot < 0) return begin(s)
  if (key.tcpAt >= 0 && (b[key.tcpAt + 13] & (Flag.syn | Flag.ack | Flag.rst)) === Flag.syn) {
    if (opensAnother(c, slot, key.direction, b, key.tcpAt)) {
      end(s, slot, EndReason.ended)
      return begin(s)
    }
  }
  if (isOver(s, c.beganSeconds, c.beganNanos, slot, s.options.activeSeconds)) {
    emit(s, slot, EndReason.active)
    clearCounts(c, slot)
    beginRecord(s, slot)
  }
  return slot
}

/** Adds sizes and times of the packet to its direction. */
function count(c: FlowColumns, i: number, key: PacketKey, seconds: number, nanos: number): void {
  const { firstSeconds, firstNanos, lastSeconds, lastNanos } = c
  const isFirst = c.packets[i] === 0
  const first = firstSeconds[i]
  const last = lastSeconds[i]
  if (isFirst || seconds < first || (seconds === first && nanos < firstNanos[i])) {
    firstSeconds[i] = seconds
    firstNanos[i] = nanos
  }
  if (isFirst || seconds > last || (seconds === last && nanos > lastNanos[i])) {
    lastSeconds[i] = seconds
    lastNanos[i] = nanos
  }
  c.packets[i]++
  c.octets[i] += key.octets
  c.payload[i] += key.payload
}

function add(s: State, f: Frame, endAt: number, seconds: number, nanos: number): void {
  const { c, key, counts } = s
  counts.packets++
  s.time[0] = seconds
  s.time[1] = nanos
  const { clock } = s
  if (seconds > clock[0] || (seconds === clock[0] && nanos > clock[1])) {
    clock[0] = seconds
    clock[1] = nanos
    expire(s, 0, s.options.idleSeconds)
    expire(s, 1, s.options.lingerSeconds)
  }
  if (!readKey(f, endAt, s.options.innermost, key)) {
    counts.notIp++
    return
  }
  const slot = slotOf(s, f.b)
  const i = slot * 2 + key.direction
  count(c, i, key, seconds, nanos)
  c.frameOctets[i] += f.wire
  c.metSeconds[slot] = s.clock[0]
  c.metNanos[slot] = s.clock[1]
  let fresh = key.protocol === 17 ? key.payload : 0
  if (key.tcpAt >= 0) fresh = followTcp(c, slot, key.direction, f.b, key.tcpAt, key.payload)
  if (fresh > 0) addToTurn(c, slot, key.direction, fresh, s.time, s.onExchange)
  s.lists.touch(slot, c.closing[slot])
}

/** Makes an empty table. */
export function createFlowTable(sink: FlowSink, options: FlowOptions = FLOW_DEFAULTS): FlowTable {
  const counts: FlowCounts = { packets: 0, notIp: 0, flows: 0, exchanges: 0, evicted: 0 }
  const lists = createFlowLists(options.flowsMax)
  const s: State = {
    options,
    sink,
    onExchange(c, slot) {
      counts.exchanges++
      sink.exchange?.(c, slot)
    },
    lists,
    c: lists.columns,
    key: createPacketKey(),
    counts,
    clock: Float64Array.of(Number.NEGATIVE_INFINITY, 0),
    records: 0,
    time: new Float64Array(2),
  }
  return {
    counts,
    packet: (f, endAt, seconds, nanos) => add(s, f, endAt, seconds, nanos),
    finish() {
      for (let list = 1; list >= 0; list--) {
        for (let slot = lists.first(list); slot >= 0; slot = lists.first(list)) {
          end(s, slot, EndReason.forced)
        }
      }
    },
  }
}
