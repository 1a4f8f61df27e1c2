/** The Layer Two Tunnelling Protocol, versions 2 and 3, over UDP and directly over IP. */
import { u16, u32 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields } from './fields.js'
import { type Frame, next, span } from './frame.js'
import { short } from './short.js'
import { Weird } from './weird.js'

const F = fields('l2tp', {
  flags: ['structure', 'uint', 'flags and version'],
  length: ['structure', 'uint', 'length of the message'],
  tunnel: ['link', 'uint', 'tunnel or control connection identifier'],
  session: ['link', 'uint', 'session identifier'],
  control: ['structure', 'uint', 'session identifier of a control message, always zero'],
  sent: ['link', 'uint', 'sequence number'],
  received: ['link', 'uint', 'sequence number expected next'],
  offset: ['structure', 'uint', 'how many bytes of padding follow'],
  padding: ['content', 'bytes', 'padding, reserved bytes'],
  attribute: ['structure', 'uint', 'length, vendor and type of an attribute'],
  attributes: ['content', 'bytes', 'values of a control message: names, numbers, secrets'],
})
const ETHERTYPE = space('ethertype')
const PPP = 0x880b
const CONTROL = 0x8000
const LENGTH = 0x4000
const SEQUENCE = 0x0800
const OFFSET = 0x0200
/** Bits that version 2 reserves (RFC 2661 §3.1). */
const RESERVED = 0x34f0

/** Bits of the length of an attribute that are reserved (RFC 2661 §4.1). */
const ATTRIBUTE_RESERVED = 0x3c00
/** The last type of an attribute that IANA has given out, of vendor 0. */
const ATTRIBUTE_MAX = 103

/** RFC 2661 §4.1, RFC 3931 §5.1; a keepalive has none. Of others only lengths are known. */
function attributes(f: Frame, from: number, end: number): void {
  const b = f.b
  let at = from
  while (at + 6 <= end) {
    const head = u16(b, at)
    const value = at + 6
    const stop = at + (head & 0x3ff)
    if ((head & ATTRIBUTE_RESERVED) !== 0 || stop < value || stop > end) break
    const known = u16(b, at + 2) === 0 && u16(b, at + 4) <= ATTRIBUTE_MAX
    if (!known && stop === value) break
    span(f, F.attribute, at, known ? value : at + 2)
    span(f, F.attributes, f.cursor, stop)
    at = stop
  }
  span(f, F.attributes, at, end)
}

/** RFC 2661 §3.1. */
function second(f: Frame, flags: number, from: number, end: number): number {
  const b = f.b
  const sized = (flags & LENGTH) !== 0
  const counted = (flags & SEQUENCE) !== 0
  const offset = (flags & OFFSET) !== 0
  const control = (flags & CONTROL) !== 0
  if (control && (!sized || !counted || offset)) return Weird['not-this-protocol']
  const size = 6 + (sized ? 2 : 0) + (counted ? 4 : 0) + (offset ? 2 : 0)
  const stop = sized ? from + u16(b, from + 2) : end
  if (from + size > end) return Weird.truncated
  if (stop < from + size || (stop > end && short(f) < 0)) return Weird['bad-length']
  const limit = Math.min(stop, end)
  span(f, F.flags, from, from + 2)
  let at = from + 2
  if (sized) span(f, F.length, at, at + 2)
  if (sized) at += 2
  span(f, F.tunnel, at, at + 2)
  span(f, F.session, at + 2, at + 4)
  at += 4
  if (counted) {
    span(f, F.sent, at, at + 2)
    span(f, F.received, at + 2, at + 4)
    at += 4
  }
  if (offset) {
    const payload = at + 2 + u16(b, at)
    if (payload > limit) return Weird['bad-length']
    span(f, F.offset, at, at + 2)
    span(f, F.padding, at + 2, payload)
    at = payload
  }
  if (control) attributes(f, at, limit)
  else next(f, ETHERTYPE, PPP, at, limit)
  return 0
}

/** RFC 3931 §3.2.1, at the flags. */
function thirdControl(f: Frame, at: number, end: number): number {
  if (at + 12 > end) return Weird.truncated
  // Type, length and sequence must be set, all else zero.
  if (u16(f.b, at) !== 0xc803) return Weird['not-this-protocol']
  const stop = at + u16(f.b, at + 2)
  if (stop < at + 12 || (stop > end && short(f) < 0)) return Weird['bad-length']
  span(f, F.flags, at, at + 2)
  span(f, F.length, at + 2, at + 4)
  span(f, F.tunnel, at + 4, at + 8)
  span(f, F.sent, at + 8, at + 10)
  span(f, F.received, at + 10, at + 12)
  attributes(f, at + 12, Math.min(stop, end))
  return 0
}

/**
 * RFC 2661 §3.1, RFC 3931 §4.1.2. Behind the session of version 3 comes a cookie whose length only
 * the control connection knows, so the rest stays payload.
 */
export const l2tp: Dissector = {
  name: 'l2tp',
  title: 'Layer Two Tunnelling Protocol',
  source: 'RFC 2661, RFC 3931',
  claims: [['udp-port', 1701]],
  dissect(f, at, end) {
    if (at + 8 > end) return Weird.truncated
    const flags = u16(f.b, at)
    const version = flags & 15
    if (version === 2 && (flags & RESERVED) === 0) return second(f, flags, at, end)
    if (version !== 3) return Weird['not-this-protocol']
    if ((flags & CONTROL) !== 0) return thirdControl(f, at, end)
    if (flags !== 3) return Weird['not-this-protocol']
    span(f, F.flags, at, at + 2)
    span(f, F.padding, at + 2, at + 4)
    span(f, F.session, at + 4, at + 8)
    return 0
  },
}

/** RFC 3931 §4.1.1: a session of zero announces a control message. */
export const l2tpIp: Dissector = {
  name: 'l2tp-ip',
  title: 'Layer Two Tunnelling Protocol version 3 over IP',
  source: 'RFC 3931',
  claims: [['ip-protocol', 115]],
  dissect(f, at, end) {
    if (at + 4 > end) return Weird.truncated
    if (u32(f.b, at) !== 0) {
      span(f, F.session, at, at + 4)
      return 0
    }
    span(f, F.control, at, at + 4)
    return thirdControl(f, at + 4, end)
  },
}
