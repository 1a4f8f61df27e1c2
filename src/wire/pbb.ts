/** Backbone service tags: Ethernet in Ethernet (MAC-in-MAC). */
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { next, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('ieee8021ah', {
  flags: ['structure', 'uint', 'priority, drop eligibility and use of customer addresses'],
  isid: ['link', 'uint', 'service instance'],
})
const header = layout('ieee8021ah', [
  [F.flags, 1],
  [F.isid, 3],
])
const ETHERTYPE = space('ethertype')

/** IEEE 802.1Q §9.7: behind the tag lies a customer's frame, from its destination address on. */
export const pbb: Dissector = {
  name: 'ieee8021ah',
  title: 'Provider backbone bridge tag',
  source: 'IEEE 802.1Q §9.7',
  claims: [['ethertype', 0x88e7]],
  dissect(f, at, end) {
    const payload = at + 4
    if (payload > end) return Weird.truncated
    span(f, header, at, payload)
    next(f, ETHERTYPE, 0x6558, payload, end)
    return 0
  },
}
