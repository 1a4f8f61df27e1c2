/** 802.11 frames: data, management and control. */
import { u16, u16le } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, next, span } from './frame.js'
import { Weird } from './weird.js'
import { wlanElements } from './wlan-elements.js'

const F = fields('wlan', {
  fc: ['structure', 'uint-le', 'frame control: type, subtype and flags'],
  duration: ['software', 'uint-le', 'time the medium is reserved for'],
  aid: ['link', 'uint-le', 'association identifier of a station'],
  ra: ['hardware', 'eui48', 'address 1: the receiver'],
  ta: ['hardware', 'eui48', 'address 2: the transmitter'],
  addr3: [
    'hardware',
    'eui48',
    'address 3: by direction the network, the source or the destination',
  ],
  addr4: ['hardware', 'eui48', 'address 4: the source, between access points'],
  // §9.2.4.4: a frame with a fragment number is a part, so the number must stay
  fragment: ['structure', 'uint', 'fragment number, and low four bits of the sequence number'],
  seq: ['link', 'uint', 'high eight bits of the sequence number'],
  qos: ['structure', 'uint-le', 'quality of service control'],
  htc: ['content', 'bytes', 'high-throughput control: variants of it hold anything'],
  padding: ['content', 'bytes', 'padding of the header'],
  timestamp: ['time', 'uint-le', 'microseconds since the network began'],
  beacon: ['software', 'uint-le', 'beacon interval'],
  capabilities: ['software', 'uint-le', 'capabilities'],
  listen: ['software', 'uint-le', 'listen interval'],
  currentAp: ['hardware', 'eui48', 'access point the station comes from'],
  status: ['enum', 'uint-le', 'status or reason code'],
  algorithm: ['enum', 'uint-le', 'authentication algorithm'],
  transaction: ['enum', 'uint-le', 'authentication transaction'],
})
const addressed = [
  [F.fc, 2],
  [F.duration, 2],
  [F.ra, 6],
  [F.ta, 6],
  [F.addr3, 6],
  [F.fragment, 1],
  [F.seq, 1],
] as const
const header3 = layout('wlan', addressed)
const header4 = layout('wlan', [...addressed, [F.addr4, 6]])
const control1 = layout('wlan.ctl', [
  [F.fc, 2],
  [F.duration, 2],
  [F.ra, 6],
])
const control2 = layout('wlan.ctl', [
  [F.fc, 2],
  [F.duration, 2],
  [F.ra, 6],
  [F.ta, 6],
])
const psPoll = layout('wlan.ctl', [
  [F.fc, 2],
  [F.aid, 2],
  [F.ra, 6],
  [F.ta, 6],
])
const beaconHead = layout('wlan.mgt', [
  [F.timestamp, 8],
  [F.beacon, 2],
  [F.capabilities, 2],
])
const associationHead = layout('wlan.mgt', [
  [F.capabilities, 2],
  [F.listen, 2],
])
const reassociationHead = layout('wlan.mgt', [
  [F.capabilities, 2],
  [F.listen, 2],
  [F.currentAp, 6],
])
const responseHead = layout('wlan.mgt', [
  [F.capabilities, 2],
  [F.status, 2],
  [F.aid, 2],
])
const authenticationHead = layout('wlan.mgt', [
  [F.algorithm, 2],
  [F.transaction, 2],
  [F.status, 2],
])
const LLC = space('llc')
const AUTHENTICATION = 11
/** Forms of a header: as it is, padded, or with the bytes of control and sequence swapped. */
const PLAIN = 0
const PADDED = 1
const SWAPPED = 2
/** Flags: between access points, more of a frame follows, encrypted, with a field of control. */
const BETWEEN = 0x0300
const MORE_FRAGMENTS = 0x0400
const PROTECTED = 0x4000
const ORDER = 0x8000
const A_MSDU = 0x80

/**
 * The layout and size of the fixed part of a management body (IEEE 802.11 §9.3.3); size 0: none.
 */
function fixedSize(subtype: number): number {
  if (subtype === 5 || subtype === 8) return 12
  if (subtype === 2) return 10
  if (subtype === 1 || subtype === 3 || subtype === 11) return 6
  if (subtype === 0) return 4
  return subtype === 10 || subtype === 12 ? 2 : 0
}

function fixedLayout(subtype: number): number {
  if (subtype === 5 || subtype === 8) return beaconHead
  if (subtype === 2) return reassociationHead
  if (subtype === 11) return authenticationHead
  if (subtype === 0) return associationHead
  return subtype === 1 || subtype === 3 ? responseHead : F.status
}

/** §9.4.1.1: open, shared key, fast transition, SAE, FILS, PASN; 128 is Cisco's. */
function isAlgorithm(value: number): boolean {
  return value <= 8 || value === 128
}

/** §9.4.1.1, §9.4.1.2, §9.4.1.9: an algorithm, one of a few steps, a status below 256. */
function isAuthentication(b: Uint8Array, at: number): boolean {
  return isAlgorithm(u16le(b, at)) && u16le(b, at + 2) <= 8 && u16le(b, at + 4) < 256
}

/** Probe requests (4) begin with elements; action frames and unknown subtypes are payload. */
function management(f: Frame, subtype: number, at: number, end: number): void {
  const size = fixedSize(subtype)
  if ((size === 0 && subtype !== 4) || at + size > end) return
  if (subtype === AUTHENTICATION && !isAuthentication(f.b, at)) return
  span(f, fixedLayout(subtype), at, at + size)
  wlanElements(f, at + size, end)
}

/**
 * §9.3.1: all have a receiver; clear to send (12), acknowledgement (13) and wrapper (7) no more.
 */
function control(f: Frame, subtype: number, at: number, end: number): number {
  const isShort = subtype === 12 || subtype === 13 || subtype === 7
  const stop = at + (isShort ? 10 : 16)
  if (stop > end) return Weird.truncated
  span(f, isShort ? control1 : subtype === 10 ? psPoll : control2, at, stop)
  return 0
}

/** §9.2.3: what lies between the fourth address and the body; `at` is where the addresses end. */
function headerEnd(f: Frame, fc: number, at: number, end: number, qos: boolean): number {
  let i = at
  if (qos) {
    if (i + 2 > end) return Weird.truncated
    span(f, F.qos, i, i + 2)
    i += 2
  }
  const mayHaveHtc = qos || (fc >> 2) % 4 === 0
  if (mayHaveHtc && (fc & ORDER) !== 0) {
    if (i + 4 > end) return Weird.truncated
    span(f, F.htc, i, i + 4)
    i += 4
  }
  return i
}

function bodied(f: Frame, fc: number, at: number, end: number, form: number): number {
  const b = f.b
  const isData = (fc & 0x0c) === 0x08
  const subtype = (fc >> 4) & 15
  const hasFour = isData && (fc & BETWEEN) === BETWEEN
  const addressEnd = at + (hasFour ? 30 : 24)
  if (addressEnd > end) return Weird.truncated
  span(f, hasFour ? header4 : header3, at, addressEnd)
  const hasQos = isData && (subtype & 8) !== 0
  let body = headerEnd(f, fc, addressEnd, end, hasQos)
  if (body < 0) return body
  if (form === PADDED) {
    const padded = Math.min(end, at + ((body - at + 3) & ~3))
    span(f, F.padding, body, padded)
    body = padded
  }
  const last = form === SWAPPED ? b[at + 23] : b[at + 22]
  const isFragment = (fc & MORE_FRAGMENTS) !== 0 || (last & 15) !== 0
  if ((fc & PROTECTED) !== 0 || isFragment) return 0
  if (!isData) management(f, subtype, body, end)
  else if ((subtype & 4) === 0 && !(hasQos && (b[addressEnd] & A_MSDU) !== 0)) {
    next(f, LLC, 0, body, end)
  }
  return 0
}

function frame(f: Frame, at: number, end: number, form: number): number {
  if (at + 2 > end) return Weird.truncated
  const fc = form === SWAPPED ? u16(f.b, at) : u16le(f.b, at)
  if ((fc & 3) !== 0) return Weird['bad-version']
  const type = (fc >> 2) & 3
  if (type === 1) return control(f, (fc >> 4) & 15, at, end)
  if (type !== 3) return bodied(f, fc, at, end, form)
  span(f, F.fc, at, at + 2)
  return 0
}

/** IEEE 802.11 §9. Protected bodies, fragments and aggregates are payload. */
export const wlan: Dissector = {
  name: 'wlan',
  title: 'IEEE 802.11 wireless LAN',
  source: 'IEEE 802.11 §9',
  claims: [
    ['link-type', 105],
    ['wlan', PLAIN],
  ],
  dissect: (f, at, end) => frame(f, at, end, PLAIN),
}

/** The same where radiotap says that the header is padded to a multiple of four bytes. */
export const wlanPadded: Dissector = {
  name: 'wlan-padded',
  title: 'IEEE 802.11 wireless LAN, header padded',
  source: 'IEEE 802.11 §9; radiotap.org, flags',
  claims: [['wlan', PADDED]],
  dissect: (f, at, end) => frame(f, at, end, PADDED),
}

/** The same with bytes of control and sequence the other way round, as some send them on. */
export const wlanSwapped: Dissector = {
  name: 'wlan-swapped',
  title: 'IEEE 802.11 wireless LAN, frame control swapped',
  source: 'IEEE 802.11 §9; RFC 5415 §4.4',
  claims: [['wlan', SWAPPED]],
  dissect: (f, at, end) => frame(f, at, end, SWAPPED),
}
