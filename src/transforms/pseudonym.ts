/** Equal values get equal pseudonyms, different values different ones; nothing else survives. */
import { z } from 'zod'
import type { FieldType } from '../wire/fields.js'
import { applyAddress, vendors } from './address.js'
import { applyPorts, portClasses } from './ports.js'
import type { Transform } from './transform.js'

const args = z.strictObject({
  keep: z
    .enum(['public-suffix', 'none'])
    .optional()
    .describe('what stays of a host name: `com` of `www.example.com`, or nothing'),
  vendors,
})

const accepts: readonly FieldType[] = ['ipv4', 'ipv6', 'eui48', 'eui64', 'port']

/** Replaces a value by another of its form, chosen by the key. */
export const pseudonym: Transform = {
  name: 'pseudonym',
  reveals: 'which records have the same value; the class of an address; the length of a name',
  injective: true,
  accepts,
  args,
  build(raw, target, keys) {
    const a = args.parse(raw)
    const address = applyAddress(target.type, keys, 0, 0, a.vendors)
    if (address !== undefined) return address
    return applyPorts(keys, portClasses)
  },
}
