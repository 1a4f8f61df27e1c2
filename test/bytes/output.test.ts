/** Output: a buffer that grows. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { append, appendByte, appendString, createOutput } from '../../src/bytes/output.js'

describe('append', () => {
  it('append keeps what is there when the buffer grows', () => {
    const o = createOutput(4)
    const b = Uint8Array.from({ length: 100 }, (_, i) => i)
    append(o, b, 0, 3)
    append(o, b, 3, 90)
    appendByte(o, 7)
    expect(o.n).toBe(91)
    expect([...o.bytes.subarray(0, 91)]).toEqual([...b.subarray(0, 90), 7])
  })
})

describe('appendString', () => {
  it('writes UTF-8 behind what is there, of any string of any length', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 100 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
    )
    const lone = fc.constantFrom(
      '\ud800',
      'a\udc00b',
      'é',
      '\u0000',
      'x'.repeat(48),
      'x'.repeat(49),
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(text, lone), { maxLength: 5 }), (parts) => {
        const o = createOutput(2)
        for (const part of parts) appendString(o, part)
        const written = Buffer.from(o.bytes.subarray(0, o.n))
        expect(written).toEqual(Buffer.concat(parts.map((part) => Buffer.from(part))))
      }),
      { seed: 5, numRuns: 2000 },
    )
  })
})
