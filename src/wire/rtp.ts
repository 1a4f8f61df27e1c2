/**
 * Headers of media packets. RTP has no mark of its own, and what announces it is in other packets;
 * but where a header extension of RFC 8285 stands, as in all that browsers send, a packet shows
 * what it is: 16 bits of that profile, the length, and elements that fill it to the byte. Less than
 * one in 2^30 random payloads does so. Other packets of RTP are content, and so are elements,
 * media, and packets that end in padding, which readers look for behind media that does not leave.
 */
import { u16 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('rtp', {
  flags: ['structure', 'uint', 'version, padding, extension, and no contributing sources'],
  type: ['enum', 'uint', 'marker and payload type'],
  sequence: ['link', 'flow-seq-forward', 'sequence number'],
  timestamp: ['link', 'flow-clock-forward', 'time of sampling, on the clock of the medium'],
  source: ['link', 'uint', 'synchronisation source'],
  extension: ['structure', 'uint', 'profile and length of the header extension'],
})
const header = layout('rtp', [
  [F.flags, 1],
  [F.type, 1],
  [F.sequence, 2],
  [F.timestamp, 4],
  [F.source, 4],
  [F.extension, 4],
])
const HEADER = 16
/** Version 2, no padding, an extension, no further sources. */
const FIRST = 0x90
/** RFC 8285 §4.2: elements with one byte of identifier and length. */
const ONE_BYTE = 0xbede
const PADDING_MAX = 3

/** RFC 8285 §4.2: elements 1 to 14, each once, then at most three zeros up to the next word. */
function areElements(b: Uint8Array, from: number, end: number): boolean {
  let met = 0
  let at = from
  while (at < end && b[at] !== 0) {
    const id = 1 << (b[at] >> 4)
    if (id === 1 || id === 0x8000 || (met & id) !== 0) return false
    met |= id
    at += 2 + (b[at] & 15)
  }
  if (met === 0 || at > end || end - at > PADDING_MAX) return false
  for (let i = at; i < end; i++) if (b[i] !== 0) return false
  return true
}

/** RFC 3550 §5.1; RFC 5761 §4: no type is one of RTCP. */
function isRtp(b: Uint8Array, at: number, end: number): boolean {
  if (at + HEADER > end || b[at] !== FIRST) return false
  const type = b[at + 1] & 0x7f
  if ((type >= 64 && type < 96) || u16(b, at + 12) !== ONE_BYTE) return false
  const stop = at + HEADER + 4 * u16(b, at + 14)
  return stop <= end && areElements(b, at + HEADER, stop)
}

/** RFC 3550 §5.1, RFC 8285; SRTP (RFC 3711 §3.1) leaves the header as it is. */
export const rtp: Dissector = {
  name: 'rtp',
  title: 'Real-time Transport Protocol',
  source: 'RFC 3550, RFC 8285',
  claims: [],
  dissect(f, at, end) {
    if (!isRtp(f.b, at, end)) return Weird['not-this-protocol']
    span(f, header, at, at + HEADER, f.transport)
    return 0
  },
  first: [[FIRST, FIRST]],
  sniff(b, at, end, transport) {
    return transport === 17 && isRtp(b, at, end)
  },
}
