/**
 * Pseudonyms of IPv6 multicast groups (RFC 4291 §2.7). Flags and scope stay; groups that protocols
 * own (identifiers up to 0x1ffff) stay; the low 32 bits are mapped as in the group's MAC; what lies
 * between may embed a unicast prefix (RFC 3306) and is mapped apart from it.
 */
import type { WordMap } from './cache.js'
import { createPrefixTree, TREE_KEY_BYTES } from './cryptopan.js'
import type { GroupMap } from './group-map.js'
import type { Keyring } from './keyring.js'

const MIDDLE = 80

/** Leading zero bits among the 80 between scope and the low 32. */
function zeros(m: Int32Array): number {
  if (m[0] !== 0) return Math.clz32(m[0])
  if (m[1] !== 0) return 32 + Math.clz32(m[1])
  return 64 + Math.min(16, Math.clz32(m[2]))
}

/** Makes the map of four words in place; the first byte must be ff. */
export function createGroup6(keys: Keyring, groups: GroupMap): WordMap {
  const tree = createPrefixTree(keys.derive('group/ipv6/middle', TREE_KEY_BYTES))
  const middle = new Int32Array(4)
  const out = new Int32Array(4)
  return (v) => {
    v[3] = groups.ipv6Group(v[3] >>> 0)
    middle[0] = (v[0] << 16) | (v[1] >>> 16)
    middle[1] = (v[1] << 16) | (v[2] >>> 16)
    middle[2] = v[2] << 16
    // Pinned so that 0 and 1 stay: well-known groups, and solicited-node ff02::1:ff00:0/104.
    const from = Math.min(zeros(middle) + 1, MIDDLE)
    tree.flips(middle, from, MIDDLE, out)
    v[0] ^= out[0] >>> 16
    v[1] ^= (out[0] << 16) | (out[1] >>> 16)
    v[2] ^= (out[1] << 16) | (out[2] >>> 16)
  }
}
