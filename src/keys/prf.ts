/** Keyed functions of byte strings of any length: a digest, and a stream of any length. */
import { createCipheriv, createHmac } from 'node:crypto'

/**
 * 64 bytes that depend on the key, on what they are for, and on `b[at..end)` (HMAC-SHA-512,
 * RFC 2104).
 */
export function digest(
  key: Uint8Array,
  purpose: number,
  b: Uint8Array,
  at: number,
  end: number,
): Uint8Array {
  const h = createHmac('sha512', key)
  h.update(Uint8Array.of(purpose))
  return h.update(b.subarray(at, end)).digest()
}

/** `n` bytes that follow from a seed of at least 32 (AES-128-CTR, NIST SP 800-38A §6.5). */
export function stream(seed: Uint8Array, n: number): Uint8Array {
  const cipher = createCipheriv('aes-128-ctr', seed.subarray(0, 16), seed.subarray(16, 32))
  return cipher.update(new Uint8Array(n))
}
