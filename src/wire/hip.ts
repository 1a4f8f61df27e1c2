/** The Host Identity Protocol: identities that look like addresses, and stay the same. */
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { checksum, next, Sum, span, transportFlow } from './frame.js'
import { Weird } from './weird.js'

const F = fields('hip', {
  next: ['structure', 'uint', 'protocol of what follows'],
  length: ['structure', 'uint', 'length of the header'],
  type: ['structure', 'uint', 'kind of packet, and version'],
  checksum: ['derived', 'uint', 'checksum'],
  controls: ['content', 'bytes', 'controls'],
  sender: ['address', 'ipv6', 'identity of the sender'],
  receiver: ['address', 'ipv6', 'identity of the receiver'],
  parameters: ['content', 'bytes', 'keys, locators, puzzles, signatures'],
})
const header = layout('hip', [
  [F.next, 1],
  [F.length, 1],
  [F.type, 2],
  [F.checksum, 2],
  [F.controls, 2],
  [F.sender, 16],
  [F.receiver, 16],
])
const PROTOCOL = space('ip-protocol')

/** RFC 7401 §5.1. */
export const hip: Dissector = {
  name: 'hip',
  title: 'Host Identity Protocol',
  source: 'RFC 7401',
  claims: [['ip-protocol', 139]],
  dissect(f, at, end) {
    if (at + 40 > end) return Weird.truncated
    const stop = at + (f.b[at + 1] + 1) * 8
    if (stop < at + 40) return Weird['bad-length']
    if (stop > end) return Weird.truncated
    transportFlow(f, -1, 139)
    span(f, header, at, at + 40)
    checksum(f, Sum.pseudo, at + 4, at, f.fragmented !== 0 ? 0x7fffffff : stop)
    span(f, F.parameters, at + 40, stop)
    next(f, PROTOCOL, f.b[at], stop, end)
    return 0
  },
}
