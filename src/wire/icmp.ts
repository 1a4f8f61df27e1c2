/** The Internet Control Message Protocol for IPv4. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { checksum, type Frame, next, Sum, span, transportFlow } from './frame.js'
import { isMask } from './mask.js'
import { Weird } from './weird.js'

const F = fields('icmp', {
  type: ['structure', 'uint', 'message type'],
  code: ['enum', 'uint', 'what exactly, within the type'],
  checksum: ['derived', 'uint', 'checksum'],
  ident: ['link', 'uint', 'identifier of a series of queries'],
  seq: ['link', 'uint', 'sequence number of a query'],
  data: ['content', 'bytes', 'a mask that is none, rest of a router address entry'],
  unused: ['content', 'bytes', 'unused'],
  length: ['structure', 'uint', 'bytes of the quoted packet, in 32-bit words'],
  mtu: ['software', 'uint', 'next-hop MTU'],
  pointer: ['structure', 'uint', 'offset of the error in the quoted packet'],
  gateway: ['address', 'ipv4', 'gateway to use instead'],
  entries: ['structure', 'uint', 'number of router addresses'],
  entrySize: ['structure', 'uint', 'words of a router address entry'],
  lifetime: ['software', 'uint', 'seconds for which router addresses are valid'],
  router: ['address', 'ipv4', 'router address'],
  preference: ['enum', 'uint', 'preference of a router address'],
  time: ['time', 'uint', 'milliseconds since midnight'],
  mask: ['enum', 'uint', 'address mask'],
})
const head = [
  [F.type, 1],
  [F.code, 1],
  [F.checksum, 2],
] as const
const bare = layout('icmp', head)
const query = layout('icmp.query', [...head, [F.ident, 2], [F.seq, 2]])
const clock = layout('icmp.timestamp', [
  ...head,
  [F.ident, 2],
  [F.seq, 2],
  [F.time, 4],
  [F.time, 4],
  [F.time, 4],
])
const advertisement = layout('icmp.router', [
  ...head,
  [F.entries, 1],
  [F.entrySize, 1],
  [F.lifetime, 2],
])
const redirect = layout('icmp.redirect', [...head, [F.gateway, 4]])
const tooBig = layout('icmp.error', [...head, [F.unused, 1], [F.length, 1], [F.mtu, 2]])
const error = layout('icmp.error', [...head, [F.unused, 1], [F.length, 1], [F.unused, 2]])
const badParameter = layout('icmp.error', [...head, [F.pointer, 1], [F.length, 1], [F.unused, 2]])
const unused = layout('icmp.unused', [...head, [F.unused, 4]])
const ETHERTYPE = space('ethertype')

/** An error quotes the start of the packet it is about; RFC 4884 §4.1 says where the quote ends. */
function quote(f: Frame, at: number, end: number, words: number): void {
  const stop = at + words * 4
  f.soft = 1
  next(f, ETHERTYPE, 0x0800, at, words > 0 && stop <= end ? stop : end)
}

/** RFC 1256 §3: small numbers of either sign in use, and the least, which means never. */
function isPreference(b: Uint8Array, at: number): boolean {
  const high = u16(b, at)
  return high === 0 || high === 0xffff || (high === 0x8000 && u16(b, at + 2) === 0)
}

/** RFC 1256 §3: entries of `size` words, an address and a preference each. */
function routers(f: Frame, at: number, end: number): void {
  const count = f.b[at + 4]
  const size = f.b[at + 5] * 4
  let i = at + 8
  span(f, advertisement, at, i)
  for (let n = 0; size >= 8 && n < count && i + size <= end; n++, i += size) {
    span(f, F.router, i, i + 4)
    span(f, isPreference(f.b, i + 4) ? F.preference : F.data, i + 4, i + 8)
    span(f, F.data, i + 8, i + size)
  }
}

/** RFC 950 App. I. Only a run of ones before a run of zeros is a mask; anything else is content. */
function mask(f: Frame, at: number): void {
  span(f, query, at, at + 8)
  span(f, isMask(f.b, at + 8) ? F.mask : F.data, at + 8, at + 12)
}

function queryMessage(f: Frame, type: number, at: number, end: number): boolean {
  if ((type === 13 || type === 14) && at + 20 <= end) span(f, clock, at, at + 20)
  else if ((type === 17 || type === 18) && at + 12 <= end) mask(f, at)
  else if (type === 10) span(f, unused, at, at + 8)
  else if (type === 0 || type === 8 || (type >= 13 && type <= 18)) span(f, query, at, at + 8)
  else return false
  return true
}

function errorMessage(f: Frame, type: number, at: number, end: number): boolean {
  const payload = at + 8
  const words = f.b[at + 5]
  if (type === 3) span(f, f.b[at + 1] === 4 ? tooBig : error, at, payload)
  else if (type === 11) span(f, error, at, payload)
  else if (type === 12) span(f, badParameter, at, payload)
  else if (type === 4) span(f, unused, at, payload)
  else if (type === 5) span(f, redirect, at, payload)
  else return false
  quote(f, payload, end, type === 4 || type === 5 ? 0 : words)
  return true
}

/** RFC 792, RFC 950, RFC 1191, RFC 1256, RFC 4884. Data of echoes and unknown types are payload. */
export const icmp: Dissector = {
  name: 'icmp',
  title: 'Internet Control Message Protocol',
  source: 'RFC 792, RFC 950, RFC 1191, RFC 1256, RFC 4884',
  claims: [['ip-protocol', 1]],
  dissect(f, at, end) {
    if (at + 4 > end) return Weird.truncated
    transportFlow(f, -1, 1)
    checksum(f, Sum.inet, at + 2, at, f.fragmented !== 0 ? 0x7fffffff : Math.max(end, f.netEnd))
    const type = f.b[at]
    if (at + 8 <= end) {
      if (errorMessage(f, type, at, end) || queryMessage(f, type, at, end)) return 0
      if (type === 9) {
        routers(f, at, end)
        return 0
      }
    }
    span(f, bare, at, at + 4)
    return 0
  },
}
