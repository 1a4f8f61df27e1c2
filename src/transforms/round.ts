/** Times and numbers, rounded down. */
import { z } from 'zod'
import { applyNtp, applyUnix } from './clock.js'
import { duration, nanosOf } from './duration.js'
import { applyNumber } from './numbers.js'
import type { TimeMap, Transform } from './transform.js'

const args = z.strictObject({
  to: z
    .union([duration, z.number().int().min(1).max(0xffffffffffff)])
    .describe('a duration such as 1s for times, a number for numbers'),
})

/** The map of times; without a duration nothing is left of them. */
function timeMap(to: string | number): TimeMap {
  const text = typeof to === 'string'
  return { seconds: 0, nanos: 0, roundNanos: text ? nanosOf(to) : 1, zero: !text }
}

/**
 * Rounds down to a multiple. A duration says nothing about a plain number, whose unit only its
 * protocol knows, nor a number about a time: such a field becomes 0.
 */
export const round: Transform = {
  name: 'round',
  does: 'rounded down',
  reveals: 'the true value, less precisely',
  injective: false,
  accepts: ['record-time', 'ntp64', 'unix32', 'uint', 'uint-le'],
  args,
  build(raw, target) {
    const { to } = args.parse(raw)
    const number = target.type === 'uint' || target.type === 'uint-le'
    const map = timeMap(to)
    if (number || map.zero) {
      const step = number && typeof to === 'number' ? to : Number.POSITIVE_INFINITY
      return applyNumber(target.type === 'uint-le', (v) => (step <= v ? v - (v % step) : 0))
    }
    return target.type === 'ntp64' ? applyNtp(map) : applyUnix(map)
  },
  buildTime: (raw) => timeMap(args.parse(raw).to),
}
