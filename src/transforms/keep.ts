/** Leaves a field as it is. */
import { z } from 'zod'
import { fieldTypes } from '../wire/fields.js'
import type { Transform } from './transform.js'

/** Leaves a field as it is. */
export const keep: Transform = {
  name: 'keep',
  reveals: 'everything the field says',
  injective: true,
  accepts: fieldTypes,
  args: z.strictObject({}),
  build: () => null,
  buildTime: () => ({ seconds: 0, nanos: 0, roundNanos: 1, zero: false }),
}
