/** Masks of networks, told from other numbers of 32 bits. */
import { u32 } from '../bytes/endian.js'

/**
 * Whether the 32 bits at `at` are ones, then zeros (RFC 4632 §3.1). Others are no mask, and may be
 * an address.
 */
export function isMask(b: Uint8Array, at: number): boolean {
  const hosts = ~u32(b, at)
  return (hosts & (hosts + 1)) === 0
}
