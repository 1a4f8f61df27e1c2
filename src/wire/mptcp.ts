/** Multipath TCP: the options by which connections share several paths. */
import { fields, layout } from './fields.js'
import { type Frame, span } from './frame.js'

const F = fields('mptcp', {
  option: ['structure', 'uint', 'option kind and length'],
  subtype: ['structure', 'uint', 'subtype, version and flags'],
  senderKey: ['secret', 'bytes', 'key of the sender'],
  receiverKey: ['secret', 'bytes', 'key of the receiver'],
  addressId: ['link', 'uint', 'number of an address'],
  token: ['link', 'uint', 'token that names the connection'],
  nonce: ['secret', 'bytes', 'random number'],
  mac: ['secret', 'bytes', 'authentication code'],
  reserved: ['content', 'bytes', 'reserved bytes'],
  dataAck: ['link', 'uint', 'data acknowledgement'],
  dataSeq: ['link', 'uint', 'data sequence number'],
  subflowSeq: ['link', 'uint', 'sequence number relative to the start of the subflow'],
  dataLength: ['size', 'uint', 'length of the mapped data'],
  checksum: ['content', 'bytes', 'checksum of the mapped data'],
  v4: ['address', 'ipv4', 'another address of the host'],
  v6: ['address', 'ipv6', 'another address of the host'],
  port: ['port', 'port', 'port at that address'],
  value: ['content', 'bytes', 'value of any other subtype'],
})
const start = layout('mptcp', [
  [F.option, 2],
  [F.subtype, 2],
])
const numbered = layout('mptcp', [
  [F.option, 2],
  [F.subtype, 1],
  [F.addressId, 1],
])

function part(f: Frame, id: number, at: number, size: number, end: number): number {
  const stop = Math.min(at + size, end)
  span(f, id, at, stop)
  return stop
}

/** RFC 8684 §3.1: 4 bytes, one key (12), both (20), and the length of first data (22, 24). */
function capable(f: Frame, at: number, stop: number): void {
  span(f, start, at, at + 4)
  let i = part(f, F.senderKey, at + 4, 8, stop)
  i = part(f, F.receiverKey, i, 8, stop)
  i = part(f, F.dataLength, i, 2, stop)
  i = part(f, F.checksum, i, 2, stop)
  span(f, F.value, i, stop)
}

/** RFC 8684 §3.2: the three packets of the handshake differ in length. */
function join(f: Frame, at: number, stop: number): void {
  const length = stop - at
  if (length === 12) {
    span(f, numbered, at, at + 4)
    span(f, F.token, at + 4, at + 8)
    span(f, F.nonce, at + 8, stop)
  } else if (length === 16) {
    span(f, numbered, at, at + 4)
    span(f, F.mac, at + 4, at + 12)
    span(f, F.nonce, at + 12, stop)
  } else {
    span(f, F.option, at, at + 2)
    span(f, F.subtype, at + 2, at + 3)
    span(f, F.reserved, at + 3, at + 4)
    span(f, length === 24 ? F.mac : F.value, at + 4, stop)
  }
}

/** RFC 8684 §3.3: flags say what is present and whether numbers have 4 or 8 bytes. */
function sequence(f: Frame, at: number, stop: number): void {
  const flags = f.b[at + 3]
  span(f, start, at, at + 4)
  let i = at + 4
  if ((flags & 1) !== 0) i = part(f, F.dataAck, i, (flags & 2) !== 0 ? 8 : 4, stop)
  if ((flags & 4) !== 0) {
    i = part(f, F.dataSeq, i, (flags & 8) !== 0 ? 8 : 4, stop)
    i = part(f, F.subflowSeq, i, 4, stop)
    i = part(f, F.dataLength, i, 2, stop)
    i = part(f, F.checksum, i, 2, stop)
  }
  span(f, F.value, i, stop)
}

/**
 * RFC 8684 §3.4.1, RFC 6824 §3.4.1. Lengths tell all forms of both versions apart: an address of 4
 * or 16 bytes, then perhaps a port, then perhaps an authentication code of 8.
 */
function address(f: Frame, at: number, stop: number): void {
  const size = stop - at - 4
  const bytes = size < 16 ? 4 : 16
  span(f, numbered, at, at + 4)
  const known = [0, 2, 8, 10].includes(size - bytes)
  if (!known) {
    span(f, F.value, at + 4, stop)
    return
  }
  span(f, bytes === 4 ? F.v4 : F.v6, at + 4, at + 4 + bytes)
  let i = at + 4 + bytes
  if (((stop - i) & 2) !== 0) i = part(f, F.port, i, 2, stop)
  span(f, F.mac, i, stop)
}

/** An option of kind 30 in `[at, stop)`, at least two bytes long. */
export function mptcpOption(f: Frame, at: number, stop: number): void {
  const length = stop - at
  const subtype = length > 3 ? f.b[at + 2] >> 4 : -1
  if (subtype === 0) capable(f, at, stop)
  else if (subtype === 1) join(f, at, stop)
  else if (subtype === 2) sequence(f, at, stop)
  else if (subtype === 3) address(f, at, stop)
  else if (subtype === 6 && length === 12) {
    span(f, start, at, at + 4)
    span(f, F.dataSeq, at + 4, stop)
  } else if (subtype === 7 && length === 12) {
    span(f, start, at, at + 4)
    span(f, F.receiverKey, at + 4, stop)
  } else {
    span(f, F.option, at, at + 2)
    span(f, F.subtype, at + 2, Math.min(at + 3, stop))
    span(f, F.value, Math.min(at + 3, stop), stop)
  }
}
