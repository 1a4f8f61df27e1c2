/** Packets that a router redirects to a web cache over GRE. */
import { type Dissector, space } from './dissector.js'
import { fields } from './fields.js'
import { span } from './frame.js'
import { nextIp } from './short.js'
import { Weird } from './weird.js'

const F = fields('wccp', {
  redirect: ['content', 'bytes', 'redirect header: service and buckets'],
})
const IP = space('ip-version')

/** draft-wilson-wrec-wccp-v2-01 §4.12: version 1 has no redirect header, the packet follows. */
export const wccpGre: Dissector = {
  name: 'wccp',
  title: 'Web Cache Communication Protocol redirection',
  source: 'draft-wilson-wrec-wccp-v2-01',
  claims: [['ethertype', 0x883e]],
  dissect(f, at, end) {
    if (at + 4 > end) return Weird.truncated
    const packet = f.b[at] >> 4 === 4 ? at : at + 4
    span(f, F.redirect, at, packet)
    nextIp(f, IP, packet, end)
    return 0
  },
}
