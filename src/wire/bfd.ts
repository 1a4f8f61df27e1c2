/** Bidirectional Forwarding Detection. */
import { u32 } from '../bytes/endian.js'
import { areAtMost } from './bounds.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('bfd', {
  version: ['structure', 'uint', 'version and diagnostic'],
  state: ['structure', 'uint', 'state and flags'],
  multiplier: ['software', 'uint', 'detection multiplier'],
  length: ['structure', 'uint', 'length of the packet'],
  mine: ['link', 'uint', 'discriminator of the sender'],
  yours: ['link', 'uint', 'discriminator of the receiver'],
  unknown: ['structure', 'uint', 'discriminator of a receiver not yet known, always zero'],
  interval: ['software', 'uint', 'interval'],
  authentication: ['content', 'bytes', 'authentication section, intervals that nobody can mean'],
})
const start = [
  [F.version, 1],
  [F.state, 1],
  [F.multiplier, 1],
  [F.length, 1],
  [F.mine, 4],
] as const
const tail = [
  [F.interval, 4],
  [F.interval, 4],
  [F.interval, 4],
] as const
const oddTail = [
  [F.authentication, 4],
  [F.authentication, 4],
  [F.authentication, 4],
] as const
const known = layout('bfd', [...start, [F.yours, 4], ...tail])
const fresh = layout('bfd', [...start, [F.unknown, 4], ...tail])
const oddKnown = layout('bfd', [...start, [F.yours, 4], ...oddTail])
const oddFresh = layout('bfd', [...start, [F.unknown, 4], ...oddTail])
/** Microseconds in four minutes and a half: nobody waits as long for a peer to fail. */
const INTERVAL_MAX = 0x0fffffff

/** RFC 5880 §4.1; ports of RFC 5881, RFC 5883, RFC 7130, RFC 7881. Echo packets are not defined. */
export const bfd: Dissector = {
  name: 'bfd',
  title: 'Bidirectional Forwarding Detection',
  source: 'RFC 5880',
  claims: [
    ['udp-port', 3784],
    ['udp-port', 4784],
    ['udp-port', 6784],
    ['udp-port', 7784],
  ],
  dissect(f, at, end) {
    const b = f.b
    if (at + 24 > end) return Weird.truncated
    const version = b[at] >> 5
    const stop = at + b[at + 3]
    if (version > 1 || stop < at + 24 || stop > end) return Weird['not-this-protocol']
    const plausible = areAtMost(b, at + 12, 3, INTERVAL_MAX)
    if (u32(b, at + 8) === 0) span(f, plausible ? fresh : oddFresh, at, at + 24)
    else span(f, plausible ? known : oddKnown, at, at + 24)
    span(f, F.authentication, at + 24, stop)
    return 0
  },
}
