/** The Locator/ID Separation Protocol: data packets, and control packets that hold a packet. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { span } from './frame.js'
import { nextIp } from './short.js'
import { Weird } from './weird.js'

const F = fields('lisp', {
  flags: ['structure', 'uint', 'flags'],
  nonce: ['content', 'bytes', 'nonce or map versions'],
  instance: ['link', 'uint', 'instance identifier and locator status'],
  type: ['structure', 'uint', 'message type'],
  reserved: ['content', 'bytes', 'flags and reserved bytes of a control message'],
})
const header = layout('lisp', [
  [F.flags, 1],
  [F.nonce, 3],
  [F.instance, 4],
])
const encapsulated = layout('lisp.encapsulated', [
  [F.type, 1],
  [F.reserved, 3],
])
const IP = space('ip-version')

function isIp(b: Uint8Array, at: number, end: number): boolean {
  const version = at + 20 <= end ? b[at] >> 4 : 0
  return version === 4 ? u16(b, at + 2) <= end - at : version === 6
}

/** RFC 9300 §5.3. */
export const lisp: Dissector = {
  name: 'lisp',
  title: 'Locator/ID Separation Protocol',
  source: 'RFC 9300',
  claims: [['udp-port', 4341]],
  dissect(f, at, end) {
    if (at + 8 > end) return Weird.truncated
    // The last three flags are reserved or name a key; anything but IP behind is not this.
    if ((f.b[at] & 4) !== 0 || !isIp(f.b, at + 8, end)) return Weird['not-this-protocol']
    span(f, header, at, at + 8)
    nextIp(f, IP, at + 8, end)
    return 0
  },
}

/** RFC 9301 §5.8: type 8 encapsulates a packet; of all other messages nothing is kept. */
export const lispControl: Dissector = {
  name: 'lisp-control',
  title: 'Locator/ID Separation Protocol, control plane',
  source: 'RFC 9301',
  claims: [['udp-port', 4342]],
  dissect(f, at, end) {
    if (at + 4 > end) return Weird.truncated
    if (f.b[at] !== 0x80 || !isIp(f.b, at + 4, end)) return Weird['not-this-protocol']
    span(f, encapsulated, at, at + 4)
    nextIp(f, IP, at + 4, end)
    return 0
  },
}
