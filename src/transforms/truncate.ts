/** Keeps the first bits of a field and sets the others to zero. */
import { z } from 'zod'
import type { FieldType } from '../wire/fields.js'
import { fillBytes } from './fill.js'
import type { Transform } from './transform.js'

const bits = z.number().int().min(0).max(2048)
const args = z
  .strictObject({
    bits: bits.optional().describe('bits that stay, whatever the type'),
    v4: bits.max(32).optional().describe('bits that stay of an IPv4 address'),
    v6: bits.max(128).optional().describe('bits that stay of an IPv6 address'),
  })
  .refine((a) => (a.bits ?? a.v4 ?? a.v6) !== undefined, 'expected bits, v4 or v6')

const accepts: readonly FieldType[] = [
  'bytes',
  'uint',
  'uint-le',
  'ipv4',
  'ipv6',
  'eui48',
  'eui64',
  'port',
  'ntp64',
  'unix32',
]

/** Keeps the first (most significant) bits; a field shorter than that stays as it is. */
export const truncate: Transform = {
  name: 'truncate',
  does: 'cut to its first bits',
  reveals: 'the first bits of the true value',
  injective: false,
  accepts,
  args,
  build(raw, target) {
    const a = args.parse(raw)
    const own = target.type === 'ipv4' ? a.v4 : target.type === 'ipv6' ? a.v6 : undefined
    const kept = own ?? a.bits ?? 0
    const whole = kept >>> 3
    const mask = kept & 7 ? (0xff00 >>> (kept & 7)) & 0xff : 0
    if (target.type === 'uint-le') {
      return (f, at, end) => {
        const edge = end - whole - 1
        if (edge < at) return
        f.b[edge] &= mask
        fillBytes(f.b, at, edge, 0)
      }
    }
    return (f, at, end) => {
      const edge = at + whole
      if (edge >= end) return
      f.b[edge] &= mask
      fillBytes(f.b, edge + 1, end, 0)
    }
  },
}
