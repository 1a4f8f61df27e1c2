/** The parameters of SCTP: addresses, cookies and capabilities, in chunks that set up or change. */
import { u16 } from '../bytes/endian.js'
import { fields, layout } from './fields.js'
import { type Frame, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('sctp.parameter', {
  type: ['structure', 'uint', 'type of the parameter'],
  length: ['structure', 'uint', 'length of the parameter'],
  padding: ['content', 'bytes', 'padding'],
  v4: ['address', 'ipv4', 'an address of the endpoint'],
  v6: ['address', 'ipv6', 'an address of the endpoint'],
  host: ['hostname', 'hostname', 'host name of the endpoint'],
  cookie: ['secret', 'bytes', 'state cookie'],
  random: ['secret', 'bytes', 'random number from which keys are made'],
  supported: ['software', 'bytes', 'address types, chunks, algorithms or extensions supported'],
  correlation: ['link', 'uint', 'number by which an answer names its request'],
  request: ['link', 'flow-seq-forward', 'sequence number of a reconfiguration'],
  response: ['link', 'flow-seq-reverse', 'sequence number of the answered reconfiguration'],
  result: ['code', 'uint', 'result of a reconfiguration'],
  tsn: ['link', 'flow-seq-forward', 'transmission sequence number'],
  tsnAck: ['link', 'flow-seq-reverse', 'transmission sequence number of the peer'],
  stream: ['link', 'uint', 'stream identifier'],
  streams: ['software', 'uint', 'number of streams to add'],
  value: ['content', 'bytes', 'value of any other parameter'],
})
const header = layout('sctp.parameter', [
  [F.type, 2],
  [F.length, 2],
])
/** Chunks, algorithms, address types and extensions an endpoint supports, one or two bytes each. */
const SUPPORTED = [12, 0x8003, 0x8004, 0x8008, 0xc006]

/** One word of a reconfiguration, where there is room for it. */
function word(f: Frame, id: number, at: number, end: number, flow: number): number {
  if (at + 4 > end) return at
  span(f, id, at, at + 4, flow)
  return at + 4
}

/** RFC 6525 §4: fixed words of a reconfiguration parameter, then two bytes a stream. */
function reconfiguration(f: Frame, type: number, from: number, end: number, flow: number): void {
  let at = word(f, type === 16 ? F.response : F.request, from, end, flow)
  if (type === 13) {
    at = word(f, F.response, at, end, flow)
    at = word(f, F.tsn, at, end, flow)
  } else if (type === 16) {
    at = word(f, F.result, at, end, flow)
    at = word(f, F.tsn, at, end, flow)
    at = word(f, F.tsnAck, at, end, flow)
  } else if (type > 16 && at + 2 <= end) {
    span(f, F.streams, at, at + 2)
    at += 2
  }
  if (type < 15) for (; at + 2 <= end; at += 2) span(f, F.stream, at, at + 2)
  span(f, F.value, at, end)
}

function name(f: Frame, at: number, end: number): void {
  let stop = at
  while (stop < end && f.b[stop] !== 0) stop++
  span(f, F.host, at, stop)
  span(f, F.value, stop, end)
}

/** RFC 5061 §4.2: a number, then a parameter (an address) or causes. */
function change(f: Frame, type: number, at: number, end: number, flow: number): number {
  if (at + 4 > end) return Weird['bad-length']
  span(f, F.correlation, at, at + 4)
  if (type === 0xc003 || type === 0xc005) {
    span(f, F.value, at + 4, end)
    return 0
  }
  // The address within is a plain parameter; a change within a change would be nonsense.
  const inner = at + 8 <= end ? u16(f.b, at + 4) : 0
  if (inner !== 5 && inner !== 6) {
    span(f, F.value, at + 4, end)
    return 0
  }
  const r = parameter(f, at + 4, end, flow)
  if (r < 0) return r
  span(f, F.value, r, end)
  return 0
}

/** Whether bytes are types of chunks, or small numbers of two bytes (IANA, SCTP Parameters). */
function areKnown(b: Uint8Array, from: number, end: number): boolean {
  for (let i = from; i < end; i++) {
    const low = b[i] & 0x3f
    if (low > (b[i] < 0x40 ? 16 : 4)) return false
  }
  return true
}

function value(f: Frame, type: number, at: number, end: number, flow: number): number {
  const size = end - at
  if (type >= 0xc001 && type <= 0xc005) return change(f, type, at, end, flow)
  if (type === 5 && size === 4) span(f, F.v4, at, end)
  else if (type === 6 && size === 16) span(f, F.v6, at, end)
  else if (type === 7) span(f, F.cookie, at, end)
  else if (type === 11) name(f, at, end)
  else if (type === 0x8002) span(f, F.random, at, end)
  else if (SUPPORTED.includes(type))
    span(f, areKnown(f.b, at, end) ? F.supported : F.value, at, end)
  else if (type >= 13 && type <= 18) reconfiguration(f, type, at, end, flow)
  else span(f, F.value, at, end)
  return 0
}

/**
 * Takes one parameter at `at` apart, padding included (RFC 9260 §3.2.1).
 * @returns where the next begins, or a negative weird
 */
export function parameter(f: Frame, at: number, end: number, flow: number): number {
  if (at + 4 > end) return Weird['bad-length']
  const length = u16(f.b, at + 2)
  const stop = at + length
  if (length < 4 || stop > end) return Weird['bad-length']
  span(f, header, at, at + 4)
  const r = value(f, u16(f.b, at), at + 4, stop, flow)
  if (r < 0) return r
  const padded = Math.min(at + ((length + 3) & ~3), end)
  span(f, F.padding, stop, padded)
  return padded
}

/**
 * Takes every parameter in `[at, end)` apart.
 * @returns 0, or a negative weird
 */
export function parameters(f: Frame, from: number, end: number, flow: number): number {
  let at = from
  while (at + 4 <= end) {
    at = parameter(f, at, end, flow)
    if (at < 0) return at
  }
  span(f, F.padding, at, end)
  return 0
}
