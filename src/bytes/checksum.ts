/** Checksums over byte ranges: the Internet checksum (RFC 1071) and CRC-32C (RFC 9260 App. A). */

/**
 * Adds the 16-bit words of `[at, end)` to a running sum below 2^32; an odd last byte counts as its
 * word's high half.
 * @returns a sum below 2^17 with the same remainder, so that it can be carried on
 */
export function sumWords(b: Uint8Array, at: number, end: number, sum: number): number {
  // High and low bytes add up apart: 2^23 of them fit into 31 bits.
  let high = 0
  let low = 0
  let i = at
  for (; i + 3 < end; i += 4) {
    high += b[i] + b[i + 2]
    low += b[i + 1] + b[i + 3]
  }
  for (; i + 1 < end; i += 2) {
    high += b[i]
    low += b[i + 1]
  }
  if (i < end) high += b[i]
  return fold(sum) + fold((high & 0xff) * 256 + (high >>> 8)) + fold(low)
}

/** A sum below 2^32 with its carries added once: below 2^17, with the same remainder. */
function fold(sum: number): number {
  return (sum & 0xffff) + (sum >>> 16)
}

/** Folds a running sum into the 16-bit Internet checksum: its ones' complement. */
export function foldSum(sum: number): number {
  return ~fold(fold(sum)) & 0xffff
}

const CRC = new Uint32Array(256)
for (let n = 0; n < 256; n++) {
  let c = n
  for (let k = 0; k < 8; k++) c = (c & 1) !== 0 ? (c >>> 1) ^ 0x82f63b78 : c >>> 1
  CRC[n] = c >>> 0
}

/** CRC-32C of `[at, end)`, with the four bytes at `hole` taken as zero. */
export function crc32c(b: Uint8Array, at: number, end: number, hole: number): number {
  let c = 0xffffffff
  for (let i = at; i < end; i++) {
    const v = i >= hole && i < hole + 4 ? 0 : b[i]
    c = CRC[(c ^ v) & 0xff] ^ (c >>> 8)
  }
  return (c ^ 0xffffffff) >>> 0
}
