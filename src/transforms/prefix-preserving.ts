/** Addresses by Crypto-PAn, class by class. */
import { z } from 'zod'
import { applyAddress, vendors, vendorsFrom } from './address.js'
import type { Transform } from './transform.js'

const args = z.strictObject({ vendors, vendorsFrom })

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
  build(raw, target, keys) {
    const a = args.parse(raw)
    return applyAddress(target.type, keys, 32, 128, a.vendors) ?? null
  },
}
