/** Tags of bridges between a frame's addresses and its type: port extenders and fabrics. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { next, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('bridge-tag', {
  port: ['link', 'bytes', 'virtual ports of the frame'],
  tree: ['structure', 'uint', 'forwarding tree and time to live'],
  type: ['structure', 'uint', 'EtherType of what follows'],
})
const vntagHeader = layout('vntag', [
  [F.port, 4],
  [F.type, 2],
])
const etagHeader = layout('etag', [
  [F.port, 6],
  [F.type, 2],
])
const ETHERTYPE = space('ethertype')
const LLC = space('llc')

function tag(name: string, title: string, source: string, claim: number, id: number): Dissector {
  const size = id === vntagHeader ? 6 : 8
  return {
    name,
    title,
    source,
    claims: [['ethertype', claim]],
    dissect(f, at, end) {
      const payload = at + size
      if (payload > end) return Weird.truncated
      span(f, id, at, payload)
      const type = u16(f.b, payload - 2)
      if (type >= 1536) next(f, ETHERTYPE, type, payload, end)
      else if (type !== 0) next(f, LLC, 0, payload, Math.min(end, payload + type))
      return 0
    },
  }
}

/** Cisco's tag of port extenders, 4 bytes and a type. */
export const vntag = tag(
  'vntag',
  'VN-Tag',
  'Cisco, VN-Tag; wireshark.org VN-Tag',
  0x8926,
  vntagHeader,
)

/** IEEE 802.1BR §7.5: 6 bytes and a type. */
export const etag = tag('etag', 'E-TAG', 'IEEE 802.1BR §7.5', 0x893f, etagHeader)

/** Cisco's fabric: a whole Ethernet frame behind two bytes. */
export const fabricPath: Dissector = {
  name: 'cfp',
  title: 'Cisco FabricPath',
  source: 'Cisco, FabricPath frame format',
  claims: [['ethertype', 0x8903]],
  dissect(f, at, end) {
    const payload = at + 2
    if (payload > end) return Weird.truncated
    span(f, F.tree, at, payload)
    next(f, ETHERTYPE, 0x6558, payload, end)
    return 0
  },
}
