/** Teredo: IPv6 through address translators, with the indications its servers put in front. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields } from './fields.js'
import { type Frame, next, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('teredo', {
  indicator: ['structure', 'uint', 'kind of indication, and lengths in it'],
  client: ['content', 'bytes', 'client identifier'],
  authentication: ['content', 'bytes', 'authentication value, nonce and confirmation'],
  origin: ['content', 'bytes', 'port and address of the client, merely inverted'],
})
const IP = space('ip-version')

/** RFC 4380 §5.1.1: 0x0001 authentication and 0x0000 origin, in this order, both optional. */
function indications(f: Frame, from: number, end: number): number {
  const b = f.b
  let at = from
  if (at + 4 <= end && u16(b, at) === 1) {
    const value = at + 4 + b[at + 2]
    const stop = value + b[at + 3] + 9
    if (stop > end) return Weird.truncated
    span(f, F.indicator, at, at + 4)
    span(f, F.client, at + 4, value)
    span(f, F.authentication, value, stop)
    at = stop
  }
  if (at + 8 <= end && u16(b, at) === 0) {
    span(f, F.indicator, at, at + 2)
    // Inverted by the sender so that translators leave it alone: the reader's own address in full.
    span(f, F.origin, at + 2, at + 8)
    at += 8
  }
  return at
}

function isTeredo(b: Uint8Array, at: number): boolean {
  return u16(b, at) === 0x2001 && u16(b, at + 2) === 0
}

/** RFC 4380 §5.1. Between clients it runs on any port; the prefix 2001::/32 gives it away. */
export const teredo: Dissector = {
  name: 'teredo',
  title: 'Teredo',
  source: 'RFC 4380',
  claims: [['udp-port', 3544]],
  dissect(f, at, end) {
    const packet = indications(f, at, end)
    if (packet < 0) return packet
    if (packet + 40 > end) return Weird.truncated
    if (f.b[packet] >> 4 !== 6) return Weird['not-this-protocol']
    next(f, IP, 6, packet, end)
    return 0
  },
  first: [
    [0, 0],
    [0x60, 0x6f],
  ],
  sniff(b, at, end, transport) {
    const packet = end - at >= 48 && u16(b, at) === 0 ? at + 8 : at
    if (transport !== 17 || packet + 40 > end || b[packet] >> 4 !== 6) return false
    if (packet + 40 + u16(b, packet + 4) > end) return false
    return isTeredo(b, packet + 8) || isTeredo(b, packet + 24)
  },
}
