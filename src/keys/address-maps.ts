/** All maps of network and link-layer addresses of one keyring, made once, shared by all fields. */
import { type BytesMap, cacheWord } from './cache.js'
import { createGroupMap, type GroupMap } from './group-map.js'
import { createHardwareMap, type HardwareMap } from './hardware-map.js'
import { createIpv4Map } from './ipv4-map.js'
import { createIpv6Map } from './ipv6-map.js'
import type { Keyring } from './keyring.js'

/** How much of an address survives. */
export interface AddressOptions {
  /** bits of prefix structure that survive in IPv4 addresses, 0..32 */
  readonly ipv4Bits: number
  /** the same for IPv6: 0..64, or 128 */
  readonly ipv6Bits: number
  /** OUIs that stay, as 24-bit numbers */
  readonly vendors: readonly number[]
  /** false for no caches at all; results are the same */
  readonly cached?: boolean
}

/** Maps that agree with each other. */
export interface AddressMaps {
  readonly ipv4: (address: number) => number
  /** the same for four bytes, remembered */
  readonly ipv4At: BytesMap
  /** four words in place */
  readonly ipv6: (address: Int32Array) => void
  readonly hardware: HardwareMap
  readonly groups: GroupMap
}

const made = new WeakMap<Keyring, Map<string, AddressMaps>>()

/** Makes maps that nobody else uses. */
export function createAddressMaps(keys: Keyring, options: AddressOptions): AddressMaps {
  const memory = (log2: number): number => (options.cached === false ? 0 : log2)
  const groups = createGroupMap(keys)
  const hardware = createHardwareMap(keys, groups, new Set(options.vendors), memory(11))
  const ipv4 = createIpv4Map(keys, groups, options.ipv4Bits)
  const ipv6 = createIpv6Map({ keys, groups, hardware, ipv4 }, options.ipv6Bits, memory(15))
  return { ipv4, ipv4At: cacheWord(memory(16), ipv4), ipv6, hardware, groups }
}

/** The maps of a keyring with these options; the same ones for all who ask. */
export function addressMaps(keys: Keyring, options: AddressOptions): AddressMaps {
  let known = made.get(keys)
  if (known === undefined) {
    known = new Map()
    made.set(keys, known)
  }
  const name = JSON.stringify([options.ipv4Bits, options.ipv6Bits, [...options.vendors].sort()])
  let maps = known.get(name)
  if (maps === undefined) {
    maps = createAddressMaps(keys, options)
    known.set(name, maps)
  }
  return maps
}
