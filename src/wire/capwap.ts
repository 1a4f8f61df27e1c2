/** CAPWAP, by which access points carry what they hear on the air to a controller. */
import { u16, u24, u32 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, next, span } from './frame.js'
import { short } from './short.js'
import { Weird } from './weird.js'

const F = fields('capwap', {
  preamble: ['structure', 'uint', 'version, and whether what follows is encrypted'],
  flags: ['structure', 'uint', 'length of the header, radio, kind of radio, flags'],
  fragment: ['link', 'uint', 'number of the packet of which this is a fragment'],
  offset: ['size', 'uint', 'place of the fragment'],
  whole: ['structure', 'uint', 'number and place of a fragment, zeros where there is none'],
  length: ['structure', 'uint', 'length of an address, of what the radio says, of elements'],
  hw: ['hardware', 'eui48', 'hardware address of the radio'],
  longHw: ['hardware', 'eui64', 'hardware address of the radio, of eight bytes'],
  options: ['content', 'bytes', 'what the radio says of the frame, padding'],
  message: ['structure', 'uint', 'type of a control message'],
  sequence: ['link', 'uint', 'number of a request, and of its answer'],
  control: ['structure', 'uint', 'flags of a control message, always zero'],
  element: ['structure', 'uint', 'type and length of an element'],
  value: ['content', 'bytes', 'value of an element: names, places, keys, counters'],
})
const header = layout('capwap', [
  [F.preamble, 1],
  [F.flags, 3],
  [F.whole, 4],
])
const part = layout('capwap.part', [
  [F.preamble, 1],
  [F.flags, 3],
  [F.fragment, 2],
  [F.offset, 2],
])
const control = layout('capwap.control-header', [
  [F.message, 4],
  [F.sequence, 1],
  [F.length, 2],
  [F.control, 1],
])
const DTLS = space('capwap')
const WLAN = space('wlan')
const ETHERTYPE = space('ethertype')
const ETHERNET = 0x6558
/** Flags (§4.3): a frame of the radio's kind, fragment, last, radio's words, address, alive. */
const NATIVE = 0x100
const FRAGMENT = 0x80
const LAST = 0x40
const WIRELESS = 0x20
const ADDRESS = 0x10
const KEEP_ALIVE = 0x08
const RESERVED = 0x07
/** The binding of IEEE 802.11 (RFC 5416 §1). */
const IEEE_802_11 = 1
/** Messages (§4.5.1.1), and those of the binding, which count under a number of its own. */
const MESSAGE_MAX = 26
const WLAN_MESSAGES = 13277 * 256 + 1
/** Elements (§4.6), and those of the binding (RFC 5416 §6). */
const ELEMENT_MAX = 53
const WLAN_ELEMENTS = 1024
const WLAN_ELEMENTS_MAX = 1048

/** §4.6. What is behind an element of a type that nobody gave out is content. */
function elements(f: Frame, from: number, end: number): void {
  const b = f.b
  let at = from
  while (at + 4 <= end) {
    const type = u16(b, at)
    const stop = at + 4 + u16(b, at + 2)
    const known =
      (type > 0 && type <= ELEMENT_MAX) || (type >= WLAN_ELEMENTS && type <= WLAN_ELEMENTS_MAX)
    if (!known || stop > end) break
    span(f, F.element, at, at + 4)
    span(f, F.value, at + 4, stop)
    at = stop
  }
  span(f, F.value, at, end)
}

/** §4.3: a length, so many bytes, and padding to a multiple of four. @returns its end, or -1 */
function optional(f: Frame, at: number, stop: number, isAddress: boolean): number {
  const size = at < stop ? f.b[at] : stop
  const after = at + ((1 + size + 3) & ~3)
  if (after > stop || (isAddress && size !== 6 && size !== 8)) return -1
  span(f, F.length, at, at + 1)
  if (isAddress) span(f, size === 6 ? F.hw : F.longHw, at + 1, at + 1 + size)
  span(f, F.options, f.cursor, after)
  return after
}

/** §4.5. The length counts from its own first byte. */
function message(f: Frame, at: number, end: number): number {
  const b = f.b
  if (at + 8 > end) return short(f)
  const type = u32(b, at)
  const known =
    (type > 0 && type <= MESSAGE_MAX) || type === WLAN_MESSAGES || type === WLAN_MESSAGES + 1
  if (!known || b[at + 7] !== 0) return Weird['not-this-protocol']
  const stop = at + 5 + u16(b, at + 5)
  if (stop < at + 8 || (stop > end && short(f) < 0)) return Weird['bad-length']
  span(f, control, at, at + 8)
  elements(f, at + 8, Math.min(stop, end))
  return 0
}

/** Whether a frame of the air begins with its flags: what it is, is of version 0. */
function isSwapped(b: Uint8Array, at: number, end: number): boolean {
  return at + 2 <= end && (b[at] & 3) !== 0 && (b[at + 1] & 3) === 0
}

/** §4.4: elements of one that is kept alive, or a frame as it was heard, or as Ethernet has it. */
function carried(f: Frame, flags: number, at: number, end: number): number {
  if ((flags & KEEP_ALIVE) !== 0) {
    if (at + 2 > end) return short(f)
    const stop = at + u16(f.b, at)
    if (stop < at + 2 || (stop > end && short(f) < 0)) return Weird['bad-length']
    span(f, F.length, at, at + 2)
    elements(f, at + 2, Math.min(stop, end))
    return 0
  }
  if ((flags & FRAGMENT) !== 0) return 0
  // What radios hear may be damaged, and makers change what they send on.
  f.soft = 1
  if ((flags & NATIVE) === 0) next(f, ETHERTYPE, ETHERNET, at, end)
  else if (((flags >> 9) & 31) === IEEE_802_11)
    next(f, WLAN, isSwapped(f.b, at, end) ? 2 : 0, at, end)
  return 0
}

function dissect(f: Frame, at: number, end: number, isData: boolean): number {
  const b = f.b
  if (at + 4 > end) return Weird.truncated
  if (b[at] === 1) {
    if (u24(b, at + 1) !== 0) return Weird['not-this-protocol']
    span(f, F.preamble, at, at + 4)
    next(f, DTLS, 1, at + 4, end)
    return 0
  }
  if (at + 8 > end) return Weird.truncated
  const flags = u24(b, at + 1)
  const stop = at + 4 * (flags >> 19)
  const isPart = (flags & FRAGMENT) !== 0
  const isHeader =
    b[at] === 0 && (flags & RESERVED) === 0 && stop >= at + 8 && (b[at + 7] & RESERVED) === 0
  if (!isHeader || (!isPart && (flags & LAST) !== 0)) return Weird['not-this-protocol']
  if (!isPart && u32(b, at + 4) !== 0) return Weird['not-this-protocol']
  if (stop > end) return short(f)
  span(f, isPart ? part : header, at, at + 8)
  let i = at + 8
  if ((flags & ADDRESS) !== 0) i = optional(f, i, stop, true)
  if (i > 0 && (flags & WIRELESS) !== 0) i = optional(f, i, stop, false)
  if (i < 0) return Weird['bad-length']
  span(f, F.options, i, stop)
  if (isData) return carried(f, flags, stop, end)
  return isPart ? 0 : message(f, stop, end)
}

/** RFC 5415 §4. */
export const capwap: Dissector = {
  name: 'capwap',
  title: 'Control And Provisioning of Wireless Access Points',
  source: 'RFC 5415 §4, RFC 5416',
  claims: [['udp-port', 5246]],
  dissect: (f, at, end) => dissect(f, at, end, false),
}

/** RFC 5415 §4.4. */
export const capwapData: Dissector = {
  name: 'capwap-data',
  title: 'Control And Provisioning of Wireless Access Points, frames',
  source: 'RFC 5415 §4.4, RFC 5416',
  claims: [['udp-port', 5247]],
  dissect: (f, at, end) => dissect(f, at, end, true),
}
