/** Generic Routing Encapsulation: plain, with key and sequence, source-routed, and for PPTP. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields } from './fields.js'
import { checksum, type Frame, next, Sum, span } from './frame.js'
import { short } from './short.js'
import { Weird } from './weird.js'

const F = fields('gre', {
  flags: ['structure', 'uint', 'flags and version'],
  type: ['structure', 'uint', 'EtherType of what follows'],
  checksum: ['derived', 'uint', 'checksum of header and data'],
  reserved: ['content', 'bytes', 'reserved bytes, or the offset into the source route'],
  key: ['link', 'uint', 'key; in NVGRE the virtual subnet and flow identifiers'],
  sequence: ['link', 'uint', 'sequence number'],
  length: ['structure', 'uint', 'length of the PPP frame'],
  call: ['link', 'uint', 'call identifier'],
  ack: ['link', 'uint', 'acknowledgement number'],
  routeType: ['structure', 'uint', 'address family, offset and length of a source route entry'],
  route: ['content', 'bytes', 'source route'],
})
const ETHERTYPE = space('ethertype')
const CHECKSUM = 0x8000
const ROUTING = 0x4000
const KEY = 0x2000
const SEQUENCE = 0x1000
const ACK = 0x0080
/** Reserved in RFC 2784 §2.2 and RFC 1701 alike: what is set there is not understood. */
const RESERVED = 0x00f8
const ETHERNET = 0x6558
const ERSPAN = 0x88be
const PPP = 0x880b

/** RFC 1701: no route any more, addresses of IPv4, autonomous systems. Others say anything. */
const FAMILIES = [0, 0x0800, 0xfffe]

/** Source route entries (RFC 1701): family, offset, length, route; a zero length ends them. */
function routing(f: Frame, from: number, end: number): number {
  const b = f.b
  let at = from
  while (at + 4 <= end) {
    const length = b[at + 3]
    if (at + 4 + length > end) return -1
    const isKnown = FAMILIES.includes(u16(b, at)) && b[at + 2] <= length
    if (!isKnown) span(f, F.route, at, at + 3)
    span(f, F.routeType, f.cursor, at + 4)
    span(f, F.route, at + 4, at + 4 + length)
    at += 4 + length
    if (length === 0) return at
  }
  return -1
}

/** RFC 2784 with RFC 2890; RFC 1701 where its routing is present; RFC 7637 for NVGRE. */
function standard(f: Frame, flags: number, at: number, end: number): number {
  if ((flags & RESERVED) !== 0) return Weird['bad-value']
  const summed = (flags & (CHECKSUM | ROUTING)) !== 0
  const keyed = (flags & KEY) !== 0
  const counted = (flags & SEQUENCE) !== 0
  let payload = at + 4 + (summed ? 4 : 0) + (keyed ? 4 : 0) + (counted ? 4 : 0)
  if (payload > end) return Weird.truncated
  const type = u16(f.b, at + 2)
  span(f, F.flags, at, at + 2)
  span(f, F.type, at + 2, at + 4)
  let i = at + 4
  if (summed) {
    span(f, (flags & CHECKSUM) !== 0 ? F.checksum : F.reserved, i, i + 2)
    span(f, F.reserved, i + 2, i + 4)
    if ((flags & CHECKSUM) !== 0) {
      const to = f.fragmented !== 0 ? 0x7fffffff : Math.max(end, f.netEnd)
      checksum(f, Sum.inet, i, at, to)
    }
    i += 4
  }
  if (keyed) {
    span(f, F.key, i, i + 4)
    i += 4
  }
  if (counted) span(f, F.sequence, i, i + 4)
  if ((flags & ROUTING) !== 0) {
    payload = routing(f, payload, end)
    if (payload < 0) return short(f)
  }
  // ERSPAN type I has no header of its own: a mirrored frame follows at once, and no number counts.
  next(f, ETHERTYPE, type === ERSPAN && !counted ? ETHERNET : type, payload, end)
  return 0
}

/** RFC 2637 §4.1: the key is a length and a call, and acknowledgements ride along. */
function pptp(f: Frame, flags: number, at: number, end: number): number {
  const counted = (flags & SEQUENCE) !== 0
  const acked = (flags & ACK) !== 0
  const payload = at + 8 + (counted ? 4 : 0) + (acked ? 4 : 0)
  if ((flags & KEY) === 0 || u16(f.b, at + 2) !== PPP) return Weird['bad-value']
  if (payload > end) return Weird.truncated
  span(f, F.flags, at, at + 2)
  span(f, F.type, at + 2, at + 4)
  span(f, F.length, at + 4, at + 6)
  span(f, F.call, at + 6, at + 8)
  if (counted) span(f, F.sequence, at + 8, at + 12)
  if (acked) span(f, F.ack, payload - 4, payload)
  const length = u16(f.b, at + 4)
  if (payload + length > end && short(f) < 0) return Weird['bad-length']
  if (length > 0) next(f, ETHERTYPE, PPP, payload, Math.min(end, payload + length))
  return 0
}

/** RFC 2784, RFC 2890, RFC 1701, RFC 2637. */
export const gre: Dissector = {
  name: 'gre',
  title: 'Generic Routing Encapsulation',
  source: 'RFC 2784, RFC 2890, RFC 2637',
  claims: [['ip-protocol', 47]],
  dissect(f, at, end) {
    if (at + 4 > end) return Weird.truncated
    const flags = u16(f.b, at)
    const version = flags & 7
    if (version === 0) return standard(f, flags, at, end)
    return version === 1 ? pptp(f, flags, at, end) : Weird['bad-version']
  },
}
