/** The IPv6 fragment header. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { FLOW, next, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('ipv6-fraghdr', {
  nxt: ['structure', 'uint', 'protocol of what follows'],
  reserved: ['content', 'bytes', 'reserved'],
  offset: ['structure', 'uint', 'fragment offset and whether more follow'],
  ident: ['link', 'flow-id', 'identification, which ties the fragments of a packet together'],
})
const header = layout('ipv6-fraghdr', [
  [F.nxt, 1],
  [F.reserved, 1],
  [F.offset, 2],
  [F.ident, 4],
])
const PROTOCOL = space('ip-protocol')

/** RFC 8200 §4.5. Only the first fragment begins with a header that can be taken apart. */
export const ipv6Fragment: Dissector = {
  name: 'ipv6-fraghdr',
  title: 'IPv6 fragment header',
  source: 'RFC 8200 §4.5',
  claims: [['ip-protocol', 44]],
  dissect(f, at, end) {
    if (f.net < 0 || f.flow[f.net * FLOW + 2] !== 16) return 0
    const payload = at + 8
    if (payload > end) return Weird.truncated
    const protocol = f.b[at]
    f.flow[f.net * FLOW + 4] = protocol
    span(f, header, at, payload, f.net)
    const offset = u16(f.b, at + 2)
    // A fragment that is the whole packet (RFC 6946) has neither an offset nor a successor.
    f.fragmented = (offset & 0xfff9) !== 0 ? 1 : 0
    if ((offset & 0xfff8) === 0) next(f, PROTOCOL, protocol, payload, end)
    return 0
  },
}
