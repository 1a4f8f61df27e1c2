/** The Internet Protocol, version 4, with every option. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { checksum, type Frame, flow, next, Sum, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('ipv4', {
  version: ['structure', 'uint', 'version and header length'],
  tos: ['enum', 'uint', 'differentiated services and congestion notification'],
  length: ['structure', 'uint', 'total length'],
  id: ['link', 'flow-id', 'identification, which ties the fragments of a datagram together'],
  fragment: ['structure', 'uint', 'fragment flags and offset'],
  ttl: ['software', 'uint', 'time to live'],
  protocol: ['structure', 'uint', 'protocol of what follows'],
  checksum: ['derived', 'uint', 'header checksum'],
  src: ['address', 'ipv4', 'source address'],
  dst: ['address', 'ipv4', 'destination address'],
  option: ['structure', 'uint', 'option type, length and pointer'],
  optionAddress: ['address', 'ipv4', 'address in a route or timestamp option'],
  optionTime: ['time', 'uint', 'time in a timestamp option'],
  optionValue: ['content', 'bytes', 'value of any other option'],
})
const header = layout('ipv4', [
  [F.version, 1],
  [F.tos, 1],
  [F.length, 2],
  [F.id, 2],
  [F.fragment, 2],
  [F.ttl, 1],
  [F.protocol, 1],
  [F.checksum, 2],
  [F.src, 4],
  [F.dst, 4],
])
const PROTOCOL = space('ip-protocol')

/** RFC 791 §3.1: record route 7, loose 131 and strict 137 source route carry addresses. */
function routeOption(f: Frame, at: number, end: number): void {
  span(f, F.option, at, at + 3)
  let i = at + 3
  for (; i + 4 <= end; i += 4) span(f, F.optionAddress, i, i + 4)
  span(f, F.optionValue, i, end)
}

/** RFC 791 §3.1, internet timestamp: flag 0 times only, 1 and 3 pairs of address and time. */
function timestampOption(f: Frame, at: number, end: number): void {
  span(f, F.option, at, at + 4)
  const pairs = (f.b[at + 3] & 15) !== 0
  let i = at + 4
  for (let n = 0; i + 4 <= end; i += 4, n++) {
    span(f, pairs && (n & 1) === 0 ? F.optionAddress : F.optionTime, i, i + 4)
  }
  span(f, F.optionValue, i, end)
}

function options(f: Frame, from: number, end: number): number {
  const b = f.b
  let at = from
  while (at < end) {
    const type = b[at]
    if (type === 0) {
      span(f, F.option, at, at + 1)
      span(f, F.optionValue, at + 1, end)
      return 0
    }
    if (type === 1) {
      span(f, F.option, at, at + 1)
      at++
      continue
    }
    if (at + 2 > end) return Weird['bad-length']
    const stop = at + b[at + 1]
    if (b[at + 1] < 2 || stop > end) return Weird['bad-length']
    if ((type === 7 || type === 131 || type === 137) && stop >= at + 3) routeOption(f, at, stop)
    else if (type === 68 && stop >= at + 4) timestampOption(f, at, stop)
    else {
      span(f, F.option, at, at + 2)
      span(f, F.optionValue, at + 2, stop)
    }
    at = stop
  }
  return 0
}

/**
 * RFC 791 §3.1. A total length of 0 or beyond the capture (offloading, cut frames) means "to the
 * end".
 */
export const ipv4: Dissector = {
  name: 'ipv4',
  title: 'Internet Protocol version 4',
  source: 'RFC 791',
  claims: [
    ['ethertype', 0x0800],
    ['ip-protocol', 4],
    ['ip-version', 4],
    ['link-type', 228],
    ['ppp-protocol', 0x21],
  ],
  dissect(f, at, end) {
    const b = f.b
    if (at + 20 > end) return Weird.truncated
    if (b[at] >> 4 !== 4) return Weird['bad-version']
    const payload = at + (b[at] & 15) * 4
    if (payload < at + 20) return Weird['bad-length']
    if (payload > end) return Weird.truncated
    const length = u16(b, at + 2)
    if (length !== 0 && at + length < payload) return Weird['bad-length']
    const stop = length === 0 ? end : at + length
    const protocol = b[at + 9]
    f.net = flow(f, at + 12, at + 16, 4, -1, protocol)
    f.transport = -1
    span(f, header, at, at + 20, f.net)
    checksum(f, Sum.inet, at + 10, at, payload)
    if (payload > at + 20) {
      const r = options(f, at + 20, payload)
      if (r < 0) return r
    }
    f.netEnd = stop
    f.fragmented = (u16(b, at + 6) & 0x2000) !== 0 ? 1 : 0
    const offset = u16(b, at + 6) & 0x1fff
    if (offset === 0) next(f, PROTOCOL, protocol, payload, Math.min(stop, end))
    return 0
  },
}
