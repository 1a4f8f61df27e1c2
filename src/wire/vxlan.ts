/** VXLAN, with the group policy and generic protocol extensions. */
import { u16, u24 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { next, span } from './frame.js'
import { nextIp } from './short.js'
import { Weird } from './weird.js'

const F = fields('vxlan', {
  flags: ['structure', 'uint', 'flags'],
  reserved: ['content', 'bytes', 'reserved bytes'],
  policyFlags: ['content', 'bytes', 'flags of the group policy'],
  policy: ['link', 'uint', 'group policy identifier'],
  next: ['structure', 'uint', 'protocol of what follows'],
  vni: ['link', 'uint', 'network identifier'],
})
const plain = layout('vxlan', [
  [F.flags, 1],
  [F.reserved, 3],
  [F.vni, 3],
  [F.reserved, 1],
])
const grouped = layout('vxlan', [
  [F.flags, 1],
  [F.policyFlags, 1],
  [F.policy, 2],
  [F.vni, 3],
  [F.reserved, 1],
])
const generic = layout('vxlan', [
  [F.flags, 1],
  [F.reserved, 2],
  [F.next, 1],
  [F.vni, 3],
  [F.reserved, 1],
])
const ETHERTYPE = space('ethertype')
const IP = space('ip-version')
const ETHERNET = 0x6558
const NETWORK = 0x08
const GROUPED = 0x88

/** RFC 7348 §5 (also OTV and older kernels on 8472), draft-smith-vxlan-group-policy-05 §2.1. */
export const vxlan: Dissector = {
  name: 'vxlan',
  title: 'Virtual eXtensible Local Area Network',
  source: 'RFC 7348',
  claims: [
    ['udp-port', 4789],
    ['udp-port', 8472],
  ],
  dissect(f, at, end) {
    const b = f.b
    if (at + 8 > end) return Weird.truncated
    if (b[at] === GROUPED) span(f, grouped, at, at + 8)
    else if (b[at] !== NETWORK || u24(b, at + 1) !== 0) return Weird['not-this-protocol']
    else span(f, plain, at, at + 8)
    next(f, ETHERTYPE, ETHERNET, at + 8, end)
    return 0
  },
}

/** draft-ietf-nvo3-vxlan-gpe-13 §3. Protocols: 1 IPv4, 2 IPv6, 3 Ethernet, 4 NSH, 5 MPLS. */
export const vxlanGpe: Dissector = {
  name: 'vxlan-gpe',
  title: 'Generic Protocol Extension for VXLAN',
  source: 'draft-ietf-nvo3-vxlan-gpe-13',
  claims: [['udp-port', 4790]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 8 > end) return Weird.truncated
    // Version and reserved bits must be zero, the bits for instance and next protocol set.
    if ((b[at] & 0xfc) !== 0x0c || u16(b, at + 1) !== 0) return Weird['not-this-protocol']
    const protocol = b[at + 3]
    if (protocol === 0 || protocol > 5) return Weird['not-this-protocol']
    span(f, generic, at, at + 8)
    if (protocol < 3) nextIp(f, IP, at + 8, end)
    else if (protocol === 3) next(f, ETHERTYPE, ETHERNET, at + 8, end)
    else next(f, ETHERTYPE, protocol === 4 ? 0x894f : 0x8847, at + 8, end)
    return 0
  },
}
