/** The Hot Standby Router Protocol, versions 1 and 2. */
import { u16 } from '../bytes/endian.js'
import { areAtMost } from './bounds.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('hsrp', {
  type: ['structure', 'uint', 'type and length of a part of version 2'],
  version: ['structure', 'uint', 'version'],
  op: ['structure', 'uint', 'kind of message'],
  state: ['enum', 'uint', 'state of the sender'],
  interval: ['software', 'uint', 'hello or hold time'],
  priority: ['software', 'uint', 'priority of the sender'],
  group: ['link', 'uint', 'standby group'],
  reserved: ['content', 'bytes', 'reserved byte'],
  password: ['secret', 'bytes', 'authentication data'],
  virtual: ['address', 'ipv4', 'address of the virtual router'],
  ipVersion: ['structure', 'uint', 'version of the virtual address'],
  virtual6: ['address', 'ipv6', 'address of the virtual router'],
  unused: ['content', 'bytes', 'bytes behind a shorter address'],
  sender: ['hardware', 'eui48', 'hardware address of the sender'],
  value: ['content', 'bytes', 'any other part: digests, keys, interface states'],
})
const first = layout('hsrp', [
  [F.version, 1],
  [F.op, 1],
  [F.state, 1],
  [F.interval, 1],
  [F.interval, 1],
  [F.priority, 1],
  [F.group, 1],
  [F.reserved, 1],
  [F.password, 8],
  [F.virtual, 4],
])
/** RFC 2281 §5.3. */
const STATES = new Set([0, 1, 2, 4, 8, 16])
const start = [
  [F.type, 2],
  [F.version, 1],
  [F.op, 1],
  [F.state, 1],
  [F.ipVersion, 1],
  [F.group, 2],
  [F.sender, 6],
  [F.priority, 4],
  [F.interval, 4],
  [F.interval, 4],
] as const
const second4 = layout('hsrp', [...start, [F.virtual, 4], [F.unused, 12]])
const second6 = layout('hsrp', [...start, [F.virtual6, 16]])

/** Priorities are below 256; hello and hold times, in milliseconds, at most 255 seconds. */
function isPlausible(b: Uint8Array, at: number): boolean {
  return areAtMost(b, at + 14, 1, 255) && areAtMost(b, at + 18, 2, 255_000)
}

function part(f: Frame, at: number, stop: number): void {
  const b = f.b
  const known = u16(b, at) === 0x0128 && b[at + 2] === 2 && isPlausible(b, at)
  if (known && b[at + 5] === 4) span(f, second4, at, stop)
  else if (known && b[at + 5] === 6) span(f, second6, at, stop)
  else {
    span(f, F.type, at, at + 2)
    if (b[at] === 3) span(f, F.password, at + 2, stop)
    else span(f, F.value, at + 2, stop)
  }
}

/** RFC 2281 §5 for version 1; version 2 (port 2029 over IPv6) as Cisco describes it. */
export const hsrp: Dissector = {
  name: 'hsrp',
  title: 'Hot Standby Router Protocol',
  source: 'RFC 2281',
  claims: [
    ['udp-port', 1985],
    ['udp-port', 2029],
  ],
  dissect(f, from, end) {
    const b = f.b
    let at = from
    if (at + 20 <= end && b[at] === 0 && b[at + 1] < 3 && STATES.has(b[at + 2])) {
      span(f, first, at, at + 20)
      at += 20
    } else if (at + 42 > end || u16(b, at) !== 0x0128) return Weird['not-this-protocol']
    while (at + 2 <= end) {
      const stop = at + 2 + b[at + 1]
      if (b[at] === 0 || b[at] > 4) break
      if (stop > end) return Weird['bad-length']
      part(f, at, stop)
      at = stop
    }
    return 0
  },
}
