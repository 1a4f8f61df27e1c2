/**
 * What form a value in text has. Forms are told by their bytes alone, in one pass over a value of
 * bounded length; what has no form of its own is a word.
 */
import { hexDigit } from '../bytes/digits.js'
import { firstOf, lastOf } from '../bytes/find.js'
import { parseIpv4, parseIpv6 } from './addresses.js'
import { createWordSet } from './word-table.js'

/** Forms of values. `host` may be a name with dots, or one label. */
export const Form = {
  word: 0,
  ipv4: 1,
  ipv6: 2,
  mac: 3,
  email: 4,
  uuid: 5,
  hex: 6,
  digits: 7,
  time: 8,
  host: 9,
} as const

/** A value taken apart: its form, and where the part that carries it begins and ends. */
export interface Value {
  form: number
  /** where the address or name begins and ends: inside of brackets, before port or zone */
  from: number
  to: number
  /** where a port begins (after its colon) or -1; bits of a network (after `/`) or -1 */
  port: number
  bits: number
  /** its bytes, for addresses, MACs and identifiers */
  readonly bytes: Uint8Array
  /** how many bytes */
  size: number
}

/** No host name is longer (RFC 1035 §2.3.4). */
const NAME_MAX = 253
const ID_MAX = 64
const COLON = 58

/** Makes a value that `readForm` fills in. */
export function createValue(): Value {
  return { form: 0, from: 0, to: 0, port: -1, bits: -1, bytes: new Uint8Array(ID_MAX), size: 0 }
}

function allDigits(b: Uint8Array, at: number, end: number): boolean {
  for (let i = at; i < end; i++) if (b[i] < 48 || b[i] > 57) return false
  return end > at
}

/** A decimal number of up to five digits that fills `[at, end)`, or -1. */
export function smallNumber(b: Uint8Array, at: number, end: number): number {
  if (end - at > 5 || !allDigits(b, at, end)) return -1
  let v = 0
  for (let i = at; i < end; i++) v = 10 * v + b[i] - 48
  return v
}

function readAddress(b: Uint8Array, v: Value): number {
  if (parseIpv4(b, v.from, v.to, v.bytes, 0)) {
    v.size = 4
    return Form.ipv4
  }
  if (parseIpv6(b, v.from, v.to, v.bytes, 0)) {
    v.size = 16
    return Form.ipv6
  }
  return Form.word
}

/** Takes off what may stand around an address or a name: brackets, zone, port, network bits. */
function unwrap(b: Uint8Array, at: number, end: number, v: Value): void {
  v.from = at
  v.to = end
  const slash = lastOf(b, 0x2f, at, end)
  if (slash > at && end - slash <= 4 && allDigits(b, slash + 1, end)) {
    v.bits = slash + 1
    v.to = slash
  } else if (b[at] === 0x5b) {
    const close = firstOf(b, 0x5d, at, end)
    if (close > at && close < end) {
      v.from = at + 1
      v.to = close
      if (close + 1 < end && b[close + 1] === COLON) v.port = close + 2
    }
  } else {
    const colon = firstOf(b, COLON, at, end)
    const port = smallNumber(b, colon + 1, end)
    if (colon > at && colon < end && port >= 0 && port < 65536) {
      v.port = colon + 1
      v.to = colon
    }
  }
  const zone = firstOf(b, 0x25, v.from, v.to)
  if (zone > v.from && zone < v.to) v.to = zone
}

function readMac(b: Uint8Array, at: number, end: number, v: Value): boolean {
  const n = end - at
  const dotted = n === 14 && b[at + 4] === 0x2e
  const separator = dotted ? 0x2e : b[at + 2]
  if (!dotted && (n !== 17 || (separator !== COLON && separator !== 0x2d))) return false
  const every = dotted ? 5 : 3
  let k = 0
  for (let i = at; i < end; ) {
    if ((i - at) % every === every - 1) {
      if (b[i++] !== separator) return false
      continue
    }
    const d = hexDigit(b[i]) * 16 + (i + 1 < end ? hexDigit(b[i + 1]) : -1)
    if (hexDigit(b[i]) < 0 || hexDigit(b[i + 1]) < 0) return false
    v.bytes[k++] = d
    i += 2
  }
  v.size = 6
  return k === 6
}

/** Hexadecimal digits in pairs, with dashes where a UUID (RFC 9562 §4) has them. */
function readHex(b: Uint8Array, at: number, end: number, uuid: boolean, v: Value): boolean {
  let k = 0
  for (let i = at; i < end; ) {
    const p = i - at
    if (uuid && (p === 8 || p === 13 || p === 18 || p === 23)) {
      if (b[i++] !== 0x2d) return false
      continue
    }
    const high = hexDigit(b[i])
    const low = i + 1 < end ? hexDigit(b[i + 1]) : -1
    if (high < 0 || low < 0) return false
    v.bytes[k++] = (high << 4) | low
    i += 2
  }
  v.size = k
  return true
}

/** `2024-05-01T10:20:30`, fraction, zone; or with a blank for the `T` (RFC 3339 §5.6). */
function isTime(b: Uint8Array, at: number, end: number): boolean {
  if (end - at < 19 || end - at > 35) return false
  for (let i = 0; i < 19; i++) {
    const c = b[at + i]
    if (i === 4 || i === 7) {
      if (c !== 0x2d) return false
    } else if (i === 10) {
      if (c !== 0x54 && c !== 0x74 && c !== 0x20) return false
    } else if (i === 13 || i === 16) {
      if (c !== COLON) return false
    } else if (c < 48 || c > 57) return false
  }
  return true
}

/** Labels of letters, digits, `-` and `_` between dots; a last dot may stand. */
function isHost(b: Uint8Array, at: number, end: number): boolean {
  const n = end - at
  if (n === 0 || n > NAME_MAX + 1) return false
  let label = 0
  for (let i = at; i < end; i++) {
    const c = b[i]
    if (c === 0x2e) {
      if (label === 0) return false
      label = 0
      continue
    }
    const l = c | 32
    const fits = (l >= 97 && l <= 122) || (c >= 48 && c <= 57) || c === 0x2d || c === 0x5f
    if (!fits || ++label > 63) return false
  }
  return true
}

/** Schemes of URIs that name a mailbox or an account (RFC 6068, RFC 3261 §19.1, RFC 7565). */
const SCHEMES = createWordSet('mailto sip sips xmpp acct')

function isEmail(b: Uint8Array, at: number, end: number, v: Value): boolean {
  const sign = lastOf(b, 0x40, at, end)
  if (sign <= at || end - at > NAME_MAX || !isHost(b, sign + 1, end)) return false
  for (let i = at; i < sign; i++) if (b[i] <= 0x20 || b[i] === 0x2f) return false
  const colon = firstOf(b, COLON, at, sign)
  if (colon > at && SCHEMES.has(b, at, colon)) return false
  v.from = at
  v.to = sign
  return true
}

/** Reads an identifier of 8 bytes or more, written in hexadecimal digits and nothing else. */
export function readId(b: Uint8Array, at: number, end: number, v: Value): boolean {
  const n = end - at
  return n >= 16 && n <= 2 * ID_MAX && (n & 1) === 0 && readHex(b, at, end, false, v)
}

/** Finds out the form of the value that fills `[at, end)`. */
export function readForm(b: Uint8Array, at: number, end: number, v: Value): number {
  const n = end - at
  v.port = -1
  v.bits = -1
  v.form = Form.word
  if (n === 0) return v.form
  if (allDigits(b, at, end)) return (v.form = Form.digits)
  v.from = at
  v.to = end
  v.form = readAddress(b, v)
  if (v.form !== Form.word) return v.form
  if ((n === 17 || n === 14) && readMac(b, at, end, v)) return (v.form = Form.mac)
  if (n === 36 && readHex(b, at, end, true, v)) return (v.form = Form.uuid)
  if (readId(b, at, end, v)) return (v.form = Form.hex)
  if (isTime(b, at, end)) return (v.form = Form.time)
  if (isEmail(b, at, end, v)) return (v.form = Form.email)
  unwrap(b, at, end, v)
  v.form = readAddress(b, v)
  if (v.form === Form.word && v.bits < 0 && isHost(b, v.from, v.to)) v.form = Form.host
  return v.form
}
