/** A value in text: its form is found out, its bytes are changed, and written in the same form. */
import { appendDecimal, appendHex } from '../bytes/digits.js'
import { append, appendByte, appendString, type Output } from '../bytes/output.js'
import { appendIpv4, appendIpv6, isMapped } from '../text/addresses.js'
import { createValue, Form, readForm, readId, smallNumber, type Value } from '../text/forms.js'
import { hasPublicSuffix } from '../transforms/suffixes.js'
import { SPELT_MAX } from '../transforms/transform.js'
import type { FieldType, Kind } from '../wire/fields.js'
import { createFrame } from '../wire/frame.js'
import type { Values } from '../wire/values.js'
import type { Rules, Step, ValueRule } from './value-rules.js'
import { appendIsoTime, moveCount } from './value-times.js'

/** Longest value that may be kept, and longest that gets a pseudonym. */
const KEPT_MAX = 64
/** Digits of one number in it that may be kept, and of all of them: more are a telephone's. */
const CODE_DIGITS = 5
const NUMBERS_DIGITS = 8
const TEXT_MAX = 1024
const SPACE = 0x20
const PERCENT = 0x25

/** State of one set of values; a record, so that its functions are plain. */
export interface Room {
  readonly step: Rules['step']
  readonly value: Value
  readonly shift: Values['time']
}

const frame = createFrame()
const piece = createValue()
const scratch = new Uint8Array(TEXT_MAX)
const spelt = new Uint8Array(SPELT_MAX)

/** Runs a transform over bytes in place. */
export function change(step: Step, b: Uint8Array, at: number, end: number): void {
  frame.b = b
  frame.scratchEnd = 0
  step.apply?.(frame, at, end, -1)
}

/** Text of a kind, or a host name, through its transform. */
function appendText(step: Step, b: Uint8Array, at: number, end: number, out: Output): boolean {
  if (step.fate === 'suppress' || end - at > TEXT_MAX) return false
  append(out, b, at, end)
  const from = out.n - (end - at)
  change(step, out.bytes, from, out.n)
  if (end > at && b[end - 1] === SPACE) return true
  // Blanks fill up what got shorter, which has to keep its length in packets alone.
  while (out.n > from && out.bytes[out.n - 1] === SPACE) out.n--
  return out.n > from || end === at
}

function appendPort(r: Room, rule: ValueRule, b: Uint8Array, at: number, end: number, o: Output) {
  const port = smallNumber(b, at, end)
  const step = r.step(rule, 'port', 'port')
  if (port < 0 || port > 65535 || step.fate === 'suppress') return
  scratch[0] = port >> 8
  scratch[1] = port
  change(step, scratch, 0, 2)
  appendByte(o, 58)
  appendDecimal(o, (scratch[0] << 8) | scratch[1])
}

/** Clears what lies below the prefix of a network, so that it is one again. */
function maskBits(a: Uint8Array, size: number, bits: number): void {
  for (let i = 0; i < size; i++) {
    const keep = Math.max(0, Math.min(8, bits - 8 * i))
    a[i] &= 0xff00 >> keep
  }
}

/** An IPv4-mapped address is an IPv4 address in a longer form. */
function appendAddress(r: Room, rule: ValueRule, b: Uint8Array, end: number, o: Output): boolean {
  const v = r.value
  const mapped = v.size === 16 && isMapped(v.bytes, 0)
  const ipv4 = v.size === 4 || mapped
  const step = r.step(rule, ipv4 ? 'ipv4' : 'ipv6', 'address')
  if (step.fate === 'suppress') return false
  change(step, v.bytes, mapped ? 12 : 0, v.size)
  const bits = v.bits < 0 ? -1 : smallNumber(b, v.bits, end)
  if (bits >= 0 && step.fate === 'change') maskBits(v.bytes, v.size, bits)
  const bracket = v.from > 0 && v.size === 16 && v.port >= 0
  if (bracket) appendByte(o, 0x5b)
  if (v.size === 4) appendIpv4(o, v.bytes, 0)
  else if (mapped) {
    for (const c of '::ffff:') appendByte(o, c.charCodeAt(0))
    appendIpv4(o, v.bytes, 12)
  } else appendIpv6(o, v.bytes, 0)
  if (bracket) appendByte(o, 0x5d)
  if (bits >= 0) {
    appendByte(o, 0x2f)
    appendDecimal(o, bits)
  } else if (v.port >= 0) appendPort(r, rule, b, v.port, end, o)
  return true
}

/** The separators of a MAC stay as they were. */
function appendMac(r: Room, rule: ValueRule, b: Uint8Array, at: number, end: number, o: Output) {
  const step = r.step(rule, 'eui48', 'hardware')
  if (step.fate === 'suppress') return false
  const { bytes } = r.value
  change(step, bytes, 0, 6)
  const every = end - at === 14 ? 2 : 1
  for (let i = 0; i < 6; i++) {
    if (i > 0 && i % every === 0) appendByte(o, b[at + (every === 2 ? 4 : 2)])
    appendHex(o, bytes, i, i + 1)
  }
  return true
}

/** Identifiers: their bytes are changed as those of the binary form are. */
function appendId(r: Room, rule: ValueRule, uuid: boolean, o: Output): boolean {
  const kind = rule.kind === 'secret' || rule.kind === 'person' ? rule.kind : 'link'
  const step = r.step(rule, 'bytes', kind)
  if (step.fate === 'suppress') return false
  const { bytes, size } = r.value
  change(step, bytes, 0, size)
  for (let i = 0; i < size; i++) {
    if (uuid && (i === 4 || i === 6 || i === 8 || i === 10)) appendByte(o, 0x2d)
    appendHex(o, bytes, i, i + 1)
  }
  return true
}

function appendHost(r: Room, rule: ValueRule, b: Uint8Array, end: number, o: Output): boolean {
  const { from, to, port } = r.value
  const step = r.step(rule, 'hostname', 'hostname')
  const n = step.apply?.spell?.(b, from, to, spelt) ?? 0
  if (n > 0) append(o, spelt, 0, n)
  else if (!appendText(step, b, from, to, o)) return false
  if (port >= 0) appendPort(r, rule, b, port, end, o)
  return true
}

function appendEmail(r: Room, rule: ValueRule, b: Uint8Array, end: number, o: Output): boolean {
  const from = o.n
  const { to } = r.value
  const person = r.step(rule, 'text', 'person')
  const host = r.step(rule, 'hostname', 'hostname')
  if (!appendText(person, b, r.value.from, to, o)) return false
  appendByte(o, 0x40)
  if (appendText(host, b, to + 1, end, o)) return true
  o.n = from
  return false
}

/** Digits mean what their field says; where it says nothing, they are an identifier. */
function appendDigits(r: Room, rule: ValueRule, b: Uint8Array, at: number, end: number, o: Output) {
  if (rule.kind === 'time') {
    const digits = Buffer.from(b.buffer, b.byteOffset + at, end - at).toString('latin1')
    const moved = moveCount(digits, r.shift)
    if (moved !== undefined) appendString(o, moved)
    return moved !== undefined
  }
  // One identifier in 1,800 of eight bytes is written in decimal digits only.
  if (rule.kind === 'link' && readId(b, at, end, r.value)) return appendId(r, rule, false, o)
  // A number that long in an enumeration is somebody's.
  if (rule.kind === 'enum' && end - at > CODE_DIGITS) {
    return appendText(r.step(rule, 'text', 'link'), b, at, end, o)
  }
  const long = end - at > 15
  if (COUNTS.has(rule.kind) || rule.kind === 'enum') {
    if (long) return false
    let n = 0
    for (let i = at; i < end; i++) n = 10 * n + b[i] - 48
    const moved = changeNumber(r, rule, n)
    if (!Number.isNaN(moved)) appendString(o, String(moved))
    return !Number.isNaN(moved)
  }
  return appendText(r.step(rule, 'text'), b, at, end, o)
}

/** Kinds whose numbers have two bytes: how they are read, and the largest. */
const SHORT: Partial<Record<Kind, { readonly type: FieldType; readonly most: number }>> = {
  port: { type: 'port', most: 0xffff },
  vlan: { type: 'vlan', most: 0xfff },
}

/** A number through the transform of its kind; NaN when it does not leave. */
function changeNumber(r: Room, rule: ValueRule, value: number): number {
  const short = SHORT[rule.kind]
  const step = r.step(rule, short?.type ?? 'uint')
  const most = short?.most ?? 2 ** 48 - 1
  const fits = value >= 0 && value <= most && Number.isInteger(value)
  if (step.fate === 'keep') return short && !fits ? Number.NaN : value
  if (step.fate === 'suppress' || !(value >= 0 && value <= most)) return Number.NaN
  const size = short === undefined ? 6 : 2
  const whole = Math.floor(value)
  for (let i = size - 1, v = whole; i >= 0; i--, v = Math.floor(v / 256)) scratch[i] = v % 256
  change(step, scratch, 0, size)
  let v = 0
  for (let i = 0; i < size; i++) v = 256 * v + scratch[i]
  return v
}

/** Kinds whose values are numbers: a word among them is something else. */
const COUNTS: ReadonlySet<Kind> = new Set(['size', 'port', 'time', 'vlan'])

const NUMERAL =
  /^[+-]?\d{1,15}(\.\d{1,9})?(e[+-]?\d{1,3})? ?(%|[munµ]?s|min|[hd]|[kmgt]?i?b(y|it)?|[kmg]?hz)?$/i

/** Whether text is a number with a sign, a fraction, an exponent, and at most a unit. */
function isNumeral(b: Uint8Array, at: number, end: number): boolean {
  if (end - at > KEPT_MAX) return false
  return NUMERAL.test(Buffer.from(b.buffer, b.byteOffset + at, end - at).toString())
}

/** Whether `c` may stand between the words of a kept text. */
function separates(c: number): boolean {
  return c === 0x20 || c === 0x2c || c === 0x3b || (c >= 0x28 && c <= 0x2a) || c === 0x2f
}

/** How many digits a word has that is a number with marks in it, as `0170-1234567`; else 0. */
function digitsIn(b: Uint8Array, at: number, end: number): number {
  let digits = 0
  for (let i = at; i < end; i++) {
    if (b[i] >= 48 && b[i] <= 57) digits++
    else if (((b[i] | 32) >= 97 && (b[i] | 32) <= 122) || b[i] === 0x5f) return 0
  }
  return digits
}

/**
 * Whether text may be kept: short, printable, and none of its words is an address, a name of a
 * public domain, an identifier or a long number, with marks or without.
 */
function harmless(b: Uint8Array, at: number, end: number): boolean {
  if (end - at > KEPT_MAX) return false
  let word = at
  let digits = 0
  for (let i = at; i <= end; i++) {
    const c = i < end ? b[i] : 0x20
    if (c < 0x20 || c > 0x7e || c === 0x40) return false
    if (!separates(c)) continue
    const form = readForm(b, word, i, piece)
    const own = digitsIn(b, word, i)
    digits += own
    if (own > CODE_DIGITS || digits > NUMBERS_DIGITS) return false
    if (form === Form.host && isPublicName(b, word, i)) return false
    if (form !== Form.word && form !== Form.digits && form !== Form.host) return false
    word = i + 1
  }
  return true
}

/** Whether `[at, end)` is a name of at least two labels under a public or special-use suffix. */
function isPublicName(b: Uint8Array, at: number, end: number): boolean {
  const name = Buffer.from(b.buffer, b.byteOffset + at, end - at).toString('latin1')
  return hasPublicSuffix(name.toLowerCase())
}

/** Kinds whose words are host names when they look like one. */
function isNamed(kind: Kind): boolean {
  return kind === 'hostname' || kind === 'address'
}

/** A word, or a name: by its field's kind, and by whether it has a public suffix. */
function appendWord(r: Room, rule: ValueRule, b: Uint8Array, at: number, end: number, o: Output) {
  const host = r.value.form === Form.host
  if (isNamed(rule.kind)) return host && appendHost(r, rule, b, end, o)
  if (host && isPublicName(b, r.value.from, r.value.to)) return appendHost(r, rule, b, end, o)
  const step = r.step(rule, 'text')
  if (step.fate === 'keep') {
    // What is no digits is no port: with a point it is a place, with a sign nothing of that kind.
    if (SHORT[rule.kind] !== undefined) return false
    if (!(COUNTS.has(rule.kind) ? isNumeral : harmless)(b, at, end)) return false
  }
  return appendText(step, b, at, end, o)
}

/** Appends what a value in text becomes. @returns whether it leaves */
export function writeText(
  r: Room,
  rule: ValueRule,
  b: Uint8Array,
  at: number,
  end: number,
  o: Output,
) {
  switch (readForm(b, at, end, r.value)) {
    case Form.ipv4:
    case Form.ipv6:
      return appendAddress(r, rule, b, end, o)
    case Form.mac:
      return appendMac(r, rule, b, at, end, o)
    case Form.email:
      return appendEmail(r, rule, b, end, o)
    case Form.uuid:
      return appendId(r, rule, true, o)
    case Form.hex:
      return appendId(r, rule, false, o)
    case Form.digits:
      return appendDigits(r, rule, b, at, end, o)
    case Form.time: {
      const text = Buffer.from(b.buffer, b.byteOffset + at, end - at).toString('latin1')
      return appendIsoTime(text, r.shift, o)
    }
    default:
      return appendWord(r, rule, b, at, end, o)
  }
}

/** A fraction and a zone behind seconds, and a zone behind an address (RFC 4007 §11). */
const TIME_END = /^([.,]\d{1,9})?( ?[Zz]| ?[+-]\d\d:?\d\d)?$/
const ZONE = /^%[\w.~%-]+$/
/** Where the seconds end. */
const TIME_SIZE = 19

/** Whether what stands behind a time or an address belongs to it: `&x` is another value. */
function isWhole(v: Value, b: Uint8Array, at: number, end: number): boolean {
  const isTime = v.form === Form.time
  const from = isTime ? at + TIME_SIZE : v.to
  if (!isTime && (from >= end || b[from] !== PERCENT)) return true
  const rest = Buffer.from(b.buffer, b.byteOffset + from, end - from).toString('latin1')
  return isTime ? TIME_END.test(rest) : v.form === Form.ipv6 && ZONE.test(rest)
}

/** The form of a word that has one of its own, or 0; `r.value` then holds its parts. */
export function formOf(r: Pick<Room, 'value'>, b: Uint8Array, at: number, end: number): number {
  const form = readForm(b, at, end, r.value)
  if (form === Form.digits) return 0
  if (!isWhole(r.value, b, at, end)) return 0
  if (form !== Form.host) return form
  return isPublicName(b, r.value.from, r.value.to) ? form : 0
}

/** Times in numbers are counts, as they are in digits. */
export function moveNumber(r: Room, rule: ValueRule, value: number): number {
  if (rule.kind !== 'time') return changeNumber(r, rule, value)
  if (value === 0) return 0
  const moved = Number.isSafeInteger(value) ? moveCount(String(value), r.shift) : undefined
  return moved === undefined ? Number.NaN : Number(moved)
}
