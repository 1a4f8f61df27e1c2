/** The Lightweight User Datagram Protocol, whose checksum may leave out the end of the data. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { checksum, next, Sum, span, transportFlow } from './frame.js'
import { short } from './short.js'
import { Weird } from './weird.js'

const F = fields('udplite', {
  srcPort: ['port', 'port', 'source port'],
  dstPort: ['port', 'port', 'destination port'],
  coverage: ['structure', 'uint', 'how many bytes the checksum covers, 0 for all'],
  checksum: ['derived', 'uint', 'checksum'],
})
const header = layout('udplite', [
  [F.srcPort, 2],
  [F.dstPort, 2],
  [F.coverage, 2],
  [F.checksum, 2],
])
const UDP_PORT = space('udp-port')

/** RFC 3828 §3.1. Its ports are those of UDP. */
export const udplite: Dissector = {
  name: 'udplite',
  title: 'Lightweight User Datagram Protocol',
  source: 'RFC 3828',
  claims: [['ip-protocol', 136]],
  dissect(f, at, end) {
    const b = f.b
    const payload = at + 8
    if (payload > end) return Weird.truncated
    const coverage = u16(b, at + 4)
    const whole = f.fragmented !== 0 ? 0x7fffffff : Math.max(end, f.netEnd)
    if (coverage !== 0 && coverage < 8) return Weird['bad-length']
    // Where no header says how long the packet is, one that was cut seems shorter than it was.
    if (at + coverage > whole && short(f) < 0) return Weird['bad-length']
    span(f, header, at, payload, transportFlow(f, at, 136))
    const to = coverage === 0 || f.fragmented !== 0 ? whole : at + coverage
    checksum(f, Sum.udplite, at + 6, at, to)
    f.soft = 1
    const src = u16(b, at)
    const dst = u16(b, at + 2)
    next(f, UDP_PORT, Math.min(src, dst), payload, end)
    f.nextOther = Math.max(src, dst)
    return 0
  },
}
