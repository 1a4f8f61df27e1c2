/** GTP for user data: the tunnels in which mobile networks carry the packets of phones. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, span } from './frame.js'
import { nextIp, short } from './short.js'
import { Weird } from './weird.js'

const F = fields('gtpu', {
  flags: ['structure', 'uint', 'version, protocol type and flags'],
  type: ['structure', 'uint', 'message type'],
  length: ['structure', 'uint', 'length of what follows the first eight bytes'],
  teid: ['link', 'uint', 'tunnel endpoint identifier'],
  sequence: ['link', 'uint', 'sequence number'],
  npdu: ['content', 'bytes', 'N-PDU number'],
  next: ['structure', 'uint', 'type of the next extension header'],
  extensionLength: ['structure', 'uint', 'length of an extension header'],
  extension: ['content', 'bytes', 'value of an extension header'],
  flow: ['link', 'uint', 'flow label of version 0'],
  spare: ['content', 'bytes', 'spare bytes'],
  tunnel: ['person', 'bytes', 'tunnel identifier of version 0, which holds the IMSI'],
})
const header = layout('gtpu', [
  [F.flags, 1],
  [F.type, 1],
  [F.length, 2],
  [F.teid, 4],
])
const optional = layout('gtpu.optional', [
  [F.sequence, 2],
  [F.npdu, 1],
  [F.next, 1],
])
const zero = layout('gtpu.zero', [
  [F.flags, 1],
  [F.type, 1],
  [F.length, 2],
  [F.sequence, 2],
  [F.flow, 2],
  [F.npdu, 1],
  [F.spare, 3],
  [F.tunnel, 8],
])
const IP = space('ip-version')
const USER_DATA = 255

/** 3GPP TS 29.281 §5.2.1: length in words, value, type of the next; 0 ends them. */
function extensions(f: Frame, from: number, end: number): number {
  const b = f.b
  let at = from
  for (let type = b[at - 1]; type !== 0; type = b[at - 1]) {
    const stop = at < end ? at + b[at] * 4 : end + 1
    if (stop > end || stop === at) return -1
    span(f, F.extensionLength, at, at + 1)
    span(f, F.extension, at + 1, stop - 1)
    span(f, F.next, stop - 1, stop)
    at = stop
  }
  return at
}

/** 3GPP TS 29.281 §5.1. The types are those of user traffic and its tunnel's upkeep. */
export const gtpU: Dissector = {
  name: 'gtpu',
  title: 'GPRS Tunnelling Protocol, user plane',
  source: '3GPP TS 29.281',
  claims: [['udp-port', 2152]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 8 > end) return Weird.truncated
    // Version 1, protocol type GTP, the spare bit zero.
    if ((b[at] & 0xf8) !== 0x30) return Weird['not-this-protocol']
    const type = b[at + 1]
    if (type > 2 && type !== 26 && type !== 31 && type < 253) return Weird['not-this-protocol']
    const stop = at + 8 + u16(b, at + 2)
    if (stop > end && short(f) < 0) return Weird['bad-length']
    const limit = Math.min(stop, end)
    span(f, header, at, at + 8)
    let payload = at + 8
    if ((b[at] & 7) !== 0) {
      payload += 4
      if (payload > limit) return short(f)
      span(f, optional, payload - 4, payload)
      if ((b[at] & 4) !== 0) payload = extensions(f, payload, limit)
      if (payload < 0) return short(f)
    }
    if (type === USER_DATA) nextIp(f, IP, payload, limit)
    return 0
  },
}

/** 3GPP TS 09.60 §6: the first version, whose tunnel identifier names the subscriber. */
export const gtpZero: Dissector = {
  name: 'gtp0',
  title: 'GPRS Tunnelling Protocol, version 0',
  source: '3GPP TS 09.60',
  claims: [['udp-port', 3386]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 20 > end) return Weird.truncated
    // Version 0, protocol type GTP, three spare bits set.
    if ((b[at] & 0xfe) !== 0x1e) return Weird['not-this-protocol']
    const stop = at + 20 + u16(b, at + 2)
    if (stop > end && short(f) < 0) return Weird['bad-length']
    span(f, zero, at, at + 20)
    if (b[at + 1] === USER_DATA) nextIp(f, IP, at + 20, Math.min(stop, end))
    return 0
  },
}
