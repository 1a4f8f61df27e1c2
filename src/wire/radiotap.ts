/** What a radio says of a frame: the radiotap header. */
import { u16le, u32le } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, next, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('radiotap', {
  version: ['structure', 'uint', 'version'],
  pad: ['content', 'bytes', 'padding, and whatever is not known'],
  length: ['structure', 'uint-le', 'length of the header'],
  present: ['structure', 'uint-le', 'which fields are present'],
  tsft: ['time', 'uint-le', 'time of the radio'],
  flags: ['structure', 'uint', 'flags'],
  rate: ['enum', 'bytes', 'rate and modulation'],
  channel: ['enum', 'bytes', 'channel'],
  signal: ['location', 'uint', 'signal, noise or quality: how near the sender is'],
  power: ['software', 'bytes', 'transmit power or attenuation'],
  antenna: ['enum', 'uint', 'antenna'],
  status: ['enum', 'bytes', 'flags of reception or transmission, and retries'],
  aggregate: ['link', 'bytes', 'which frames were sent as one'],
})
const header = layout('radiotap', [
  [F.version, 1],
  [F.pad, 1],
  [F.length, 2],
])

/** What stands behind the streams says for whom the frame is: a group, a part of an identifier. */
const vht = layout('radiotap.vht', [
  [F.rate, 9],
  [F.pad, 3],
])

/**
 * Size, alignment and field of each bit of the first presence word; radiotap.org, defined fields.
 * Those of 802.11ax (bits 23 to 25) hold identifiers of networks and stations between their rates.
 */
const known: readonly (readonly [number, number, number])[] = [
  [8, 8, F.tsft],
  [1, 1, F.flags],
  [1, 1, F.rate],
  [4, 2, F.channel],
  [2, 2, F.rate],
  [1, 1, F.signal],
  [1, 1, F.signal],
  [2, 2, F.signal],
  [2, 2, F.power],
  [2, 2, F.power],
  [1, 1, F.power],
  [1, 1, F.antenna],
  [1, 1, F.signal],
  [1, 1, F.signal],
  [2, 2, F.status],
  [2, 2, F.status],
  [1, 1, F.status],
  [1, 1, F.status],
  [8, 4, F.channel],
  [3, 1, F.rate],
  [8, 4, F.aggregate],
  [12, 2, vht],
  [12, 8, F.tsft],
  [12, 2, F.pad],
  [12, 2, F.pad],
  [6, 2, F.pad],
  [1, 1, F.status],
  [4, 2, F.rate],
]
const WLAN = space('wlan')
const MORE = 0x80000000
/** Fields of one antenna: signals, noise, quality, lock, number. */
const ANTENNA_MAX = 8
const FCS = 0x10
const DATA_PAD = 0x20
const BAD_FCS = 0x40

/** Frequencies in MHz that networks use. */
function isFrequency(b: Uint8Array, at: number): boolean {
  const f = u16le(b, at)
  return (f >= 700 && f < 1000) || (f >= 2300 && f < 7200) || f >= 57000
}

/** IEEE 802.11 §21.5: up to eight streams at one of twelve rates, in half a byte each. */
function isStream(value: number): boolean {
  return (value & 15) <= 8 && value >> 4 < 12
}

/** Whether the bytes of a field can be what they are to be: others are not understood. */
function fits(b: Uint8Array, bit: number, at: number): boolean {
  if (bit === 3) return isFrequency(b, at)
  if (bit === 14 || bit === 15) return u16le(b, at) < 512
  if (bit === 18) return b[at + 3] === 0 && isFrequency(b, at + 4)
  if (bit === 27) return u16le(b, at) < 4
  if (bit !== 21) return true
  let areStreams = true
  for (let i = at + 4; i < at + 8; i++) areStreams = areStreams && isStream(b[i])
  return areStreams && u16le(b, at) < 512 && b[at + 3] < 32 && b[at + 8] < 16
}

/** How many fields a presence word announces; its last three bits say what follows. */
function announced(word: number): number {
  let n = 0
  for (let rest = word & 0x1fff_ffff; rest !== 0; rest &= rest - 1) n++
  return n
}

/**
 * Notes the fields of the first presence word; those of further words are not told apart.
 * @returns the flags, or a negative weird where a field that is announced has no room
 */
function values(f: Frame, start: number, at: number, stop: number): number {
  const present = u32le(f.b, start + 4)
  let flags = 0
  let i = at
  for (let bit = 0; bit < known.length; bit++) {
    if (((present >>> bit) & 1) === 0) continue
    const [size, align, id] = known[bit]
    const from = start + ((i - start + align - 1) & -align)
    if (from + size > stop) return Weird['bad-length']
    span(f, F.pad, i, from)
    span(f, fits(f.b, bit, from) ? id : F.pad, from, from + size)
    if (bit === 1) flags = f.b[from]
    i = from + size
  }
  span(f, F.pad, i, stop)
  return flags
}

/** radiotap.org. Positions, vendor fields and further namespaces are content. */
export const radiotap: Dissector = {
  name: 'radiotap',
  title: 'Radiotap capture header',
  source: 'radiotap.org',
  claims: [['link-type', 127]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 8 > end) return Weird.truncated
    if (b[at] !== 0) return Weird['bad-version']
    const stop = at + u16le(b, at + 2)
    if (stop < at + 8) return Weird['bad-length']
    if (stop > end) return Weird.truncated
    span(f, header, at, at + 4)
    let i = at + 4
    for (;;) {
      if (i + 4 > stop) return Weird['bad-length']
      // Words behind the first tell of one antenna each, or of a maker, in a few fields.
      if (i > at + 4 && announced(u32le(b, i)) > ANTENNA_MAX) return Weird['bad-value']
      span(f, F.present, i, i + 4)
      i += 4
      if ((u32le(b, i - 4) & MORE) === 0) break
    }
    const flags = values(f, at, i, stop)
    if (flags < 0) return flags
    const hasFcs = (flags & FCS) !== 0 && f.snapped === 0
    if ((flags & BAD_FCS) !== 0) f.soft = 1
    next(f, WLAN, (flags & DATA_PAD) !== 0 ? 1 : 0, stop, hasFcs ? Math.max(stop, end - 4) : end)
    return 0
  },
}
