/** The Stream Control Transmission Protocol: its common header and every kind of chunk. */
import { u16, u32 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { checksum, type Frame, Sum, span, transportFlow } from './frame.js'
import { parameter, parameters } from './sctp-parameters.js'
import { short } from './short.js'
import { isSigtran, sigtran } from './sigtran.js'
import { Weird } from './weird.js'

const F = fields('sctp', {
  srcPort: ['port', 'port', 'source port'],
  dstPort: ['port', 'port', 'destination port'],
  tag: ['link', 'uint', 'verification tag'],
  noTag: ['structure', 'uint', 'verification tag of a first packet, always zero'],
  checksum: ['derived', 'uint', 'CRC-32C of the packet'],
  noChecksum: ['structure', 'uint', 'checksum left to hardware or to DTLS, always zero'],
  chunk: ['structure', 'uint', 'chunk type and flags'],
  length: ['structure', 'uint', 'length of the chunk'],
  padding: ['content', 'bytes', 'padding'],
  initiateTag: ['link', 'uint', 'tag the peer must put in its packets'],
  window: ['software', 'uint', 'receiver window'],
  streams: ['software', 'uint', 'number of streams offered or accepted'],
  tsn: ['link', 'flow-seq-forward', 'transmission sequence number'],
  tsnAck: ['link', 'flow-seq-reverse', 'acknowledged transmission sequence number'],
  stream: ['link', 'uint', 'stream identifier'],
  streamSequence: ['link', 'uint', 'sequence number within the stream'],
  message: ['link', 'uint', 'message identifier'],
  protocol: ['enum', 'uint', 'payload protocol identifier'],
  fragment: ['size', 'uint', 'number of a fragment within its message'],
  reserved: ['content', 'bytes', 'reserved bytes'],
  data: ['content', 'bytes', 'user data'],
  blocks: ['structure', 'uint', 'number of blocks that follow'],
  block: ['size', 'uint', 'start and end of a block, counted from the acknowledged number'],
  cookie: ['secret', 'bytes', 'state cookie'],
  serial: ['link', 'flow-seq-forward', 'serial number of a change of addresses'],
  serialAck: ['link', 'flow-seq-reverse', 'acknowledged serial number'],
  cause: ['code', 'uint', 'cause of an error'],
  causeLength: ['structure', 'uint', 'length of a cause'],
  causeValue: ['content', 'bytes', 'what an error quotes'],
  key: ['link', 'uint', 'shared key identifier'],
  algorithm: ['software', 'uint', 'authentication algorithm'],
  mac: ['content', 'bytes', 'authentication code'],
  value: ['content', 'bytes', 'value of a chunk of any other type'],
})
const ports = [
  [F.srcPort, 2],
  [F.dstPort, 2],
] as const
/** Four layouts, by whether there is a tag (1) and a checksum (2). */
const headers = [0, 1, 2, 3].map((i) =>
  layout('sctp', [
    ...ports,
    [(i & 1) !== 0 ? F.tag : F.noTag, 4],
    [(i & 2) !== 0 ? F.checksum : F.noChecksum, 4],
  ]),
)
const chunkHeader = [
  [F.chunk, 2],
  [F.length, 2],
] as const

/** The fixed part of each type of chunk, header included. */
const fixed = new Map<number, number>()
function define(type: number, name: string, parts: readonly (readonly [number, number])[]): void {
  fixed.set(type, layout(`sctp.${name}`, [...chunkHeader, ...parts]))
}
const init = [
  [F.initiateTag, 4],
  [F.window, 4],
  [F.streams, 2],
  [F.streams, 2],
  [F.tsn, 4],
] as const
// RFC 9260 §3.3 unless noted.
define(0, 'data', [
  [F.tsn, 4],
  [F.stream, 2],
  [F.streamSequence, 2],
  [F.protocol, 4],
])
define(1, 'init', init)
define(2, 'init-ack', init)
define(3, 'sack', [
  [F.tsnAck, 4],
  [F.window, 4],
  [F.blocks, 2],
  [F.blocks, 2],
])
define(7, 'shutdown', [[F.tsnAck, 4]])
define(12, 'ecne', [[F.tsnAck, 4]])
define(13, 'cwr', [[F.tsn, 4]])
// RFC 4895 §4.1.
define(15, 'auth', [
  [F.key, 2],
  [F.algorithm, 2],
])
// draft-tuexen-tsvwg-sctp-multipath §3.
define(16, 'nr-sack', [
  [F.tsnAck, 4],
  [F.window, 4],
  [F.blocks, 2],
  [F.blocks, 2],
  [F.blocks, 2],
  [F.reserved, 2],
])
// RFC 5061 §4.1.
define(128, 'asconf-ack', [[F.serialAck, 4]])
define(193, 'asconf', [[F.serial, 4]])
// RFC 3758 §3.2.
define(192, 'forward-tsn', [[F.tsn, 4]])
// RFC 8260 §2.1 and §2.3.1.
define(194, 'i-forward-tsn', [[F.tsn, 4]])
const messageStart = [
  [F.tsn, 4],
  [F.stream, 2],
  [F.reserved, 2],
  [F.message, 4],
] as const
define(64, 'i-data', [...messageStart, [F.protocol, 4]])
/** RFC 9260 §15.6: registered identifiers are small, of others any may be anything. */
const PROTOCOLS = 0x80
const oddData = layout('sctp.data', [
  ...chunkHeader,
  [F.tsn, 4],
  [F.stream, 2],
  [F.streamSequence, 2],
  [F.reserved, 4],
])
const oddMessage = layout('sctp.i-data', [...chunkHeader, ...messageStart, [F.reserved, 4]])
const laterFragment = layout('sctp.i-data', [...chunkHeader, ...messageStart, [F.fragment, 4]])
const bare = layout('sctp.chunk', chunkHeader)
const skipped = layout('sctp.skipped', [
  [F.stream, 2],
  [F.streamSequence, 2],
])
const skippedMessage = layout('sctp.skipped-message', [
  [F.stream, 2],
  [F.reserved, 2],
  [F.message, 4],
])
const causeHeader = layout('sctp.cause', [
  [F.cause, 2],
  [F.causeLength, 2],
])

/** RFC 9260 §3.3.10: causes quote parameters, addresses and whole chunks. */
function causes(f: Frame, from: number, end: number): number {
  let at = from
  while (at + 4 <= end) {
    const stop = at + u16(f.b, at + 2)
    if (stop < at + 4 || stop > end) return Weird['bad-length']
    span(f, causeHeader, at, at + 4)
    const padded = Math.min((stop - from + 3) & ~3, end - from) + from
    span(f, F.causeValue, at + 4, stop)
    span(f, F.padding, stop, padded)
    at = padded
  }
  span(f, F.causeValue, at, end)
  return 0
}

/** RFC 9260 §3.3.4: gap blocks of four bytes, then duplicates as whole numbers. */
function blocks(f: Frame, from: number, end: number, gaps: number, flow: number): void {
  let at = from
  for (let n = 0; n < gaps && at + 4 <= end; n++, at += 4) {
    span(f, F.block, at, at + 2)
    span(f, F.block, at + 2, at + 4)
  }
  for (; at + 4 <= end; at += 4) span(f, F.tsnAck, at, at + 4, flow)
  span(f, F.value, at, end)
}

function repeat(f: Frame, id: number, size: number, from: number, end: number): void {
  let at = from
  for (; at + size <= end; at += size) span(f, id, at, at + size)
  span(f, F.value, at, end)
}

/** Chunks that end in parameters: set-up, heartbeats, answers to changes, reconfiguration. */
const LISTS = [1, 2, 4, 5, 128, 130]

/** What follows the fixed part of a chunk. */
function body(f: Frame, start: number, at: number, end: number, flow: number): number {
  const b = f.b
  const type = b[start]
  if (LISTS.includes(type)) return parameters(f, at, end, flow)
  if (type === 6 || type === 9) return causes(f, at, end)
  if (type === 193) {
    const first = parameter(f, at, end, flow)
    return first < 0 ? first : parameters(f, first, end, flow)
  }
  if (type === 0 && (b[start + 1] & 3) === 3 && isSigtran(u32(b, at - 4))) {
    // Flags B and E: the chunk holds a whole message.
    sigtran(f, at, end)
    span(f, F.data, f.cursor, end)
  } else if (type === 0 || type === 64) span(f, F.data, at, end)
  else if (type === 3) blocks(f, at, end, u16(b, start + 12), flow)
  else if (type === 16) blocks(f, at, end, u16(b, start + 12) + u16(b, start + 14), flow)
  else if (type === 10) span(f, F.cookie, at, end)
  else if (type === 15) span(f, F.mac, at, end)
  else if (type === 192) repeat(f, skipped, 4, at, end)
  else if (type === 194) repeat(f, skippedMessage, 8, at, end)
  else span(f, F.value, at, end)
  return 0
}

/** Bytes of the fixed part of each type of chunk. */
function fixedSize(type: number): number {
  if (type === 0) return 16
  if (type === 1 || type === 2 || type === 16 || type === 64) return 20
  if (type === 3) return 16
  return fixed.has(type) ? 8 : 4
}

/** Chunks that may be under way at once, as far as a block says: two letters are more. */
const GAP_MAX = 0x1fff

/** RFC 9260 §3.3.4: whether blocks begin, end, and follow one another, as numbers do. */
function areGaps(b: Uint8Array, from: number, count: number): boolean {
  let last = 0
  for (let at = from; at < from + count * 4; at += 4) {
    if (u16(b, at) <= last || u16(b, at + 2) < u16(b, at)) return false
    last = u16(b, at + 2)
  }
  return last <= GAP_MAX
}

/** RFC 9260 §3.3.4: whether a chunk holds as many blocks and duplicates as it counts. */
function areCounts(b: Uint8Array, at: number, size: number, stop: number): boolean {
  let words = u16(b, at + 12) + u16(b, at + 14)
  if (b[at] === 16) words += u16(b, at + 16)
  if (at + size + words * 4 !== stop) return false
  const gaps = u16(b, at + 12)
  // Two lists: of blocks that may be given back, and of those that will not be.
  const kept = b[at] === 16 ? u16(b, at + 14) : 0
  return areGaps(b, at + size, gaps) && areGaps(b, at + size + gaps * 4, kept)
}

/** One chunk; gives 0, or a negative weird. */
function chunk(f: Frame, at: number, stop: number, flow: number): number {
  const type = f.b[at]
  const size = fixedSize(type)
  if (at + size > stop) return Weird['bad-length']
  if ((type === 3 || type === 16) && !areCounts(f.b, at, size, stop)) {
    span(f, bare, at, at + 4)
    span(f, F.value, at + 4, stop)
    return 0
  }
  // RFC 8260 §2.1: only the first fragment (flag B) says which protocol its bytes belong to.
  const later = type === 64 && (f.b[at + 1] & 2) === 0
  let id = later ? laterFragment : (fixed.get(type) ?? bare)
  if (type === 0 && u32(f.b, at + 12) >= PROTOCOLS) id = oddData
  if (type === 64 && !later && u32(f.b, at + 16) >= PROTOCOLS) id = oddMessage
  span(f, id, at, at + size, flow)
  return body(f, at, at + size, stop, flow)
}

/** RFC 9260 §3. Over UDP on port 9899 by RFC 6951. */
export const sctp: Dissector = {
  name: 'sctp',
  title: 'Stream Control Transmission Protocol',
  source: 'RFC 9260',
  claims: [
    ['ip-protocol', 132],
    ['udp-port', 9899],
  ],
  dissect(f, from, end) {
    const b = f.b
    if (from + 12 > end) return Weird.truncated
    const flow = transportFlow(f, from, 132)
    const sum = u32(b, from + 8)
    const shape = (u32(b, from + 4) !== 0 ? 1 : 0) | (sum !== 0 ? 2 : 0)
    span(f, headers[shape], from, from + 12, flow)
    const to = f.fragmented !== 0 ? 0x7fffffff : Math.max(end, f.netEnd)
    if (sum !== 0) checksum(f, Sum.crc32c, from + 8, from, to)
    let at = from + 12
    while (at + 4 <= end) {
      const stop = at + u16(b, at + 2)
      if (stop < at + 4) return Weird['bad-length']
      if (stop > end) return short(f)
      const r = chunk(f, at, stop, flow)
      if (r < 0) return r
      const padded = Math.min(((stop - from + 3) & ~3) + from, end)
      span(f, F.padding, stop, padded)
      at = padded
    }
    return 0
  },
}
