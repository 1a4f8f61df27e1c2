/** Ethernet frames carried directly in IP. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields } from './fields.js'
import { next, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('etherip', {
  version: ['structure', 'uint', 'version, always 3, and reserved zero bits'],
})
const ETHERTYPE = space('ethertype')

/** RFC 3378 §3. */
export const etherip: Dissector = {
  name: 'etherip',
  title: 'Ethernet within IP',
  source: 'RFC 3378',
  claims: [['ip-protocol', 97]],
  dissect(f, at, end) {
    if (at + 2 > end) return Weird.truncated
    if (u16(f.b, at) !== 0x3000) return Weird['bad-version']
    span(f, F.version, at, at + 2)
    next(f, ETHERTYPE, 0x6558, at + 2, end)
    return 0
  },
}
