/** The User Datagram Protocol. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { checksum, next, Sum, span, transportFlow } from './frame.js'
import { Weird } from './weird.js'

const F = fields('udp', {
  srcPort: ['port', 'port', 'source port'],
  dstPort: ['port', 'port', 'destination port'],
  length: ['structure', 'uint', 'length of header and data'],
  checksum: ['derived', 'uint', 'checksum, or 0 where the sender made none'],
})
const header = layout('udp', [
  [F.srcPort, 2],
  [F.dstPort, 2],
  [F.length, 2],
  [F.checksum, 2],
])
const UDP_PORT = space('udp-port')

/** RFC 768. A length of 0 (jumbograms, RFC 2675) or beyond the capture means "to the end". */
export const udp: Dissector = {
  name: 'udp',
  title: 'User Datagram Protocol',
  source: 'RFC 768',
  claims: [['ip-protocol', 17]],
  dissect(f, at, end) {
    const b = f.b
    const payload = at + 8
    if (payload > end) return Weird.truncated
    const length = u16(b, at + 4)
    if (length !== 0 && length < 8) return Weird['bad-length']
    const stop = length === 0 ? Math.max(f.netEnd, end) : at + length
    span(f, header, at, payload, transportFlow(f, at, 17))
    if (u16(b, at + 6) !== 0) {
      checksum(f, Sum.udp, at + 6, at, f.fragmented !== 0 ? 0x7fffffff : stop)
    }
    f.soft = 1
    const src = u16(b, at)
    const dst = u16(b, at + 2)
    next(f, UDP_PORT, Math.min(src, dst), payload, Math.min(stop, end))
    f.nextOther = Math.max(src, dst)
    return 0
  },
}
