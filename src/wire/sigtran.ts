/** Adaptation layers that carry telephone signalling over SCTP. A part of the SCTP dissector. */
import { u16, u32 } from '../bytes/endian.js'
import { fields, layout } from './fields.js'
import { type Frame, span } from './frame.js'

const F = fields('sigtran', {
  message: ['structure', 'uint', 'version, class, type and length of the message'],
  parameter: ['structure', 'uint', 'tag and length of a parameter'],
  value: ['content', 'bytes', 'value of a parameter'],
})
const header = layout('sigtran', [[F.message, 8]])

/** IANA SCTP payload protocol identifiers: IUA, M2UA, M3UA and SUA share one form of message. */
export function isSigtran(protocol: number): boolean {
  return protocol >= 1 && protocol <= 4
}

/** RFC 4666 §3.1 and §3.2. Whatever does not add up is left over. */
export function sigtran(f: Frame, from: number, end: number): void {
  const b = f.b
  if (from + 8 > end || b[from] !== 1 || u32(b, from + 4) !== end - from) return
  span(f, header, from, from + 8)
  let at = from + 8
  while (at + 4 <= end) {
    const stop = at + u16(b, at + 2)
    if (stop < at + 4 || stop > end) return
    span(f, F.parameter, at, at + 4)
    const padded = Math.min(((stop - from + 3) & ~3) + from, end)
    span(f, F.value, at + 4, padded)
    at = padded
  }
}
