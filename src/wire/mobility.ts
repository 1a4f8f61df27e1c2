/** The IPv6 mobility header: what moving hosts tell those they talk to. */
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { checksum, next, Sum, span, transportFlow } from './frame.js'
import { Weird } from './weird.js'

const F = fields('mobility', {
  next: ['structure', 'uint', 'protocol of what follows'],
  length: ['structure', 'uint', 'length of the header'],
  type: ['structure', 'uint', 'kind of message'],
  reserved: ['content', 'bytes', 'reserved byte'],
  checksum: ['derived', 'uint', 'checksum'],
  message: ['content', 'bytes', 'addresses, cookies, keys, lifetimes'],
})
const header = layout('mobility', [
  [F.next, 1],
  [F.length, 1],
  [F.type, 1],
  [F.reserved, 1],
  [F.checksum, 2],
])
const PROTOCOL = space('ip-protocol')

/** RFC 6275 §6.1.1. */
export const mobility: Dissector = {
  name: 'mobility',
  title: 'IPv6 mobility header',
  source: 'RFC 6275',
  claims: [['ip-protocol', 135]],
  dissect(f, at, end) {
    if (at + 8 > end) return Weird.truncated
    const stop = at + (f.b[at + 1] + 1) * 8
    if (stop > end) return Weird.truncated
    transportFlow(f, -1, 135)
    span(f, header, at, at + 6)
    checksum(f, Sum.pseudo, at + 4, at, f.fragmented !== 0 ? 0x7fffffff : stop)
    span(f, F.message, at + 6, stop)
    next(f, PROTOCOL, f.b[at], stop, end)
    return 0
  },
}
