/** PPP over Ethernet: finding an access concentrator, and the session with it. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, next, rest, span } from './frame.js'
import { short } from './short.js'
import { Weird } from './weird.js'

const F = fields('pppoe', {
  version: ['structure', 'uint', 'version and type'],
  code: ['structure', 'uint', 'packet code'],
  sessionId: ['link', 'uint', 'session identifier'],
  length: ['structure', 'uint', 'length of the payload'],
  tag: ['structure', 'uint', 'type and length of a tag'],
  acName: ['hostname', 'text', 'name of the access concentrator'],
  hostUniq: ['link', 'bytes', 'value that ties an answer to its request'],
  cookie: ['secret', 'bytes', 'cookie of the access concentrator'],
  value: ['content', 'bytes', 'circuit, subscriber, service name and any other value'],
})
const header = layout('pppoe', [
  [F.version, 1],
  [F.code, 1],
  [F.sessionId, 2],
  [F.length, 2],
])
const ETHERTYPE = space('ethertype')
const PPP = 0x880b

/**
 * Whether a tag is registered (RFC 2516 App. A, RFC 5578, RFC 4638, RFC 4937). A list of others,
 * each without a value, would be whatever its types say.
 */
function isTag(type: number): boolean {
  const isPlain = type === 0 || type === 0x0110 || type === 0x0120
  return isPlain || (type >= 0x0101 && type <= 0x010a) || (type >= 0x0201 && type <= 0x0203)
}

/** Whether a length says more than there was on the wire; bytes may be missing where it was cut. */
function claimsMore(f: Frame, stop: number, end: number): boolean {
  if (stop <= end) return false
  return (f.fragmented === 0 && stop > f.at + f.wire) || short(f) < 0
}

function tagField(type: number): number {
  if (type === 0x0102) return F.acName
  if (type === 0x0103) return F.hostUniq
  return type === 0x0104 ? F.cookie : F.value
}

/** RFC 2516 §5: a list of tags. */
export const pppoeDiscovery: Dissector = {
  name: 'pppoed',
  title: 'PPPoE discovery',
  source: 'RFC 2516 §5',
  claims: [['ethertype', 0x8863]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 6 > end) return Weird.truncated
    if (claimsMore(f, at + 6 + u16(b, at + 4), end)) return Weird['bad-length']
    span(f, header, at, at + 6)
    const stop = Math.min(end, at + 6 + u16(b, at + 4))
    let i = at + 6
    while (i + 4 <= stop) {
      const tagEnd = i + 4 + u16(b, i + 2)
      if (tagEnd > stop || !isTag(u16(b, i))) break
      span(f, F.tag, i, i + 4)
      span(f, tagField(u16(b, i)), i + 4, tagEnd)
      i = tagEnd
    }
    span(f, F.value, i, stop)
    span(f, rest.trailer, stop, end)
    return 0
  },
}

/** RFC 2516 §6: PPP, from its protocol number on. */
export const pppoeSession: Dissector = {
  name: 'pppoes',
  title: 'PPPoE session',
  source: 'RFC 2516 §6',
  claims: [
    ['ethertype', 0x8864],
    ['link-type', 51],
  ],
  dissect(f, at, end) {
    const payload = at + 6
    if (payload > end) return Weird.truncated
    if (claimsMore(f, payload + u16(f.b, at + 4), end)) return Weird['bad-length']
    span(f, header, at, payload)
    if (f.b[at + 1] !== 0) return 0
    next(f, ETHERTYPE, PPP, payload, Math.min(end, payload + u16(f.b, at + 4)))
    return 0
  },
}
