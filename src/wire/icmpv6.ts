/** The Internet Control Message Protocol for IPv6, with neighbour and listener discovery. */
import { areAtMost, MTU_MAX } from './bounds.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { checksum, type Frame, next, Sum, span, transportFlow } from './frame.js'
import { mldQuery, mldReport } from './mld.js'
import { ndOptions } from './nd-options.js'
import { Weird } from './weird.js'

const F = fields('icmpv6', {
  type: ['structure', 'uint', 'message type'],
  code: ['enum', 'uint', 'what exactly, within the type'],
  checksum: ['derived', 'uint', 'checksum'],
  ident: ['link', 'uint', 'identifier of a series of queries'],
  seq: ['link', 'uint', 'sequence number of a query'],
  reserved: ['content', 'bytes', 'reserved'],
  length: ['structure', 'uint', 'bytes of the quoted packet, in 64-bit words'],
  mtu: ['software', 'uint', 'next-hop MTU'],
  pointer: ['structure', 'uint', 'offset of the error in the quoted packet'],
  target: ['address', 'ipv6', 'target address'],
  dst: ['address', 'ipv6', 'redirected destination'],
  homeAgent: ['address', 'ipv6', 'address of a home agent'],
  curHopLimit: ['software', 'uint', 'hop limit to use'],
  flags: ['enum', 'uint', 'flags'],
  lifetime: ['software', 'uint', 'lifetime in seconds'],
  timer: ['software', 'uint', 'milliseconds for which neighbours are reachable, or between probes'],
})
const head = [
  [F.type, 1],
  [F.code, 1],
  [F.checksum, 2],
] as const
const bare = layout('icmpv6', head)
const query = layout('icmpv6.query', [...head, [F.ident, 2], [F.seq, 2]])
const tooBig = layout('icmpv6.error', [...head, [F.mtu, 4]])
const badParameter = layout('icmpv6.error', [...head, [F.reserved, 2], [F.pointer, 2]])
const error = layout('icmpv6.error', [...head, [F.length, 1], [F.reserved, 3]])
const solicitation = layout('icmpv6.nd', [...head, [F.reserved, 4]])
const routerAdvert = layout('icmpv6.nd.ra', [
  ...head,
  [F.curHopLimit, 1],
  [F.flags, 1],
  [F.lifetime, 2],
  [F.timer, 4],
  [F.timer, 4],
])
const oddAdvert = layout('icmpv6.nd.ra', [
  ...head,
  [F.curHopLimit, 1],
  [F.flags, 1],
  [F.lifetime, 2],
  [F.reserved, 4],
  [F.reserved, 4],
])
/** RFC 4861 §6.2.1 of the time for which neighbours are reachable; probes are more frequent. */
const TIMER_MAX = 3_600_000
const neighbourSolicit = layout('icmpv6.nd.ns', [...head, [F.reserved, 4], [F.target, 16]])
const neighbourAdvert = layout('icmpv6.nd.na', [
  ...head,
  [F.flags, 1],
  [F.reserved, 3],
  [F.target, 16],
])
const redirect = layout('icmpv6.nd.rd', [...head, [F.reserved, 4], [F.target, 16], [F.dst, 16]])
const mobile = layout('icmpv6.mip6', [...head, [F.ident, 2], [F.reserved, 2]])
const ETHERTYPE = space('ethertype')

/** RFC 4443 §3: as much of the packet as fits; RFC 4884 §4.2 may say where the quote ends. */
function errorMessage(f: Frame, type: number, at: number, end: number): void {
  const payload = at + 8
  let stop = end
  if (type === 2) span(f, areAtMost(f.b, at + 4, 1, MTU_MAX) ? tooBig : solicitation, at, payload)
  else if (type === 4) span(f, badParameter, at, payload)
  else {
    span(f, error, at, payload)
    const quoted = payload + f.b[at + 4] * 8
    if (quoted > payload && quoted <= end) stop = quoted
  }
  f.soft = 1
  next(f, ETHERTYPE, 0x86dd, payload, stop)
}

/** The fixed part of messages that options follow, and its size; 0 for all other types. */
function fixedPart(type: number): number {
  if (type === 134) return 16
  if (type === 135 || type === 136) return 24
  if (type === 137) return 40
  return type === 133 || type === 141 || type === 142 || type === 147 ? 8 : 0
}

function fixedLayout(b: Uint8Array, type: number, at: number): number {
  if (type === 134) return areAtMost(b, at + 8, 2, TIMER_MAX) ? routerAdvert : oddAdvert
  if (type === 135) return neighbourSolicit
  if (type === 136) return neighbourAdvert
  if (type === 137) return redirect
  return type === 147 ? mobile : solicitation
}

/** RFC 6275 §6.5 to §6.8: home agent discovery names home agents. */
function mobility(f: Frame, at: number, end: number): void {
  span(f, mobile, at, at + 8)
  for (let i = at + 8; i + 16 <= end; i += 16) span(f, F.homeAgent, i, i + 16)
}

/** Messages of at least 8 bytes; what is not known is left over and becomes payload. */
function message(f: Frame, type: number, at: number, end: number): void {
  const fixed = fixedPart(type)
  if (type >= 1 && type <= 4) errorMessage(f, type, at, end)
  else if (type === 128 || type === 129) span(f, query, at, at + 8)
  else if (fixed > 0 && at + fixed <= end) {
    span(f, fixedLayout(f.b, type, at), at, at + fixed)
    ndOptions(f, at + fixed, end)
  } else if (type >= 144 && type <= 146) mobility(f, at, end)
  else {
    span(f, bare, at, at + 4)
    if (type >= 130 && type <= 132) mldQuery(f, at + 4, end)
    else if (type === 143) mldReport(f, at + 4, end)
  }
}

/** RFC 4443, RFC 4861, RFC 2710, RFC 9777, RFC 6275. Node information (RFC 4620) is payload. */
export const icmpv6: Dissector = {
  name: 'icmpv6',
  title: 'Internet Control Message Protocol version 6',
  source: 'RFC 4443, RFC 4861, RFC 2710, RFC 9777, RFC 6275',
  claims: [['ip-protocol', 58]],
  dissect(f, at, end) {
    if (at + 4 > end) return Weird.truncated
    transportFlow(f, -1, 58)
    checksum(f, Sum.pseudo, at + 2, at, f.fragmented !== 0 ? 0x7fffffff : Math.max(end, f.netEnd))
    if (at + 8 <= end) message(f, f.b[at], at, end)
    else span(f, bare, at, at + 4)
    return 0
  },
}
