/** The NetBIOS name service: DNS messages with names of another alphabet. */
import { u16 } from '../bytes/endian.js'
import { areSeconds } from './bounds.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, span } from './frame.js'
import { isPurpose, netbiosName } from './netbios-name.js'
import { Weird } from './weird.js'

const F = fields('nbns', {
  id: ['link', 'uint', 'identifier that ties a response to its query'],
  flags: ['structure', 'uint', 'opcode, flags and response code'],
  counts: ['structure', 'uint', 'how many questions and records follow'],
  type: ['structure', 'uint', 'type and class'],
  ttl: ['size', 'uint', 'seconds for which a record may be kept'],
  length: ['structure', 'uint', 'length of the data, or number of names in it'],
  nameFlags: ['structure', 'uint', 'flags of a name'],
  address: ['address', 'ipv4', 'address of a name'],
  name: ['hostname', 'netbios', 'name of a host, user or group, padded'],
  suffix: ['enum', 'bytes', 'purpose of a name, where it is a known one'],
  mac: ['hardware', 'eui48', 'Ethernet address of the host'],
  data: ['content', 'bytes', 'statistics, other data, a time to live that none can be'],
})
const header = layout('nbns', [
  [F.id, 2],
  [F.flags, 2],
  [F.counts, 8],
])
const record = layout('nbns.record', [
  [F.type, 4],
  [F.ttl, 4],
  [F.length, 2],
])
const oddRecord = layout('nbns.record', [
  [F.type, 4],
  [F.data, 4],
  [F.length, 2],
])
const entry = layout('nbns.entry', [
  [F.nameFlags, 2],
  [F.address, 4],
])
const HEADER = 12
/** RFC 1002 §4.2.1 lets a datagram have 576 bytes, in which there is no room for more. */
const COUNT_MAX = 64
const NB = 0x20
const STATUS = 0x21

/** RFC 1002 §4.2.18: names of 16 bytes with flags, then the hardware address and statistics. */
function status(f: Frame, from: number, end: number): void {
  const b = f.b
  const count = b[from]
  if (from + 1 + count * 18 > end) return
  span(f, F.length, from, from + 1)
  let at = from + 1
  for (let n = 0; n < count; n++, at += 18) {
    const known = isPurpose(b[at + 15])
    span(f, F.name, at, known ? at + 15 : at + 16)
    if (known) span(f, F.suffix, at + 15, at + 16)
    span(f, F.nameFlags, at + 16, at + 18)
  }
  if (at + 6 <= end) span(f, F.mac, at, at + 6)
}

/** RFC 1002 §4.2.13, §4.2.18; what is left over of the data is content. */
function data(f: Frame, type: number, at: number, end: number): void {
  const n = end - at
  if (type === NB && n > 0 && n % 6 === 0) {
    for (let i = at; i < end; i += 6) span(f, entry, i, i + 6)
  } else if (type === STATUS && n > 0) status(f, at, end)
  span(f, F.data, f.cursor, end)
}

/** RFC 1002 §4.2.1.2, §4.2.1.3: A, NS, NULL, NB and NBSTAT, in the class of the Internet. */
function isType(b: Uint8Array, at: number): boolean {
  const type = u16(b, at)
  const known = type === NB || type === STATUS || type === 1 || type === 2 || type === 10
  return known && u16(b, at + 2) === 1
}

function question(f: Frame, start: number, at: number, end: number): number {
  const i = netbiosName(f, start, at, end)
  if (i < 0) return i
  if (i + 4 > end) return Weird.truncated
  if (!isType(f.b, i)) return Weird['bad-value']
  span(f, F.type, i, i + 4)
  return i + 4
}

function oneRecord(f: Frame, start: number, at: number, end: number): number {
  const i = netbiosName(f, start, at, end)
  if (i < 0) return i
  if (i + 10 > end) return Weird.truncated
  if (!isType(f.b, i)) return Weird['bad-value']
  const stop = i + 10 + u16(f.b, i + 8)
  span(f, areSeconds(f.b, i + 4, 1) ? record : oddRecord, i, i + 10)
  if (stop > end) return Weird.truncated
  data(f, u16(f.b, i), i + 10, stop)
  return stop
}

/** RFC 1002 §4.2. */
export const nbns: Dissector = {
  name: 'nbns',
  title: 'NetBIOS Name Service',
  source: 'RFC 1002',
  claims: [['udp-port', 137]],
  dissect(f, at, end) {
    const b = f.b
    if (at + HEADER > end) return Weird.truncated
    const questions = u16(b, at + 4)
    const records = u16(b, at + 6) + u16(b, at + 8) + u16(b, at + 10)
    if (questions + records === 0 || questions + records > COUNT_MAX)
      return Weird['not-this-protocol']
    span(f, header, at, at + HEADER)
    let i = at + HEADER
    for (let n = 0; n < questions && i >= 0; n++) i = question(f, at, i, end)
    for (let n = 0; n < records && i >= 0; n++) i = oneRecord(f, at, i, end)
    if (i >= 0) return 0
    const cut = f.snapped !== 0 || f.fragmented !== 0
    return cut && i === Weird.truncated && f.cursor > at + HEADER ? 0 : i
  },
}
