/** Lines are the same however their bytes are cut. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLines } from '../../src/bytes/lines.js'

const MOST = 8

function cut(text: string, sizes: readonly number[]): (string | undefined)[] {
  const found: (string | undefined)[] = []
  const lines = createLines(MOST, (line) => found.push(line))
  const all = Buffer.from(text)
  let at = 0
  for (const size of sizes) {
    lines.push(all.subarray(at, at + size))
    at += size
  }
  lines.push(all.subarray(at))
  lines.end()
  return found
}

describe('createLines', () => {
  it('gives lines without their ends, those of blanks not, and too long ones as such', () => {
    const text = 'one\r\n\n  \ntwo \u00e9\n123456789\n12345678\nlast'
    expect(cut(text, [])).toEqual(['one', 'two \u00e9', undefined, '12345678', 'last'])
  })

  it('does not care where chunks end', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\u00e9', ' ', '\r', '\n'), maxLength: 60 })
    fc.assert(
      fc.property(text, fc.array(fc.nat(9), { maxLength: 12 }), (all, sizes) => {
        expect(cut(all, sizes)).toEqual(cut(all, []))
      }),
      { seed: 3, numRuns: 500 },
    )
  })
})
