/** Seconds and nanoseconds as one number of 64 bits. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { epochNanos, unitOf } from '../../src/bytes/nanoseconds.js'

const G = 1_000_000_000n

describe('epochNanos', () => {
  it('is the sum that bigints make, in 64 bits', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.integer({ min: -(2 ** 36), max: 2 ** 36 }),
          fc.integer({ min: 0, max: 2 ** 33 }),
        ),
        fc.nat(999_999_999),
        (seconds, nanos) => {
          const sum = BigInt.asIntN(64, BigInt(seconds) * G + BigInt(nanos))
          expect(epochNanos(seconds, nanos)).toBe(sum)
        },
      ),
      { seed: 7, numRuns: 2000 },
    )
  })

  it('carries between its halves', () => {
    const edges = [0, 1, -1, 4, 5, -4, 65535, 65536, -65536, 2 ** 32 - 1, 2 ** 32]
    for (const seconds of edges) {
      for (const nanos of [0, 1, 294_967_295, 294_967_296, 999_999_999]) {
        expect(epochNanos(seconds, nanos)).toBe(BigInt(seconds) * G + BigInt(nanos))
      }
    }
  })
})

describe('unitOf', () => {
  it.each([
    ['1772359205', 1e9],
    ['1772359205123', 1e6],
    ['1772359205123456', 1000],
    ['1772359205123456789', 1],
    ['1772359205.25', 1e7],
    ['1458298072364000.0', 100],
    ['1772359205123456789.5', 1],
    ['2026-03-01 10:00:05', 1e9],
    ['2026-03-01T10:00:05.123456+01:00', 1000],
    ['01/Mar/2026:10:00:05,5', 1e8],
    ['2026-03-01', 1],
    ['77', 1],
  ])('of %s is %d', (text, unit) => {
    expect(unitOf(text)).toBe(unit)
  })
})
