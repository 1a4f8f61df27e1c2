/** Bytes that follow from others: checksums, made anew from what leaves, or zero. */

import { crc32c, foldSum, sumWords } from '../bytes/checksum.js'
import { put16, put32 } from '../bytes/endian.js'
import { FLOW, type Frame, SUM, Sum } from '../wire/frame.js'

/** The sum of the pseudo-header (RFC 9293 §3.1, RFC 8200 §8.1) of flow `net`. */
function pseudo(f: Frame, net: number, protocolBytes: number): number {
  const w = f.flow
  const i = net * FLOW
  const n = w[i + 2]
  const s = sumWords(f.b, w[i], w[i] + n, protocolBytes)
  return sumWords(f.b, w[i + 1], w[i + 1] + n, s)
}

/**
 * The sum that Cisco's programs make: an odd last byte is the low half of its word, not the high
 * one, and a signed number, of which they take one less where it is negative.
 */
function ciscoSum(b: Uint8Array, from: number, to: number): number {
  if (((to - from) & 1) === 0) return sumWords(b, from, to, 0)
  const last = b[to - 1]
  return sumWords(b, from, to - 1, last < 0x80 ? last : 0xff00 + last - 1)
}

function one(f: Frame, i: number, end: number): void {
  const w = f.sum
  const method = w[i]
  const at = w[i + 1]
  const from = w[i + 2]
  const to = w[i + 3]
  const b = f.b
  const size = method === Sum.crc32c ? 4 : 2
  if (at + size > end) return
  if (method === Sum.crc32c) {
    if (to > end) put32(b, at, 0)
    else {
      const c = crc32c(b, from, to, at)
      b[at] = c
      b[at + 1] = c >>> 8
      b[at + 2] = c >>> 16
      b[at + 3] = c >>> 24
    }
    return
  }
  put16(b, at, 0)
  const isBare = method === Sum.inet || method === Sum.cisco
  if (to > end || (!isBare && w[i + 4] < 0)) return
  let s = 0
  if (!isBare) {
    // The protocol number is one byte and the length 32 bits: both go into the sum as words.
    const protocol = f.flow[w[i + 4] * FLOW + 4]
    const length = method === Sum.udplite ? w[i + 5] : to - from
    s = pseudo(f, w[i + 4], protocol + (length & 0xffff) + (length >>> 16))
  }
  const c = foldSum(method === Sum.cisco ? ciscoSum(b, from, to) : sumWords(b, from, to, s))
  put16(b, at, c === 0 && (method === Sum.udp || method === Sum.udplite) ? 0xffff : c)
}

/**
 * Sets every checksum the dissectors noted, from the innermost outwards, since outer ones cover
 * inner ones. Claim `checksum-no-oracle`: a checksum that covers a byte which does not leave is 0.
 * @param end where the released frame ends
 */
export function derive(f: Frame, end: number): void {
  for (let n = f.sums - 1; n >= 0; n--) one(f, n * SUM, end)
}
