/** Multicast listener discovery, carried in ICMPv6. A part of the ICMPv6 dissector. */
import { u16 } from '../bytes/endian.js'
import { fields, layout } from './fields.js'
import { type Frame, span } from './frame.js'

const F = fields('icmpv6-mld', {
  delay: ['software', 'uint', 'maximum response delay or code'],
  reserved: ['content', 'bytes', 'reserved'],
  group: ['address', 'ipv6', 'multicast address'],
  flags: ['software', 'uint', 'robustness variable and suppression flag'],
  qqi: ['software', 'uint', 'query interval code of the querier'],
  sources: ['structure', 'uint', 'number of sources'],
  source: ['address', 'ipv6', 'source address'],
  records: ['structure', 'uint', 'number of address records'],
  recordType: ['structure', 'uint', 'type of an address record'],
  auxLen: ['structure', 'uint', 'words of auxiliary data'],
  aux: ['content', 'bytes', 'auxiliary data'],
})
const query1 = layout('icmpv6-mld', [
  [F.delay, 2],
  [F.reserved, 2],
  [F.group, 16],
])
const query2 = layout('icmpv6-mld.query', [
  [F.flags, 1],
  [F.qqi, 1],
  [F.sources, 2],
])
const report = layout('icmpv6-mld.report', [
  [F.reserved, 2],
  [F.records, 2],
])
const record = layout('icmpv6-mld.record', [
  [F.recordType, 1],
  [F.auxLen, 1],
  [F.sources, 2],
  [F.group, 16],
])

function sourceList(f: Frame, at: number, end: number, count: number): number {
  let i = at
  for (let n = 0; n < count && i + 16 <= end; n++, i += 16) span(f, F.source, i, i + 16)
  return i
}

/** RFC 2710 §3 and RFC 9777 §5.1, from behind the checksum on; a longer query is of version 2. */
export function mldQuery(f: Frame, at: number, end: number): void {
  if (at + 20 > end) return
  span(f, query1, at, at + 20)
  if (at + 24 > end) return
  span(f, query2, at + 20, at + 24)
  sourceList(f, at + 24, end, u16(f.b, at + 22))
}

/** Whether records of groups have such a type: RFC 9777 §5.2.12, and RFC 9776 §4.2.13 of IGMP. */
export function isGroupRecord(type: number): boolean {
  return type > 0 && type < 7
}

/** RFC 9777 §5.2, from behind the checksum on. */
export function mldReport(f: Frame, at: number, end: number): void {
  if (at + 4 > end) return
  span(f, report, at, at + 4)
  const count = u16(f.b, at + 2)
  let i = at + 4
  for (let n = 0; n < count && i + 20 <= end && isGroupRecord(f.b[i]); n++) {
    span(f, record, i, i + 20)
    const aux = sourceList(f, i + 20, end, u16(f.b, i + 2))
    const stop = aux + f.b[i + 1] * 4
    if (stop > end) return
    span(f, F.aux, aux, stop)
    i = stop
  }
}
