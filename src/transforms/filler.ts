/** Overwrites a field with a pattern that nobody takes for data. */
import { z } from 'zod'
import { fieldTypes } from '../wire/fields.js'
import { isText } from './fill.js'
import type { Transform } from './transform.js'

const LETTERS = Buffer.from('abcdefghijklmnopqrstuvwxyz')
const PATTERN = Buffer.from('scrim')

/**
 * Overwrites a field with letters where characters are expected, else with the bytes of `scrim`,
 * over and over, counted from the field's start.
 */
export const filler: Transform = {
  name: 'filler',
  does: 'overwritten with filler of the same length',
  reveals: 'that the field is there, and its length',
  injective: false,
  // structure shares the bytes of a VLAN identifier
  accepts: fieldTypes.filter((type) => type !== 'vlan'),
  args: z.strictObject({}),
  build(_args, target) {
    const pattern = Uint8Array.from(isText(target.type) ? LETTERS : PATTERN)
    const size = pattern.length
    return (f, at, end) => {
      const b = f.b
      const first = Math.min(end, at + size)
      for (let i = at; i < first; i++) b[i] = pattern[i - at]
      // Doubling what is there already copies long payloads in a few moves.
      for (let n = size; at + n < end; n *= 2) {
        b.copyWithin(at + n, at, Math.min(at + n, end - n))
      }
    }
  },
  buildTime: () => ({ seconds: 0, nanos: 0, roundNanos: 1, zero: true }),
}
