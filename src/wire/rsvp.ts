/** The Resource Reservation Protocol: the header and the shape of its objects. */
import { u16 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { checksum, Sum, span } from './frame.js'
import { short } from './short.js'
import { Weird } from './weird.js'

const F = fields('rsvp', {
  version: ['structure', 'uint', 'version and flags'],
  type: ['structure', 'uint', 'message type'],
  checksum: ['derived', 'uint', 'checksum'],
  noChecksum: ['structure', 'uint', 'checksum the sender did not make, always zero'],
  ttl: ['software', 'uint', 'time to live the sender used'],
  reserved: ['content', 'bytes', 'reserved byte'],
  length: ['structure', 'uint', 'length of the message or object'],
  object: ['structure', 'uint', 'class and type of an object'],
  value: ['content', 'bytes', 'sessions, hops, labels, senders, policies'],
})
const tail = [
  [F.ttl, 1],
  [F.reserved, 1],
  [F.length, 2],
] as const
const summed = layout('rsvp', [[F.version, 1], [F.type, 1], [F.checksum, 2], ...tail])
const bare = layout('rsvp', [[F.version, 1], [F.type, 1], [F.noChecksum, 2], ...tail])
const object = layout('rsvp.object', [
  [F.length, 2],
  [F.object, 2],
])

/** RFC 2205 §3.1. */
export const rsvp: Dissector = {
  name: 'rsvp',
  title: 'Resource Reservation Protocol',
  source: 'RFC 2205',
  claims: [['ip-protocol', 46]],
  dissect(f, from, end) {
    const b = f.b
    if (from + 8 > end) return Weird.truncated
    if (b[from] >> 4 !== 1) return Weird['bad-version']
    const stop = from + u16(b, from + 6)
    if (stop < from + 8 || (stop > end && short(f) < 0)) return Weird['bad-length']
    const made = u16(b, from + 2) !== 0
    if (made) checksum(f, Sum.inet, from + 2, from, f.fragmented !== 0 ? 0x7fffffff : stop)
    span(f, made ? summed : bare, from, from + 8)
    const limit = Math.min(stop, end)
    let at = from + 8
    while (at + 4 <= limit) {
      const after = at + u16(b, at)
      if (after < at + 4) return Weird['bad-length']
      if (after > limit) return short(f)
      span(f, object, at, at + 4)
      span(f, F.value, at + 4, after)
      at = after
    }
    return 0
  },
}
