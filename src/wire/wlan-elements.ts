/** Information elements of 802.11 management frames. A part of the 802.11 dissector. */
import { u16le } from '../bytes/endian.js'
import { fields, layout } from './fields.js'
import { type Frame, span } from './frame.js'

const F = fields('wlan-tag', {
  number: ['structure', 'uint', 'element number and length'],
  ssid: ['location', 'text', 'name of the network'],
  rates: ['enum', 'bytes', 'supported rates'],
  channel: ['enum', 'bytes', 'channel'],
  country: ['location', 'bytes', 'country and its channels'],
  timing: ['software', 'bytes', 'count and period of traffic indications'],
  load: ['size', 'bytes', 'how many stations there are, and how busy the channel is'],
  erp: ['enum', 'bytes', 'use of protection'],
  capabilities: ['software', 'bytes', 'what the sender can do'],
  security: ['software', 'bytes', 'ciphers and key management'],
  pmkid: ['secret', 'bytes', 'identifiers of keys'],
  value: ['content', 'bytes', 'value of any other element'],
})
const trafficMap = layout('wlan-tag.tim', [
  [F.timing, 2],
  [F.value, 1],
])
const SSID = 0
const RSN = 48

/** Elements that are of one kind as a whole; IEEE 802.11 §9.4.2.1. */
const whole = new Map<number, number>([
  [SSID, F.ssid],
  [1, F.rates],
  [3, F.channel],
  [7, F.country],
  [11, F.load],
  [42, F.erp],
  [45, F.capabilities],
  [50, F.rates],
  [61, F.channel],
  [127, F.capabilities],
  [191, F.capabilities],
  [192, F.channel],
])

/**
 * §9.4.2.24: version, group cipher, lists of ciphers and of key managements, capabilities, keys.
 */
function security(f: Frame, at: number, stop: number): void {
  let i = at + 6
  for (let n = 0; n < 2; n++) i += i + 2 <= stop ? 2 + u16le(f.b, i) * 4 : 0
  i = Math.min(i + 2, stop)
  span(f, F.security, at, i)
  span(f, F.pmkid, i, stop)
}

/** Rates in halves of Mbit/s; IEEE 802.11 §9.4.2.3. The highest bit says basic. */
const rates = new Set([2, 4, 10, 11, 12, 18, 19, 22, 24, 36, 44, 48, 66, 72, 96, 108])
/** Elements of fixed size, and how many of their bytes are of the kind; others may be anything. */
const sizes = new Map<number, readonly [size: number, known: number]>([
  [3, [1, 1]],
  [11, [5, 3]],
  [42, [1, 1]],
  [61, [22, 1]],
  [192, [5, 3]],
])

/** §9.4.2.3: rates, and from 121 on what a station must be able to do to join. */
function areRates(b: Uint8Array, at: number, stop: number): boolean {
  for (let i = at; i < stop; i++) {
    if (!rates.has(b[i] & 127) && b[i] < 249) return false
  }
  return true
}

function element(f: Frame, number: number, at: number, stop: number): void {
  const fixed = sizes.get(number)
  if (fixed !== undefined) {
    const known = stop - at === fixed[0] ? at + fixed[1] : at
    span(f, whole.get(number) ?? F.value, at, known)
    span(f, F.value, known, stop)
  } else if (number === 1 || number === 50) {
    span(f, areRates(f.b, at, stop) ? F.rates : F.value, at, stop)
  } else if (number === RSN) security(f, at, stop)
  else if (number === 5 && stop - at >= 3) {
    span(f, trafficMap, at, at + 3)
    span(f, F.value, at + 3, stop)
  } else span(f, whole.get(number) ?? F.value, at, stop)
}

/**
 * §9.4.3: number, length, value. Elements that run over the end are left over, as are those without
 * a value, which only the name of a hidden network has not: a row of them is text in UTF-16.
 */
export function wlanElements(f: Frame, from: number, end: number): void {
  let at = from
  while (at + 2 <= end) {
    const stop = at + 2 + f.b[at + 1]
    if (stop > end || (f.b[at + 1] === 0 && f.b[at] !== SSID)) return
    span(f, F.number, at, at + 2)
    element(f, f.b[at], at + 2, stop)
    at = stop
  }
}
