/** GTP for control: the header is understood, what it says about subscribers is not kept. */
import { u16 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields } from './fields.js'
import { type Frame, span } from './frame.js'
import { short } from './short.js'
import { Weird } from './weird.js'

const F = fields('gtpc', {
  flags: ['structure', 'uint', 'version and flags'],
  type: ['structure', 'uint', 'message type'],
  length: ['structure', 'uint', 'length of the message'],
  teid: ['link', 'uint', 'tunnel endpoint identifier'],
  sequence: ['link', 'uint', 'sequence number'],
  unused: ['content', 'bytes', 'bytes whose flag is not set, and spare bytes'],
  elements: ['content', 'bytes', 'information elements: subscribers, cells, addresses, keys'],
})

/** 3GPP TS 29.060 §6: identifier always, four more bytes where a flag is set. */
function first(f: Frame, at: number, end: number): number {
  const flags = f.b[at]
  const stop = at + 8 + u16(f.b, at + 2)
  if (stop !== end && short(f) < 0) return Weird['bad-length']
  const counted = (flags & 2) !== 0
  const body = at + ((flags & 7) !== 0 ? 12 : 8)
  if (body > Math.min(stop, end)) return Weird.truncated
  span(f, F.teid, at + 4, at + 8)
  if (body > at + 8) {
    span(f, counted ? F.sequence : F.unused, at + 8, at + 10)
    span(f, F.unused, at + 10, at + 12)
  }
  span(f, F.elements, body, Math.min(stop, end))
  return 0
}

/** 3GPP TS 29.274 §5.1: identifier where the T flag is set; a second message may ride along (P). */
function second(f: Frame, at: number, end: number): number {
  const flags = f.b[at]
  const stop = at + 4 + u16(f.b, at + 2)
  const piggybacked = (flags & 0x10) !== 0
  if ((piggybacked ? stop > end : stop !== end) && short(f) < 0) return Weird['bad-length']
  const named = (flags & 8) !== 0
  const body = at + (named ? 12 : 8)
  if (body > Math.min(stop, end)) return Weird.truncated
  if (named) span(f, F.teid, at + 4, at + 8)
  span(f, F.sequence, body - 4, body - 1)
  span(f, F.unused, body - 1, body)
  span(f, F.elements, body, Math.min(stop, end))
  return 0
}

/** Versions 1 and 2 share a port and the first four bytes. */
export const gtpC: Dissector = {
  name: 'gtpc',
  title: 'GPRS Tunnelling Protocol, control plane',
  source: '3GPP TS 29.060, 3GPP TS 29.274',
  claims: [['udp-port', 2123]],
  dissect(f, at, end) {
    if (at + 8 > end) return Weird.truncated
    const flags = f.b[at]
    const one = (flags & 0xf8) === 0x30
    if (!one && (flags & 0xe3) !== 0x40) return Weird['not-this-protocol']
    span(f, F.flags, at, at + 1)
    span(f, F.type, at + 1, at + 2)
    span(f, F.length, at + 2, at + 4)
    return one ? first(f, at, end) : second(f, at, end)
  },
}
