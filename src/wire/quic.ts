/** QUIC: the parts of its packet headers that are the same for all who watch. */
import { u32 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields } from './fields.js'
import { type Frame, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('quic', {
  first: ['structure', 'uint', 'header form and type; its low bits are encrypted'],
  version: ['structure', 'uint', 'version'],
  idLength: ['structure', 'uint', 'length of a connection identifier'],
  id: ['link', 'bytes', 'connection identifier'],
  tokenLength: ['structure', 'uint', 'length of a token'],
  token: ['secret', 'bytes', 'token that proves an address'],
  length: ['structure', 'uint', 'length of the rest of a packet'],
  offered: ['enum', 'uint', 'version the server offers'],
  rest: ['content', 'bytes', 'encrypted packet number and payload'],
})
const ONE = 1
const TWO = 0x6b3343cf
/** Packets that one datagram may hold (RFC 9000 §12.2); a bound on work. */
const PACKETS_MAX = 8
const ID_MAX = 20
const RETRY_TAG = 16
const DATAGRAM_MAX = 0xffff

/** RFC 9000, RFC 9369, the drafts 22 to 34 of the first, and what Facebook derived from them. */
function knownVersion(v: number): boolean {
  const draft = v >= 0xff000016 && v <= 0xff000022
  return v === ONE || v === TWO || draft || v >>> 8 === 0xfaceb0
}

/** RFC 9000 §15: versions of the form 0x?a?a?a?a force a negotiation. */
function greased(v: number): boolean {
  return (v & 0x0f0f0f0f) === 0x0a0a0a0a
}

/** Whether `at` begins a long header (RFC 8999 §5.1) of a known version that fits. */
function isLong(b: Uint8Array, at: number, end: number): boolean {
  if (at + 7 > end || b[at] < 0x80) return false
  const version = u32(b, at + 1)
  if (version !== 0 && !greased(version) && (!knownVersion(version) || b[at] < 0xc0)) return false
  const second = at + 6 + b[at + 5]
  return b[at + 5] <= ID_MAX && second < end && b[second] <= ID_MAX && second + 1 + b[second] <= end
}

/** Bytes of the integer at `at` (RFC 9000 §16), or 0 when it does not fit. */
function varintSize(b: Uint8Array, at: number, end: number): number {
  const n = at < end ? 1 << (b[at] >> 6) : 9
  return at + n <= end ? n : 0
}

/** Value of the integer of `n` bytes at `at`; beyond 2^30 it is only known to be large. */
function varint(b: Uint8Array, at: number, n: number): number {
  if (n === 8) return Number.MAX_SAFE_INTEGER
  let v = b[at] & 0x3f
  for (let i = 1; i < n; i++) v = v * 256 + b[at + i]
  return v
}

/** Notes the head that all versions share (RFC 8999 §5.1); gives where it ends. */
function invariant(f: Frame, at: number): number {
  const b = f.b
  const second = at + 6 + b[at + 5]
  const stop = second + 1 + b[second]
  span(f, F.first, at, at + 1)
  span(f, F.version, at + 1, at + 5)
  span(f, F.idLength, at + 5, at + 6)
  span(f, F.id, at + 6, second)
  span(f, F.idLength, second, second + 1)
  span(f, F.id, second + 1, stop)
  return stop
}

/** RFC 9000 §17.2.1: the versions a server knows; others than the known ones are content. */
function negotiation(f: Frame, from: number, end: number): void {
  for (let at = from; at + 4 <= end; at += 4) {
    const v = u32(f.b, at)
    span(f, knownVersion(v) || greased(v) ? F.offered : F.rest, at, at + 4)
  }
  span(f, F.rest, f.cursor, end)
}

/** Notes a value behind its length; gives where it ends, or -1 where it does not fit. */
function token(f: Frame, at: number, end: number): number {
  const n = varintSize(f.b, at, end)
  const stop = n === 0 ? end + 1 : at + n + varint(f.b, at, n)
  if (stop > end) return -1
  span(f, F.tokenLength, at, at + n)
  span(f, F.token, at + n, stop)
  return stop
}

/** Packet types in the order of version 1; version 2 turned it by one (RFC 9369 §3.2). */
function packetType(first: number, version: number): number {
  const type = (first >> 4) & 3
  return version === TWO ? (type + 3) & 3 : type
}

/** Notes one long packet; gives where it ends. */
function long(f: Frame, from: number, end: number): number {
  const b = f.b
  const version = u32(b, from + 1)
  let at = invariant(f, from)
  if (version === 0) {
    negotiation(f, at, end)
    return end
  }
  const type = greased(version) ? -1 : packetType(b[from], version)
  if (type === 3) {
    const tag = Math.max(at, end - RETRY_TAG)
    span(f, F.token, at, tag)
    at = tag
  }
  if (type === 0) at = token(f, at, end)
  const n = type >= 0 && type < 3 && at >= 0 ? varintSize(b, at, end) : 0
  const stop = n === 0 ? end : at + n + varint(b, at, n)
  // A length that runs over the end is none, unless the capture cut the packet; and no datagram,
  // cut or not, is longer than its own length can say (RFC 768).
  const isCut = f.snapped !== 0 || f.fragmented !== 0
  if (stop > (isCut ? from + DATAGRAM_MAX : end)) {
    span(f, F.rest, f.cursor, end)
    return end
  }
  if (n > 0) span(f, F.length, at, at + n)
  span(f, F.rest, f.cursor, Math.min(stop, end))
  return Math.min(stop, end)
}

/**
 * RFC 9000 §17, RFC 8999. Of a short header only the first byte is safe to name: how long the
 * connection identifier behind it is, only its two ends know.
 */
export const quic: Dissector = {
  name: 'quic',
  title: 'QUIC',
  source: 'RFC 9000',
  claims: [['udp-port', 443]],
  dissect(f, from, end) {
    const b = f.b
    let at = from
    for (let n = 0; n < PACKETS_MAX && isLong(b, at, end); n++) at = long(f, at, end)
    if (at < end && b[at] >> 6 === 1) span(f, F.first, at, at + 1)
    return f.cursor === from ? Weird['not-this-protocol'] : 0
  },
  first: [[0x80, 0xff]],
  sniff(b, at, end, transport) {
    // Version 0 and greased versions are weak signs: on unknown ports only known versions count.
    return transport === 17 && isLong(b, at, end) && knownVersion(u32(b, at + 1))
  },
}
