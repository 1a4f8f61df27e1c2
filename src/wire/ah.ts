/** The IP Authentication Header, behind which the protected packet lies in the clear. */
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { next, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('ah', {
  next: ['structure', 'uint', 'protocol of what follows'],
  length: ['structure', 'uint', 'length of this header'],
  reserved: ['content', 'bytes', 'reserved bytes'],
  spi: ['link', 'uint', 'security parameters index'],
  sequence: ['link', 'uint', 'sequence number'],
  icv: ['content', 'bytes', 'integrity check value, made over bytes that may not leave'],
})
const header = layout('ah', [
  [F.next, 1],
  [F.length, 1],
  [F.reserved, 2],
  [F.spi, 4],
  [F.sequence, 4],
])
const PROTOCOL = space('ip-protocol')

/** RFC 4302 §2. The length counts words and leaves out the first two. */
export const ah: Dissector = {
  name: 'ah',
  title: 'IP Authentication Header',
  source: 'RFC 4302',
  claims: [['ip-protocol', 51]],
  dissect(f, at, end) {
    if (at + 12 > end) return Weird.truncated
    const payload = at + (f.b[at + 1] + 2) * 4
    if (payload < at + 12) return Weird['bad-length']
    if (payload > end) return Weird.truncated
    span(f, header, at, at + 12)
    span(f, F.icv, at + 12, payload)
    next(f, PROTOCOL, f.b[at], payload, end)
    return 0
  },
}
