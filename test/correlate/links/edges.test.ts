/** Candidates of spans and what is looked up of them, at the bounds. */
import { describe, expect, it } from 'vitest'
import { candidatesAmong, candidatesWithin } from '../../../src/correlate/link-candidates.js'
import { binEdges } from '../../../src/correlate/link-edges.js'
import { lagBin } from '../../../src/correlate/link-histogram.js'
import { sizeBin } from '../../../src/correlate/link-sizes.js'

const intervals = (list: readonly (readonly [number, number])[]) => ({
  size: list.length,
  start: Float64Array.from(list, ([start]) => start),
  end: Float64Array.from(list, ([, end]) => end),
})
const REACH = { tolerance: 10, most: 8 }

describe('candidatesWithin', () => {
  it('takes what begins and ends within the tolerance, to the last of it', () => {
    const spans = intervals([[100, 200]])
    const list = [
      [89, 150],
      [90, 150],
      [150, 210],
      [150, 211],
      [210, 210],
      [211, 211],
    ] as const
    const { first, exchange } = candidatesWithin(spans, intervals(list), REACH)
    expect([...first]).toEqual([0, 3])
    expect([...exchange]).toEqual([1, 2, 4])
  })
  it('keeps the longest where there are too many', () => {
    const list = [
      [110, 120],
      [111, 141],
      [112, 132],
    ] as const
    const reach = { ...REACH, most: 2 }
    const spans = intervals([[100, 200]])
    expect([...candidatesWithin(spans, intervals(list), reach).exchange]).toEqual([1, 2])
    const all = candidatesAmong(spans, intervals(list), [[0, 1, 2]], reach)
    expect([...all.exchange]).toEqual([1, 2])
  })
})

describe('binEdges', () => {
  it.each([1, -1])('looks up each edge of each span, with the sign %i', (sign) => {
    const made = [
      [0, 4e6],
      [1e9, 1.5e9],
    ] as const
    const s = { ...intervals(made), sign, host: new Int32Array(2), name: new Int32Array(2) }
    const x = {
      ...intervals([
        [1e6, 3e6],
        [2e6, 2.5e6],
        [1.1e9, 1.2e9],
      ]),
      flow: new Int32Array(3),
      client: new Int32Array(3),
      clientOctets: Float64Array.of(10, 200, 3000),
      serverOctets: Float64Array.of(40_000, 5, 60),
    }
    const c = candidatesWithin(s, x, REACH)
    const bins = binEdges(c, s, x)
    expect([...bins.span]).toEqual([0, 0, 1])
    for (const [e, j] of [0, 1, 2].entries()) {
      const i = bins.span[e]
      expect([bins.before[e], bins.after[e], bins.duration[e]]).toEqual([
        lagBin(sign * (x.start[j] - s.start[i])),
        lagBin(sign * (s.end[i] - x.end[j])),
        lagBin(x.end[j] - x.start[j]),
      ])
      const sizes = [sizeBin(x.clientOctets[j]), sizeBin(x.serverOctets[j])]
      expect([bins.request[e], bins.answer[e]]).toEqual(sizes)
    }
  })
})
