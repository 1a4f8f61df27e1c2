/** Addresses by Crypto-PAn, class by class. */
import { z } from 'zod'
import type { AddressOptions } from '../keys/address-maps.js'
import { addressOptions, applyAddress, vendors, vendorsFrom } from './address.js'
import type { Transform } from './transform.js'

const args = z.strictObject({ vendors, vendorsFrom })

function optionsOf(raw: Readonly<Record<string, unknown>>): AddressOptions {
  return addressOptions(32, 128, args.parse(raw).vendors)
}

/**
 * Two addresses that share k leading bits share exactly k afterwards; private, link-local,
 * multicast and other special-use ranges map onto themselves. See `keys/ipv4-map.ts` and
 * `keys/ipv6-map.ts`.
 */
export const prefixPreserving: Transform = {
  name: 'prefix-preserving',
  does: 'replaced by a keyed pseudonym; addresses that shared a prefix still do',
  reveals:
    'which addresses share a network, and how large it is; the class of an address (private, ' +
    'public, multicast); the first bits of public addresses next to special-use ranges',
  injective: true,
  accepts: ['ipv4', 'ipv6'],
  args,
  addresses: optionsOf,
  build: (raw, target, keys) => applyAddress(target.type, keys, optionsOf(raw)) ?? null,
}
