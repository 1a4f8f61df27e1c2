/** Checksums over byte ranges: the Internet checksum (RFC 1071) and CRC-32C (RFC 9260 App. A). */

/**
 * Adds the 16-bit words of `[at, end)` to a running sum; an odd last byte counts as its word's high
 * half. Sums stay exact for ranges up to 64 KiB times 32 (no carry is lost below 2^53).
 */
export function sumWords(b: Uint8Array, at: number, end: number, sum: number): number {
  let s = sum
  let i = at
  for (; i + 1 < end; i += 2) s += (b[i] << 8) | b[i + 1]
  if (i < end) s += b[i] << 8
  return s
}

/** Folds a running sum into the 16-bit Internet checksum: its ones' complement. */
export function foldSum(sum: number): number {
  let s = (sum & 0xffff) + Math.floor(sum / 0x10000)
  s = (s & 0xffff) + (s >>> 16)
  s = (s & 0xffff) + (s >>> 16)
  return ~s & 0xffff
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
