/** Encapsulated remote port mirroring: the headers between GRE and a mirrored frame. */
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { next, span } from './frame.js'
import { nextIp } from './short.js'
import { Weird } from './weird.js'

const F = fields('erspan', {
  vlan: ['vlan', 'vlan', 'VLAN of the mirrored port, behind the version, which stays'],
  session: ['link', 'uint', 'class of service, encapsulation and session identifier'],
  index: ['link', 'uint', 'port index of the mirroring device'],
  time: ['time', 'uint', 'time of the mirroring device'],
  group: ['link', 'uint', 'security group tag'],
  flags: ['structure', 'uint', 'frame type, hardware, direction, granularity'],
  platform: ['content', 'bytes', 'subheader whose form depends on the platform'],
})
const second = layout('erspan', [
  [F.vlan, 2],
  [F.session, 2],
  [F.index, 4],
])
const third = layout('erspan', [
  [F.vlan, 2],
  [F.session, 2],
  [F.time, 4],
  [F.group, 2],
  [F.flags, 2],
])
const ETHERTYPE = space('ethertype')
const IP = space('ip-version')
const ETHERNET = 0x6558

/** draft-foschiano-erspan-03 §4.2 (type II, version 1) and §4.3 (type III, version 2). */
export const erspan: Dissector = {
  name: 'erspan',
  title: 'Encapsulated Remote SPAN',
  source: 'draft-foschiano-erspan-03',
  claims: [
    ['ethertype', 0x88be],
    ['ethertype', 0x22eb],
  ],
  dissect(f, at, end) {
    const b = f.b
    if (at + 8 > end) return Weird.truncated
    const version = b[at] >> 4
    if (version === 1) {
      span(f, second, at, at + 8)
      next(f, ETHERTYPE, ETHERNET, at + 8, end)
      return 0
    }
    if (version !== 2) return Weird['bad-version']
    if (at + 12 > end) return Weird.truncated
    const payload = at + ((b[at + 11] & 1) !== 0 ? 20 : 12)
    if (payload > end) return Weird.truncated
    span(f, third, at, at + 12)
    span(f, F.platform, at + 12, payload)
    const frameType = (b[at + 10] >> 2) & 31
    if (frameType === 0) next(f, ETHERTYPE, ETHERNET, payload, end)
    else if (frameType === 2) nextIp(f, IP, payload, end)
    return 0
  },
}
