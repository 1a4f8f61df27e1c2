/** Label stacks, and the guess what lies below them, which the stack does not say. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, next, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('mpls', {
  label: ['link', 'uint', 'high bytes of a label'],
  special: ['structure', 'uint', 'high bytes of a label that has a meaning of its own'],
  bottom: ['structure', 'uint', 'low half byte of the label, traffic class and end of the stack'],
  ttl: ['software', 'uint', 'time to live'],
  controlWord: ['content', 'bytes', 'control word of a pseudowire'],
})
const entry = layout('mpls', [
  [F.label, 2],
  [F.bottom, 1],
  [F.ttl, 1],
])
const specialEntry = layout('mpls', [
  [F.special, 2],
  [F.bottom, 1],
  [F.ttl, 1],
])
const ETHERTYPE = space('ethertype')
const VERSION = space('ip-version')
/** Bytes that fill a short frame up. */
const PADDING_MAX = 50
/** EtherTypes that make it likely that an Ethernet frame was found. */
const usual = [0x0800, 0x0806, 0x86dd, 0x8100, 0x88a8, 0x8847, 0x8863, 0x8864, 0x88cc]

/** Whether an Ethernet frame of a usual type, or of a length that fits, may begin at `at`. */
function isEthernet(b: Uint8Array, at: number, end: number): boolean {
  if (at + 14 > end) return false
  const type = u16(b, at + 12)
  const padding = end - at - 14 - type
  return usual.includes(type) || (type >= 3 && padding >= 0 && padding < PADDING_MAX)
}

/**
 * RFC 4928 §2: IP shows its version in the first half byte. RFC 4448 §4.6: the control word of
 * Ethernet begins with 16 bits of zero.
 */
function below(f: Frame, at: number, end: number): void {
  const b = f.b
  if (at >= end) return
  const nibble = b[at] >> 4
  f.soft = 1
  if (nibble === 4 || nibble === 6) next(f, VERSION, nibble, at, end)
  else if (at + 4 <= end && u16(b, at) === 0 && isEthernet(b, at + 4, end)) {
    span(f, F.controlWord, at, at + 4)
    next(f, ETHERTYPE, 0x6558, at + 4, end)
  } else if (isEthernet(b, at, end)) next(f, ETHERTYPE, 0x6558, at, end)
}

/** RFC 3032 §2.1. Labels below 16 are special (RFC 7274). */
export const mpls: Dissector = {
  name: 'mpls',
  title: 'Multiprotocol Label Switching',
  source: 'RFC 3032, RFC 4448, RFC 4928',
  claims: [
    ['ethertype', 0x8847],
    ['ethertype', 0x8848],
    ['ppp-protocol', 0x281],
    ['ppp-protocol', 0x283],
  ],
  dissect(f, at, end) {
    const b = f.b
    let i = at
    for (;;) {
      if (i + 4 > end) return Weird.truncated
      span(f, u16(b, i) === 0 ? specialEntry : entry, i, i + 4)
      i += 4
      if ((b[i - 2] & 1) !== 0) break
    }
    below(f, i, end)
    return 0
  },
}
