/** The IPv6 routing header: source route, mobility, RPL and segment routing. */
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { FLOW, type Frame, next, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('ipv6-routing', {
  nxt: ['structure', 'uint', 'protocol of what follows'],
  len: ['structure', 'uint', 'length of the header in 8-byte units, not counting the first'],
  type: ['structure', 'uint', 'routing type'],
  segleft: ['structure', 'uint', 'segments left'],
  reserved: ['content', 'bytes', 'reserved'],
  address: ['address', 'ipv6', 'address on the route'],
  suffix: ['address', 'bytes', 'end of an address on the route, its start elided'],
  rplCompression: ['structure', 'uint', 'how many bytes of each address are elided'],
  lastEntry: ['structure', 'uint', 'index of the last segment'],
  flags: ['enum', 'uint', 'segment routing flags'],
  tag: ['link', 'uint', 'tag of a class of packets'],
  tlv: ['structure', 'uint', 'type and length of a segment routing TLV'],
  value: ['content', 'bytes', 'any other data'],
})
const header = layout('ipv6-routing', [
  [F.nxt, 1],
  [F.len, 1],
  [F.type, 1],
  [F.segleft, 1],
])
const segmentHeader = layout('ipv6-routing.srh', [
  [F.lastEntry, 1],
  [F.flags, 1],
  [F.tag, 2],
])
const PROTOCOL = space('ip-protocol')

/** The last of the addresses, which checksums are made with (RFC 8200 §8.1). */
function destination(f: Frame, at: number, segmentsLeft: number): void {
  if (segmentsLeft > 0) f.flow[f.net * FLOW + 1] = at
}

/** Types 0 (RFC 2460 §4.4) and 2 (RFC 6275 §6.4): reserved, then addresses, the last one last. */
function plainRoute(f: Frame, at: number, stop: number, left: number): void {
  span(f, F.reserved, at, at + 4)
  let i = at + 4
  for (; i + 16 <= stop; i += 16) span(f, F.address, i, i + 16)
  if (i > at + 4) destination(f, i - 16, left)
  span(f, F.value, i, stop)
}

/**
 * RFC 6554 §3: all addresses but the last lack `CmprI` bytes, the last `CmprE`, and share a start.
 */
function rplRoute(f: Frame, at: number, stop: number, left: number): void {
  const inner = 16 - (f.b[at] >> 4)
  const last = 16 - (f.b[at] & 15)
  const lastEnd = stop - (f.b[at + 1] >> 4)
  span(f, F.rplCompression, at, at + 2)
  span(f, F.reserved, at + 2, at + 4)
  let i = at + 4
  for (; i + inner + last <= lastEnd; i += inner) {
    span(f, inner === 16 ? F.address : F.suffix, i, i + inner)
  }
  if (i + last === lastEnd) {
    span(f, last === 16 ? F.address : F.suffix, i, lastEnd)
    if (last === 16) destination(f, i, left)
    // The last address is nowhere in full: as in a fragment, no checksum over it can be made.
    else if (left > 0) f.fragmented = 1
    i = lastEnd
  }
  span(f, F.value, i, stop)
}

/** RFC 8754 §2: the segment list is in reverse, the last segment first; TLVs follow. */
function segmentRoute(f: Frame, at: number, stop: number, left: number): void {
  const b = f.b
  const listEnd = at + 4 + (b[at] + 1) * 16
  span(f, segmentHeader, at, at + 4)
  if (listEnd > stop) {
    span(f, F.value, at + 4, stop)
    return
  }
  destination(f, at + 4, left)
  let i = at + 4
  for (; i < listEnd; i += 16) span(f, F.address, i, i + 16)
  while (i < stop) {
    if (b[i] === 0) {
      span(f, F.tlv, i, i + 1)
      i++
      continue
    }
    const valueEnd = i + 2 <= stop ? i + 2 + b[i + 1] : stop + 1
    // Only padding (4) may be empty: a row of others without values is text in UTF-16.
    if (valueEnd > stop || (valueEnd === i + 2 && b[i] !== 4)) break
    span(f, F.tlv, i, i + 2)
    span(f, F.value, i + 2, valueEnd)
    i = valueEnd
  }
  span(f, F.value, i, stop)
}

/** RFC 8200 §4.4. Types nobody knows are content. */
export const ipv6Routing: Dissector = {
  name: 'ipv6-routing',
  title: 'IPv6 routing header',
  source: 'RFC 8200 §4.4, RFC 6275 §6.4, RFC 6554 §3, RFC 8754 §2',
  claims: [['ip-protocol', 43]],
  dissect(f, at, end) {
    const b = f.b
    if (f.net < 0 || f.flow[f.net * FLOW + 2] !== 16) return 0
    if (at + 8 > end) return Weird.truncated
    const stop = at + 8 + b[at + 1] * 8
    if (stop > end) return Weird.truncated
    const protocol = b[at]
    f.flow[f.net * FLOW + 4] = protocol
    span(f, header, at, at + 4)
    const type = b[at + 2]
    if (type === 0 || type === 2) plainRoute(f, at + 4, stop, b[at + 3])
    else if (type === 3) rplRoute(f, at + 4, stop, b[at + 3])
    else if (type === 4) segmentRoute(f, at + 4, stop, b[at + 3])
    else span(f, F.value, at + 4, stop)
    next(f, PROTOCOL, protocol, stop, end)
    return 0
  },
}
