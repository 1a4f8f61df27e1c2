/** WireGuard: four message types of fixed form, all but their indices encrypted. */
import { u32, u32le } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('wireguard', {
  type: ['structure', 'uint', 'message type and reserved zero bytes'],
  sender: ['link', 'uint-le', 'index the sender chose'],
  receiver: ['link', 'uint-le', 'index the receiver chose'],
  counter: ['link', 'uint-le', 'counter of the message'],
  sealed: ['secret', 'bytes', 'first encrypted bytes, as many as data has at least'],
})
const initiation = layout('wireguard.initiation', [
  [F.type, 4],
  [F.sender, 4],
])
const response = layout('wireguard.response', [
  [F.type, 4],
  [F.sender, 4],
  [F.receiver, 4],
])
const cookie = layout('wireguard.cookie', [
  [F.type, 4],
  [F.receiver, 4],
])
const data = layout('wireguard.data', [
  [F.type, 4],
  [F.receiver, 4],
  [F.counter, 8],
])

/** The message type where type, reserved bytes and size agree (whitepaper §5.4), else 0. */
function messageType(b: Uint8Array, at: number, end: number): number {
  const size = end - at
  if (size < 32 || (u32(b, at) & 0xffffff) !== 0) return 0
  const type = b[at]
  if (type === 1) return size === 148 ? 1 : 0
  if (type === 2) return size === 92 ? 2 : 0
  if (type === 3) return size === 64 ? 3 : 0
  // Data is padded to 16 bytes; a counter above 2^40 would be a tunnel older than the protocol.
  return type === 4 && size % 16 === 0 && u32le(b, at + 12) < 256 ? 4 : 0
}

/** The WireGuard whitepaper (Donenfeld, NDSS 2017), §5.4. */
export const wireguard: Dissector = {
  name: 'wireguard',
  title: 'WireGuard',
  source: 'J. A. Donenfeld, WireGuard, NDSS 2017, §5.4',
  claims: [['udp-port', 51820]],
  dissect(f, at, end) {
    const type = messageType(f.b, at, end)
    if (type === 1) span(f, initiation, at, at + 8)
    else if (type === 2) span(f, response, at, at + 12)
    else if (type === 3) span(f, cookie, at, at + 8)
    else if (type === 4) {
      span(f, data, at, at + 16)
      // Readers take data for malformed where its authentication tag is not there at all.
      span(f, F.sealed, at + 16, Math.min(end, at + 48))
    } else return Weird['not-this-protocol']
    return 0
  },
  first: [[1, 4]],
  sniff(b, at, end, transport) {
    return transport === 17 && messageType(b, at, end) !== 0
  },
}
