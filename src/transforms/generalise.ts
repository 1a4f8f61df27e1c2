/** Numbers, replaced by the lower edge of the bin they fall into. */
import { z } from 'zod'
import { applyNumber } from './numbers.js'
import type { Transform } from './transform.js'

const edge = z.number().int().min(0).max(0xffffffffffff)
const args = z
  .strictObject({
    bins: z
      .array(edge)
      .min(1)
      .max(1024)
      .refine((list) => list.every((v, i) => i === 0 || v > list[i - 1]), 'expected rising edges')
      .optional()
      .describe('lower edges of the bins; what lies below the first becomes 0'),
    log: z
      .union([z.literal(2), z.literal(10)])
      .optional()
      .describe('bins from each power of this number to the next'),
  })
  .refine((a) => (a.bins === undefined) !== (a.log === undefined), 'expected either bins or log')

function byBins(bins: readonly number[]): (v: number) => number {
  return (v) => {
    let low = -1
    let high = bins.length
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if (bins[middle] <= v) low = middle
      else high = middle
    }
    return low < 0 ? 0 : bins[low]
  }
}

/** Replaces a number by the lower edge of its bin; numbers above 2^48 fall into the last. */
export const generalise: Transform = {
  name: 'generalise',
  does: 'reduced to the lower edge of a range',
  reveals: 'the range a number falls into',
  injective: false,
  accepts: ['uint', 'uint-le', 'port'],
  args,
  build(raw, target) {
    const { bins, log } = args.parse(raw)
    const edges = [...(bins ?? [])]
    if (log !== undefined) for (let e = 1; e < 2 ** 48; e *= log) edges.push(e)
    return applyNumber(target.type === 'uint-le', byBins(edges))
  },
}
