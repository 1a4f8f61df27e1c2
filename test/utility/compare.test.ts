/** Distances between distributions, against values worked out by hand. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare, earthMover, jensenShannon } from '../../src/utility/compare.js'
import { sizes } from '../../src/utility/sizes.js'
import { facts } from './packets.js'

const counts = fc.array(fc.nat(1000), { minLength: 6, maxLength: 6 })
const SEED = { seed: 20260131 }

describe('jensenShannon', () => {
  it('is 0 for equal shares, whatever the number, and 1 for disjoint ones', () => {
    expect(jensenShannon([1, 2, 3], [10, 20, 30])).toBeCloseTo(0, 12)
    expect(jensenShannon([5, 0], [0, 9])).toBeCloseTo(1, 12)
  })

  it('is what the definition gives (Lin 1991)', () => {
    // p = (1/2, 1/2), q = (1, 0), m = (3/4, 1/4):
    // (1/2 lg 2/3 + 1/2 lg 2) / 2 + (lg 4/3) / 2 = 1.5 - 0.75 lg 3
    expect(jensenShannon([1, 1], [7, 0])).toBeCloseTo(1.5 - 0.75 * Math.log2(3), 12)
  })

  it('is symmetric and stays within 0 and 1', () => {
    const property = fc.property(counts, counts, (p, q) => {
      const d = jensenShannon(p, q)
      expect(d).toBeCloseTo(jensenShannon(q, p), 12)
      expect(d).toBeGreaterThanOrEqual(0)
      expect(d).toBeLessThanOrEqual(1 + 1e-12)
    })
    fc.assert(property, SEED)
  })
})

describe('earthMover', () => {
  it('is how far shares move, in bins', () => {
    expect(earthMover([4, 0, 0, 0], [0, 0, 0, 9])).toBeCloseTo(3, 12)
    expect(earthMover([1, 1, 0], [0, 1, 1])).toBeCloseTo(1, 12)
    expect(earthMover([1, 0, 1], [0, 2, 0])).toBeCloseTo(1, 12)
    expect(earthMover([3, 1], [6, 2])).toBeCloseTo(0, 12)
  })

  it('is a distance: symmetric, and no detour is shorter', () => {
    const some = counts.filter((c) => c.some((n) => n > 0))
    const property = fc.property(some, some, some, (p, q, r) => {
      expect(earthMover(p, q)).toBeCloseTo(earthMover(q, p), 9)
      expect(earthMover(p, r)).toBeLessThanOrEqual(earthMover(p, q) + earthMover(q, r) + 1e-9)
    })
    fc.assert(property, SEED)
  })
})

describe('an empty side', () => {
  it('is as far away as can be, not near', () => {
    expect(jensenShannon([0, 0], [0, 0])).toBe(0)
    expect(earthMover([0, 0], [0, 0])).toBe(0)
    expect(jensenShannon([3, 1], [0, 0])).toBe(1)
    expect(jensenShannon([0, 0], [3, 1])).toBe(1)
    expect(earthMover([3, 1], [0, 0])).toBe(1)
  })
})

describe('compare', () => {
  it('puts both sides of a measure side by side', () => {
    const before = sizes.open()
    const after = sizes.open()
    for (const wire of [60, 60, 130]) before.packet(facts({ wire, captured: wire }))
    for (const wire of [60, 60, 200]) after.packet(facts({ wire, captured: 60 }))
    const result = compare(sizes, before, after)
    expect(result.measure).toBe('sizes')
    expect(result.numbers).toEqual({ 'bytes captured': { before: 250, after: 180 } })
    const [series] = result.series
    expect(series.before.slice(0, 4)).toEqual([2, 0, 1, 0])
    expect(series.after.slice(0, 4)).toEqual([2, 0, 0, 1])
    expect(result.distances).toEqual({
      'packet size jsd': 0.333333,
      'packet size emd': 0.333333,
    })
  })
})
