/** What a reader of packets must find again after rewriting: each claim is one entry of a table. */
import type { Row } from './tshark.js'

/** A frame as it was and as it became. */
export interface Frame {
  readonly was: Row
  readonly is: Row
}

/** A claim about frames. */
export interface Claim {
  readonly name: string
  /** the frames of which it holds */
  readonly of: (was: Row) => boolean
  /** the fields in which such frames must be equal */
  readonly equal?: readonly string[]
  /** lists of fields whose values must go one to one, within what `within` names */
  readonly oneToOne?: readonly (readonly string[])[]
}

/** The fields that tell which protocols a frame holds and what is wrong with it. */
const about = [
  'frame.protocols',
  '_ws.expert.message',
  '_ws.malformed',
  'ip.flags.mf',
  'arp.hw.type',
]

const layers = (r: Row): string[] => (r['frame.protocols'][0] ?? '').split(':')
const says = (r: Row, words: string): boolean =>
  r['_ws.expert.message'].some((m) => m.includes(words))
const any = (): boolean => true

/**
 * Protocols whose packets within are payload to scrim, or that tshark reads only when they are not
 * cut (a netfilter log holds its packet in an attribute): what they carry is not compared.
 */
const opaque = ['sflow', 'avsp', 'openflow', 'nhrp', 'nflog', 'macsec']
const stackHas = (r: Row, list: readonly string[]): boolean =>
  layers(r).some((p) => list.includes(p))
const plain = (r: Row): boolean => !stackHas(r, opaque)
/** Hardware that nobody registered (IANA, ARP parameters): all behind it is content to scrim. */
const unregistered = (r: Row): boolean => r['arp.hw.type'].some((v) => Number(v) > 257)
const quoting = (r: Row): boolean => stackHas(r, ['icmp', 'icmpv6'])

/** Segments with a whole header that are no quotes: tshark counts their numbers from 0. */
const segment = (r: Row): boolean =>
  plain(r) && stackHas(r, ['tcp']) && !quoting(r) && !says(r, 'Short segment')
const counted = (r: Row): boolean => segment(r) && !r['ip.flags.mf'].some((v) => v === '1')
const acked = (r: Row): boolean =>
  counted(r) && r['tcp.flags'].every((v) => (Number(v) & 0x10) !== 0)

const NAMES = ['53', '5353', '5355']
const ports = (r: Row): string[] => [
  ...['tcp.srcport', 'tcp.dstport', 'udp.srcport', 'udp.dstport'].flatMap((f) => r[f]),
]
/** Messages of name resolution on their own ports, not quoted, not malformed. */
const naming = (r: Row): boolean =>
  stackHas(r, ['dns', 'mdns', 'llmnr']) &&
  !quoting(r) &&
  r['dns.qry.type'].length + r['dns.resp.type'].length > 0 &&
  ports(r).some((p) => NAMES.includes(p)) &&
  r['_ws.malformed'].length === 0
/** Hellos that TLS alone carries: tshark knows other ports from what was said before. */
const hello = (r: Row): boolean =>
  r['tls.handshake.ja3'].length > 0 && ports(r).includes('443') && !stackHas(r, ['quic', 'socks'])

/** Every claim. */
export const claims: readonly Claim[] = [
  {
    name: 'lengths on the wire and times between packets, to the nanosecond',
    of: any,
    equal: ['frame.len', 'frame.time_delta'],
  },
  { name: 'which frames share a VLAN', of: plain, oneToOne: [['vlan.id']] },
  {
    name: 'ports',
    of: plain,
    equal: ['tcp.srcport', 'tcp.dstport', 'udp.srcport', 'udp.dstport'],
  },
  { name: 'flags and windows of TCP', of: segment, equal: ['tcp.flags', 'tcp.len'] },
  { name: 'relative sequence numbers', of: counted, equal: ['tcp.seq'] },
  { name: 'relative acknowledgements', of: acked, equal: ['tcp.ack'] },
  {
    name: 'retransmissions and round trips',
    of: counted,
    equal: ['tcp.analysis.retransmission', 'tcp.analysis.ack_rtt'],
  },
  {
    name: 'kinds of ICMP',
    of: (r) => plain(r) && r['_ws.malformed'].length === 0,
    equal: ['icmp.type', 'icmp.code', 'icmpv6.type', 'icmpv6.code'],
  },
  {
    name: 'which answer belongs to which question, types and results of names',
    of: naming,
    equal: [
      'dns.flags.response',
      'dns.qry.type',
      'dns.resp.type',
      'dns.flags.rcode',
      'dns.response_to',
    ],
  },
  {
    name: 'fingerprints of TLS hellos',
    of: hello,
    equal: [
      'tls.handshake.ja3',
      'tls.handshake.ciphersuite',
      'tls.handshake.extension.type',
      'tls.handshake.extensions.supported_version',
      'tls.handshake.extensions_alpn_str',
    ],
  },
  {
    name: 'who is who, in headers, quotes, ARP and answers of names',
    of: (r) => plain(r) && !unregistered(r) && !(quoting(r) && stackHas(r, ['dns'])),
    oneToOne: [
      ['ip.src', 'ip.dst', 'arp.src.proto_ipv4', 'arp.dst.proto_ipv4', 'dns.a'],
      ['ipv6.src', 'ipv6.dst', 'dns.aaaa'],
      ['eth.src', 'eth.dst'],
    ],
  },
  {
    name: 'equal names and identifiers',
    of: naming,
    oneToOne: [['dns.qry.name', 'dns.resp.name'], ['dns.id']],
  },
]

/** What tshark says of each checksum: 0 bad, 1 good, 2 not checked, 3 none, 4 illegal. */
const checksums = [
  'ip.checksum.status',
  'tcp.checksum.status',
  'udp.checksum.status',
  'icmp.checksum.status',
  'icmpv6.checksum.status',
  'sctp.checksum.status',
]

/**
 * Checksums of the released frame that are bad. Where the header of IP announces more than the
 * frame ever held, bytes are missing and no checksum can be right.
 */
export function badChecksums(frame: Frame): string[] {
  if (says(frame.was, 'exceeds packet length')) return []
  return checksums.filter((c) => frame.is[c].includes('0'))
}

/** Whether all bytes of the released frame left, and tshark found a checksum good. */
export function goodChecksum(frame: Frame): boolean {
  const { is } = frame
  return is['frame.len'][0] === is['frame.cap_len'][0] && checksums.some((c) => is[c].includes('1'))
}

/** All fields that the claims speak of. */
export const claimedFields: readonly string[] = [
  ...new Set([
    ...about,
    'frame.cap_len',
    ...checksums,
    ...claims.flatMap((c) => [...(c.equal ?? []), ...(c.oneToOne ?? []).flat()]),
  ]),
]

/** Values by what they became, and the reverse. */
interface Pairs {
  readonly there: Map<string, string>
  readonly back: Map<string, string>
}

function paired(pairs: Pairs, was: string, is: string): boolean {
  const a = pairs.there.get(was)
  const b = pairs.back.get(is)
  if (a === undefined) pairs.there.set(was, is)
  if (b === undefined) pairs.back.set(is, was)
  return (a ?? is) === is && (b ?? was) === was
}

/** Names that differ in case only are the same name (RFC 4343). */
function values(row: Row, field: string): readonly string[] {
  return field.endsWith('.name') ? row[field].map((v) => v.toLowerCase()) : row[field]
}

/** How a frame offends against a claim, in words, or empty. */
function offence(claim: Claim, frame: Frame, maps: readonly Pairs[]): string {
  for (const field of claim.equal ?? []) {
    const [a, b] = [frame.was[field].join(), frame.is[field].join()]
    if (a !== b) return `${field} ${a} -> ${b}`
  }
  for (const [i, list] of (claim.oneToOne ?? []).entries()) {
    for (const field of list) {
      const [a, b] = [values(frame.was, field), values(frame.is, field)]
      if (a.length !== b.length) return `${field} ${a.join()} -> ${b.join()}`
      const k = a.findIndex((v, n) => !paired(maps[i], v, b[n]))
      if (k >= 0) return `${field} ${a[k]} -> ${b[k]}`
    }
  }
  return ''
}

/** How many frames a claim speaks of, and how they offend against it. */
export function examine(
  claim: Claim,
  frames: readonly Frame[],
  nameOf: (index: number) => string,
): { spoken: number; offences: string[] } {
  const maps = (claim.oneToOne ?? []).map(() => ({ there: new Map(), back: new Map() }))
  let spoken = 0
  const offences: string[] = []
  for (const [i, frame] of frames.entries()) {
    if (!claim.of(frame.was)) continue
    spoken++
    const words = offence(claim, frame, maps)
    if (words !== '') offences.push(`${nameOf(i)}: ${words}`)
  }
  return { spoken, offences }
}
