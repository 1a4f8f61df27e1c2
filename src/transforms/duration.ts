/** Durations as people write them in a policy: `1ms`, `10s`, `1h`. */
import { z } from 'zod'

const UNITS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 6e10,
  h: 3.6e12,
  d: 8.64e13,
}
const FORM = /^([1-9][0-9]{0,5})(ns|us|ms|s|m|h|d)$/

/**
 * A duration that divides a second, or is made of whole seconds: rounding to anything else would
 * depend on which second is the first.
 */
export const duration = z
  .string()
  .regex(FORM, 'expected a duration such as 1ms, 1s, 5m, 1h')
  .refine((text) => {
    const nanos = nanosOf(text)
    return nanos < 1e9 ? 1e9 % nanos === 0 : nanos % 1e9 === 0
  }, 'expected a duration that divides a second, or whole seconds')

/** Nanoseconds in a duration; 0 where the text is none. */
export function nanosOf(text: string): number {
  const match = FORM.exec(text)
  return match ? Number(match[1]) * UNITS[match[2]] : 0
}
