/** Options of neighbour discovery, carried in ICMPv6. A part of the ICMPv6 dissector. */
import { areAtMost, areSeconds, MTU_MAX } from './bounds.js'
import { space } from './dissector.js'
import { dnsName } from './dns-name.js'
import { fields, layout } from './fields.js'
import { type Frame, next, span } from './frame.js'

const F = fields('icmpv6-opt', {
  type: ['structure', 'uint', 'option type, and length in 8-byte units'],
  linkaddr: ['hardware', 'eui48', 'hardware address'],
  linkaddrOther: ['hardware', 'bytes', 'hardware address of another size'],
  prefixLen: ['structure', 'uint', 'prefix length'],
  flags: ['enum', 'uint', 'flags'],
  lifetime: ['software', 'uint', 'lifetime in seconds'],
  prefix: ['address', 'ipv6', 'prefix'],
  prefixShort: ['address', 'bytes', 'start of a prefix, its end elided'],
  reserved: ['content', 'bytes', 'reserved'],
  mtu: ['software', 'uint', 'MTU of the link'],
  address: ['address', 'ipv6', 'address'],
  dnsServer: ['address', 'ipv6', 'address of a DNS server'],
  label: ['hostname', 'label', 'label of a domain name to search in'],
  mark: ['structure', 'uint', 'length of a label, or end of a name'],
  preference: ['software', 'uint', 'preference of a home agent'],
  interval: ['software', 'uint', 'milliseconds between advertisements'],
  nonce: ['link', 'bytes', 'nonce that ties an advertisement to its solicitation'],
  status: ['enum', 'uint', 'status of a registration'],
  eui64: ['hardware', 'eui64', 'registered EUI-64'],
  value: ['content', 'bytes', 'value of any other option'],
})
const prefixInformation = layout('icmpv6-opt.prefix', [
  [F.type, 2],
  [F.prefixLen, 1],
  [F.flags, 1],
  [F.lifetime, 4],
  [F.lifetime, 4],
  [F.reserved, 4],
  [F.prefix, 16],
])
const linkAddress = layout('icmpv6-opt.linkaddr', [
  [F.type, 2],
  [F.linkaddr, 6],
])
const mtu = layout('icmpv6-opt.mtu', [
  [F.type, 2],
  [F.reserved, 2],
  [F.mtu, 4],
])
const interval = layout('icmpv6-opt.interval', [
  [F.type, 2],
  [F.reserved, 2],
  [F.interval, 4],
])
const routeHead = layout('icmpv6-opt.route', [
  [F.type, 2],
  [F.prefixLen, 1],
  [F.flags, 1],
  [F.lifetime, 4],
])
const dnsHead = layout('icmpv6-opt.dns', [
  [F.type, 2],
  [F.reserved, 2],
  [F.lifetime, 4],
])
const pref64 = layout('icmpv6-opt.pref64', [
  [F.type, 2],
  [F.lifetime, 2],
  [F.prefixShort, 12],
])
const registration = layout('icmpv6-opt.aro', [
  [F.type, 2],
  [F.status, 1],
  [F.reserved, 3],
  [F.lifetime, 2],
  [F.eui64, 8],
])
const listHead = layout('icmpv6-opt.list', [
  [F.type, 2],
  [F.reserved, 6],
])
const homeAgent = layout('icmpv6-opt.home-agent', [
  [F.type, 2],
  [F.reserved, 2],
  [F.preference, 2],
  [F.lifetime, 2],
])
/** RFC 8319 §2: as long as a router is one without being advertised anew. */
const INTERVAL_MAX = 65_535_000
const ETHERTYPE = space('ethertype')

function addresses(f: Frame, id: number, at: number, end: number): void {
  let i = at
  for (; i + 16 <= end; i += 16) span(f, id, i, i + 16)
  span(f, F.value, i, end)
}

/** RFC 8106 §5.2: whole names one behind the other, then zeros. */
function searchList(f: Frame, from: number, stop: number): void {
  let at = from
  while (at >= 0 && at < stop && f.b[at] !== 0) at = dnsName(f, F, from, at, stop)
  span(f, F.value, f.cursor, stop)
}

/** RFC 4191 §2.3: the prefix has 0, 8 or 16 bytes. */
function route(f: Frame, at: number, stop: number): void {
  span(f, routeHead, at, at + 8)
  span(f, stop - at === 24 ? F.prefix : F.prefixShort, at + 8, stop)
}

/** Options whose size is given by their type; others of that type are content. */
function fixed(f: Frame, type: number, length: number, at: number, stop: number): boolean {
  if (type <= 2 && length === 8) span(f, linkAddress, at, stop)
  else if (type === 3 && length === 32 && areSeconds(f.b, at + 4, 2))
    span(f, prefixInformation, at, stop)
  else if (type === 5 && length === 8 && areAtMost(f.b, at + 4, 1, MTU_MAX)) span(f, mtu, at, stop)
  else if (type === 7 && length === 8 && areAtMost(f.b, at + 4, 1, INTERVAL_MAX))
    span(f, interval, at, stop)
  else if (type === 8 && length === 8) span(f, homeAgent, at, stop)
  else if (type === 24 && length <= 24 && areSeconds(f.b, at + 4, 1)) route(f, at, stop)
  else if (type === 33 && length === 16) span(f, registration, at, stop)
  else if (type === 38 && length === 16) span(f, pref64, at, stop)
  else return false
  return true
}

function option(f: Frame, at: number, stop: number, end: number): void {
  const type = f.b[at]
  const length = stop - at
  if (fixed(f, type, length, at, stop)) return
  if ((type === 25 || type === 31) && areSeconds(f.b, at + 4, 1)) {
    span(f, dnsHead, at, at + 8)
    if (type === 25) addresses(f, F.dnsServer, at + 8, stop)
    else searchList(f, at + 8, stop)
  } else if (type === 9 || type === 10) {
    span(f, listHead, at, at + 8)
    addresses(f, F.address, at + 8, stop)
  } else if (type === 4 && stop === end) {
    // RFC 4861 §4.6.3: the packet that is redirected, from its IPv6 header on.
    span(f, listHead, at, at + 8)
    f.soft = 1
    next(f, ETHERTYPE, 0x86dd, at + 8, stop)
  } else {
    span(f, F.type, at, at + 2)
    span(f, type <= 2 ? F.linkaddrOther : type === 14 ? F.nonce : F.value, at + 2, stop)
  }
}

/**
 * RFC 4861 §4.6, RFC 4191, RFC 6275 §7.4, RFC 8106, RFC 8505, RFC 8781. Options from one of
 * length 0 on, or that run over the end, are left over.
 */
export function ndOptions(f: Frame, from: number, end: number): void {
  let at = from
  while (at + 8 <= end) {
    const stop = at + f.b[at + 1] * 8
    if (stop === at || stop > end) return
    option(f, at, stop, end)
    at = stop
  }
}
