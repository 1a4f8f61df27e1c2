/** Gives a field the same value in every record. */
import { z } from 'zod'
import { parseIpv4, parseIpv6 } from '../text/addresses.js'
import { type FieldType, fieldTypes } from '../wire/fields.js'
import { fillBytes, isText } from './fill.js'
import type { Transform } from './transform.js'

const HEX = /^0x(?:[0-9a-fA-F]{2})+$/
const DECIMAL = /^[0-9]{1,15}$/
const EUI = /^[0-9a-fA-F]{2}(?:([:-])[0-9a-fA-F]{2})(?:\1[0-9a-fA-F]{2})*$/

const args = z.strictObject({
  value: z
    .union([z.number().int().min(0).max(Number.MAX_SAFE_INTEGER), z.string().min(1).max(255)])
    .describe('a number, bytes as 0x0a0b, an address for fields of addresses, text for text'),
})

/** What is written, and whether it is a number: those end at the end of a field. */
interface Written {
  readonly bytes: Uint8Array
  readonly number: boolean
}

function written(bytes: Uint8Array, number = false): Written {
  return { bytes: Uint8Array.from(bytes), number }
}

function numberOf(value: number): Written {
  const text = value.toString(16)
  return written(Buffer.from(text.length % 2 === 0 ? text : `0${text}`, 'hex'), true)
}

function hardwareOf(text: string, size: number): Written | undefined {
  const bytes = EUI.test(text) ? Buffer.from(text.replace(/[:-]/g, ''), 'hex') : undefined
  return bytes?.length === size ? written(bytes) : undefined
}

function addressOf(text: string, parse: typeof parseIpv4, size: number): Written | undefined {
  const chars = Buffer.from(text)
  const out = new Uint8Array(size)
  return parse(chars, 0, chars.length, out, 0) ? written(out) : undefined
}

/** What a value is in a field of a type; undefined where text says nothing that could be one. */
function writtenAs(value: number | string, type: FieldType): Written | undefined {
  if (typeof value === 'number') return numberOf(value)
  if (HEX.test(value)) return written(Buffer.from(value.slice(2), 'hex'))
  if (isText(type) || type === 'bytes') return written(Buffer.from(value))
  if (type === 'ipv4') return addressOf(value, parseIpv4, 4)
  if (type === 'ipv6') return addressOf(value, parseIpv6, 16)
  if (type === 'eui48') return hardwareOf(value, 6)
  if (type === 'eui64') return hardwareOf(value, 8)
  return DECIMAL.test(value) ? numberOf(Number(value)) : undefined
}

/**
 * Gives a field the same value everywhere. A number takes the field's low-order bytes, its high
 * ones are zero; bytes and text begin at the field's start and are filled up with zeros or `x`.
 * Text suits fields of text; an address suits those of its type, digits those of numbers.
 */
export const constant: Transform = {
  name: 'constant',
  does: 'replaced by one fixed value',
  reveals: 'that the field is there, and its length',
  injective: false,
  // structure shares the bytes of a VLAN identifier
  accepts: fieldTypes.filter((type) => type !== 'vlan'),
  suits: (raw, { type }) => {
    const parsed = args.safeParse(raw)
    return !parsed.success || writtenAs(parsed.data.value, type) !== undefined
  },
  args,
  build(raw, target) {
    const { value } = args.parse(raw)
    const { bytes, number } = writtenAs(value, target.type) ?? numberOf(0)
    const rest = isText(target.type) && !number ? 0x78 : 0
    const little = target.type === 'uint-le'
    return (f, at, end) => {
      const b = f.b
      fillBytes(b, at, end, rest)
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
