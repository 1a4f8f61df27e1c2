/**
 * What a flow table wants to know of a packet: its key (both endpoints in an order that does not
 * depend on who sends), the direction, sizes and the TCP header. Everything is read from headers
 * that policies keep in shape, so that it is the same before and after rewriting.
 */
import { u16, u32 } from '../bytes/endian.js'
// Spans have names once every dissector is loaded.
import '../wire/index.js'
import { spanTable } from '../wire/fields.js'
import { FLOW, type Frame, SPAN } from '../wire/frame.js'
import { ICMP_COUNTERPART, ICMPV6_COUNTERPART } from './icmp-types.js'

/** Words of a key: both addresses (4 each), ports, protocol and VLANs, IP version and depth. */
export const KEY = 12
/** Where in a key the words lie. */
export const Key = { low: 0, high: 4, ports: 8, vlans: 9, layer: 10 } as const

/** One packet in numbers; the object is reused for every packet. */
export interface PacketKey {
  readonly words: Int32Array
  hash: number
  /** 0 when the sender is the endpoint that comes first in the key, else 1 */
  direction: number
  protocol: number
  /** bytes of the IP packet, and those behind its transport header; as the headers say */
  octets: number
  payload: number
  /** type and code of ICMP, else -1 */
  icmp: number
  /** where the TCP header lies, or -1 */
  tcpAt: number
  /** whether a dissector has understood the transport header */
  isKnown: boolean
  /** end of the bytes that may be read: after rewriting, of those that leave */
  end: number
}

/** Makes an empty key. */
export function createPacketKey(): PacketKey {
  return {
    words: new Int32Array(KEY),
    hash: 0,
    direction: 0,
    protocol: -1,
    octets: 0,
    payload: 0,
    icmp: -1,
    tcpAt: -1,
    isKnown: false,
    end: 0,
  }
}

const VLAN = spanTable.findIndex((s) => s.name === 'vlan')

/**
 * The index of the network flow that counts: the outermost, or the innermost that is no quote in an
 * ICMP error (RFC 792, RFC 4443 §2.4 c). Its depth is the number of network headers around it.
 */
function choose(f: Frame, innermost: boolean, key: PacketKey): number {
  const w = f.flow
  let found = 0
  let depth = 0
  let quotes = w[4] === 1 || w[4] === 58
  key.isKnown = false
  for (let i = FLOW; i < f.flows * FLOW; i += FLOW) {
    const isNew = w[i] !== w[found]
    if (isNew && (quotes || !innermost)) break
    if (isNew) {
      found = i
      depth++
    }
    key.isKnown = !isNew
    quotes = w[i + 4] === 1 || w[i + 4] === 58
  }
  key.words[Key.layer] = (depth << 1) | (w[found + 2] === 16 ? 1 : 0)
  return found
}

/** The last two VLAN tags before the network header, outer then inner (IEEE 802.1Q §9.6). */
function vlansBefore(f: Frame, netAt: number): number {
  let vlans = 0
  const s = f.spans
  for (let i = 0; i < f.n * SPAN && s[i + 1] < netAt; i += SPAN) {
    if (s[i] === VLAN) vlans = ((vlans & 0xfff) << 12) | (u16(f.b, s[i + 1]) & 0xfff)
  }
  return vlans
}

/** Skips IPv6 extension headers (RFC 8200 §4); gives where the transport header lies, or -1. */
function walk(f: Frame, from: number, first: number, key: PacketKey): number {
  const b = f.b
  let at = from
  let protocol = first
  for (;;) {
    const isFragment = protocol === 44
    const isOption = protocol === 0 || protocol === 43 || protocol === 60
    key.protocol = protocol
    if (!isFragment && !isOption) return at
    if (at + 8 > key.end) return -1
    protocol = b[at]
    if (isFragment && (u16(b, at + 2) & 0xfff8) !== 0) {
      key.protocol = protocol
      return -1
    }
    at += isFragment ? 8 : 8 + b[at + 1] * 8
  }
}

/** Finds the sizes and the transport header; -1 where there is none (a later fragment, a cut). */
function transportAt(f: Frame, found: number, key: PacketKey): number {
  const b = f.b
  const w = f.flow
  const isV6 = w[found + 2] === 16
  const at = w[found] - (isV6 ? 8 : 12)
  const length = u16(b, isV6 ? at + 4 : at + 2)
  const wire = f.at + f.wire - at
  // A length of 0 stands for "to the end": jumbograms and offloading.
  key.octets = length === 0 ? wire : isV6 ? length + 40 : length
  let l4: number
  if (isV6) l4 = walk(f, at + 40, b[at + 6], key)
  else {
    key.protocol = b[at + 9]
    l4 = (u16(b, at + 6) & 0x1fff) === 0 ? at + (b[at] & 15) * 4 : -1
  }
  key.payload = l4 < 0 ? 0 : key.octets - (l4 - at)
  return l4
}

/** Type and code stand for ports; both types of a request and its reply make one flow. */
function icmpPorts(f: Frame, l4: number, key: PacketKey): number {
  if (l4 < 0 || l4 + 2 > key.end) return 0
  const type = f.b[l4]
  const other = (key.protocol === 1 ? ICMP_COUNTERPART : ICMPV6_COUNTERPART)[type]
  key.icmp = (type << 8) | f.b[l4 + 1]
  key.payload = Math.max(0, key.payload - 8)
  return other < 0 ? (type << 16) | f.b[l4 + 1] : (type << 16) | other
}

/** Takes the transport header off the payload; the ports, or 0 where there are none. */
function portsOf(f: Frame, l4: number, key: PacketKey): number {
  const b = f.b
  key.icmp = -1
  key.tcpAt = -1
  if (!key.isKnown) return 0
  const p = key.protocol
  if (p === 1 || p === 58) return icmpPorts(f, l4, key)
  const hasPorts = p === 6 || p === 17 || p === 132 || p === 136 || p === 33
  if (!hasPorts || l4 < 0 || l4 + 4 > key.end) return 0
  if (p === 6) {
    key.tcpAt = l4 + 14 <= key.end ? l4 : -1
    key.payload -= key.tcpAt < 0 ? 20 : (b[l4 + 12] >> 4) * 4
  } else if (p === 132) key.payload -= 12
  else key.payload -= 8
  if (key.payload < 0) key.payload = 0
  return u32(b, l4) | 0
}

/** Mixes one word into a hash (the finaliser of MurmurHash3, public domain constants). */
function mix(h: number, v: number): number {
  const x = Math.imul(h ^ v, 0x85ebca6b)
  return x ^ (x >>> 15)
}

function hashOf(k: Int32Array, words: number): number {
  let h = 0x51ed270b
  for (let i = 0; i < words; i++) h = mix(mix(h, k[i]), k[Key.high + i])
  h = mix(mix(mix(h, k[Key.ports]), k[Key.vlans]), k[Key.layer])
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** Orders the endpoints and says in which direction the packet goes. */
function order(key: PacketKey, words: number, ports: number, isOneWay: boolean): void {
  const k = key.words
  let swap = 0
  for (let i = 0; i < words && swap === 0; i++) {
    if (k[i] !== k[Key.high + i]) swap = k[i] >>> 0 < k[Key.high + i] >>> 0 ? -1 : 1
  }
  const low = ports >>> 16
  const high = ports & 0xffff
  if (swap === 0) swap = low > high ? 1 : -1
  if (swap < 0 || isOneWay) {
    key.direction = 0
    k[Key.ports] = ports
    return
  }
  key.direction = 1
  k[Key.ports] = (high << 16) | low
  for (let i = 0; i < words; i++) {
    const word = k[i]
    k[i] = k[Key.high + i]
    k[Key.high + i] = word
  }
}

/**
 * Reads the key of a frame that has been taken apart.
 * @param end where the bytes end that may be read: `f.end`, or the end of the released frame
 * @param innermost whether flows are those inside of tunnels, or the tunnels themselves
 * @returns false when the frame carries no IP
 */
export function readKey(f: Frame, end: number, innermost: boolean, key: PacketKey): boolean {
  if (f.flows === 0) return false
  key.end = end
  const found = choose(f, innermost, key)
  const k = key.words
  const w = f.flow
  const words = w[found + 2] >> 2
  for (let i = 0; i < 4; i++) {
    k[i] = i < words ? u32(f.b, w[found] + 4 * i) : 0
    k[Key.high + i] = i < words ? u32(f.b, w[found + 1] + 4 * i) : 0
  }
  const l4 = transportAt(f, found, key)
  const ports = portsOf(f, l4, key)
  const netAt = w[found] - (words === 4 ? 8 : 12)
  k[Key.vlans] = (key.protocol << 24) | vlansBefore(f, netAt)
  const isOneWay = key.icmp >= 0 && isNotice(key)
  order(key, words, ports, isOneWay)
  key.hash = hashOf(k, words)
  return true
}

/** Whether an ICMP message has no counterpart: its flow goes one way. */
function isNotice(key: PacketKey): boolean {
  const table = key.protocol === 1 ? ICMP_COUNTERPART : ICMPV6_COUNTERPART
  return table[key.icmp >> 8] < 0
}
