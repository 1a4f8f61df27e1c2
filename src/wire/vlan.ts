/** VLAN tags, singly or stacked. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { next, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('vlan', {
  tci: ['vlan', 'vlan', 'VLAN identifier, behind priority and drop eligibility, which stay'],
  type: ['structure', 'uint', 'EtherType of what follows'],
})
const header = layout('vlan', [
  [F.tci, 2],
  [F.type, 2],
])
const ETHERTYPE = space('ethertype')
const LLC = space('llc')

/** IEEE 802.1Q §9.6: customer, service and the older pre-standard tags. */
export const vlan: Dissector = {
  name: 'vlan',
  title: 'VLAN tag',
  source: 'IEEE 802.1Q §9.6',
  claims: [
    ['ethertype', 0x8100],
    ['ethertype', 0x88a8],
    ['ethertype', 0x9100],
    ['ethertype', 0x9200],
  ],
  dissect(f, at, end) {
    const payload = at + 4
    if (payload > end) return Weird.truncated
    span(f, header, at, payload)
    const type = u16(f.b, at + 2)
    if (type >= 1536) next(f, ETHERTYPE, type, payload, end)
    else if (type !== 0) next(f, LLC, 0, payload, Math.min(end, payload + type))
    return 0
  },
}
