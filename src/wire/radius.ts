/** RADIUS: only the shape of its messages; users, addresses and proofs are all content. */
import { u16 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('radius', {
  code: ['structure', 'uint', 'code'],
  id: ['link', 'uint', 'identifier that ties an answer to its request'],
  length: ['structure', 'uint', 'length'],
})
const header = layout('radius', [
  [F.code, 1],
  [F.id, 1],
  [F.length, 2],
])
const SIZE = 20

/** RFC 2865 §3, RFC 2866 §3, RFC 5176 §2.3. */
export const radius: Dissector = {
  name: 'radius',
  title: 'Remote Authentication Dial In User Service',
  source: 'RFC 2865',
  claims: [
    ['udp-port', 1645],
    ['udp-port', 1646],
    ['udp-port', 1812],
    ['udp-port', 1813],
    ['udp-port', 3799],
  ],
  dissect(f, at, end) {
    if (at + SIZE > end) return Weird.truncated
    const code = f.b[at]
    const length = u16(f.b, at + 2)
    if (code < 1 || code > 52 || length < SIZE || length > 4096) return Weird['not-this-protocol']
    if (at + length > end && f.snapped === 0 && f.fragmented === 0) return Weird['bad-length']
    span(f, header, at, at + 4)
    return 0
  },
}
