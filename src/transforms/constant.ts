/** Gives a field the same value in every record. */
import { z } from 'zod'
import { fieldTypes } from '../wire/fields.js'
import { fillBytes, isText } from './fill.js'
import type { Transform } from './transform.js'

const HEX = /^0x(?:[0-9a-fA-F]{2})+$/
const args = z.strictObject({
  value: z
    .union([z.number().int().min(0).max(Number.MAX_SAFE_INTEGER), z.string().min(1).max(255)])
    .describe('a number, bytes as 0x0a0b, or text'),
})

function bytesOf(value: number | string): Uint8Array {
  if (typeof value === 'number') {
    const text = value.toString(16)
    return Uint8Array.from(Buffer.from(text.length % 2 === 0 ? text : `0${text}`, 'hex'))
  }
  return Uint8Array.from(HEX.test(value) ? Buffer.from(value.slice(2), 'hex') : Buffer.from(value))
}

/**
 * Gives a field the same value everywhere. A number takes the field's low-order bytes, its high
 * ones are zero; bytes and text begin at the field's start and are filled up with zeros or `x`.
 */
export const constant: Transform = {
  name: 'constant',
  does: 'replaced by one fixed value',
  reveals: 'that the field is there, and its length',
  injective: false,
  // structure shares the bytes of a VLAN identifier
  accepts: fieldTypes.filter((type) => type !== 'vlan'),
  args,
  build(raw, target) {
    const { value } = args.parse(raw)
    const bytes = bytesOf(value)
    const rest = isText(target.type) ? 0x78 : 0
    const little = target.type === 'uint-le'
    const number = typeof value === 'number'
    return (f, at, end) => {
      const b = f.b
      fillBytes(b, at, end, number ? 0 : rest)
      const n = Math.min(bytes.length, end - at)
      for (let i = 0; i < n; i++) {
        if (!number) b[at + i] = bytes[i]
        else if (little) b[at + i] = bytes[bytes.length - 1 - i]
        else b[end - 1 - i] = bytes[bytes.length - 1 - i]
      }
    }
  },
  buildTime: () => ({ seconds: 0, nanos: 0, roundNanos: 1, zero: true }),
}
