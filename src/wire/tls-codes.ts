/**
 * Whether lists of TLS numbers are lists of registered numbers (IANA, TLS Parameters and TLS
 * ExtensionType Values). Lists that are not are content: bytes at the wrong place must not leave as
 * a list of ciphers, nor may a sender write what it likes into one.
 */
import { u16 } from '../bytes/endian.js'

/** A set of 16-bit numbers, a bit for each. */
export type Registry = Uint8Array

function add(set: Registry, value: number): void {
  set[value >> 3] |= 1 << (value & 7)
}

/** Whether a number is in a registry. */
export function has(set: Registry, value: number): boolean {
  return (set[value >> 3] & (1 << (value & 7))) !== 0
}

/**
 * A registry from hexadecimal numbers and ranges; to all of them belong the sixteen values 0x?a?a
 * that clients send to keep servers tolerant (RFC 8701).
 */
function registry(ranges: string): Registry {
  const set = new Uint8Array(8192)
  for (const range of ranges.trim().split(/\s+/)) {
    const [first, last = first] = range.split('-').map((x) => Number.parseInt(x, 16))
    for (let v = first; v <= last; v++) add(set, v)
  }
  for (let v = 0x0a0a; v < 0x10000; v += 0x1010) add(set, v)
  return set
}

/** What may stand in a hello. */
export const registered = {
  /** cipher suites; also those of SSL 3, of drafts that were in wide use, and the two signals */
  suites: registry(`0-4c 60-6d 80-c7 ff 1301-1307 5600 c001-c0b5 c100-c106 cc13-cc15 cca8-ccae
    d001-d003 d005 fefe feff ff85 ffe0 ffe1`),
  /** curves, finite fields, ML-KEM, hybrids and their drafts, arbitrary curves */
  groups: registry(`1-29 100-104 200-202 11eb-11ee 4138 6399 639a fe30-fe32 ff01 ff02`),
  /** signature algorithms; those of TLS 1.2 are pairs of a hash and a signature */
  signatures: registry(`101-103 201-203 301-303 401-403 420 501-503 520 601-603 620 704-70f
    804-80b 81a-81c 840 841 904-906 911-91c eded eeee efef`),
  /** SSL 3 to TLS 1.3, its drafts, those of one large site, DTLS */
  versions: registry('300-304 7f0e-7f1c fb17 fb1a fefc fefd feff'),
  /** ways to compress certificates */
  compressions: registry('1-3'),
  /** extension types; also those that browsers sent without a registration, and of drafts */
  extensions: registry('0-3e 3374 4469 44cd 754f 7550 fd00 fe08-fe0d ff01 ff03 ffa5 ffce'),
} as const

const met = new Uint8Array(8192)

/**
 * Whether `[at, end)` is a list of 16-bit values that are all registered and, but for one, named
 * once: Safari names a signature algorithm twice, while a list of any length could spell anything.
 */
export function isList(b: Uint8Array, at: number, end: number, known: Registry): boolean {
  if (((end - at) & 1) !== 0) return false
  let repeats = 0
  let i = at
  for (; i < end && repeats < 2; i += 2) {
    const value = u16(b, i)
    if (!has(known, value)) break
    if (has(met, value)) repeats++
    add(met, value)
  }
  const plain = i === end && repeats < 2
  for (let k = at; k < i; k += 2) met[b[k] * 32 + (b[k + 1] >> 3)] = 0
  return plain
}

/**
 * Whether each byte of `[at, end)` is at most `most`, or one of the values RFC 8701 §2 sets aside
 * among modes, and none is there twice.
 */
export function isByteList(b: Uint8Array, at: number, end: number, most: number): boolean {
  for (let i = at; i < end; i++) {
    if (b[i] > most && (b[i] - 0x0b) % 0x1f !== 0) return false
    for (let k = at; k < i; k++) if (b[k] === b[i]) return false
  }
  return true
}
