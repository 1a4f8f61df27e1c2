/** AES-128 against the standard's example and against another implementation. */
import { createCipheriv } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAes } from '../../src/keys/aes.js'

function words(bytes: Uint8Array): Int32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return Int32Array.from({ length: bytes.length / 4 }, (_, i) => view.getInt32(4 * i))
}

describe('createAes', () => {
  it('encrypts the example of FIPS 197 appendix C.1', () => {
    const key = Uint8Array.from({ length: 16 }, (_, i) => i)
    const w = words(Uint8Array.from({ length: 16 }, (_, i) => i * 0x11))
    createAes(key).encrypt(w, 0)
    expect(w).toEqual(
      words(Uint8Array.from(Buffer.from('69c4e0d86a7b0430d8cdb78070b4c55a', 'hex'))),
    )
  })
  it('agrees with node:crypto, and touches the four words alone', () => {
    const bytes = (n: number) => fc.uint8Array({ minLength: n, maxLength: n })
    fc.assert(
      fc.property(bytes(16), bytes(48), (key, blocks) => {
        const w = words(blocks)
        createAes(key).encrypt(w, 4)
        const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false)
        const middle = Uint8Array.from(cipher.update(blocks.subarray(16, 32)))
        const expected = words(blocks)
        expected.set(words(middle), 4)
        expect(w).toEqual(expected)
      }),
      { seed: 3, numRuns: 500 },
    )
  })
})
