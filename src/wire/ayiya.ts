/** AYIYA, by which tunnel brokers carry IPv6 through address translators. */
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { span } from './frame.js'
import { nextIp } from './short.js'
import { Weird } from './weird.js'

const F = fields('ayiya', {
  lengths: ['structure', 'uint', 'lengths and types of identity and signature, operation'],
  next: ['structure', 'uint', 'protocol of what follows'],
  time: ['time', 'unix32', 'time at which the packet was made'],
  identity: ['content', 'bytes', 'identity of the sender: an address or name'],
  signature: ['content', 'bytes', 'signature'],
})
const header = layout('ayiya', [
  [F.lengths, 3],
  [F.next, 1],
  [F.time, 4],
])
const IP = space('ip-version')

/** draft-massar-v6ops-ayiya-02 §3. An identity is a power of two long, a signature whole words. */
export const ayiya: Dissector = {
  name: 'ayiya',
  title: 'Anything In Anything',
  source: 'draft-massar-v6ops-ayiya-02',
  claims: [['udp-port', 5072]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 8 > end) return Weird.truncated
    const identity = at + 8 + (1 << (b[at] >> 4))
    const payload = identity + (b[at + 1] >> 4) * 4
    if (payload > end) return Weird.truncated
    // 4 and 41 are the packets it was made for, 59 a heartbeat without one (RFC 8200 §4.7).
    if (b[at + 3] !== 4 && b[at + 3] !== 41 && b[at + 3] !== 59) return Weird['not-this-protocol']
    span(f, header, at, at + 8)
    span(f, F.identity, at + 8, identity)
    span(f, F.signature, identity, payload)
    if (b[at + 3] !== 59) nextIp(f, IP, payload, end)
    return 0
  },
}
