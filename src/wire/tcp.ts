/** The Transmission Control Protocol, with every option. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { checksum, type Frame, next, Sum, span, transportFlow } from './frame.js'
import { tcpOptions } from './tcp-options.js'
import { Weird } from './weird.js'

const F = fields('tcp', {
  srcPort: ['port', 'port', 'source port'],
  dstPort: ['port', 'port', 'destination port'],
  seq: ['link', 'flow-seq-forward', 'sequence number'],
  ack: ['link', 'flow-seq-reverse', 'acknowledgement number'],
  ackUnused: ['content', 'bytes', 'acknowledgement number where the ACK flag is not set'],
  flags: ['structure', 'uint', 'data offset and flags'],
  window: ['software', 'uint', 'window'],
  checksum: ['derived', 'uint', 'checksum'],
  urgent: ['size', 'uint', 'urgent pointer'],
  urgentUnused: ['content', 'bytes', 'urgent pointer where the URG flag is not set'],
})
const ports: readonly (readonly [number, number])[] = [
  [F.srcPort, 2],
  [F.dstPort, 2],
  [F.seq, 4],
]
const tail: readonly (readonly [number, number])[] = [
  [F.flags, 2],
  [F.window, 2],
  [F.checksum, 2],
]
/** Four layouts, by whether the ACK (1) and URG (2) flags are set. */
const headers = [0, 1, 2, 3].map((i) =>
  layout('tcp', [
    ...ports,
    [(i & 1) !== 0 ? F.ack : F.ackUnused, 4],
    ...tail,
    [(i & 2) !== 0 ? F.urgent : F.urgentUnused, 2],
  ]),
)
/** What an ICMP error quotes at least (RFC 792): the ports and the sequence number. */
const quoted = layout('tcp.quoted', ports)
const TCP_PORT = space('tcp-port')
const ACK = 0x10
const URG = 0x20

/**
 * A header of which the capture, a quote or a fragment holds only the first bytes: what is there of
 * it stands, and an option that was cut is content.
 */
function cutHeader(f: Frame, at: number, end: number, flow: number, acked: boolean): number {
  if (f.snapped === 0 && f.fragmented === 0 && f.soft === 0) return Weird.truncated
  if (at + 20 > end) span(f, quoted, at, at + 8, flow)
  else tcpOptions(f, f.cursor, end, flow, acked)
  return 0
}

/** RFC 9293 §3.1. */
export const tcp: Dissector = {
  name: 'tcp',
  title: 'Transmission Control Protocol',
  source: 'RFC 9293',
  claims: [['ip-protocol', 6]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 8 > end) return Weird.truncated
    if (at + 20 > end) return cutHeader(f, at, end, transportFlow(f, at, 6), false)
    const payload = at + (b[at + 12] >> 4) * 4
    if (payload < at + 20) return Weird['bad-length']
    const flags = b[at + 13]
    const flow = transportFlow(f, at, 6)
    const acked = (flags & ACK) !== 0
    span(f, headers[(acked ? 1 : 0) | ((flags & URG) !== 0 ? 2 : 0)], at, at + 20, flow)
    checksum(f, Sum.pseudo, at + 16, at, f.fragmented !== 0 ? 0x7fffffff : Math.max(end, f.netEnd))
    if (payload > end) return cutHeader(f, at, end, flow, acked)
    if (payload > at + 20) tcpOptions(f, at + 20, payload, flow, acked)
    f.soft = 1
    const src = u16(b, at)
    const dst = u16(b, at + 2)
    next(f, TCP_PORT, Math.min(src, dst), payload, end)
    f.nextOther = Math.max(src, dst)
    return 0
  },
}
