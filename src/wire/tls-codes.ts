/**
 * Whether lists of TLS numbers look like lists of registered numbers (IANA, TLS Parameters). Lists
 * that do not are content: a byte string at the wrong place must not leave as a list of ciphers.
 */
import { u16 } from '../bytes/endian.js'

/** RFC 8701: sixteen values of the form 0x?a?a that clients send to keep servers tolerant. */
function isGrease(value: number): boolean {
  return (value & 0x0f0f) === 0x0a0a && value >> 8 === (value & 0xff)
}

function marks(...values: readonly number[]): Uint8Array {
  const table = new Uint8Array(256)
  for (const v of values) table[v] = 1
  return table
}

/** High bytes under which cipher suites are registered, or have been used in drafts. */
export const suiteHigh = marks(0x00, 0x13, 0x56, 0xc0, 0xc1, 0xcc, 0xd0, 0xfe, 0xff)
/** High bytes of groups: curves, finite fields, post-quantum and hybrid, private use. */
export const groupHigh = marks(0x00, 0x01, 0x02, 0x11, 0x63, 0xfe, 0xff)
/** High bytes of signature algorithms: hash numbers of TLS 1.2, RSA-PSS and EdDSA 8, ML-DSA 9. */
export const signatureHigh = marks(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0xfe)
/** High bytes of versions: SSL 3 to TLS 1.3, drafts, DTLS. */
export const versionHigh = marks(0x03, 0x7f, 0xfa, 0xfb, 0xfe)
/** High bytes of the three registered ways to compress certificates. */
export const compressionHigh = marks(0)

/** Whether `[at, end)` is a list of 16-bit values, each greased or with its high byte in `high`. */
export function isList(b: Uint8Array, at: number, end: number, high: Uint8Array): boolean {
  if (((end - at) & 1) !== 0) return false
  for (let i = at; i < end; i += 2) {
    if (high[b[i]] === 0 && !isGrease(u16(b, i))) return false
  }
  return true
}

/**
 * Whether each byte of `[at, end)` is at most `most`, or one of the values RFC 8701 §2 sets aside
 * among modes.
 */
export function isByteList(b: Uint8Array, at: number, end: number, most: number): boolean {
  for (let i = at; i < end; i++) {
    if (b[i] > most && (b[i] - 0x0b) % 0x1f !== 0) return false
  }
  return true
}
