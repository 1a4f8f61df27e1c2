/** Values that join tables, counted exactly while they fit, and reckoned when they do not. */
import { describe, expect, it } from 'vitest'
import { countMet, createKeyCounts } from '../../src/release/count-keys.js'
import { createTimeCounts } from '../../src/release/count-times.js'

describe('countMet', () => {
  it('counts rows whose value the other column has, whatever their types', () => {
    const from = createKeyCounts()
    const to = createKeyCounts()
    for (let i = 0; i < 5000; i++) from.add(i % 5 === 0 ? null : BigInt(i % 1000))
    for (let i = 0; i < 500; i++) to.add(BigInt(i))
    expect(from.rows).toBe(4000)
    expect(countMet(from, to)).toEqual({ met: 2000, estimated: false })
  })

  it('knows a number again, as a bigint and as none, up to all 64 bits', () => {
    const values = [0n, 1n, 2n ** 31n, 2n ** 32n, 2n ** 32n + 1n, 2n ** 53n - 1n, 2n ** 53n, -1n]
    const wide = [...values, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)]
    const from = createKeyCounts()
    for (const v of wide) from.add(v)
    expect([...from.held()].length).toBe(wide.length)
    const to = createKeyCounts()
    for (const v of values) if (v < 2n ** 53n && v >= 0n) to.add(Number(v))
    expect(countMet(from, to)).toEqual({ met: 6, estimated: false })
  })

  it('samples numbers in a row as fairly as others', () => {
    const from = createKeyCounts(4096)
    const to = createKeyCounts(4096)
    for (let i = 0; i < 200_000; i++) {
      from.add(BigInt(i))
      if (i % 10 < 3) to.add(BigInt(i))
    }
    const held = [...from.held()].length
    expect(held).toBeGreaterThan(1500)
    const { met } = countMet(from, to)
    expect(Math.abs(met / 200_000 - 0.3)).toBeLessThan(0.04)
  })

  it.each([0.02, 0.5, 0.97])(
    'reckons a share of %f within two in a hundred, from a sample',
    (share) => {
      const from = createKeyCounts(4096)
      const to = createKeyCounts(4096)
      const values = 100_000
      for (let i = 0; i < values; i++) {
        for (let k = 0; k <= i % 3; k++) from.add(`span-${i}`)
        if ((i * 7919) % 1000 < share * 1000) to.add(`span-${i}`)
        to.add(`other-${i}`)
      }
      expect([...from.held()].length).toBeLessThanOrEqual(4096)
      expect([...to.held()].length).toBeLessThanOrEqual(4096)
      const { met, estimated } = countMet(from, to)
      expect(estimated).toBe(true)
      expect(Math.abs(met / from.rows - share)).toBeLessThan(0.02)
    },
  )
})

describe('createTimeCounts', () => {
  const DAY = 86_400_000_000_000n

  it('counts every row once, in any order, however far they lie apart', () => {
    const times = Array.from({ length: 3000 }, (_, i) => BigInt((i * 7919) % 3000) * (DAY / 7n))
    const counts = createTimeCounts()
    for (const t of times) counts.add(t)
    const ordered = createTimeCounts()
    for (const t of times.sort((a, b) => (a < b ? -1 : 1))) ordered.add(t)
    const { steps, silence } = counts.facts()
    expect(ordered.facts()).toEqual(counts.facts())
    expect(silence).toBeUndefined()
    expect(steps?.rows.reduce((a, b) => a + b, 0)).toBe(3000)
    expect(steps?.rows.length).toBeGreaterThanOrEqual(32)
    expect(steps?.rows.length).toBeLessThanOrEqual(64)
    const { first = 0n, step = 0n } = steps ?? {}
    for (const [i, n] of (steps?.rows ?? []).entries()) {
      const from = first + BigInt(i) * step
      expect(n).toBe(times.filter((t) => t >= from && t < from + step).length)
    }
  })

  it('holds times before 1970, and one time alone', () => {
    const counts = createTimeCounts()
    counts.add(-5n * DAY)
    expect(counts.facts().steps?.rows).toEqual([1])
    counts.add(5n * DAY)
    const { silence } = counts.facts()
    expect((silence?.to ?? 0n) - (silence?.from ?? 0n)).toBeGreaterThan(9n * DAY)
    expect(createTimeCounts().facts()).toEqual({})
  })
})
