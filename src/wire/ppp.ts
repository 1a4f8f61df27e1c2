/** The Point-to-Point Protocol's framing, with or without HDLC addresses, and Cisco's HDLC. */
import { u16, u32 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, next, span } from './frame.js'
import { isMask } from './mask.js'
import { Weird } from './weird.js'

const F = fields('ppp', {
  hdlc: ['structure', 'uint', 'HDLC address and control'],
  protocol: ['structure', 'uint', 'protocol of what follows'],
})
const C = fields('chdlc', {
  address: ['structure', 'uint', 'HDLC address'],
  control: ['structure', 'uint', 'HDLC control'],
  protocol: ['structure', 'uint', 'EtherType of what follows'],
})
const chdlcHeader = layout('chdlc', [
  [C.address, 1],
  [C.control, 1],
  [C.protocol, 2],
])
const S = fields('slarp', {
  type: ['structure', 'uint', 'request, reply or line keepalive'],
  address: ['address', 'ipv4', 'address of the line'],
  mask: ['enum', 'uint', 'mask of the line'],
  sequence: ['link', 'uint', 'sequence number sent or seen'],
  reliability: ['structure', 'uint', 'reliability, always 65,535'],
})
const slarpAddress = layout('slarp', [
  [S.type, 4],
  [S.address, 4],
  [S.mask, 4],
])
const slarpKeepalive = layout('slarp', [
  [S.type, 4],
  [S.sequence, 4],
  [S.sequence, 4],
])
const PPP_PROTOCOL = space('ppp-protocol')
const ETHERTYPE = space('ethertype')
const CISCO = space('cisco-snap')
const SLARP = 0x8035
const CDP = 0x2000

/** Cisco's serial line address resolution, which has taken the EtherType of reverse ARP. */
function slarp(f: Frame, at: number, end: number): void {
  if (at + 12 > end) return
  const type = u32(f.b, at)
  if (type <= 1 && isMask(f.b, at + 8)) span(f, slarpAddress, at, at + 12)
  else if (type === 2) {
    span(f, slarpKeepalive, at, at + 12)
    if (at + 14 <= end && u16(f.b, at + 12) === 0xffff) span(f, S.reliability, at + 12, at + 14)
  }
}

/** RFC 1547 §4.3.1: addresses 0x0f and 0x8f, control 0. */
function isCisco(b: Uint8Array, at: number, end: number): boolean {
  return at + 2 <= end && (b[at] === 0x0f || b[at] === 0x8f) && b[at + 1] === 0
}

function cisco(f: Frame, at: number, end: number): number {
  const payload = at + 4
  if (payload > end) return Weird.truncated
  span(f, chdlcHeader, at, payload)
  const type = u16(f.b, at + 2)
  if (type === SLARP) slarp(f, payload, end)
  else if (type === CDP) next(f, CISCO, CDP, payload, end)
  else if (type >= 1536) next(f, ETHERTYPE, type, payload, end)
  return 0
}

/**
 * RFC 1661 §2, RFC 1662 §3.1. The HDLC bytes may be left away, and the first byte of the protocol
 * when it is 0 (§6.5, §6.6). A protocol's last byte is odd, its first is even.
 */
export const ppp: Dissector = {
  name: 'ppp',
  title: 'Point-to-Point Protocol',
  source: 'RFC 1661, RFC 1662',
  claims: [
    ['link-type', 9],
    ['link-type', 50],
    ['ethertype', 0x880b],
  ],
  dissect(f, at, end) {
    const b = f.b
    let i = at
    if (i + 2 > end) return Weird.truncated
    // Cisco's unicast and multicast addresses: no PPP protocol begins like that with control 0.
    if (isCisco(b, i, end)) return cisco(f, at, end)
    if (b[i] === 0xff && b[i + 1] === 3) {
      span(f, F.hdlc, i, i + 2)
      i += 2
      if (i >= end) return Weird.truncated
    }
    const isShort = (b[i] & 1) !== 0
    const payload = i + (isShort ? 1 : 2)
    if (payload > end) return Weird.truncated
    span(f, F.protocol, i, payload)
    next(f, PPP_PROTOCOL, isShort ? b[i] : u16(b, i), payload, end)
    return 0
  },
}

/** Cisco's own framing of serial lines. */
export const ciscoHdlc: Dissector = {
  name: 'chdlc',
  title: 'Cisco HDLC',
  source: 'tcpdump.org LINKTYPE_C_HDLC; RFC 1547 §4.3.1',
  claims: [['link-type', 104]],
  // An address of a station or of all, and no control: anything else is no frame of Cisco's.
  dissect: (f, at, end) => (isCisco(f.b, at, end) ? cisco(f, at, end) : Weird['bad-value']),
}
