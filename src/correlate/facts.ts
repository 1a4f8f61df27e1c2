/**
 * What measures and checks want to know of a packet, read once from its outermost network and
 * transport headers. Works alike on frames before and after rewriting.
 */
import { u16 } from '../bytes/endian.js'
import { FLOW, type Frame } from '../wire/frame.js'

/** One packet in numbers; the object is reused for every packet. */
export interface PacketFacts {
  seconds: number
  nanos: number
  /** bytes on the wire and bytes captured */
  wire: number
  captured: number
  /** IP protocol, or -1 where there is no IP */
  protocol: number
  srcPort: number
  dstPort: number
  /** TCP flags, or -1 */
  tcpFlags: number
  /** 64-bit hash of the conversation, the same in both directions; 0, 0 where there is none */
  flowHigh: number
  flowLow: number
  /** hashes of the two addresses */
  source: number
  destination: number
}

/** Makes an empty record of facts. */
export function createFacts(): PacketFacts {
  return {
    seconds: 0,
    nanos: 0,
    wire: 0,
    captured: 0,
    protocol: -1,
    srcPort: 0,
    dstPort: 0,
    tcpFlags: -1,
    flowHigh: 0,
    flowLow: 0,
    source: 0,
    destination: 0,
  }
}

/** Mixes one 32-bit word into a hash (the finaliser of MurmurHash3, public domain constants). */
function mix(h: number, v: number): number {
  let x = Math.imul(h ^ v, 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return x ^ (x >>> 16)
}

function hashBytes(b: Uint8Array, at: number, n: number, seed: number): number {
  let h = seed
  for (let i = at; i < at + n; i += 4) {
    h = mix(h, (b[i] << 24) | (b[i + 1] << 16) | (b[i + 2] << 8) | b[i + 3])
  }
  return h
}

/** The hash of an address of `n` bytes at `at`, a multiple of four, as in `source`. */
export function hashAddress(b: Uint8Array, at: number, n: number): number {
  return hashBytes(b, at, n, 0x51ed270b)
}

/** The outermost transport flow where it belongs to the outermost addresses, else those alone. */
function outermost(f: Frame): number {
  if (f.flows > 1) {
    const w = f.flow
    if (w[FLOW + 3] >= 0 && w[FLOW] === w[0]) return FLOW
  }
  return f.flows > 0 ? 0 : -1
}

/** Fills `facts` from a frame that has been taken apart. */
export function readFacts(f: Frame, seconds: number, nanos: number, facts: PacketFacts): void {
  facts.seconds = seconds
  facts.nanos = nanos
  facts.wire = f.wire
  facts.captured = f.end - f.at
  facts.protocol = -1
  facts.srcPort = 0
  facts.dstPort = 0
  facts.tcpFlags = -1
  facts.flowHigh = 0
  facts.flowLow = 0
  facts.source = 0
  facts.destination = 0
  const i = outermost(f)
  if (i < 0) return
  const w = f.flow
  const b = f.b
  const ports = w[i + 3]
  const n = w[i + 2]
  facts.protocol = w[i + 4]
  if (ports >= 0) {
    facts.srcPort = u16(b, ports)
    facts.dstPort = u16(b, ports + 2)
    if (facts.protocol === 6 && ports + 14 <= f.end) facts.tcpFlags = b[ports + 13]
  }
  const s = hashAddress(b, w[i], n)
  const d = hashAddress(b, w[i + 1], n)
  facts.source = s
  facts.destination = d
  // Addition does not care which endpoint comes first, so both directions hash alike.
  const from = mix(s, facts.srcPort)
  const to = mix(d, facts.dstPort)
  facts.flowHigh = mix((from + to) | 0, facts.protocol) | 1
  facts.flowLow = mix(mix(from, 7) + mix(to, 7), facts.protocol)
}
