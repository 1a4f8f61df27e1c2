/** RADIUS: only the shape of its messages; users, addresses and proofs are all content. */
import { u16 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('radius', {
  code: ['structure', 'uint', 'code'],
  id: ['link', 'uint', 'identifier that ties an answer to its request'],
  length: ['structure', 'uint', 'length'],
  attribute: ['structure', 'uint', 'type and length of an attribute'],
  content: ['content', 'bytes', 'authenticator, and values of attributes'],
})
const header = layout('radius', [
  [F.code, 1],
  [F.id, 1],
  [F.length, 2],
])
const SIZE = 20
/** Length of an attribute with the least value that there may be (RFC 2865 §5). */
const ATTRIBUTE_MIN = 3
const VENDOR = 26

/** Types that IANA has given out: what lies between is for experiments and implementations. */
function isType(type: number): boolean {
  return (type > 0 && type < 192) || (type > 240 && type < 247)
}

/**
 * RFC 2865 §5.26: a vendor, then attributes of its own. Lengths alone stay: vendor and type
 * together could be any four bytes.
 */
function vendorAttributes(f: Frame, from: number, end: number): void {
  const b = f.b
  let at = from + 4
  while (at + 2 <= end && b[at + 1] >= 2 && at + b[at + 1] <= end) {
    span(f, F.content, f.cursor, at + 1)
    span(f, F.attribute, at + 1, at + 2)
    at += b[at + 1]
  }
}

/** RFC 2865 §5: types and lengths stay, since a length of zero cannot be read. */
function attributes(f: Frame, from: number, end: number): void {
  const b = f.b
  let at = from
  while (at + ATTRIBUTE_MIN <= end && isType(b[at])) {
    const stop = at + b[at + 1]
    if (stop < at + ATTRIBUTE_MIN || stop > end) break
    span(f, F.attribute, at, at + 2)
    if (b[at] === VENDOR) vendorAttributes(f, at + 2, stop)
    span(f, F.content, f.cursor, stop)
    at = stop
  }
}

/** RFC 2865 §3, RFC 2866 §3, RFC 5176 §2.3. */
export const radius: Dissector = {
  name: 'radius',
  title: 'Remote Authentication Dial In User Service',
  source: 'RFC 2865',
  claims: [
    ['udp-port', 1645],
    ['udp-port', 1646],
    ['udp-port', 1812],
    ['udp-port', 1813],
    ['udp-port', 3799],
  ],
  dissect(f, at, end) {
    if (at + SIZE > end) return Weird.truncated
    const code = f.b[at]
    const length = u16(f.b, at + 2)
    if (code < 1 || code > 52 || length < SIZE || length > 4096) return Weird['not-this-protocol']
    if (at + length > end && f.snapped === 0 && f.fragmented === 0) return Weird['bad-length']
    span(f, header, at, at + 4)
    span(f, F.content, at + 4, at + SIZE)
    attributes(f, at + SIZE, Math.min(at + length, end))
    return 0
  },
}
