/** Cisco's Enhanced Interior Gateway Routing Protocol: the header; routes are content. */
import { u16, u32 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { checksum, type Frame, Sum, span } from './frame.js'
import { short } from './short.js'
import { Weird } from './weird.js'

const F = fields('eigrp', {
  version: ['structure', 'uint', 'version'],
  op: ['structure', 'uint', 'kind of message'],
  checksum: ['derived', 'uint', 'checksum'],
  flags: ['enum', 'uint', 'flags'],
  sequence: ['link', 'uint', 'sequence number'],
  ack: ['link', 'uint', 'acknowledged sequence number'],
  router: ['link', 'uint', 'virtual router identifier'],
  system: ['link', 'uint', 'autonomous system'],
  type: ['structure', 'uint', 'type of a part'],
  length: ['structure', 'uint', 'length of a part'],
  addressLength: ['structure', 'uint', 'bytes of an address'],
  address: ['address', 'ipv4', 'address of a neighbour that is to wait'],
  value: ['content', 'bytes', 'parameters, digests, software versions, routes'],
})
const header = layout('eigrp', [
  [F.version, 1],
  [F.op, 1],
  [F.checksum, 2],
  [F.flags, 4],
  [F.sequence, 4],
  [F.ack, 4],
  [F.router, 2],
  [F.system, 2],
])

/** RFC 7868 §6, sequence: neighbours by their addresses, each after its length. */
function neighbours(f: Frame, from: number, stop: number): void {
  let at = from
  for (; at + 5 <= stop && f.b[at] === 4; at += 5) {
    span(f, F.addressLength, at, at + 1)
    span(f, F.address, at + 1, at + 5)
  }
  span(f, F.value, at, stop)
}

/** RFC 7868 §6.1 and §6.2. */
export const eigrp: Dissector = {
  name: 'eigrp',
  title: 'Enhanced Interior Gateway Routing Protocol',
  source: 'RFC 7868',
  claims: [['ip-protocol', 88]],
  dissect(f, from, end) {
    const b = f.b
    if (from + 20 > end) return Weird.truncated
    if (b[from] !== 2) return Weird['bad-version']
    // RFC 7868 §6.6: four flags of 32 are in use.
    if (u32(b, from + 4) > 15) return Weird['bad-value']
    span(f, header, from, from + 20)
    const to = f.fragmented !== 0 ? 0x7fffffff : Math.max(end, f.netEnd)
    checksum(f, Sum.inet, from + 2, from, to)
    let at = from + 20
    while (at + 4 <= end) {
      const stop = at + u16(b, at + 2)
      if (stop < at + 4) return Weird['bad-length']
      if (stop > end) return short(f)
      span(f, F.type, at, at + 2)
      span(f, F.length, at + 2, at + 4)
      if (u16(b, at) === 3) neighbours(f, at + 4, stop)
      else span(f, F.value, at + 4, stop)
      at = stop
    }
    return 0
  },
}
