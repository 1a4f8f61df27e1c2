/** Values to plant in a field: of its form, so that it is still read as the field that it is. */
import { createHash } from 'node:crypto'
import { u16 } from '../bytes/endian.js'
import type { FieldRule } from '../policy/compile.js'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
/** Capitals in which NetBIOS writes names, half a byte each (RFC 1001 §14.1). */
const CAPITALS = 'ABCDEFGHIJKLMNOP'
const DIGITS = '0123456789'
const HEX = `${DIGITS}abcdef`
/** No public suffix ends in a digit, so that such a label is nobody's to keep. */
const LABEL = `${DIGITS}${LETTERS}`
const TRIES = 96

/** Bytes that a seed decides (xorshift of 32 bits, Marsaglia 2003). */
function createBytes(seed: string): (length: number) => Uint8Array {
  let x = createHash('sha256').update(seed).digest().readUInt32BE(0) | 1
  return (length) => {
    const out = new Uint8Array(length)
    for (let i = 0; i < length; i++) {
      x ^= x << 13
      x ^= x >>> 17
      x ^= x << 5
      out[i] = x >>> 16
    }
    return out
  }
}

const among = (letters: string, v: number): number => letters.charCodeAt(v % letters.length)

/**
 * A value by the field's type alone: letters in text, digits in hexadecimal, else any bytes that
 * keep it in an ordinary class.
 */
function byType(type: string, r: Uint8Array): Uint8Array {
  if (type === 'text' || type === 'hostname') return r.map((v) => among(LETTERS, v))
  if (type === 'label') {
    return r.map((v, i) => among(i === r.length - 1 && i < 3 ? DIGITS : LABEL, v))
  }
  if (type === 'hex') return r.map((v) => among(HEX, v))
  if (type === 'netbios') return r.map((v) => among(CAPITALS, v))
  if (type === 'ipv4') r[0] = 45
  if (type === 'ipv6') r.set([0x26, 0x07].slice(0, r.length), 0)
  if (type === 'eui48' || type === 'eui64') r[0] &= 0xfc
  return r
}

/** A value that is written as `was` is: digits for digits, letters for letters, the rest stays. */
function byForm(was: Uint8Array, r: Uint8Array, lists: readonly string[]): Uint8Array {
  return r.map((v, i) => {
    const letter = String.fromCharCode(was[i])
    const own = lists.find((list) => list.includes(letter))
    return own === undefined ? was[i] : among(own, v)
  })
}

/** A value whose bytes from `from` to `to` are new, where a protocol looks at the others. */
function byPart(was: Uint8Array, r: Uint8Array, from: number, to: number): Uint8Array {
  return r.map((v, i) => (i >= from && i < to ? v : was[i]))
}

/** Low bits alone, where a protocol looks at the high ones, or at how large a number is. */
function byBits(was: Uint8Array, r: Uint8Array, bits: number): Uint8Array {
  const mask = (1 << bits) - 1
  const last = was.length - 1
  return r.map((v, i) => (i < last ? was[i] : (was[i] & ~mask) | (v & mask)))
}

/** Structure stands before a VLAN identifier; 0 and the last one stay (IEEE 802.1Q §9.6). */
function byVlan(was: Uint8Array, r: Uint8Array): Uint8Array {
  const id = 1 + (u16(r, 0) % 0xffe)
  return Uint8Array.of((was[0] & 0xf0) | (id >>> 8), id & 255)
}

/** Ports of some classes stay where a rule names others (RFC 6335 §6): those are no canaries. */
function isChanged({ field, transform, args }: FieldRule, value: Uint8Array): boolean {
  if (field.type !== 'port' || transform !== 'permute' || value.length !== 2) return true
  const port = u16(value, 0)
  const name = port < 1024 ? 'well-known' : port < 49152 ? 'registered' : 'dynamic'
  return !Array.isArray(args.classes) || args.classes.includes(name)
}

/** Different values for a field in which `was` stands, the freest first. */
export function* plantable(rule: FieldRule, was: Uint8Array, seed: string): Generator<Uint8Array> {
  const done = new Set([Buffer.from(was).toString('latin1')])
  const n = was.length
  const bytes = createBytes(`${seed}/${rule.field.name}`)
  const vlan = (r: Uint8Array): Uint8Array => byVlan(was, r)
  const any: ((r: Uint8Array) => Uint8Array)[] = [
    (r) => byType(rule.field.type, r),
    (r) => byForm(was, r, [DIGITS, LETTERS, CAPITALS]),
    (r) => byForm(was, r, [DIGITS]),
    (r) => byPart(was, r, n >> 1, n),
    (r) => byPart(was, r, 0, (n + 1) >> 1),
    (r) => byPart(was, r, n - 1, n),
    (r) => byBits(was, r, 4),
    (r) => byBits(was, r, 2),
  ]
  const forms = rule.field.type === 'vlan' && n === 2 ? [vlan] : any
  for (const form of forms) {
    for (let i = 0; i < TRIES; i++) {
      const value = form(bytes(n))
      const key = Buffer.from(value).toString('latin1')
      if (done.has(key) || !isChanged(rule, value)) continue
      done.add(key)
      yield value
    }
  }
}
