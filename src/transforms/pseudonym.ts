/** Equal values get equal pseudonyms, different values different ones; nothing else survives. */
import { z } from 'zod'
import type { FieldType } from '../wire/fields.js'
import { addressOptions, applyAddress, vendors, vendorsFrom } from './address.js'
import { applyHex } from './hex.js'
import { applyBytes, applyText } from './identifiers.js'
import { applyHostname, applyLabel } from './names.js'
import { applyNetbios } from './netbios.js'
import { applyPorts, portClasses } from './ports.js'
import type { Transform } from './transform.js'
import { applyVlans } from './vlans.js'

const args = z.strictObject({
  keep: z
    .enum(['public-suffix', 'none'])
    .optional()
    .describe('what stays of a host name: `com` of `www.example.com` (if not given), or nothing'),
  vendors,
  vendorsFrom,
})

const accepts: readonly FieldType[] = [
  'bytes',
  'uint',
  'uint-le',
  'ipv4',
  'ipv6',
  'eui48',
  'eui64',
  'port',
  'vlan',
  'label',
  'hostname',
  'text',
  'hex',
  'netbios',
]

const EQUAL = 'which records have the same value'
const OF_NAMES = 'the length of a name, its public suffix, and which names lie under one domain'

/**
 * Replaces a value by another of its form, chosen by the key. One to one for numbers, addresses and
 * short words; long values, words of other characters and MACs meet as seldom as random ones do.
 */
export const pseudonym: Transform = {
  name: 'pseudonym',
  does: 'replaced by a keyed pseudonym of the same form',
  reveals: `${EQUAL}; the class of an address; ${OF_NAMES}`,
  revealsOf: {
    address: `${EQUAL}; the class of an address`,
    hardware: `${EQUAL}; whether it is a group’s; its maker where the rule says so`,
    hostname: `${EQUAL}; ${OF_NAMES}`,
    vlan: EQUAL,
    port: `${EQUAL}; whether a port is well-known, registered or dynamic`,
  },
  injective: true,
  accepts,
  args,
  addresses: (raw) => addressOptions(0, 0, args.parse(raw).vendors),
  build(raw, target, keys, addresses) {
    const a = args.parse(raw)
    const suffixStays = a.keep !== 'none'
    switch (target.type) {
      case 'port':
        return applyPorts(keys, portClasses)
      case 'vlan':
        return applyVlans(keys)
      case 'label':
        return applyLabel(keys, suffixStays, addresses)
      case 'hostname':
        return applyHostname(keys, suffixStays, addresses)
      case 'text':
        return applyText(keys, target.kind)
      case 'hex':
        return applyHex(applyBytes(keys, target.kind))
      case 'netbios':
        return applyNetbios(applyHostname(keys, suffixStays, addresses))
      default: {
        const options = addressOptions(0, 0, a.vendors)
        return applyAddress(target.type, keys, options) ?? applyBytes(keys, target.kind)
      }
    }
  },
}
