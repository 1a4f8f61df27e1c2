/** Ethernet II and 802.3 framing: two hardware addresses and a type or length. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { next, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('eth', {
  dst: ['hardware', 'eui48', 'destination hardware address'],
  src: ['hardware', 'eui48', 'source hardware address'],
  type: ['structure', 'uint', 'EtherType, or the length of an LLC frame'],
})
const header = layout('eth', [
  [F.dst, 6],
  [F.src, 6],
  [F.type, 2],
])
const ETHERTYPE = space('ethertype')
const LLC = space('llc')

/** IEEE 802.3 §3.2. Types below 1536 are lengths of an LLC frame. */
export const ethernet: Dissector = {
  name: 'eth',
  title: 'Ethernet',
  source: 'IEEE 802.3 §3.2',
  claims: [
    ['link-type', 1],
    ['ethertype', 0x6558],
  ],
  dissect(f, at, end) {
    const payload = at + 14
    if (payload > end) return Weird.truncated
    span(f, header, at, payload)
    const type = u16(f.b, at + 12)
    if (type >= 1536) next(f, ETHERTYPE, type, payload, end)
    else if (type !== 0) next(f, LLC, 0, payload, Math.min(end, payload + type))
    return 0
  },
}
