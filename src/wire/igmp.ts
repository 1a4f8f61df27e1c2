/** The Internet Group Management Protocol, versions 1 to 3. */
import { u16 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { checksum, type Frame, Sum, span, transportFlow } from './frame.js'
import { isGroupRecord } from './mld.js'
import { Weird } from './weird.js'

const F = fields('igmp', {
  type: ['structure', 'uint', 'message type'],
  maxResp: ['software', 'uint', 'maximum response time or code'],
  checksum: ['derived', 'uint', 'checksum'],
  group: ['address', 'ipv4', 'group address'],
  flags: ['software', 'uint', 'robustness variable and suppression flag'],
  qqi: ['software', 'uint', 'query interval code of the querier'],
  sources: ['structure', 'uint', 'number of sources'],
  source: ['address', 'ipv4', 'source address'],
  reserved: ['content', 'bytes', 'reserved'],
  records: ['structure', 'uint', 'number of group records'],
  recordType: ['structure', 'uint', 'type of a group record'],
  auxLen: ['structure', 'uint', 'words of auxiliary data'],
  aux: ['content', 'bytes', 'auxiliary data'],
})
const head = [
  [F.type, 1],
  [F.maxResp, 1],
  [F.checksum, 2],
] as const
const bare = layout('igmp', head)
/** A report that is cut: its second byte is reserved, however short it is. */
const cutReport = layout('igmp.report', [
  [F.type, 1],
  [F.reserved, 1],
  [F.checksum, 2],
])
const header = layout('igmp', [...head, [F.group, 4]])
const query3 = layout('igmp.query', [
  ...head,
  [F.group, 4],
  [F.flags, 1],
  [F.qqi, 1],
  [F.sources, 2],
])
const report3 = layout('igmp.report', [
  [F.type, 1],
  [F.reserved, 1],
  [F.checksum, 2],
  [F.reserved, 2],
  [F.records, 2],
])
const record = layout('igmp.record', [
  [F.recordType, 1],
  [F.auxLen, 1],
  [F.sources, 2],
  [F.group, 4],
])

function sourceList(f: Frame, at: number, end: number, count: number): number {
  let i = at
  for (let n = 0; n < count && i + 4 <= end; n++, i += 4) span(f, F.source, i, i + 4)
  return i
}

/** Queries, reports and leaves of versions 1 and 2, and router-port management (RFC 3488 §3). */
function isPlain(type: number): boolean {
  return type === 0x11 || type === 0x12 || type === 0x16 || type === 0x17 || type >= 0xfc
}

/** RFC 9776 §4.2. */
function report(f: Frame, at: number, end: number): void {
  span(f, report3, at, at + 8)
  const count = u16(f.b, at + 6)
  let i = at + 8
  for (let n = 0; n < count && i + 8 <= end && isGroupRecord(f.b[i]); n++) {
    span(f, record, i, i + 8)
    const aux = sourceList(f, i + 8, end, u16(f.b, i + 2))
    const stop = aux + f.b[i + 1] * 4
    if (stop > end) return
    span(f, F.aux, aux, stop)
    i = stop
  }
}

/** RFC 1112 App. I, RFC 2236, RFC 9776, RFC 3488. DVMRP, PIM version 1 and traces are payload. */
export const igmp: Dissector = {
  name: 'igmp',
  title: 'Internet Group Management Protocol',
  source: 'RFC 1112 App. I, RFC 2236, RFC 9776, RFC 3488',
  claims: [['ip-protocol', 2]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 4 > end) return Weird.truncated
    transportFlow(f, -1, 2)
    checksum(f, Sum.inet, at + 2, at, f.fragmented !== 0 ? 0x7fffffff : Math.max(end, f.netEnd))
    const type = b[at]
    const isKnown = at + 8 <= end
    if (isKnown && type === 0x22) report(f, at, end)
    else if (isKnown && type === 0x11 && at + 12 <= end && at + 12 <= f.netEnd) {
      span(f, query3, at, at + 12)
      sourceList(f, at + 12, end, u16(b, at + 10))
    } else if (isKnown && isPlain(type)) {
      span(f, header, at, at + 8)
    } else span(f, type === 0x22 ? cutReport : bare, at, at + 4)
    return 0
  },
}
