/** The spanning tree protocols: bridges say who they are and how far the root is. */
import { u16 } from '../bytes/endian.js'
import { areAtMost } from './bounds.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, rest, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('stp', {
  protocol: ['structure', 'uint', 'protocol identifier'],
  version: ['structure', 'uint', 'protocol version'],
  type: ['structure', 'uint', 'BPDU type'],
  flags: ['enum', 'uint', 'flags'],
  rootPriority: ['vlan', 'vlan', 'VLAN or instance of the root, behind its priority, which stays'],
  rootHw: ['hardware', 'eui48', 'hardware address of the root bridge'],
  rootCost: ['software', 'uint', 'cost of the path to the root'],
  bridgePriority: [
    'vlan',
    'vlan',
    'VLAN or instance of a bridge, behind its priority, which stays',
  ],
  bridgeHw: ['hardware', 'eui48', 'hardware address of the bridge'],
  port: ['link', 'uint', 'port identifier'],
  timer: ['software', 'uint', 'message age, maximum age, hello time or forward delay'],
  versionLength: ['structure', 'uint', 'length of what a version adds'],
  configFormat: ['structure', 'uint', 'format of the configuration identifier'],
  configName: ['location', 'text', 'configuration name of the region'],
  configRevision: ['enum', 'uint', 'revision of the configuration'],
  odd: ['content', 'bytes', 'cost or timer that no bridge has'],
  configDigest: ['content', 'bytes', 'digest of the VLAN table'],
  remainingHops: ['software', 'uint', 'hops that remain'],
  instancePriority: ['enum', 'uint', 'priority of the bridge or port in an instance'],
  tlvType: ['structure', 'uint', 'type of what Cisco adds: 0, the VLAN that the message is of'],
  tlvLength: ['structure', 'uint', 'length of what Cisco adds'],
  vlan: ['vlan', 'vlan', 'VLAN that the message is of'],
})
const start = [
  [F.protocol, 2],
  [F.version, 1],
  [F.type, 1],
] as const
const header = layout('stp', start)
const bpdu = layout('stp.config', [
  ...start,
  [F.flags, 1],
  [F.rootPriority, 2],
  [F.rootHw, 6],
  [F.rootCost, 4],
  [F.bridgePriority, 2],
  [F.bridgeHw, 6],
  [F.port, 2],
  [F.timer, 2],
  [F.timer, 2],
  [F.timer, 2],
  [F.timer, 2],
])
const oddBpdu = layout('stp.config', [
  ...start,
  [F.flags, 1],
  [F.rootPriority, 2],
  [F.rootHw, 6],
  [F.odd, 4],
  [F.bridgePriority, 2],
  [F.bridgeHw, 6],
  [F.port, 2],
  [F.odd, 2],
  [F.odd, 2],
  [F.odd, 2],
  [F.odd, 2],
])
/** 64 bytes, and 16 for each of 64 instances. */
const REGION_MAX = 1088
/** IEEE 802.1D-2004 §17.14: of path costs, and of ages in parts of 256 of a second. */
const COST_MAX = 200_000_000
const TIMER_MAX = 40 * 256
const MAX_AGE_MIN = 6 * 256
const region = layout('mstp', [
  [F.versionLength, 2],
  [F.configFormat, 1],
  [F.configName, 32],
  [F.configRevision, 2],
  [F.configDigest, 16],
  [F.rootCost, 4],
  [F.bridgePriority, 2],
  [F.bridgeHw, 6],
  [F.remainingHops, 1],
])
const instance = layout('mstp.instance', [
  [F.flags, 1],
  [F.rootPriority, 2],
  [F.rootHw, 6],
  [F.rootCost, 4],
  [F.instancePriority, 1],
  [F.instancePriority, 1],
  [F.remainingHops, 1],
])
const ofVlan = layout('stp.of-vlan', [
  [F.tlvType, 2],
  [F.tlvLength, 2],
  [F.vlan, 2],
])
/** Where it begins: behind a byte that a rapid message has and others leave free. */
const OF_VLAN_AT = 36
const CONFIG = 0
const RAPID = 2

/** Whether costs, added up on the way, and timers can be meant: a maximum age is at least 6 s. */
function isPlausible(b: Uint8Array, at: number): boolean {
  for (let i = at + 27; i < at + 35; i += 2) if (u16(b, i) > TIMER_MAX) return false
  return areAtMost(b, at + 13, 1, COST_MAX) && u16(b, at + 29) >= MAX_AGE_MIN
}

/** IEEE 802.1Q §14.4: 64 bytes behind the length, then 16 for every instance. */
function multiple(f: Frame, at: number, end: number): void {
  const regionEnd = at + 66
  const size = u16(f.b, at)
  const stop = Math.min(end, at + 2 + size)
  if (regionEnd > stop || size > REGION_MAX || f.b[at + 2] !== 0) return
  span(f, region, at, regionEnd)
  for (let i = regionEnd; i + 16 <= stop; i += 16) span(f, instance, i, i + 16)
}

/** The VLAN that Cisco's bridges write behind a message. */
function vlanBehind(f: Frame, at: number, end: number): void {
  const b = f.b
  const from = at + OF_VLAN_AT
  if (from + 6 > end || u16(b, from) !== 0 || u16(b, from + 2) !== 2 || b[from + 4] > 0x0f) return
  span(f, rest.payload, f.cursor, from)
  span(f, ofVlan, from, from + 6)
}

/**
 * IEEE 802.1D-2004 §9.3, IEEE 802.1Q §14. Cisco sends the same behind SNAP, once for each VLAN,
 * whose identifier is then the system ID extension of bridges (IEEE 802.1D-2004 §9.2.5).
 */
export const stp: Dissector = {
  name: 'stp',
  title: 'Spanning Tree Protocol',
  source: 'IEEE 802.1D-2004 §9.3, IEEE 802.1Q §14',
  claims: [
    ['llc-sap', 0x42],
    ['cisco-snap', 0x010b],
  ],
  dissect(f, at, end) {
    const b = f.b
    if (at + 4 > end) return Weird.truncated
    if (u16(b, at) !== 0) return 0
    const type = b[at + 3]
    // What ends early is content: that of another protocol, overwritten with zeros, looks like it.
    if ((type !== CONFIG && type !== RAPID) || at + 35 > end) {
      span(f, header, at, at + 4)
      return 0
    }
    span(f, isPlausible(b, at) ? bpdu : oddBpdu, at, at + 35)
    if (type === RAPID && at + 36 <= end) span(f, F.versionLength, at + 35, at + 36)
    if (type === RAPID && b[at + 2] >= 3 && at + 38 <= end) multiple(f, at + 36, end)
    else vlanBehind(f, at, end)
    return 0
  },
}
