/** Older headers in which radios say something of a frame: Prism, AVS and PPI. */
import { u16le, u32, u32le } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, next, span } from './frame.js'
import { Weird } from './weird.js'

const P = fields('prism', {
  msgcode: ['structure', 'uint', 'message code'],
  msglen: ['structure', 'uint', 'message length'],
  devname: ['software', 'text', 'name of the interface'],
  item: ['structure', 'bytes', 'identifier, status and length of a value'],
  time: ['time', 'bytes', 'time of the host or of the radio'],
  radio: ['enum', 'bytes', 'channel, rate, direction or length'],
  signal: ['location', 'bytes', 'signal, noise or quality: how near the sender is'],
  value: ['content', 'bytes', 'any other value'],
})
const prismHeader = layout('prism', [
  [P.msgcode, 4],
  [P.msglen, 4],
  [P.devname, 16],
])
const A = fields('avs', {
  version: ['structure', 'uint', 'magic number and version'],
  length: ['structure', 'uint', 'length of the header'],
  mactime: ['time', 'uint', 'time of the radio'],
  hosttime: ['time', 'uint', 'time of the host'],
  radio: ['enum', 'uint', 'modulation, channel, rate or antenna'],
  signal: ['location', 'uint', 'signal or noise: how near the sender is'],
  value: ['content', 'bytes', 'any other value'],
})
const avsStart = layout('avs', [
  [A.version, 4],
  [A.length, 4],
  [A.mactime, 8],
  [A.hosttime, 8],
])
const avsHeader = layout('avs', [
  [A.version, 4],
  [A.length, 4],
  [A.mactime, 8],
  [A.hosttime, 8],
  [A.radio, 4],
  [A.radio, 4],
  [A.radio, 4],
  [A.radio, 4],
  [A.radio, 4],
  [A.radio, 4],
  [A.signal, 4],
  [A.signal, 4],
  [A.radio, 4],
  [A.radio, 4],
])
const I = fields('ppi', {
  version: ['structure', 'uint', 'version'],
  flags: ['structure', 'uint', 'alignment'],
  length: ['structure', 'uint-le', 'length of the header'],
  dlt: ['structure', 'uint-le', 'link type of the frame'],
  field: ['structure', 'uint-le', 'type and length of a field'],
  tsft: ['time', 'uint-le', 'time of the radio'],
  frameFlags: ['structure', 'uint-le', 'flags of the frame'],
  radio: ['enum', 'bytes', 'rate, channel and modulation'],
  signal: ['location', 'bytes', 'signal and noise: how near the sender is'],
  value: ['content', 'bytes', 'position of the receiver and any other value'],
})
const ppiHeader = layout('ppi', [
  [I.version, 1],
  [I.flags, 1],
  [I.length, 2],
  [I.dlt, 4],
])
const ppiCommon = layout('ppi.wlan', [
  [I.tsft, 8],
  [I.frameFlags, 2],
  [I.radio, 8],
  [I.signal, 2],
])
const LINK = space('link-type')
const WLAN = space('wlan')
const PRISM_BYTES = 144
const PRISM_ITEMS = 10
const AVS_BYTES = 64
/** Bytes before the numbers of the radio, and where those stand that are small. */
const AVS_TIMES = 24
const AVS_RADIO = [24, 28, 32, 36, 40, 44, 56, 60]
const AVS_MAGIC = 0x80211
const IEEE80211 = 105

/** Whether a number fits in 16 bits in one of the two byte orders, as channels and rates do. */
function isSmall(b: Uint8Array, at: number): boolean {
  return u32(b, at) <= 0xffff || u32le(b, at) <= 0xffff
}

/** Whether four bytes are a number in one of the two byte orders. */
function isNumber(b: Uint8Array, at: number, value: number): boolean {
  return u32(b, at) === value || u32le(b, at) === value
}

/**
 * An identifier of which half is zero, a status of 0 or 1, and a length of 4 or, where there is no
 * value, 0: in the byte order of the capturing host.
 */
function isItem(b: Uint8Array, at: number): boolean {
  const zeros = (b[at] === 0 || b[at + 3] === 0) && (b[at + 1] === 0 || b[at + 2] === 0)
  const status = b[at + 4] | b[at + 5]
  const length = b[at + 6] | b[at + 7]
  return zeros && status <= 1 && (length === 4 || length === 0)
}

/**
 * Items in the order of their identifiers, whose third byte (or second, by byte order) counts them.
 */
function prismField(index: number): number {
  if (index <= 1) return P.time
  if (index === 2 || index >= 7) return P.radio
  return P.signal
}

function avsDissect(f: Frame, at: number, end: number): number {
  const b = f.b
  if (at + AVS_BYTES > end) return Weird.truncated
  if (u32(b, at) >>> 12 !== AVS_MAGIC) return Weird['bad-value']
  const length = u32(b, at + 4)
  if (length < AVS_BYTES) return Weird['bad-length']
  if (length > end - at) return Weird.truncated
  let known = AVS_BYTES
  const areSmall = (order: typeof u32): boolean =>
    AVS_RADIO.every((i) => order(b, at + i) <= 0xffff)
  if (!areSmall(u32) && !areSmall(u32le)) known = AVS_TIMES
  span(f, known === AVS_BYTES ? avsHeader : avsStart, at, at + known)
  span(f, A.value, at + known, at + length)
  next(f, WLAN, 0, at + length, end)
  return 0
}

/** The AVS capture frame format, version 2.1.1. */
export const avs: Dissector = {
  name: 'avs',
  title: 'AVS capture header',
  source: 'AVS capture frame format 2.1.1; tcpdump.org LINKTYPE_IEEE802_11_AVS',
  claims: [['link-type', 163]],
  dissect: avsDissect,
}

/** Drivers that claim to give Prism headers may give AVS headers: the first number tells. */
export const prism: Dissector = {
  name: 'prism',
  title: 'Prism capture header',
  source: 'tcpdump.org LINKTYPE_IEEE802_11_PRISM',
  claims: [['link-type', 119]],
  dissect(f, at, end) {
    if (at + 4 > end) return Weird.truncated
    if (u32(f.b, at) >>> 12 === AVS_MAGIC) return avsDissect(f, at, end)
    const stop = at + PRISM_BYTES
    if (stop > end) return Weird.truncated
    const isSniffed = isNumber(f.b, at, 0x41) || isNumber(f.b, at, 0x44)
    if (!isSniffed || !isNumber(f.b, at + 4, PRISM_BYTES)) return Weird['bad-value']
    span(f, prismHeader, at, at + 24)
    for (let n = 0; n < PRISM_ITEMS; n++) {
      const item = at + 24 + n * 12
      if (isItem(f.b, item)) {
        span(f, P.item, item, item + 8)
        const small = isSmall(f.b, item + 8) || prismField(n) !== P.radio
        span(f, small ? prismField(n) : P.value, item + 8, item + 12)
      } else span(f, P.value, item, item + 12)
    }
    next(f, WLAN, 0, stop, end)
    return 0
  },
}

/**
 * PPI header format §4.1.2: four flags of the frame, a rate in steps of 500 kbit/s, a frequency in
 * MHz or none, flags of the channel, and where a radio that hops is among its channels.
 */
function isCommon(b: Uint8Array, at: number): boolean {
  const frequency = u16le(b, at + 12)
  const isTuned = frequency === 0 || (frequency >= 700 && frequency < 7200)
  return u16le(b, at + 8) < 16 && u16le(b, at + 10) < 2048 && isTuned && (b[at + 14] & 15) === 0
}

/**
 * Notes the fields in `[at, stop)`, and whether a frame check sequence follows the frame. None is
 * without a value: a row of such is text in UTF-32.
 */
function ppiFields(f: Frame, from: number, stop: number, isAligned: boolean): boolean {
  const b = f.b
  let hasFcs = false
  let at = from
  while (at + 4 <= stop) {
    const type = u16le(b, at)
    const length = u16le(b, at + 2)
    const valueEnd = at + 4 + length
    if (valueEnd > stop || length === 0) break
    span(f, I.field, at, at + 4)
    if (type === 2 && length === 20 && isCommon(b, at + 4)) {
      span(f, ppiCommon, at + 4, valueEnd)
      hasFcs = (b[at + 12] & 1) !== 0
    } else span(f, I.value, at + 4, valueEnd)
    const padded = isAligned ? Math.min(stop, from + ((valueEnd - from + 3) & ~3)) : valueEnd
    span(f, I.value, valueEnd, padded)
    at = padded
  }
  span(f, I.value, at, stop)
  return hasFcs
}

/** The CACE PPI format, version 1.0.10. */
export const ppi: Dissector = {
  name: 'ppi',
  title: 'Per-packet information header',
  source: 'CACE Technologies, PPI header format 1.0.10',
  claims: [['link-type', 192]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 8 > end) return Weird.truncated
    const stop = at + u16le(b, at + 2)
    if (stop < at + 8) return Weird['bad-length']
    if (stop > end) return Weird.truncated
    const type = u32le(b, at + 4)
    if (type > 0xffff) return Weird['bad-value']
    span(f, ppiHeader, at, at + 8)
    const hasFcs = ppiFields(f, at + 8, stop, (b[at + 1] & 1) !== 0)
    if (type === IEEE80211) {
      next(f, WLAN, 0, stop, hasFcs && f.snapped === 0 ? Math.max(stop, end - 4) : end)
    } else next(f, LINK, type, stop, end)
    return 0
  },
}
