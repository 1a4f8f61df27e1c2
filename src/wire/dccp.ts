/** The Datagram Congestion Control Protocol. */
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { checksum, type Frame, Sum, span, transportFlow } from './frame.js'
import { Weird } from './weird.js'

const F = fields('dccp', {
  srcPort: ['port', 'port', 'source port'],
  dstPort: ['port', 'port', 'destination port'],
  offset: ['structure', 'uint', 'where the data begins'],
  coverage: ['structure', 'uint', 'congestion control value and coverage of the checksum'],
  checksum: ['derived', 'uint', 'checksum'],
  type: ['structure', 'uint', 'packet type, and whether sequence numbers are long'],
  reserved: ['content', 'bytes', 'reserved byte'],
  seq: ['link', 'uint', 'sequence number'],
  ack: ['link', 'uint', 'acknowledgement number'],
  service: ['software', 'bytes', 'service code: four letters, for which there is no list'],
  reset: ['code', 'uint', 'reset code'],
  resetData: ['content', 'bytes', 'data of a reset code'],
  option: ['structure', 'uint', 'option type and length, padding'],
  optionValue: ['content', 'bytes', 'value of an option'],
})
const start = [
  [F.srcPort, 2],
  [F.dstPort, 2],
  [F.offset, 1],
  [F.coverage, 1],
  [F.checksum, 2],
  [F.type, 1],
] as const
const short = layout('dccp', [...start, [F.seq, 3]])
const long = layout('dccp', [...start, [F.reserved, 1], [F.seq, 6]])
const shortAck = layout('dccp.ack', [
  [F.reserved, 1],
  [F.ack, 3],
])
const longAck = layout('dccp.ack', [
  [F.reserved, 2],
  [F.ack, 6],
])
const REQUEST = 0
const RESPONSE = 1
const DATA = 2
const RESET = 7

/** RFC 4340 §5.8: types below 32 are a single byte. */
function options(f: Frame, from: number, end: number): number {
  const b = f.b
  let at = from
  while (at < end) {
    if (b[at] < 32) {
      span(f, F.option, at, at + 1)
      at++
      continue
    }
    const stop = at + 1 < end ? at + b[at + 1] : end + 1
    if (stop < at + 2 || stop > end) {
      span(f, F.optionValue, at, end)
      return 0
    }
    span(f, F.option, at, at + 2)
    span(f, F.optionValue, at + 2, stop)
    at = stop
  }
  return 0
}

/** RFC 4340 §5.1 to §5.6: what each type has between the sequence number and the options. */
function numbers(f: Frame, type: number, extended: boolean, from: number, end: number): number {
  let at = from
  if (type !== REQUEST && type !== DATA) {
    const size = extended ? 8 : 4
    if (at + size > end) return Weird['bad-length']
    span(f, extended ? longAck : shortAck, at, at + size)
    at += size
  }
  if (type !== REQUEST && type !== RESPONSE && type !== RESET) return at
  if (at + 4 > end) return Weird['bad-length']
  if (type === RESET) {
    span(f, F.reset, at, at + 1)
    span(f, F.resetData, at + 1, at + 4)
  } else span(f, F.service, at, at + 4)
  return at + 4
}

/** RFC 4340 §9.2: 0 covers all, n the header and the first (n - 1) words of data. */
function sum(f: Frame, at: number, payload: number, end: number): void {
  const coverage = f.b[at + 5] & 15
  const whole = Math.max(end, f.netEnd)
  if (f.fragmented !== 0) checksum(f, Sum.pseudo, at + 6, at, 0x7fffffff)
  else if (coverage === 0) checksum(f, Sum.pseudo, at + 6, at, whole)
  else checksum(f, Sum.udplite, at + 6, at, Math.min(payload + (coverage - 1) * 4, whole))
}

/** RFC 4340 §5. Types of 10 and more are reserved. */
export const dccp: Dissector = {
  name: 'dccp',
  title: 'Datagram Congestion Control Protocol',
  source: 'RFC 4340',
  claims: [['ip-protocol', 33]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 12 > end) return Weird.truncated
    const payload = at + b[at + 4] * 4
    const type = (b[at + 8] >> 1) & 15
    const extended = (b[at + 8] & 1) !== 0
    const size = extended ? 16 : 12
    if (payload < at + size) return Weird['bad-length']
    // Options whose bytes do not leave are cut off where they are last.
    if (payload > end && f.snapped === 0) return Weird.truncated
    const headerEnd = Math.min(payload, end)
    if (at + size > headerEnd) return Weird.truncated
    // RFC 4340 §5.1: only data and acknowledgements may have short sequence numbers.
    if (type > 9 || (!extended && (type < 2 || type > 4))) return Weird['bad-value']
    const flow = transportFlow(f, at, 33)
    span(f, extended ? long : short, at, at + size, flow)
    sum(f, at, payload, end)
    const from = numbers(f, type, extended, at + size, headerEnd)
    if (from < 0) return payload > end ? Weird.truncated : from
    return options(f, from, headerEnd)
  },
}
