/** The Routing Information Protocol, versions 1 and 2, and for IPv6. */
import { u16, u32 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, span } from './frame.js'
import { isMask } from './mask.js'
import { Weird } from './weird.js'

const F = fields('rip', {
  command: ['structure', 'uint', 'command and version'],
  unused: ['content', 'bytes', 'bytes that must be zero'],
  family: ['structure', 'uint', 'address family'],
  tag: ['link', 'uint', 'route tag'],
  address: ['address', 'ipv4', 'destination'],
  mask: ['size', 'uint', 'mask of the destination'],
  router: ['address', 'ipv4', 'next hop'],
  metric: ['size', 'uint', 'metric'],
  authentication: ['structure', 'uint', 'authentication type'],
  secret: ['secret', 'bytes', 'password or digest'],
  prefix: ['address', 'ipv6', 'destination or next hop'],
  prefixLength: ['size', 'uint', 'length of the prefix'],
})
const start = layout('rip', [
  [F.command, 2],
  [F.unused, 2],
])
const first = layout('rip.route', [
  [F.family, 2],
  [F.unused, 2],
  [F.address, 4],
  [F.unused, 8],
  [F.metric, 4],
])
const second = layout('rip.route', [
  [F.family, 2],
  [F.tag, 2],
  [F.address, 4],
  [F.mask, 4],
  [F.router, 4],
  [F.metric, 4],
])
const authenticated = layout('rip.authentication', [
  [F.family, 2],
  [F.authentication, 2],
  [F.secret, 16],
])
const sixth = layout('rip.route', [
  [F.prefix, 16],
  [F.tag, 2],
  [F.prefixLength, 1],
  [F.metric, 1],
])

/** RFC 2453 §4: commands run from 1 to 6, entries are whole. */
function begins(b: Uint8Array, at: number, end: number): boolean {
  return at + 4 <= end && b[at] >= 1 && b[at] <= 6 && (end - at) % 20 === 4
}

/** RFC 2453 §3.6, §4.3: metrics end at 16, masks are ones and then zeros. */
function numbersFit(b: Uint8Array, version: number, at: number): boolean {
  return u32(b, at + 16) <= 16 && (version === 1 || isMask(b, at + 8))
}

/** Family 2 is IP, 0 asks for everything, 0xffff is authentication (RFC 2453 §4.1). */
function entry(f: Frame, version: number, at: number): boolean {
  const family = u16(f.b, at)
  if (family === 0xffff && version === 2) span(f, authenticated, at, at + 20)
  else if ((family === 2 || family === 0) && numbersFit(f.b, version, at))
    span(f, version === 1 ? first : second, at, at + 20)
  else return false
  return true
}

/** RFC 1058 §3.1, RFC 2453 §4. */
export const rip: Dissector = {
  name: 'rip',
  title: 'Routing Information Protocol',
  source: 'RFC 2453',
  claims: [['udp-port', 520]],
  dissect(f, from, end) {
    const version = f.b[from + 1]
    if (!begins(f.b, from, end)) return Weird['not-this-protocol']
    if (version !== 1 && version !== 2) return Weird['not-this-protocol']
    span(f, start, from, from + 4)
    let at = from + 4
    while (at < end && entry(f, version, at)) at += 20
    return 0
  },
}

/** RFC 2080 §2.1. */
export const ripng: Dissector = {
  name: 'ripng',
  title: 'Routing Information Protocol for IPv6',
  source: 'RFC 2080',
  claims: [['udp-port', 521]],
  dissect(f, from, end) {
    if (!begins(f.b, from, end) || f.b[from + 1] !== 1) return Weird['not-this-protocol']
    span(f, start, from, from + 4)
    for (let at = from + 4; at < end; at += 20) span(f, sixth, at, at + 20)
    return 0
  },
}
