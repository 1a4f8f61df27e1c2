/**
 * The protocols by which two PPP peers agree: LCP, IPCP, IPV6CP and the other control protocols.
 */
import { u16 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, rest, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('ppp-cp', {
  code: ['structure', 'uint', 'message code'],
  identifier: ['link', 'uint', 'identifier that ties an answer to its request'],
  length: ['structure', 'uint', 'length of the message'],
  option: ['structure', 'uint', 'option type and length'],
  mru: ['software', 'uint', 'largest unit that can be received'],
  characterMap: ['software', 'uint', 'characters to escape'],
  auth: ['enum', 'uint', 'authentication protocol'],
  magic: ['link', 'uint', 'magic number of a peer'],
  address: ['address', 'ipv4', 'address of a peer or of a name server'],
  interfaceId: ['hardware', 'eui64', 'interface identifier of a peer'],
  rejected: ['structure', 'uint', 'protocol that is rejected'],
  value: ['content', 'bytes', 'value of any other option'],
})
const header = layout('ppp-cp', [
  [F.code, 1],
  [F.identifier, 1],
  [F.length, 2],
])

/** PAP, SPAP, CHAP and EAP, and algorithms of CHAP: by IANA, of those that were ever used. */
const AUTHENTICATIONS = [0xc023, 0xc027, 0xc223, 0xc227]
const ALGORITHMS = [5, 128, 129]

/** RFC 1661 §6.2, RFC 1994 §3: a protocol, behind CHAP an algorithm; other numbers say anything. */
function isAuthentication(b: Uint8Array, at: number, length: number): boolean {
  const protocol = u16(b, at)
  const isNamed = protocol === 0xc223 && length === 3 && ALGORITHMS.includes(b[at + 2])
  return AUTHENTICATIONS.includes(protocol) && (length === 2 || isNamed)
}

/** Chooses the field of an option of type `type` whose value has `length` bytes. */
type Choose = (type: number, length: number) => number

/** RFC 1661 §6, RFC 1662 §7.1, RFC 1990 §5.1.1. */
function lcpField(type: number, length: number): number {
  if ((type === 1 || type === 17) && length === 2) return F.mru
  if (type === 2 && length === 4) return F.characterMap
  if (type === 3 && length >= 2 && length <= 3) return F.auth
  return type === 5 && length === 4 ? F.magic : F.value
}

/** RFC 1332 §3, RFC 1877: 3 the peer's address, 4 its home address, 129 to 132 name servers. */
function ipcpField(type: number, length: number): number {
  const isAddress = type === 3 || type === 4 || (type >= 129 && type <= 132)
  return isAddress && length === 4 ? F.address : F.value
}

/** RFC 5072 §4.1. */
function ipv6cpField(type: number, length: number): number {
  return type === 1 && length === 8 ? F.interfaceId : F.value
}

function otherField(): number {
  return F.value
}

function options(f: Frame, at: number, end: number, choose: Choose): void {
  const b = f.b
  let i = at
  while (i + 2 <= end) {
    const stop = i + b[i + 1]
    if (stop < i + 2 || stop > end) break
    span(f, F.option, i, i + 2)
    const length = stop - i - 2
    if (choose === ipcpField && b[i] === 1 && length === 8) {
      // RFC 1172 §5.1, long superseded: both addresses in one option.
      span(f, F.address, i + 2, i + 6)
      span(f, F.address, i + 6, stop)
    } else {
      const id = choose(b[i], length)
      const isOdd = id === F.auth && !isAuthentication(b, i + 2, length)
      span(f, isOdd ? F.value : id, i + 2, stop)
    }
    i = stop
  }
  span(f, F.value, i, end)
}

/** RFC 1661 §5: 1 to 4 configure, 5 and 6 terminate, 7 and 8 reject, 9 to 11 echo and discard. */
function message(f: Frame, at: number, end: number, choose: Choose): number {
  const b = f.b
  if (at + 4 > end) return Weird.truncated
  const length = u16(b, at + 2)
  if (length < 4) return Weird['bad-length']
  const stop = Math.min(at + length, end)
  span(f, header, at, at + 4)
  const code = b[at]
  if (code >= 1 && code <= 4) options(f, at + 4, stop, choose)
  else if (choose === lcpField && code === 8 && at + 6 <= stop) {
    span(f, F.rejected, at + 4, at + 6)
    span(f, F.value, at + 6, stop)
  } else if (choose === lcpField && code >= 9 && code <= 11 && at + 8 <= stop) {
    span(f, F.magic, at + 4, at + 8)
    span(f, F.value, at + 8, stop)
  } else span(f, F.value, at + 4, stop)
  span(f, rest.trailer, stop, end)
  return 0
}

/** RFC 1661 §5 and §6. */
export const lcp: Dissector = {
  name: 'lcp',
  title: 'PPP Link Control Protocol',
  source: 'RFC 1661 §5, §6',
  claims: [['ppp-protocol', 0xc021]],
  dissect: (f, at, end) => message(f, at, end, lcpField),
}

/** RFC 1332, RFC 1877. */
export const ipcp: Dissector = {
  name: 'ipcp',
  title: 'PPP Internet Protocol Control Protocol',
  source: 'RFC 1332, RFC 1877',
  claims: [['ppp-protocol', 0x8021]],
  dissect: (f, at, end) => message(f, at, end, ipcpField),
}

/** RFC 5072. */
export const ipv6cp: Dissector = {
  name: 'ipv6cp',
  title: 'PPP IPv6 Control Protocol',
  source: 'RFC 5072',
  claims: [['ppp-protocol', 0x8057]],
  dissect: (f, at, end) => message(f, at, end, ipv6cpField),
}

/** Compression (RFC 1962), encryption (RFC 1968) and MPLS (RFC 3032 §4) agree in the same form. */
export const pppOtherControl: Dissector = {
  name: 'ppp-cp',
  title: 'PPP control protocols for compression, encryption and MPLS',
  source: 'RFC 1962, RFC 1968, RFC 3032 §4',
  claims: [
    ['ppp-protocol', 0x80fd],
    ['ppp-protocol', 0x8053],
    ['ppp-protocol', 0x8281],
  ],
  dissect: (f, at, end) => message(f, at, end, otherField),
}
