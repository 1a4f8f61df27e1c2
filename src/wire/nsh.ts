/** The network service header: a path through service functions, and what it carries. */
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { next, span } from './frame.js'
import { nextIp } from './short.js'
import { Weird } from './weird.js'

const F = fields('nsh', {
  version: ['structure', 'uint', 'version, time to live and length'],
  type: ['structure', 'uint', 'type of the metadata'],
  next: ['structure', 'uint', 'protocol of what follows'],
  path: ['link', 'uint', 'service path identifier'],
  index: ['size', 'uint', 'service index: functions still to visit'],
  metadata: ['content', 'bytes', 'metadata: tenants, users, applications'],
})
const header = layout('nsh', [
  [F.version, 2],
  [F.type, 1],
  [F.next, 1],
  [F.path, 3],
  [F.index, 1],
])
const ETHERTYPE = space('ethertype')
const IP = space('ip-version')

/** RFC 8300 §2.2. Protocols: 1 IPv4, 2 IPv6, 3 Ethernet, 4 NSH, 5 MPLS. */
export const nsh: Dissector = {
  name: 'nsh',
  title: 'Network Service Header',
  source: 'RFC 8300',
  claims: [['ethertype', 0x894f]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 8 > end) return Weird.truncated
    if (b[at] >> 6 !== 0) return Weird['bad-version']
    const payload = at + (b[at + 1] & 63) * 4
    if (payload < at + 8) return Weird['bad-length']
    if (payload > end) return Weird.truncated
    span(f, header, at, at + 8)
    span(f, F.metadata, at + 8, payload)
    const protocol = b[at + 3]
    if (protocol === 1 || protocol === 2) nextIp(f, IP, payload, end)
    else if (protocol === 3) next(f, ETHERTYPE, 0x6558, payload, end)
    else if (protocol === 4) next(f, ETHERTYPE, 0x894f, payload, end)
    else if (protocol === 5) next(f, ETHERTYPE, 0x8847, payload, end)
    return 0
  },
}
