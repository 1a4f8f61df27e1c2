/** Offsets of clocks: from pairs that are known, and from all that could be meant. */
import { describe, expect, it } from 'vitest'
import { createSkewHistogram, offsetOf } from '../../../src/correlate/link-clock.js'
import { numbers } from './recording.js'

const MS = 1e6

/** Differences as a host's clock gives them that is `offset` behind: some of them very late. */
function pairs(offset: number, late: (random: () => number) => number, early: number) {
  const random = numbers(7)
  const lag = (): number => (0.1 + 0.3 * random() + (random() < 0.3 ? late(random) : 0)) * MS
  const list = Array.from({ length: 300 }, () => [offset + early * lag(), offset - lag()] as const)
  return [list.map(([a]) => a), list.map(([, b]) => b)] as const
}

describe('offsetOf', () => {
  it.each([0, -3, 250])('is right for a client that is %d ms behind', (ms) => {
    const [starts, ends] = pairs(ms * MS, (random) => 400 * random(), 1)
    const { offset, spread, pairs: n } = offsetOf(starts, ends, true)
    expect(Math.abs(offset - ms * MS)).toBeLessThan(0.2 * MS)
    expect(Math.abs(offset - ms * MS)).toBeLessThanOrEqual(spread + 0.1 * MS)
    expect(n).toBe(300)
  })

  it('is right for a server that begins and ends late', () => {
    const [starts, ends] = pairs(-40 * MS, (random) => 300 * random(), -1)
    const { offset, spread } = offsetOf(starts, ends, false)
    expect(Math.abs(offset + 40 * MS)).toBeLessThan(0.5 * MS)
    expect(spread).toBeLessThan(0.5 * MS)
  })

  it('does not mind pairs that are wrong', () => {
    const [starts, ends] = pairs(5 * MS, () => 0, 1)
    const wrong = starts.map((v, i) => (i % 100 === 3 ? v - 80 * MS : v))
    expect(Math.abs(offsetOf(wrong, ends, true).offset - 5 * MS)).toBeLessThan(0.3 * MS)
  })
})

describe('createSkewHistogram', () => {
  it('finds the difference that stands out among all that could be meant', () => {
    const random = numbers(8)
    const h = createSkewHistogram(1000 * MS)
    for (let i = 0; i < 300; i++) {
      for (let k = 0; k < 40; k++) {
        h.add((2 * random() - 1) * 1000 * MS, (2 * random() - 1) * 1000 * MS)
      }
      h.add(-321 * MS + 5 * random() * MS, -321 * MS - 0.2 * random() * MS)
    }
    expect(Math.abs(h.peak() + 321 * MS)).toBeLessThan(MS)
  })

  it('finds nothing where nothing stands out', () => {
    const random = numbers(9)
    const h = createSkewHistogram(1000 * MS)
    for (let i = 0; i < 5000; i++) {
      h.add((2 * random() - 1) * 1000 * MS, (2 * random() - 1) * 1000 * MS)
    }
    expect(h.peak()).toBeNaN()
    expect(createSkewHistogram(MS).peak()).toBeNaN()
  })
})
