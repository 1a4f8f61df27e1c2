/** The Network Time Protocol, versions 1 to 4, and its simple form. */
import { u32 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('ntp', {
  flags: ['structure', 'uint', 'leap indicator, version and mode'],
  stratum: ['structure', 'uint', 'distance from a reference clock'],
  poll: ['enum', 'uint', 'poll interval'],
  precision: ['software', 'uint', 'precision of the clock'],
  rootDelay: ['size', 'uint', 'round trip to the reference clock'],
  rootDispersion: ['size', 'uint', 'dispersion to the reference clock'],
  referenceAddress: ['address', 'ipv4', 'address of the server that this one follows'],
  referenceClock: ['enum', 'text', 'name of a kind of clock, or reason to go away'],
  referenceUnknown: ['content', 'bytes', 'reference of an unknown form'],
  reference: ['time', 'ntp64', 'when the clock was last set'],
  originate: ['time', 'ntp64', 'when the request left the client, as the server saw it'],
  receive: ['time', 'ntp64', 'when the request reached the server'],
  transmit: ['time', 'ntp64', 'when this message left'],
})
/** Three layouts, by what the reference identifier is. */
const headers = [F.referenceAddress, F.referenceClock, F.referenceUnknown].map((reference) =>
  layout('ntp', [
    [F.flags, 1],
    [F.stratum, 1],
    [F.poll, 1],
    [F.precision, 1],
    [F.rootDelay, 4],
    [F.rootDispersion, 4],
    [reference, 4],
    [F.reference, 8],
    [F.originate, 8],
    [F.receive, 8],
    [F.transmit, 8],
  ]),
)
const SIZE = 48

/** RFC 5905 §7.3 and §7.4 and the lists IANA keeps for them, padded with zero bytes; 0 is none. */
const clocks = [
  ...['GOES', 'GPS', 'GAL', 'PPS', 'IRIG', 'WWVB', 'DCF', 'DCFa', 'DCFp', 'HBG', 'MSF', 'MSFa'],
  ...['MSFp', 'JJY', 'LORC', 'TDF', 'CHU', 'WWV', 'WWVH', 'NIST', 'ACTS', 'USNO', 'PTB', 'MRS'],
  ...['LOCL', 'LCL', 'CESM', 'RBDM', 'OMEG', 'DTS', 'ATOM', 'VLF', 'FREE', 'INIT', 'NMEA', 'SHM'],
  ...['1PPS', 'PPS0', 'GNSS', 'PTP', 'PHC0', 'GPS0', 'STEP', 'ACST', 'AUTH', 'AUTO', 'BCST'],
  ...['CDMA', 'CRYP', 'DENY', 'DROP', 'RSTR', 'MCST', 'NKEY', 'NTSN', 'RATE', 'RMOT', 'XFAC', ''],
]
const known = new Set(
  clocks.map((c) =>
    u32(
      Uint8Array.from(`${c}\0\0\0\0`, (x) => x.charCodeAt(0)),
      0,
    ),
  ),
)

/**
 * RFC 5905 §7.3: at stratum 0, 1 and 16 (not synchronised) the reference is a word, below the
 * address of a server, or the start of a digest of an IPv6 address.
 */
function referenceForm(stratum: number, reference: number): number {
  if (stratum < 2) return known.has(reference) ? 1 : 2
  return stratum === 16 && known.has(reference) ? 1 : 0
}

/** RFC 5905 §7.3. Control and private modes (6, 7) have other formats and stay content. */
export const ntp: Dissector = {
  name: 'ntp',
  title: 'Network Time Protocol',
  source: 'RFC 5905',
  claims: [['udp-port', 123]],
  dissect(f, at, end) {
    const b = f.b
    if (at + SIZE > end) return Weird.truncated
    const version = (b[at] >> 3) & 7
    const mode = b[at] & 7
    if (version < 1 || version > 4 || mode > 5) return Weird['not-this-protocol']
    if (mode === 0 && version > 1) return Weird['not-this-protocol']
    const stratum = b[at + 1]
    if (stratum > 16) return Weird['not-this-protocol']
    span(f, headers[referenceForm(stratum, u32(b, at + 12))], at, at + SIZE)
    return 0
  },
}
