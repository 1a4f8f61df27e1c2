/**
 * The Internet Protocol, version 6: the fixed header. Extension headers are dissectors of their
 * own.
 */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { flow, next, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('ipv6', {
  version: ['structure', 'uint', 'version and high half of the traffic class'],
  flow: ['link', 'uint', 'low half of the traffic class, and the flow label'],
  plen: ['structure', 'uint', 'payload length'],
  nxt: ['structure', 'uint', 'protocol of what follows'],
  hlim: ['software', 'uint', 'hop limit'],
  src: ['address', 'ipv6', 'source address'],
  dst: ['address', 'ipv6', 'destination address'],
})
const header = layout('ipv6', [
  [F.version, 1],
  [F.flow, 3],
  [F.plen, 2],
  [F.nxt, 1],
  [F.hlim, 1],
  [F.src, 16],
  [F.dst, 16],
])
const PROTOCOL = space('ip-protocol')

/**
 * RFC 8200 §3. A payload length of 0 (jumbograms, offloading) or beyond the capture means "to the
 * end". The flow label names a flow and shares a byte with the traffic class: both are `link`.
 */
export const ipv6: Dissector = {
  name: 'ipv6',
  title: 'Internet Protocol version 6',
  source: 'RFC 8200',
  claims: [
    ['ethertype', 0x86dd],
    ['ip-protocol', 41],
    ['ip-version', 6],
    ['link-type', 229],
    ['ppp-protocol', 0x57],
  ],
  dissect(f, at, end) {
    const b = f.b
    const payload = at + 40
    if (at < end && b[at] >> 4 !== 6) return Weird['bad-version']
    if (payload > end) return Weird.truncated
    const length = u16(b, at + 4)
    const stop = length === 0 ? end : payload + length
    const protocol = b[at + 6]
    f.net = flow(f, at + 8, at + 24, 16, -1, protocol)
    f.transport = -1
    span(f, header, at, payload, f.net)
    f.netEnd = stop
    f.fragmented = 0
    next(f, PROTOCOL, protocol, payload, Math.min(stop, end))
    return 0
  },
}
