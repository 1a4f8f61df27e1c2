/** AES-128 on many blocks at once: the one primitive all keyed maps of values are built from. */
import { createCipheriv } from 'node:crypto'

/** Bytes of one AES block. */
export const BLOCK = 16

/** Encrypts whole blocks, each on its own (a pseudo-random permutation of blocks, not a mode for data). */
export interface Aes {
  /** encrypts all blocks of `blocks`, whose length must be a multiple of 16 */
  encrypt(blocks: Uint8Array): Uint8Array
}

/** Makes AES-128 for a key of 16 bytes (FIPS 197). */
export function createAes(key: Uint8Array): Aes {
  const cipher = createCipheriv('aes-128-ecb', key, null)
  cipher.setAutoPadding(false)
  return { encrypt: (blocks) => cipher.update(blocks) }
}
