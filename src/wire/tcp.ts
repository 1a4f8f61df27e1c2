/** The Transmission Control Protocol, with every option. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { checksum, type Frame, next, Sum, span, transportFlow } from './frame.js'
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
  option: ['structure', 'uint', 'option kind and length, padding'],
  mss: ['software', 'uint', 'maximum segment size'],
  windowScale: ['software', 'uint', 'window scale'],
  sackEdge: ['link', 'flow-seq-reverse', 'edge of a selectively acknowledged block'],
  clock: ['link', 'flow-clock-forward', 'timestamp value'],
  clockEcho: ['link', 'flow-clock-reverse', 'timestamp echo reply'],
  clockUnused: ['content', 'bytes', 'timestamp echo reply where the ACK flag is not set'],
  optionCookie: ['secret', 'bytes', 'fast open cookie'],
  optionValue: ['content', 'bytes', 'value of any other option'],
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
const clockOption = layout('tcp.timestamps', [
  [F.option, 2],
  [F.clock, 4],
  [F.clockEcho, 4],
])
const firstClockOption = layout('tcp.timestamps', [
  [F.option, 2],
  [F.clock, 4],
  [F.clockUnused, 4],
])
const paddedClockOption = layout('tcp.timestamps', [
  [F.option, 4],
  [F.clock, 4],
  [F.clockEcho, 4],
])
const TCP_PORT = space('tcp-port')
const ACK = 0x10
const URG = 0x20

/** One option of known length (RFC 9293 §3.1, RFC 7323, RFC 2018, RFC 7413). */
function option(f: Frame, at: number, stop: number, flow: number, acked: boolean): void {
  const kind = f.b[at]
  const length = stop - at
  if (kind === 8 && length === 10) {
    span(f, acked ? clockOption : firstClockOption, at, stop, flow)
    return
  }
  span(f, F.option, at, at + 2)
  if (kind === 2 && length === 4) span(f, F.mss, at + 2, stop)
  else if (kind === 3 && length === 3) span(f, F.windowScale, at + 2, stop)
  else if (kind === 5 && length % 8 === 2) {
    for (let i = at + 2; i < stop; i += 4) span(f, F.sackEdge, i, i + 4, flow)
  } else if (kind === 34) span(f, F.optionCookie, at + 2, stop)
  else span(f, F.optionValue, at + 2, stop)
}

function options(f: Frame, from: number, end: number, flow: number, acked: boolean): number {
  const b = f.b
  let at = from
  // The form nearly every established connection uses: two no-operations, then timestamps.
  if (acked && end - at === 12 && b[at] === 1 && b[at + 1] === 1 && b[at + 2] === 8) {
    if (b[at + 3] === 10) {
      span(f, paddedClockOption, at, end, flow)
      return 0
    }
  }
  while (at < end) {
    const kind = b[at]
    if (kind === 0) {
      span(f, F.option, at, at + 1)
      span(f, F.optionValue, at + 1, end)
      return 0
    }
    if (kind === 1) {
      span(f, F.option, at, at + 1)
      at++
      continue
    }
    const stop = at + 1 < end ? at + b[at + 1] : end + 1
    if (stop < at + 2 || stop > end) {
      span(f, F.optionValue, at, end)
      return 0
    }
    option(f, at, stop, flow, acked)
    at = stop
  }
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
    if (at + 20 > end) return Weird.truncated
    const payload = at + (b[at + 12] >> 4) * 4
    if (payload < at + 20) return Weird['bad-length']
    if (payload > end) return Weird.truncated
    const flags = b[at + 13]
    const flow = transportFlow(f, at, 6)
    const acked = (flags & ACK) !== 0
    span(f, headers[(acked ? 1 : 0) | ((flags & URG) !== 0 ? 2 : 0)], at, at + 20, flow)
    checksum(f, Sum.pseudo, at + 16, at, f.fragmented !== 0 ? 0x7fffffff : Math.max(end, f.netEnd))
    if (payload > at + 20) options(f, at + 20, payload, flow, acked)
    f.soft = 1
    const src = u16(b, at)
    const dst = u16(b, at + 2)
    next(f, TCP_PORT, Math.min(src, dst), payload, end)
    f.nextOther = Math.max(src, dst)
    return 0
  },
}
