/** Addresses whose prefix structure survives to a chosen length only. */
import { z } from 'zod'
import type { AddressOptions } from '../keys/address-maps.js'
import { addressOptions, applyAddress, vendors, vendorsFrom } from './address.js'
import type { Transform } from './transform.js'

const args = z.strictObject({
  v4: z.number().int().min(0).max(32).describe('bits of prefix structure in IPv4'),
  v6: z.number().int().min(0).max(64).describe('bits of prefix structure in IPv6'),
  vendors,
  vendorsFrom,
})

function optionsOf(raw: Readonly<Record<string, unknown>>): AddressOptions {
  const a = args.parse(raw)
  return addressOptions(a.v4, a.v6, a.vendors)
}

/** Networks stay recognisable down to the given lengths; hosts within one are permuted. */
export const prefix: Transform = {
  name: 'prefix',
  does: 'networks become pseudonyms that keep their shape, hosts inside are permuted',
  reveals:
    'which addresses share a network down to the given prefix lengths; the class of an address',
  injective: true,
  accepts: ['ipv4', 'ipv6'],
  args,
  addresses: optionsOf,
  build: (raw, target, keys) => applyAddress(target.type, keys, optionsOf(raw)) ?? null,
}
