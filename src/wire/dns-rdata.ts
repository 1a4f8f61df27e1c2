/**
 * The data of DNS records, by type. A reader notes what it understands, in order; its caller makes
 * content of what is left, and of everything when the reader fails.
 */
import { u16 } from '../bytes/endian.js'
import { areSeconds } from './bounds.js'
import type { DnsFields } from './dns-fields.js'
import { dnsName } from './dns-name.js'
import { dnsOptions, serviceParameters } from './dns-options.js'
import { type Frame, span } from './frame.js'
import { Weird } from './weird.js'

/** Takes the data `[at, end)` of one record apart; `start` is where the message begins. */
export type Rdata = (f: Frame, F: DnsFields, start: number, at: number, end: number) => number

const a: Rdata = (f, F, _start, at, end) => {
  if (end - at !== 4) return Weird['bad-length']
  span(f, F.a, at, end)
  return 0
}

const aaaa: Rdata = (f, F, _start, at, end) => {
  if (end - at !== 16) return Weird['bad-length']
  span(f, F.aaaa, at, end)
  return 0
}

const oneName: Rdata = (f, F, start, at, end) => dnsName(f, F.names, start, at, end)

const twoNames: Rdata = (f, F, start, at, end) => {
  const second = dnsName(f, F.names, start, at, end)
  return second < 0 ? second : dnsName(f, F.names, start, second, end)
}

/** RFC 1035 §3.3.13. */
const soa: Rdata = (f, F, start, at, end) => {
  const i = twoNames(f, F, start, at, end)
  if (i < 0) return i
  if (i + 20 > end) return Weird.truncated
  if (!areSeconds(f.b, i + 4, 4)) return Weird['bad-value']
  span(f, F.soa, i, i + 20)
  return 0
}

/** RFC 1035 §3.3.9; AFSDB, RT, KX and LP (RFC 1183, 2230, 6742) have the same form. */
const mx: Rdata = (f, F, start, at, end) => {
  if (at + 2 > end) return Weird.truncated
  span(f, F.preference, at, at + 2)
  return dnsName(f, F.names, start, at + 2, end)
}

/** RFC 2782. */
const srv: Rdata = (f, F, start, at, end) => {
  if (at + 6 > end) return Weird.truncated
  span(f, F.srv, at, at + 6)
  return dnsName(f, F.names, start, at + 6, end)
}

/** Types that are in use (IANA, DNS parameters), as the bits of windows 0, 1 and 128. */
const inUse = new Map<number, readonly number[]>([
  [0, [0x66, 0x0d, 0xe0, 0x0c, 0x5d, 0x3f, 0xfd, 0x1f, 0xe0, 0, 0, 0, 0x10, 0xfc]],
  [1, [0xfc]],
  [128, [0xc0]],
])

/** Whether a window names types in use only: other bits may be bytes of something else. */
function areInUse(b: Uint8Array, window: number, at: number, end: number): boolean {
  const bits = inUse.get(window)
  if (bits === undefined || end - at > bits.length) return false
  for (let i = at; i < end; i++) if ((b[i] & ~bits[i - at]) !== 0) return false
  return true
}

function isInUse(type: number): boolean {
  const bits = inUse.get(type >> 8)
  const byte = bits?.[(type & 255) >> 3] ?? 0
  return (byte & (0x80 >> (type & 7))) !== 0
}

/** Algorithms of keys and types of digests that have a number (IANA, DNS security). */
const ALGORITHMS = new Set([1, 2, 3, 5, 6, 7, 8, 10, 12, 13, 14, 15, 16, 17, 23, 252, 253, 254])
const DIGEST_MAX = 6

/** A name of 255 bytes has no more labels. */
const LABELS_MAX = 127

/** RFC 4034 §3.1: the signature behind the signer's name stays content. */
const rrsig: Rdata = (f, F, start, at, end) => {
  const b = f.b
  if (at + 18 > end) return Weird.truncated
  if (!isInUse(u16(b, at)) || !ALGORITHMS.has(b[at + 2])) return Weird['bad-value']
  if (b[at + 3] > LABELS_MAX) return Weird['bad-value']
  span(f, areSeconds(f.b, at + 4, 1) ? F.rrsig : F.oddRrsig, at, at + 18)
  return dnsName(f, F.names, start, at + 18, end)
}

/** RFC 4034 §2.1, RFC 5011 §3: three flags, protocol 3, algorithm; then the key. */
const dnskey: Rdata = (f, F, _start, at, end) => {
  const b = f.b
  if (at + 4 > end) return Weird.truncated
  if ((u16(b, at) & 0xfe7e) !== 0 || b[at + 2] !== 3) return Weird['bad-value']
  // Zero asks to delete what a parent holds (RFC 8078 §4).
  if (b[at + 3] !== 0 && !ALGORITHMS.has(b[at + 3])) return Weird['bad-value']
  span(f, F.algorithm, at, at + 4)
  return 0
}

/** RFC 4034 §5.1: the digest names the zone to whoever can guess it. */
const ds: Rdata = (f, F, _start, at, end) => {
  const b = f.b
  if (at + 4 > end) return Weird.truncated
  if (b[at + 2] !== 0 && !ALGORITHMS.has(b[at + 2])) return Weird['bad-value']
  if (b[at + 3] > DIGEST_MAX) return Weird['bad-value']
  span(f, F.ds, at, at + 4)
  return 0
}

/** RFC 4034 §4.1.2: windows of 256 types, each with as many bytes of bits as it needs. */
function typeMaps(f: Frame, F: DnsFields, from: number, end: number): number {
  let at = from
  while (at < end) {
    const stop = at + 2 + f.b[at + 1]
    if (at + 2 > end || stop > end || stop - at > 34) return Weird['bad-length']
    span(f, F.option, at, at + 2)
    span(f, areInUse(f.b, f.b[at], at + 2, stop) ? F.types : F.data, at + 2, stop)
    at = stop
  }
  return 0
}

/** RFC 4034 §4.1. */
const nsec: Rdata = (f, F, start, at, end) => {
  const i = dnsName(f, F.names, start, at, end)
  return i < 0 ? i : typeMaps(f, F, i, end)
}

/** RFC 5155 §4.2: algorithm 1, one flag, iterations, salt length; the salt is content. */
const nsec3param: Rdata = (f, F, _start, at, end) => {
  if (at + 5 > end) return Weird.truncated
  if (f.b[at] !== 1 || f.b[at + 1] > 1) return Weird['bad-value']
  span(f, F.iterations, at, at + 5)
  return 0
}

/** RFC 5155 §3.2: the same, then the hash of the next name, which can be guessed, and types. */
const nsec3: Rdata = (f, F, start, at, end) => {
  const salt = at + 5
  const hash = salt + f.b[at + 4]
  if (salt > end || hash >= end || hash + 1 + f.b[hash] > end) return Weird['bad-length']
  const r = nsec3param(f, F, start, at, end)
  if (r < 0) return r
  span(f, F.data, salt, hash)
  span(f, F.iterations, hash, hash + 1)
  span(f, F.data, hash + 1, hash + 1 + f.b[hash])
  return typeMaps(f, F, f.cursor, end)
}

/** RFC 9460 §2.2. */
const svcb: Rdata = (f, F, start, at, end) => {
  const i = mx(f, F, start, at, end)
  return i < 0 ? i : serviceParameters(f, F, i, end)
}

const opt: Rdata = (f, F, _start, at, end) => dnsOptions(f, F, at, end)

/** Type number of the pseudo-record that carries EDNS (RFC 6891 §6.1). */
export const OPT = 41
const readers: (Rdata | undefined)[] = new Array(128).fill(undefined)
for (const [type, reader] of [
  [1, a],
  [2, oneName],
  [3, oneName],
  [4, oneName],
  [5, oneName],
  [6, soa],
  [7, oneName],
  [8, oneName],
  [9, oneName],
  [12, oneName],
  [14, twoNames],
  [15, mx],
  [17, twoNames],
  [18, mx],
  [21, mx],
  [28, aaaa],
  [33, srv],
  [36, mx],
  [39, oneName],
  [OPT, opt],
  [43, ds],
  [46, rrsig],
  [47, nsec],
  [48, dnskey],
  [50, nsec3],
  [51, nsec3param],
  [59, ds],
  [60, dnskey],
  [64, svcb],
  [65, svcb],
  [107, mx],
] as const) {
  readers[type] = reader
}

/**
 * Takes the data of a record apart. Data that is not as its type says becomes content.
 * @param at first byte of the data, behind type (`at - 10`) and length
 */
export function rdata(f: Frame, F: DnsFields, start: number, at: number, end: number): void {
  const type = u16(f.b, at - 10)
  const reader = type < readers.length ? readers[type] : undefined
  if (reader !== undefined && at < end) {
    const n = f.n
    const scratchEnd = f.scratchEnd
    if (reader(f, F, start, at, end) < 0) {
      f.n = n
      f.cursor = at
      f.scratchEnd = scratchEnd
    }
  }
  if (f.cursor < end) span(f, F.data, f.cursor, end)
}
