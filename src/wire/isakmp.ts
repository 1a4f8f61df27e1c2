/** Key exchange for IPsec, versions 1 and 2: the header and the shape of its payloads. */
import { u16, u32 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, next, span } from './frame.js'
import { short } from './short.js'
import { Weird } from './weird.js'

const F = fields('isakmp', {
  marker: ['structure', 'uint', 'four zero bytes that tell this from ESP'],
  initiator: ['link', 'uint', 'security parameters index of the initiator'],
  responder: ['link', 'uint', 'security parameters index of the responder'],
  noResponder: ['structure', 'uint', 'index of a responder not yet known, always zero'],
  next: ['structure', 'uint', 'type of the next payload'],
  version: ['structure', 'uint', 'version'],
  exchange: ['structure', 'uint', 'exchange type'],
  flags: ['structure', 'uint', 'flags'],
  message: ['link', 'uint', 'message identifier'],
  length: ['structure', 'uint', 'length of the message'],
  critical: ['content', 'bytes', 'critical flag and reserved bits'],
  payloadLength: ['structure', 'uint', 'length of a payload'],
  payload: ['content', 'bytes', 'proposals, keys, identities, certificates, addresses'],
})
const tail = [
  [F.next, 1],
  [F.version, 1],
  [F.exchange, 1],
  [F.flags, 1],
  [F.message, 4],
  [F.length, 4],
] as const
const first = layout('isakmp', [[F.initiator, 8], [F.noResponder, 8], ...tail])
const later = layout('isakmp', [[F.initiator, 8], [F.responder, 8], ...tail])
const payloadHeader = layout('isakmp.payload', [
  [F.next, 1],
  [F.critical, 1],
  [F.payloadLength, 2],
])
const PROTOCOL = space('ip-protocol')
const ESP = 50
/** RFC 7296 §3.14 and RFC 7383 §2.5: what these announce next lies encrypted within. */
const ENCRYPTED = 46
const ENCRYPTED_FRAGMENT = 53
/** RFC 7296 §3.3 */
const ASSOCIATION = 33
const PROPOSAL = 2

/** Notes the heads of proposals: without lengths readers would call what is left malformed. */
function proposals(f: Frame, from: number, end: number): void {
  const b = f.b
  let more = true
  let at = from
  while (more && at + 8 <= end) {
    const stop = at + u16(b, at + 2)
    more = b[at] === PROPOSAL
    if ((b[at] !== 0 && !more) || b[at + 1] !== 0 || stop < at + 8 || stop > end) return
    span(f, payloadHeader, at, at + 4)
    span(f, F.payload, at + 4, stop)
    at = stop
  }
}

function payloads(f: Frame, announced: number, from: number, end: number): number {
  const b = f.b
  let type = announced
  let at = from
  while (type !== 0 && at + 4 <= end) {
    const stop = at + u16(b, at + 2)
    if (stop < at + 4) return Weird['bad-length']
    if (stop > end) return short(f)
    span(f, payloadHeader, at, at + 4)
    if (type === ASSOCIATION) proposals(f, at + 4, stop)
    span(f, F.payload, f.cursor, stop)
    if (type === ENCRYPTED || type === ENCRYPTED_FRAGMENT) break
    type = b[at]
    at = stop
  }
  return 0
}

/** RFC 7296 §3.1 and RFC 2408 §3.1 share the header. */
function message(f: Frame, at: number, end: number): number {
  const b = f.b
  if (at + 28 > end) return Weird.truncated
  const version = b[at + 17] >> 4
  if (version !== 1 && version !== 2) return Weird['not-this-protocol']
  const length = u32(b, at + 24)
  if (length < 28 || length > 65535) return Weird['not-this-protocol']
  if (at + length > end && short(f) < 0) return Weird['bad-length']
  const fresh = u32(b, at + 8) === 0 && u32(b, at + 12) === 0
  span(f, fresh ? first : later, at, at + 28)
  // RFC 2408 §3.1: with the encryption flag of version 1 all payloads are encrypted.
  if (version === 1 && (b[at + 19] & 1) !== 0) return 0
  return payloads(f, b[at + 16], at + 28, Math.min(at + length, end))
}

/** RFC 7296 §3, RFC 2408 §3. */
export const isakmp: Dissector = {
  name: 'isakmp',
  title: 'Internet Key Exchange',
  source: 'RFC 7296, RFC 2408',
  claims: [['udp-port', 500]],
  dissect(f, at, end) {
    return message(f, at, end)
  },
}

/** RFC 3948 §2: four zero bytes before key exchange, else ESP; a keepalive is a single byte. */
export const espInUdp: Dissector = {
  name: 'esp-in-udp',
  title: 'ESP and key exchange through address translators',
  source: 'RFC 3948',
  claims: [['udp-port', 4500]],
  dissect(f, at, end) {
    if (at + 4 > end) return 0
    const index = u32(f.b, at)
    // RFC 4303 §2.1: indices up to 255 are reserved.
    if (index > 0 && index < 256) return Weird['not-this-protocol']
    if (index !== 0) {
      next(f, PROTOCOL, ESP, at, end)
      return 0
    }
    span(f, F.marker, at, at + 4)
    return message(f, at + 4, end)
  },
}
