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

  it('passes over zeros, and finds what begins, ends or lies in them', () => {
    const needles = [
      [1, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0, 2],
      [3, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0],
    ].map((n) => Uint8Array.from(n))
    for (let zeros = 0; zeros < 24; zeros++) {
      for (const edge of [1, 2, 3, 4]) {
        const run = new Uint8Array(zeros)
        const b = Buffer.concat([run, Uint8Array.of(edge), run, Uint8Array.of(9, edge), run])
        const [at, end] = [zeros & 3, b.length]
        expect(found(needles, b, at, end), `${zeros}`).toEqual(tried(needles, b, at, end))
        const withZeros = [...needles, new Uint8Array(9)]
        expect(found(withZeros, b, at, end)).toEqual(tried(withZeros, b, at, end))
      }
    }
  })

  it('says of each hit which of its needles it is', () => {
    const set = createNeedles()
    set.add(Uint8Array.of(1, 2, 3), 5)
    for (const first of [7, 8]) set.add(Uint8Array.of(first, 1, 2, 3), -1)
    const hits: number[][] = []
    const b = Uint8Array.of(8, 1, 2, 3, 7, 1, 2, 3)
    set.scan(b, 0, b.length, (...hit) => hits.push(hit))
    expect(set.count).toBe(2)
    expect(hits).toEqual([
      [-1, 0, 4, 1],
      [-1, 4, 4, 0],
    ])
  })
})
