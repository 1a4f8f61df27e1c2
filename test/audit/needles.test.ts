/** Many byte strings searched at once: all that a search of each alone finds, at a bounded cost. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createNeedles } from '../../src/audit/needles.js'

/** Few different bytes, zeros above all: needles then lie in one another and in the text. */
const bytes = (minLength: number, maxLength: number) =>
  fc.uint8Array({ minLength, maxLength, max: 2 })

function found(needles: readonly Uint8Array[], b: Uint8Array, at: number, end: number): string[] {
  const set = createNeedles()
  for (const [owner, needle] of needles.entries()) set.add(needle, owner)
  const hits: string[] = []
  set.scan(b, at, end, (owner, from, length) => hits.push(`${owner}/${from}/${length}`))
  return hits.sort()
}

/** The same, byte by byte. */
function tried(needles: readonly Uint8Array[], b: Uint8Array, at: number, end: number): string[] {
  const hits: string[] = []
  for (const [owner, needle] of needles.entries()) {
    for (let from = at; from + needle.length <= end; from++) {
      if (needle.every((v, i) => b[from + i] === v)) hits.push(`${owner}/${from}/${needle.length}`)
    }
  }
  return hits.sort()
}

describe('createNeedles', () => {
  it('finds each needle in all of its places, and none beyond the bytes it is given', () => {
    fc.assert(
      fc.property(
        fc.array(bytes(4, 14), { maxLength: 8 }),
        bytes(0, 60),
        fc.nat(8),
        fc.nat(8),
        (needles, b, at, less) => {
          const end = Math.max(at, b.length - less)
          expect(found(needles, b, at, end)).toEqual(tried(needles, b, at, end))
        },
      ),
      { seed: 1, numRuns: 1000 },
    )
  })

  it('finds needles when there are so many that its index has grown', () => {
    const needles = Array.from({ length: 3000 }, (_, i) => {
      return Uint8Array.from([0, i & 255, i >> 8, 7, i & 3, 0, 0, 0, 0, 0, 0])
    })
    const b = Buffer.concat(needles.flatMap((n) => [n, Uint8Array.of(9)]))
    const hits = needles.map((n, i) => `${i}/${i * 12}/${n.length}`)
    expect(found(needles, b, 0, b.length)).toEqual(hits.sort())
  })

  it('does not compare needles that end in zeros with every zero', () => {
    const set = createNeedles()
    for (let i = 1; i <= 2000; i++) {
      const needle = new Uint8Array(16)
      needle.set([i & 255, i >> 8, 1])
      set.add(needle, i)
    }
    const zeros = new Uint8Array(1 << 18)
    const before = process.cpuUsage()
    set.scan(zeros, 0, zeros.length, () => expect.fail('found where there is nothing'))
    const { user } = process.cpuUsage(before)
    // With all of them compared it takes five times as long.
    expect(user / 1e6).toBeLessThan(2)
  })
})
