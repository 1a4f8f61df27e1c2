/** AES-128 on many blocks at once: the one primitive all keyed maps of values are built from. */
import { type Cipher, createCipheriv } from 'node:crypto'
import { unsafe } from '@noble/ciphers/aes.js'

/** Bytes of one AES block. */
export const BLOCK = 16
/**
 * Up to this many bytes the tables of @noble/ciphers are faster than a call into node:crypto, which
 * costs about as much for 1 block as for 32 (230 ns a block against 1,000 ns a call).
 */
const SHORT = 4 * BLOCK

/** Encrypts whole blocks, each on its own: a permutation of blocks, not a mode for data. */
export interface Aes {
  /**
   * Encrypts all blocks of `blocks`, whose length must be a multiple of 16.
   * @returns a view that is valid until the next call
   */
  encrypt(blocks: Uint8Array): Uint8Array
}

function word(b: Uint8Array, at: number): number {
  return b[at] | (b[at + 1] << 8) | (b[at + 2] << 16) | (b[at + 3] << 24)
}

function putWord(b: Uint8Array, at: number, v: number): void {
  b[at] = v
  b[at + 1] = v >>> 8
  b[at + 2] = v >>> 16
  b[at + 3] = v >>> 24
}

/** Makes AES-128 for a key of 16 bytes (FIPS 197). */
export function createAes(key: Uint8Array): Aes {
  // Made when first needed: that costs more than the few blocks that some keys are made for.
  let cipher: Cipher | undefined
  const many = (blocks: Uint8Array): Uint8Array => {
    cipher ??= createCipheriv('aes-128-ecb', key, null).setAutoPadding(false)
    return cipher.update(blocks)
  }
  const schedule = unsafe.expandKeyLE(key)
  const outputs = [0, 1, 2, 3, 4].map((n) => new Uint8Array(n * BLOCK))
  return {
    encrypt(blocks) {
      if (blocks.length > SHORT) return many(blocks)
      const out = outputs[blocks.length >> 4]
      for (let at = 0; at < blocks.length; at += BLOCK) {
        const a = word(blocks, at)
        const b = word(blocks, at + 4)
        const s = unsafe.encrypt(schedule, a, b, word(blocks, at + 8), word(blocks, at + 12))
        putWord(out, at, s.s0)
        putWord(out, at + 4, s.s1)
        putWord(out, at + 8, s.s2)
        putWord(out, at + 12, s.s3)
      }
      return out
    },
  }
}
