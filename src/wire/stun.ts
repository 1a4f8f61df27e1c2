/** STUN and TURN: how hosts learn and relay the addresses that translators give them. */
import { u16, u32 } from '../bytes/endian.js'
import { areSeconds } from './bounds.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, span } from './frame.js'
import { isClassicStun } from './stun-classic.js'
import { Weird } from './weird.js'
import { isPrintable } from './words.js'

const F = fields('stun', {
  type: ['structure', 'uint', 'message type and length'],
  cookie: ['structure', 'uint', 'fixed value'],
  transaction: ['link', 'bytes', 'transaction identifier'],
  attribute: ['structure', 'uint', 'attribute type and length'],
  family: ['structure', 'uint', 'family of an address'],
  port: ['port', 'port', 'port of a host'],
  address: ['address', 'ipv4', 'address of a host'],
  addressSix: ['address', 'ipv6', 'IPv6 address of a host'],
  value: ['content', 'bytes', 'masked address, text, digest, data, padding'],
  credential: ['secret', 'bytes', 'user name or nonce'],
  error: ['enum', 'uint', 'error code'],
  option: ['enum', 'uint', 'change request, or transport asked for'],
  lifetime: ['size', 'uint', 'seconds for which an allocation lasts'],
  priority: ['size', 'uint', 'priority of a candidate'],
  channel: ['link', 'uint', 'channel number'],
  tieBreaker: ['link', 'bytes', 'random value that settles who is in control'],
  software: ['software', 'text', 'software of the sender'],
})
const header = layout('stun', [
  [F.type, 4],
  [F.cookie, 4],
  [F.transaction, 12],
])
const address4 = layout('stun.address', [
  [F.value, 1],
  [F.family, 1],
  [F.port, 2],
  [F.address, 4],
])
const address6 = layout('stun.address', [
  [F.value, 1],
  [F.family, 1],
  [F.port, 2],
  [F.addressSix, 16],
])
/** RFC 5389 had them unmasked; RFC 3489 more of them. */
const MAPPED = new Set([0x0001, 0x0002, 0x0004, 0x0005, 0x000b, 0x8023, 0x802b, 0x802c])
const HEADER = 20
const COOKIE = 0x2112a442
/** Attributes take multiples of four bytes, but for senders that know no padding. */
const PADDED = 3

/**
 * RFC 8489 §18.2 and RFC 8656 §17: binding 1, shared secret 2, allocate 3 to channel bind 9,
 * connect 10 to 12. The two bits of the class lie between the bits of the method.
 */
function knownMethod(type: number): boolean {
  const method = (type & 0x0f) | ((type & 0xe0) >> 1) | ((type & 0x3e00) >> 2)
  return type < 0x4000 && method >= 1 && method <= 12
}

/** Whether `[at, end)` has the head of a message; `classic` accepts it without the fixed value. */
function isStun(b: Uint8Array, at: number, end: number, classic: boolean): boolean {
  if (at + HEADER > end || !knownMethod(u16(b, at))) return false
  if (u32(b, at + 4) === COOKIE) return true
  return classic && (b[at + 3] & 3) === 0 && at + HEADER + u16(b, at + 2) === end
}

const CHANGE_REQUEST = 0x0003
const LIFETIME = 0x000d
const PRIORITY = 0x0024

/**
 * RFC 8445 §5.1.2.1: a preference of the type up to 126, a local one in two bytes, and what is left
 * of 256 without the number of the component, of which there are few.
 */
function isPriority(b: Uint8Array, at: number): boolean {
  return b[at] <= 126 && b[at + 3] >= 240
}

/** Whether a value of four bytes is one that cannot be meant. */
function isOdd(b: Uint8Array, type: number, at: number): boolean {
  if (type === LIFETIME) return !areSeconds(b, at, 1)
  if (type === PRIORITY) return !isPriority(b, at)
  // RFC 3489 §11.2.4: two flags of 32 bits are in use.
  return type === CHANGE_REQUEST && (u32(b, at) & ~6) !== 0
}

/** Attributes whose whole value is one field of one size. */
const plain = new Map<number, readonly [number, number]>([
  [CHANGE_REQUEST, [F.option, 4]],
  [LIFETIME, [F.lifetime, 4]],
  [PRIORITY, [F.priority, 4]],
  [0x8029, [F.tieBreaker, 8]],
  [0x802a, [F.tieBreaker, 8]],
])

/** Attributes with a leading number and reserved bytes or a text behind it. */
function headed(f: Frame, type: number, at: number, end: number): void {
  if (end - at < 4) return
  if (type === 0x0009) {
    // RFC 8489 §14.8: two reserved bytes, class, number, reason in words.
    span(f, F.value, at, at + 2)
    span(f, F.error, at + 2, at + 4)
  } else if (type === 0x000c) span(f, F.channel, at, at + 2)
  else if (type === 0x0019) span(f, F.option, at, at + 1)
}

function attribute(f: Frame, type: number, at: number, end: number): void {
  const n = end - at
  const fixed = plain.get(type)
  if (fixed !== undefined) {
    if (fixed[1] === n && !isOdd(f.b, type, at)) span(f, fixed[0], at, end)
  } else if (MAPPED.has(type)) {
    const family = n >= 2 ? f.b[at + 1] : 0
    if (family === 1 && n === 8) span(f, address4, at, end)
    else if (family === 2 && n === 20) span(f, address6, at, end)
  } else if (type === 0x0006 || type === 0x0015) span(f, F.credential, at, end)
  else if (type === 0x8022) {
    if (isPrintable(f.b, at, end)) span(f, F.software, at, end)
  } else headed(f, type, at, end)
  // Among the rest are addresses masked with the fixed value (RFC 8489 §14.2): as good as plain.
  span(f, F.value, f.cursor, end)
}

/**
 * Whether attributes whose sizes are rounded up by `mask` fill `[from, end)`. Some senders leave
 * the padding out, and at the wrong place the bytes of a value would pass for a type and length.
 */
function fits(b: Uint8Array, from: number, end: number, mask: number): boolean {
  let at = from
  while (at + 4 <= end) at += 4 + ((u16(b, at + 2) + mask) & ~mask)
  return at === end
}

/**
 * Attributes that have no value, or need none: an even port, no fragments, the candidate that is
 * used, data, software and its like. Codes of others would be a text.
 */
const EMPTY = new Set([0x0013, 0x0018, 0x001a, 0x0025, 0x8022])

/** RFC 8489 §14: type, length, value, padding to a multiple of `mask + 1` bytes. */
function attributes(f: Frame, from: number, end: number, mask: number): void {
  const b = f.b
  let at = from
  while (at + 4 <= end) {
    const stop = at + 4 + u16(b, at + 2)
    if (stop > end) return
    if (stop === at + 4 && !EMPTY.has(u16(b, at))) span(f, F.value, at, at + 2)
    span(f, F.attribute, f.cursor, at + 4)
    attribute(f, u16(b, at), at + 4, stop)
    const padded = Math.min(end, at + 4 + ((stop - at - 4 + mask) & ~mask))
    span(f, F.value, stop, padded)
    at = padded
  }
}

/** RFC 8489 §5, RFC 8656; without the fixed value RFC 3489. */
export const stun: Dissector = {
  name: 'stun',
  title: 'Session Traversal Utilities for NAT',
  source: 'RFC 8489, RFC 8656',
  claims: [
    ['udp-port', 3478],
    ['tcp-port', 3478],
  ],
  dissect(f, at, end) {
    if (!isStun(f.b, at, end, true)) return Weird['not-this-protocol']
    if (u32(f.b, at + 4) === COOKIE) span(f, header, at, at + HEADER)
    else {
      span(f, F.type, at, at + 4)
      span(f, F.transaction, at + 4, at + HEADER)
    }
    const from = at + HEADER
    const stop = from + u16(f.b, at + 2)
    if (stop > end) attributes(f, from, end, PADDED)
    else if (fits(f.b, from, stop, PADDED)) attributes(f, from, stop, PADDED)
    else if (fits(f.b, from, stop, 0)) attributes(f, from, stop, 0)
    return 0
  },
  first: [[0, 1]],
  sniff(b, at, end, transport) {
    return isStun(b, at, end, false) || (transport === 17 && isClassicStun(b, at, end))
  },
}
