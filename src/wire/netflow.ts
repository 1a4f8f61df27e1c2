/** Flow export: NetFlow versions 5 and 9 and IPFIX. The header only: records are about people. */
import { u16 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('netflow', {
  version: ['structure', 'uint', 'version'],
  count: ['structure', 'uint', 'number of records, or length of the message'],
  uptime: ['time', 'uint', 'milliseconds since the exporter started'],
  time: ['time', 'unix32', 'time of the export'],
  nanos: ['time', 'uint', 'nanoseconds of the time'],
  sequence: ['link', 'uint', 'sequence number'],
  domain: ['link', 'uint', 'observation domain or engine'],
  sampling: ['software', 'uint', 'sampling mode and interval'],
  records: ['content', 'bytes', 'templates and flow records'],
})
const fifth = layout('netflow', [
  [F.version, 2],
  [F.count, 2],
  [F.uptime, 4],
  [F.time, 4],
  [F.nanos, 4],
  [F.sequence, 4],
  [F.domain, 2],
  [F.sampling, 2],
])
const ninth = layout('netflow', [
  [F.version, 2],
  [F.count, 2],
  [F.uptime, 4],
  [F.time, 4],
  [F.sequence, 4],
  [F.domain, 4],
])
const tenth = layout('netflow', [
  [F.version, 2],
  [F.count, 2],
  [F.time, 4],
  [F.sequence, 4],
  [F.domain, 4],
])

function header(f: Frame, id: number, size: number, at: number, end: number): number {
  if (at + size > end) return Weird.truncated
  span(f, id, at, at + size)
  span(f, F.records, at + size, end)
  return 0
}

/** Version 5 as Cisco describes it (48 bytes a record), RFC 3954 §5.1, RFC 7011 §3.1. */
export const netflow: Dissector = {
  name: 'netflow',
  title: 'NetFlow and IPFIX',
  source: 'RFC 3954, RFC 7011',
  claims: [
    ['udp-port', 2055],
    ['udp-port', 4739],
    ['udp-port', 9995],
    ['udp-port', 9996],
  ],
  dissect(f, at, end) {
    if (at + 4 > end) return Weird.truncated
    const version = u16(f.b, at)
    const count = u16(f.b, at + 2)
    if (version === 5 && count <= 30) return header(f, fifth, 24, at, end)
    if (version === 9 && count > 0 && count < 2048) return header(f, ninth, 20, at, end)
    if (version === 10 && count >= 16) return header(f, tenth, 16, at, end)
    return Weird['not-this-protocol']
  },
}
