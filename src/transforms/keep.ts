/** Leaves a field as it is. */
import { z } from 'zod'
import { type FieldType, fieldTypes } from '../wire/fields.js'
import type { Transform } from './transform.js'

/** Types of field whose bytes nobody has checked against a list. */
const FREE: ReadonlySet<FieldType> = new Set([
  'text',
  'hostname',
  'label',
  'bytes',
  'hex',
  'netbios',
])

/** Leaves a field as it is. */
export const keep: Transform = {
  name: 'keep',
  does: 'left as it is',
  reveals: 'everything the field says',
  injective: true,
  accepts: fieldTypes,
  args: z.strictObject({
    numbers: z
      .boolean()
      .optional()
      .describe('keep numbers only: text and byte strings may hold anything'),
  }),
  suits: (args, { type }) => args.numbers !== true || !FREE.has(type),
  build: () => null,
  buildTime: () => ({ seconds: 0, nanos: 0, roundNanos: 1, zero: false }),
}
