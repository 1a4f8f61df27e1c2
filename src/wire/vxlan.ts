/** VXLAN, with the group policy and generic protocol extensions. */
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, next, span } from './frame.js'
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
const NSH = 0x894f
const MPLS = 0x8847
/** Flags: group policy, instance, next protocol; all others are reserved. */
const GROUPED = 0x80
const INSTANCE = 0x08
const TYPED = 0x04

/** Protocols of the generic extension: 1 IPv4, 2 IPv6, 3 Ethernet, 4 NSH, 5 MPLS. */
function followTyped(f: Frame, protocol: number, at: number, end: number): void {
  if (protocol < 3) nextIp(f, IP, at, end)
  else if (protocol === 3) next(f, ETHERTYPE, ETHERNET, at, end)
  else next(f, ETHERTYPE, protocol === 4 ? NSH : MPLS, at, end)
}

function typed(f: Frame, at: number, end: number): number {
  const protocol = f.b[at + 3]
  if (protocol === 0 || protocol > 5) return Weird['not-this-protocol']
  span(f, generic, at, at + 8)
  followTyped(f, protocol, at + 8, end)
  return 0
}

/**
 * RFC 7348 §5 (also older kernels on port 8472), draft-smith-vxlan-group-policy-05 §2.1. Receivers
 * ignore reserved bytes, so these may hold anything.
 */
export const vxlan: Dissector = {
  name: 'vxlan',
  title: 'Virtual eXtensible Local Area Network',
  source: 'RFC 7348',
  claims: [
    ['udp-port', 4789],
    ['udp-port', 8472],
  ],
  dissect(f, at, end) {
    if (at + 8 > end) return Weird.truncated
    const flags = f.b[at]
    if ((flags & ~(GROUPED | TYPED)) !== INSTANCE) return Weird['not-this-protocol']
    if ((flags & TYPED) !== 0) return typed(f, at, end)
    span(f, (flags & GROUPED) !== 0 ? grouped : plain, at, at + 8)
    next(f, ETHERTYPE, ETHERNET, at + 8, end)
    return 0
  },
}

/** draft-ietf-nvo3-vxlan-gpe-13 §3. */
export const vxlanGpe: Dissector = {
  name: 'vxlan-gpe',
  title: 'Generic Protocol Extension for VXLAN',
  source: 'draft-ietf-nvo3-vxlan-gpe-13',
  claims: [['udp-port', 4790]],
  dissect(f, at, end) {
    if (at + 8 > end) return Weird.truncated
    // Version and reserved bits must be zero, the bits for instance and next protocol set.
    if ((f.b[at] & 0xfc) !== (INSTANCE | TYPED)) return Weird['not-this-protocol']
    return typed(f, at, end)
  },
}
