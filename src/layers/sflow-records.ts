/** Records of sFlow samples (sFlow version 5, §5): each is rewritten, or left out and counted. */
import { put32, u32 } from '../bytes/endian.js'
import { append, type Output } from '../bytes/output.js'
import { createPacketKey, readKey } from '../correlate/packet-key.js'
import '../correlate/sflow-fields.js'
import { addressText } from '../text/address-text.js'
import { dissect, reset } from '../wire/dissect.js'
import { createFrame } from '../wire/frame.js'
import type { Values } from '../wire/values.js'
import { holdsText } from './counted-text.js'
import { columnsOf, flowsTable } from './flow-tables.js'
import type { LayerContext } from './layer.js'
import type { Cell } from './table.js'

/** Numbers of the rules of a set of values. */
export interface SflowRules {
  readonly agent: number
  readonly address: number
  readonly mac: number
  readonly port: number
  readonly index: number
  readonly vlan: number
  readonly counter: number
}

/** What records are rewritten with. */
export interface SflowContext {
  readonly layer: LayerContext
  values: Values
  rules: SflowRules
  /** about when the samples were, or not a number */
  seconds: number
  readonly suppressed: Record<string, number>
  /** the row of the sample in hand, when tables are wanted */
  readonly cells: Cell[]
}

/** Rules by name. */
export function sflowRules(values: Values): SflowRules {
  return {
    agent: values.rule('flow.sflow.agent', 'address'),
    address: values.rule('flow.sflow.address', 'address'),
    mac: values.rule('flow.sflow.mac', 'hardware'),
    port: values.rule('flow.sflow.port', 'port'),
    index: values.rule('flow.sflow.index', 'link'),
    vlan: values.rule('flow.sflow.vlan', 'vlan'),
    counter: values.rule('flow.sflow.counter', 'size'),
  }
}

const F = columnsOf(flowsTable)
const LINKS: Readonly<Record<number, number>> = { 1: 1, 11: 228, 12: 229 }
const frame = createFrame()
const key = createPacketKey()
const four = new Uint8Array(4)

function suppress(c: SflowContext, reason: string): false {
  c.suppressed[reason] = (c.suppressed[reason] ?? 0) + 1
  return false
}

/** What becomes of an interface: 24 bits of its pseudonym; what says that there is none stays. */
export function indexFor(c: SflowContext, index: number): number {
  if (index === 0 || index === 0x3fffffff || index === 0xffffffff) return index
  put32(four, 0, index)
  return c.values.bytes(c.rules.index, four, 0, 4) ? u32(four, 0) & 0xffffff : 0
}

function setAddresses(c: SflowContext, b: Uint8Array, at: number, to: number, size: number): void {
  const isV4 = size === 4
  c.cells[isV4 ? F.sourceIPv4Address : F.sourceIPv6Address] = addressText(b, at, at + size)
  c.cells[isV4 ? F.destinationIPv4Address : F.destinationIPv6Address] = addressText(
    b,
    to,
    to + size,
  )
}

/** Reads the rewritten header of a packet into the row. */
function setPacket(
  c: SflowContext,
  b: Uint8Array,
  at: number,
  end: number,
  wire: number,
  link: number,
) {
  reset(frame, b, at, end, wire)
  if (dissect(frame, link) < 0 || !readKey(frame, end, false, key)) return
  const w = frame.flow
  setAddresses(c, b, w[0], w[1], w[2])
  const ports = key.words[8]
  const isSwapped = key.direction === 1
  const [a, z] = isSwapped ? [ports & 0xffff, ports >>> 16] : [ports >>> 16, ports & 0xffff]
  c.cells[F.sourceTransportPort] = key.icmp >= 0 ? key.icmp >> 8 : a
  c.cells[F.destinationTransportPort] = key.icmp >= 0 ? key.icmp & 255 : z
  c.cells[F.protocolIdentifier] = key.protocol
  c.cells[F.octetDeltaCount] = BigInt(key.octets)
  if (key.tcpAt >= 0) c.cells[F.tcpControlBits] = b[key.tcpAt + 13]
}

/** Longer packets are none, with all that an offload puts together. */
const PACKET_MAX = 1 << 20
const SHORT_MAX = 0xffff

/** Whether no number of four bytes at these offsets is greater: other numbers may be anything. */
function areSmall(b: Uint8Array, at: number, most: number, ...offsets: readonly number[]): boolean {
  return offsets.every((offset) => u32(b, at + offset) <= most)
}

/** §5.3, raw packet header: protocol, length on the wire, bytes removed, bytes of header. */
function rawHeader(c: SflowContext, b: Uint8Array, at: number, end: number, out: Output): boolean {
  const link = LINKS[u32(b, at)]
  const size = u32(b, at + 12)
  if (link === undefined) return suppress(c, 'unknown-link')
  if (at + 16 + size > end) return suppress(c, 'cut')
  if (!areSmall(b, at, PACKET_MAX, 4, 8)) return suppress(c, 'bad-value')
  if (c.layer.packet === undefined) return suppress(c, 'packet-header')
  const from = out.n
  append(out, b, at, at + 16 + size)
  const head = from + 16
  const wire = Math.max(size, u32(b, at + 4))
  const stop = c.layer.packet(out.bytes, head, head + size, wire, link, c.seconds)
  if (stop < 0) return suppress(c, 'malformed-packet')
  out.n = stop
  put32(out.bytes, from + 12, stop - head)
  while ((out.n - head) % 4 !== 0) append(out, ZERO, 0, 1)
  setPacket(c, out.bytes, head, stop, wire, link)
  return true
}

const ZERO = new Uint8Array(4)

function port(c: SflowContext, b: Uint8Array, at: number): void {
  const v = c.values.number(c.rules.port, u32(b, at))
  put32(b, at, Number.isNaN(v) ? 0 : v)
}

/** §5.3, IPv4 and IPv6 data: length, protocol, addresses, ports, flags, priority. */
function ipData(
  c: SflowContext,
  b: Uint8Array,
  at: number,
  end: number,
  out: Output,
  size: number,
) {
  if (end - at !== 24 + 2 * size) return suppress(c, 'bad-length')
  const behind = 8 + 2 * size
  const isPossible = areSmall(b, at, SHORT_MAX, 0, behind, behind + 4)
  if (!isPossible || !areSmall(b, at, 255, 4, behind + 8, behind + 12)) {
    return suppress(c, 'bad-value')
  }
  const from = out.n
  append(out, b, at, end)
  const o = out.bytes
  const ports = from + behind
  c.values.bytes(c.rules.address, o, from + 8, from + 8 + size)
  c.values.bytes(c.rules.address, o, from + 8 + size, ports)
  port(c, o, ports)
  port(c, o, ports + 4)
  setAddresses(c, o, from + 8, from + 8 + size, size)
  c.cells[F.protocolIdentifier] = u32(o, from + 4)
  c.cells[F.sourceTransportPort] = u32(o, ports)
  c.cells[F.destinationTransportPort] = u32(o, ports + 4)
  c.cells[F.tcpControlBits] = u32(o, ports + 8)
  c.cells[F.octetDeltaCount] = BigInt(u32(o, from))
  return true
}

/** §5.3, Ethernet data: length, two MACs of 6 bytes and 2 of padding, type. */
function ethernet(c: SflowContext, b: Uint8Array, at: number, end: number, out: Output): boolean {
  if (end - at !== 24) return suppress(c, 'bad-length')
  if (!areSmall(b, at, SHORT_MAX, 0, 20)) return suppress(c, 'bad-value')
  const from = out.n
  append(out, b, at, end)
  for (const mac of [from + 4, from + 12]) {
    c.values.bytes(c.rules.mac, out.bytes, mac, mac + 6)
    out.bytes.fill(0, mac + 6, mac + 8)
  }
  return true
}

/** §5.3, extended router data: next hop, lengths of both prefixes. */
function router(c: SflowContext, b: Uint8Array, at: number, end: number, out: Output): boolean {
  const type = u32(b, at)
  const size = type === 1 ? 4 : 16
  if (end - at !== 12 + size) return suppress(c, 'bad-length')
  const isPrefix = u32(b, end - 8) <= size * 8 && u32(b, end - 4) <= size * 8
  if (type > 2 || !isPrefix) return suppress(c, 'bad-value')
  const from = out.n
  append(out, b, at, end)
  c.values.bytes(c.rules.address, out.bytes, from + 4, from + 4 + size)
  return true
}

/** VLAN identifiers, and all ones for "not known"; priorities (§5.3, extended switch data). */
const isVlan = (v: number): boolean => v <= 0xfff || v === 0xffffffff
const isPriority = (v: number): boolean => v <= 7 || v === 0xffffffff

/** Gives the VLAN at `at` in the output its pseudonym. */
function changeVlan(c: SflowContext, b: Uint8Array, at: number): void {
  if (u32(b, at) <= 0xfff) c.values.bytes(c.rules.vlan, b, at + 2, at + 4)
}

/** Extended switch data: VLANs and priorities of both sides; priorities are structure. */
function switched(c: SflowContext, b: Uint8Array, at: number, end: number, out: Output): boolean {
  if (end - at !== 16) return suppress(c, 'unknown-element')
  for (const i of [at, at + 8]) {
    if (!isVlan(u32(b, i)) || !isPriority(u32(b, i + 4))) return suppress(c, 'bad-value')
  }
  const from = out.n
  append(out, b, at, end)
  changeVlan(c, out.bytes, from)
  changeVlan(c, out.bytes, from + 8)
  return true
}

/** Rewrites a record of a flow sample; false when it does not leave. */
export function flowRecord(
  c: SflowContext,
  type: number,
  b: Uint8Array,
  at: number,
  end: number,
  out: Output,
): boolean {
  if (type === 1 && end - at >= 16) return rawHeader(c, b, at, end, out)
  if (type === 2) return ethernet(c, b, at, end, out)
  if (type === 3) return ipData(c, b, at, end, out, 4)
  if (type === 4) return ipData(c, b, at, end, out, 16)
  if (type === 1002 && end - at >= 16) return router(c, b, at, end, out)
  return type === 1001 ? switched(c, b, at, end, out) : suppress(c, 'unknown-element')
}

const VLAN_COUNTERS = 5
/** Type, direction, status and mode of an interface (RFC 2863, RFC 3635), by where they stand. */
const INTERFACE_CODES = [4, 16, 20, 84]
/** Upper halves of speed and of octets: greater ones are text of eight bytes. */
const INTERFACE_WIDE = [8, 24, 56]
const WIDE_MAX = 2 ** 21 - 1
/** Sizes of the records of counters that are known: of interfaces, Ethernet, VLANs. */
const COUNTERS: Readonly<Record<number, number>> = { 1: 88, 2: 52, 5: 28 }

/** Rewrites a record of a counters sample; false when it does not leave. */
export function counterRecord(
  c: SflowContext,
  type: number,
  b: Uint8Array,
  at: number,
  end: number,
  out: Output,
): boolean {
  if (COUNTERS[type] !== end - at) return suppress(c, 'unknown-element')
  if (type === VLAN_COUNTERS && !isVlan(u32(b, at))) return suppress(c, 'bad-value')
  if (type === 1) {
    const isPossible = areSmall(b, at, SHORT_MAX, ...INTERFACE_CODES)
    if (!isPossible || !areSmall(b, at, WIDE_MAX, ...INTERFACE_WIDE))
      return suppress(c, 'bad-value')
  }
  if (holdsText(b, at, end)) return suppress(c, 'bad-value')
  const probe = 123_456_789
  if (c.values.number(c.rules.counter, probe) !== probe) return suppress(c, 'size')
  const from = out.n
  append(out, b, at, end)
  if (type === VLAN_COUNTERS) changeVlan(c, out.bytes, from)
  if (type === 1) put32(out.bytes, from, indexFor(c, u32(b, at)))
  return true
}
