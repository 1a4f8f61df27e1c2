/** The Network Time Protocol, versions 1 to 4, and its simple form. */
import { u16, u32 } from '../bytes/endian.js'
import { areAtMost } from './bounds.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('ntp', {
  flags: ['structure', 'uint', 'leap indicator, version and mode'],
  stratum: ['structure', 'uint', 'distance from a reference clock'],
  poll: ['enum', 'uint', 'poll interval'],
  precision: ['software', 'uint', 'precision of the clock'],
  rootDelay: ['size', 'uint', 'round trip to the reference clock'],
  rootDispersion: ['size', 'uint', 'dispersion to the reference clock'],
  delayUnknown: ['content', 'bytes', 'delay or dispersion that no clock has'],
  referenceAddress: ['address', 'ipv4', 'address of the server that this one follows'],
  referenceClock: ['enum', 'text', 'name of a kind of clock, or reason to go away'],
  referenceUnknown: ['content', 'bytes', 'reference of an unknown form'],
  reference: ['time', 'ntp64', 'when the clock was last set'],
  originate: ['time', 'ntp64', 'when the request left the client, as the server saw it'],
  receive: ['time', 'ntp64', 'when the request reached the server'],
  transmit: ['time', 'ntp64', 'when this message left'],
  operation: ['structure', 'uint', 'operation of a control message, whether it answers, and errs'],
  sequence: ['link', 'uint', 'number of a control message'],
  association: ['link', 'uint', 'association with another clock'],
  count: ['structure', 'uint', 'number of bytes of data'],
  data: ['content', 'bytes', 'status and data of a control message, place of the data'],
})
const references = [F.referenceAddress, F.referenceClock, F.referenceUnknown]
/** Six layouts, by what the reference identifier is, and whether delays can be meant. */
const headers = Array.from({ length: 6 }, (_, i) =>
  layout('ntp', [
    [F.flags, 1],
    [F.stratum, 1],
    [F.poll, 1],
    [F.precision, 1],
    [i < 3 ? F.rootDelay : F.delayUnknown, 4],
    [i < 3 ? F.rootDispersion : F.delayUnknown, 4],
    [references[i % 3], 4],
    [F.reference, 8],
    [F.originate, 8],
    [F.receive, 8],
    [F.transmit, 8],
  ]),
)
const SIZE = 48
/** 32 seconds: no dispersion is above 16 (RFC 5905 §7.2), nor any round trip that is of use. */
const DELAY_MAX = 0x0020_0000
const control = layout('ntp.control', [
  [F.flags, 1],
  [F.operation, 1],
  [F.sequence, 2],
  [F.data, 2],
  [F.association, 2],
  [F.data, 2],
  [F.count, 2],
])
const CONTROL = 6
const PRIVATE = 7
const PRIVATE_SIZE = 8
const CONTROL_SIZE = 12
/** Operations of RFC 9327 §2, and those that ntpd added. */
const operations = new Set([...Array.from({ length: 13 }, (_, i) => i), 31])

/** RFC 9327 §2: the bytes that are counted fill the message up to its word, or a proof follows. */
function controlMessage(f: Frame, at: number, end: number): number {
  const b = f.b
  if (at + CONTROL_SIZE > end) return Weird.truncated
  const count = u16(b, at + 10)
  if (b[at] >> 6 !== 0 || !operations.has(b[at + 1] & 31)) return Weird['not-this-protocol']
  if (at + CONTROL_SIZE + count > end) return Weird['not-this-protocol']
  span(f, control, at, at + CONTROL_SIZE)
  span(f, F.data, at + CONTROL_SIZE, end)
  return 0
}

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

/** RFC 5905 §7.3. Of the private mode (7), which has formats of its own, only the mode. */
export const ntp: Dissector = {
  name: 'ntp',
  title: 'Network Time Protocol',
  source: 'RFC 5905',
  claims: [['udp-port', 123]],
  dissect(f, at, end) {
    const b = f.b
    if (at >= end) return Weird.truncated
    const version = (b[at] >> 3) & 7
    const mode = b[at] & 7
    if (version > 0 && version < 5 && mode === CONTROL) return controlMessage(f, at, end)
    if (version > 0 && version < 5 && mode === PRIVATE && at + PRIVATE_SIZE <= end) {
      span(f, F.flags, at, at + 1)
      return 0
    }
    if (at + SIZE > end) return Weird.truncated
    if (version < 1 || version > 4 || mode > 5) return Weird['not-this-protocol']
    if (mode === 0 && version > 1) return Weird['not-this-protocol']
    const stratum = b[at + 1]
    if (stratum > 16) return Weird['not-this-protocol']
    const form = referenceForm(stratum, u32(b, at + 12))
    span(f, headers[areAtMost(b, at + 4, 2, DELAY_MAX) ? form : form + 3], at, at + SIZE)
    return 0
  },
}
