/** Short bytes are compared and copied as they are, whichever buffers take turns. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copyShort, same } from '../../src/bytes/short-bytes.js'

/** Buffers of different bytes, each within a larger one. */
const buffers = [0, 1, 2, 3].map((n) =>
  Uint8Array.from({ length: 40 + n }, (_, i) => (i * 7 + n * 61) & 255).subarray(n),
)

describe('short bytes', () => {
  it('are those of the buffer that was given, in any order of buffers', () => {
    const turn = fc.record({ from: fc.nat(3), to: fc.nat(3), at: fc.nat(20), n: fc.nat(20) })
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1, maxLength: 20 }), (turns) => {
        const outs = buffers.map((b) => new Uint8Array(b.length))
        for (const { from, to, at, n } of turns) {
          const b = buffers[from]
          const other = buffers[to]
          const known = new DataView(other.buffer, other.byteOffset, other.length)
          const isEqual = Buffer.from(b.subarray(at, at + n)).equals(other.subarray(at, at + n))
          expect(same(b, at, known, at, n)).toBe(isEqual)
          copyShort(b, at, outs[to], at, n)
          expect(outs[to].subarray(at, at + n)).toEqual(b.subarray(at, at + n))
        }
      }),
      { seed: 3, numRuns: 300 },
    )
  })
})
