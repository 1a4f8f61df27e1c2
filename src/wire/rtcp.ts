/**
 * The control protocol of RTP: who hears whom, and how well.
 */
import { u16, u32 } from '../bytes/endian.js'
import { areAtMost } from './bounds.js'
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
  item: ['structure', 'uint', 'type and length of a name, length of a reason, end of names'],
  content: ['content', 'bytes', 'names, reasons, feedback, numbers that none can mean'],
})
const sender = layout('rtcp.sender', [
  [F.wallClock, 8],
  [F.mediaClock, 4],
  [F.sent, 4],
  [F.sent, 4],
])
const oddSender = layout('rtcp.sender', [
  [F.wallClock, 8],
  [F.mediaClock, 4],
  [F.content, 4],
  [F.content, 4],
])
const report = layout('rtcp.report', [
  [F.source, 4],
  [F.loss, 4],
  [F.highest, 4],
  [F.jitter, 4],
  [F.lastReport, 4],
  [F.delay, 4],
])
const oddReport = layout('rtcp.report', [
  [F.source, 4],
  [F.content, 4],
  [F.highest, 4],
  [F.content, 4],
  [F.lastReport, 4],
  [F.content, 4],
])
/** Ticks of clocks: an hour of delay in 65,536ths of a second, as long of any medium's jitter. */
const TICKS_MAX = 0x0fff_ffff
const SENDER = 200
const RECEIVER = 201
const DESCRIPTION = 202
/** Bytes in a packet of the least medium (events of telephones, RFC 4733) and the greatest. */
const PACKET_MIN = 4
const PACKET_MAX = 0xffff
/** Names and other texts of RFC 3550 §6.5; the eighth is private. */
const ITEM_MAX = 8

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

/** §6.4.1: whether so many packets can have carried so many bytes: of text they cannot. */
function areCounts(b: Uint8Array, at: number): boolean {
  const packets = u32(b, at)
  const bytes = u32(b, at + 4)
  return bytes >= packets * PACKET_MIN && bytes <= packets * PACKET_MAX
}

/**
 * §6.4.1: the packets lost are a number of 24 bits and either sign, of which few are meant, and
 * behind them stand jitter and delay.
 */
function isReport(b: Uint8Array, at: number): boolean {
  const high = b[at + 5] >> 4
  const isLoss = high === 0 || high === 15
  return isLoss && areAtMost(b, at + 12, 1, TICKS_MAX) && areAtMost(b, at + 20, 1, TICKS_MAX)
}

/** Where the bytes of zero that `at` begins come to the end of their word (§6.5), or -1. */
function wordEnd(b: Uint8Array, from: number, at: number, end: number): number {
  const stop = at + 4 - ((at - from) & 3)
  for (let i = at; i < stop; i++) if (i >= end || b[i] !== 0) return -1
  return stop
}

/** §6.5: of each source texts behind type and length, up to a type of zero. */
function descriptions(f: Frame, from: number, end: number, sources: number): void {
  const b = f.b
  let at = from
  for (let n = 0; n < sources && at < end; n++) {
    // The first source stands before `from`.
    if (n > 0 && at + 8 > end) return
    if (n > 0) span(f, F.source, at, at + 4)
    if (n > 0) at += 4
    while (at + 2 <= end && b[at] !== 0) {
      const stop = at + 2 + b[at + 1]
      if (b[at] > ITEM_MAX || stop > end) return
      span(f, F.item, at, at + 2)
      span(f, F.content, at + 2, stop)
      at = stop
    }
    const stop = wordEnd(b, from, at, end)
    if (stop < 0) return
    span(f, F.item, at, stop)
    at = stop
  }
}

function packet(f: Frame, from: number, end: number): void {
  const type = f.b[from + 1]
  let at = from + 8
  span(f, F.head, from, from + 4)
  span(f, F.source, from + 4, at)
  if (type === SENDER) {
    span(f, areCounts(f.b, at + 12) ? sender : oddSender, at, at + 20)
    at += 20
  }
  const reports = type <= RECEIVER ? f.b[from] & 31 : 0
  for (let n = 0; n < reports; n++, at += 24) {
    span(f, isReport(f.b, at) ? report : oddReport, at, at + 24)
  }
  if (type === DESCRIPTION) descriptions(f, at, end, f.b[from] & 31)
  span(f, F.content, f.cursor, end)
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
  first: [[0x80, 0xbf]],
  sniff(b, at, end, transport) {
    return transport === 17 && isCompound(b, at, end)
  },
}
