/**
 * Pseudonyms of IPv4 addresses that keep the class of an address: private stays private, public
 * stays public. Three strengths, by how many bits of prefix structure survive.
 *
 * With 32 bits the map is Crypto-PAn with pins: a node of the prefix tree with a special-use range
 * strictly below it never flips. It is bijective, prefix-preserving exactly, and every special-use
 * range maps onto itself. The price: where a special-use range is near, the first bits of public
 * addresses stay as they are (11/8 stays 11/8, since 10/8 is its sibling).
 * With 0 bits it is a bijection of each class, and nothing but the class survives.
 */
import { createPrefixTree, TREE_KEY_BYTES } from './cryptopan.js'
import type { GroupMap } from './group-map.js'
import type { Keyring } from './keyring.js'
import { createPermutation } from './permutation.js'

/** Special-use ranges (RFC 6890, RFC 5771, RFC 1112 §4) as address and prefix length. */
const RANGES: readonly (readonly [number, number])[] = [
  [0x00000000, 8],
  [0x0a000000, 8],
  [0x64400000, 10],
  [0x7f000000, 8],
  [0xa9fe0000, 16],
  [0xac100000, 12],
  [0xc0a80000, 16],
  [0xe0000000, 4],
  [0xf0000000, 4],
]
/** Addresses that everybody has; `::1` is 0.0.0.1 in its IPv6 form (RFC 4291 §2.5.5.1). */
const FIXED: readonly number[] = [0x00000000, 0x00000001, 0x7f000001, 0xffffffff]
const PINS: readonly (readonly [number, number])[] = [
  ...RANGES,
  ...FIXED.map((a): [number, number] => [a, 32]),
]
const PUBLIC = RANGES.length
const STAYS = -1

/** The first bit on the path of `a` that may flip: pinned nodes on a path are its first ones. */
function firstFree(a: number): number {
  let free = 0
  for (let i = 0; i < PINS.length; i++) {
    free = Math.max(free, Math.min(Math.clz32(a ^ PINS[i][0]) + 1, PINS[i][1]))
  }
  return free
}

function classOf(a: number): number {
  if (FIXED.includes(a)) return STAYS
  for (let i = 0; i < RANGES.length; i++) {
    if (Math.clz32(a ^ RANGES[i][0]) >= RANGES[i][1]) return i
  }
  return PUBLIC
}

/** The first `bits` bits of a word as they are, the others zero. */
function head(a: number, bits: number): number {
  return bits === 0 ? 0 : a & (-1 << (32 - bits))
}

/**
 * Makes the map.
 * @param bits how many bits of prefix structure survive: 32 for Crypto-PAn, 0 for none
 */
export function createIpv4Map(
  keys: Keyring,
  groups: GroupMap,
  bits: number,
): (address: number) => number {
  const tree = createPrefixTree(keys.derive('address/ipv4', TREE_KEY_BYTES))
  const below = createPermutation(keys.derive('address/ipv4/below', 16))
  const value = new Int32Array(4)
  const out = new Int32Array(4)

  function byTree(a: number): number {
    const free = firstFree(a)
    const depth = Math.max(bits, free)
    if (free >= 32) return a
    value[0] = a
    tree.flips(value, free, depth, out)
    const mapped = a ^ out[0]
    if (depth >= 32) return mapped
    // Hosts below a prefix are permuted, each prefix in its own way.
    return head(mapped, depth) | below.permute32(a, 32 - depth, head(a, depth), depth, 1)
  }

  function byClass(a: number): number {
    const kind = classOf(a)
    if (kind === STAYS) return a
    const length = kind === PUBLIC ? 0 : RANGES[kind][1]
    let x = a
    // Walking on until the class is reached again keeps this a bijection of the class.
    do {
      x = (head(a, length) | below.permute32(x, 32 - length, kind, 0, 2)) >>> 0
    } while (classOf(x) !== kind)
    return x
  }

  return (a) => {
    if (a >>> 28 === 0xe) return ((a & 0xff800000) | groups.ipv4Group(a & 0x7fffff)) >>> 0
    return (bits === 0 ? byClass(a) : byTree(a)) >>> 0
  }
}
