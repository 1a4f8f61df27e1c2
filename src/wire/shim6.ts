/** Shim6, the multihoming shim of IPv6. */
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { next, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('shim6', {
  next: ['structure', 'uint', 'protocol of what follows'],
  length: ['structure', 'uint', 'length of the header'],
  message: ['content', 'bytes', 'contexts, locators, keys'],
})
const header = layout('shim6', [
  [F.next, 1],
  [F.length, 1],
])
const PROTOCOL = space('ip-protocol')

/** RFC 5533 §5. Payload packets and control messages alike: what they say stays content. */
export const shim6: Dissector = {
  name: 'shim6',
  title: 'Level 3 multihoming shim for IPv6',
  source: 'RFC 5533',
  claims: [['ip-protocol', 140]],
  dissect(f, at, end) {
    if (at + 8 > end) return Weird.truncated
    const stop = at + (f.b[at + 1] + 1) * 8
    if (stop > end) return Weird.truncated
    span(f, header, at, at + 2)
    span(f, F.message, at + 2, stop)
    next(f, PROTOCOL, f.b[at], stop, end)
    return 0
  },
}
