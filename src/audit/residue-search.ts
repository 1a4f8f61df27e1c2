/** What the search for residue looks for: identifiers that were met, in the forms they may have. */
import { createHash } from 'node:crypto'
import { vocabulary } from '../text/vocabulary.js'
import { type AddressSearch, createAddressSearch } from './address-search.js'
import { identifierForms } from './encodings.js'
import type { Identifier, Identifiers } from './identifiers.js'
import { createNeedles, type Needles } from './needles.js'

/** Forms of so few bytes occur by chance. */
export const SHORT = 5
/**
 * A keyed map of a small network has a fixed point now and then; more than this share it has not.
 */
const FIXED_SHARE_MAX = 0.005

/** What is searched for, and what is known of it. */
export interface Search {
  /** all forms but the four bytes of an IPv4 address */
  readonly needles: Needles
  readonly ipv4: AddressSearch
  readonly list: readonly Identifier[]
  readonly isImage: (value: Uint8Array) => boolean
  /** the same of the four bytes at `at` */
  readonly isImage4: (b: Uint8Array, at: number) => boolean
  /** pseudonyms of labels of names */
  readonly labels: ReadonlySet<string>
  /** forms of at most `SHORT` bytes among the needles */
  readonly shorts: number
  /** values that their rule leaves as they are */
  readonly fixed: number
  /** addresses among them, where there are more than a keyed map has by chance */
  readonly unmoved: number
  /** whether only some of the pseudonyms of IPv4 addresses are known */
  readonly sampled: boolean
}

/** Types of fields that hold an address. */
export const ADDRESSES = new Set(['ipv4', 'ipv6', 'eui48', 'eui64'])

/** Bytes as a key of maps. */
export const key = (b: Uint8Array): string => Buffer.from(b).toString('latin1')

/**
 * Words and numbers that everybody has: a word of the vocabulary; bytes that are zeros but for two,
 * or of two values alone, as `00:00:00:00:00:01` is; four bytes of which half are zeros, as
 * `10.0.0.1` backwards is 1, 0, 0, 10. In a field of addresses they are addresses all the same.
 */
export function isListed(b: Uint8Array, from: number, length: number): boolean {
  const end = from + length
  let zeros = 0
  let letters = 0
  let other = -1
  let isOfTwo = true
  for (let i = from; i < end; i++) {
    const v = b[i]
    if (v === 0) zeros++
    if (isLetter(v)) letters++
    if (v === b[from] || v === other) continue
    if (other >= 0) isOfTwo = false
    else other = v
  }
  return zeros >= length - 2 || isOfTwo || (letters > 0 && areListed(b, from, end))
}

const isLetter = (v: number): boolean => (v | 32) >= 0x61 && (v | 32) <= 0x7a

/** Whether words that each leave by the list fill `[at, end)`, with short numbers among them. */
function areListed(b: Uint8Array, at: number, end: number): boolean {
  const words = Buffer.from(b.subarray(at, end)).toString('latin1').split(/[ _-]/)
  return (
    words.some((w) => /^[A-Za-z]/.test(w)) &&
    words.every((w) => /^\d{1,3}$/.test(w) || vocabulary.has(Buffer.from(w), 0, w.length))
  )
}

/** A decoy: the identifier with bits of its second half changed, by the seed; not itself met. */
function decoy(v: Identifier, seed: string, met: ReadonlySet<string>): Uint8Array | undefined {
  const d = createHash('sha256').update(seed).update(v.bytes).digest()
  const bytes = Uint8Array.from(v.bytes)
  for (let i = bytes.length >> 1; i < bytes.length; i++) bytes[i] ^= d[i % 32]
  return met.has(key(bytes)) ? undefined : bytes
}

/** A name whose first label stayed as it was. */
function unchangedName(v: Identifier): boolean {
  if (v.type !== 'name') return false
  const label = v.bytes.subarray(0, v.image.length)
  return key(label).toLowerCase() === key(v.image).toLowerCase()
}

/** A value that its own rule maps onto itself (a public suffix, a well-known group). */
function isFixed(v: Identifier): boolean {
  return key(v.image) === key(v.bytes) || (v.image.length > 0 && unchangedName(v))
}

/**
 * Needles for identifiers, and under negative owners decoys of those forms that occur by chance.
 * Addresses of four bytes are searched in a way of their own.
 */
export function prepare(identifiers: Identifiers, seed: string): Search {
  const needles = createNeedles()
  const all = identifiers.list()
  const images = new Set(all.map((v) => key(v.image)))
  const met = new Set(all.map((v) => key(v.bytes)))
  const labels = new Set<string>()
  const list: Identifier[] = []
  let fixed = 0
  let fixedAddresses = 0
  let shorts = 0
  for (const v of all) {
    if (isFixed(v)) {
      fixed++
      if (ADDRESSES.has(v.type)) fixedAddresses++
      continue
    }
    if (v.type === 'name') labels.add(key(v.image))
    const short: number[] = []
    for (const [i, form] of identifierForms(v.type, v.bytes).entries()) {
      if (v.type === 'ipv4' && form.length === 4) continue
      needles.add(form, list.length)
      if (form.length >= 4 && form.length <= SHORT) short.push(i)
    }
    shorts += short.length
    const d = short.length > 0 ? decoy(v, seed, met) : undefined
    if (d !== undefined) {
      const forms = identifierForms(v.type, d)
      for (const i of short) needles.add(forms[i], -1 - list.length)
    }
    list.push(v)
  }
  const addresses = all.filter((v) => ADDRESSES.has(v.type)).length
  const unmoved = fixedAddresses > Math.max(1, addresses * FIXED_SHARE_MAX) ? fixedAddresses : 0
  const four = list.filter((v) => v.type === 'ipv4' && v.bytes.length === 4).map((v) => v.bytes)
  const ipv4 = createAddressSearch(four, seed)
  const { has: isImage4, overflowed: sampled } = identifiers.pseudonyms
  const isImage = (b: Uint8Array): boolean => (b.length === 4 ? isImage4(b, 0) : images.has(key(b)))
  return { needles, ipv4, list, isImage, isImage4, labels, shorts, fixed, unmoved, sampled }
}
