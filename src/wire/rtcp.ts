/**
 * The control protocol of RTP: who hears whom, and how well.
 */
import { u16 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('rtcp', {
  head: ['structure', 'uint', 'version, count, packet type and length'],
  source: ['link', 'uint', 'synchronisation source'],
  wallClock: ['time', 'ntp64', 'time of day at the sender'],
  mediaClock: ['link', 'uint', 'the same time on the clock of the medium'],
  sent: ['size', 'uint', 'packets and bytes sent'],
  loss: ['size', 'uint', 'fraction and number of packets lost'],
  highest: ['link', 'uint', 'highest sequence number received'],
  jitter: ['size', 'uint', 'jitter'],
  lastReport: ['time', 'uint', 'middle bits of the time of the last report'],
  delay: ['size', 'uint', 'delay since the last report'],
  content: ['content', 'bytes', 'names, reasons, feedback'],
})
const sender = layout('rtcp.sender', [
  [F.wallClock, 8],
  [F.mediaClock, 4],
  [F.sent, 4],
  [F.sent, 4],
])
const report = layout('rtcp.report', [
  [F.source, 4],
  [F.loss, 4],
  [F.highest, 4],
  [F.jitter, 4],
  [F.lastReport, 4],
  [F.delay, 4],
])
const SENDER = 200
const RECEIVER = 201

/** RFC 3550 §6.4: packets of types 200 to 207 whose lengths add up to the datagram exactly. */
function isCompound(b: Uint8Array, from: number, end: number): boolean {
  let at = from
  // A compound packet begins with a report (§6.1); only feedback may stand alone (RFC 5506).
  const first = b[from + 1]
  if (at + 8 > end || (first !== SENDER && first !== RECEIVER)) return false
  while (at + 8 <= end) {
    if (b[at] >> 6 !== 2 || b[at + 1] < SENDER || b[at + 1] > 207) return false
    const words = u16(b, at + 2)
    const reports = b[at + 1] - SENDER < 2 ? (b[at] & 31) * 6 : 0
    if (words < reports + (b[at + 1] === SENDER ? 6 : 1)) return false
    at += 4 + words * 4
  }
  return at === end
}

function packet(f: Frame, from: number, end: number): void {
  const type = f.b[from + 1]
  let at = from + 8
  span(f, F.head, from, from + 4)
  span(f, F.source, from + 4, at)
  if (type === SENDER) {
    span(f, sender, at, at + 20)
    at += 20
  }
  const reports = type <= RECEIVER ? f.b[from] & 31 : 0
  for (let n = 0; n < reports; n++, at += 24) span(f, report, at, at + 24)
  span(f, F.content, at, end)
}

/** RFC 3550 §6. It has no port of its own; the checks above stand in for one. */
export const rtcp: Dissector = {
  name: 'rtcp',
  title: 'RTP Control Protocol',
  source: 'RFC 3550',
  claims: [],
  dissect(f, from, end) {
    if (!isCompound(f.b, from, end)) return Weird['not-this-protocol']
    let at = from
    while (at + 8 <= end) {
      const stop = at + 4 + u16(f.b, at + 2) * 4
      packet(f, at, stop)
      at = stop
    }
    return 0
  },
  sniff(b, at, end, transport) {
    return transport === 17 && isCompound(b, at, end)
  },
}
