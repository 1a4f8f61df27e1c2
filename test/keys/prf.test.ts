/** The keyed function of byte strings: what it is made of, and what it must tell apart. */
import { createCipheriv } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPrf } from '../../src/keys/prf.js'

const key = Uint8Array.from({ length: 32 }, (_, i) => i)
const prf = createPrf(key)

function output(purpose: number, input: Uint8Array, n: number): Buffer {
  const out = Buffer.alloc(n + 2, 0xee)
  prf(purpose, input, 0, input.length, out, 1, n)
  expect([out[0], out[n + 1]]).toEqual([0xee, 0xee])
  return out.subarray(1, n + 1)
}

/** The same by node:crypto: CBC with the length in front, its last block counted up. */
function reference(purpose: number, input: Uint8Array, n: number): Buffer {
  const padded = Buffer.alloc(16 + Math.ceil(input.length / 16) * 16)
  padded.writeInt32BE(input.length, 0)
  padded.writeInt32BE(purpose, 4)
  padded.set(input, 16)
  const cbc = createCipheriv('aes-128-cbc', key.subarray(0, 16), Buffer.alloc(16))
  const tag = cbc.setAutoPadding(false).update(padded).subarray(-16)
  const blocks = Array.from({ length: Math.ceil(n / 16) }, (_, i) => {
    const block = Buffer.from(tag)
    block.writeInt32BE(tag.readInt32BE(12) ^ i, 12)
    return block
  })
  const ecb = createCipheriv('aes-128-ecb', key.subarray(16), null).setAutoPadding(false)
  return ecb.update(Buffer.concat(blocks)).subarray(0, n)
}

describe('createPrf', () => {
  it('takes no length and no purpose for one it remembers', () => {
    for (let k = 0; k < 300; k++) {
      const input = new Uint8Array([3, 67, 131][k % 3]).fill(k)
      const purpose = Math.floor(k / 30) % 7
      expect(output(purpose, input, 16)).toEqual(reference(purpose, input, 16))
    }
  })
  it('is AES in CBC, counted up under a second key', () => {
    const bytes = fc.uint8Array({ maxLength: 100 })
    fc.assert(
      fc.property(bytes, fc.nat(255), fc.integer({ min: 1, max: 100 }), (input, purpose, n) => {
        expect(output(purpose, input, n)).toEqual(reference(purpose, input, n))
      }),
      { seed: 4, numRuns: 300 },
    )
  })
  it('gives for less the beginning of what it gives for more', () => {
    const input = Uint8Array.of(1, 2, 3)
    expect(output(0, input, 70).subarray(0, 33)).toEqual(output(0, input, 33))
  })
  it('tells purposes, lengths and trailing zeros apart', () => {
    const inputs = [0, 1, 15, 16, 17, 32].map((n) => new Uint8Array(n))
    const all = inputs.flatMap((i) => [output(0, i, 16), output(1, i, 16)])
    expect(new Set(all.map((b) => b.toString('hex'))).size).toBe(all.length)
  })
  it('reads its input before it writes over it', () => {
    const b = Uint8Array.from({ length: 40 }, (_, i) => i)
    const expected = output(0, b, 40)
    prf(0, b, 0, 40, b, 0, 40)
    expect(Buffer.from(b)).toEqual(expected)
  })
})
