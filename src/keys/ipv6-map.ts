/**
 * Pseudonyms of IPv6 addresses. What other layers share is mapped by the maps they share: embedded
 * IPv4 addresses by the IPv4 map, embedded MAC addresses by the hardware map, the last 24 bits by
 * one map for MACs, addresses and solicited-node groups.
 *
 * With 128 bits the map is Crypto-PAn with pins (see `ipv4-map.ts`) over bits 0..103. It is
 * bijective, as far as the hardware map is, and prefix-preserving exactly among addresses whose
 * identifier is no EUI-64; for all addresses it is so within the first 64 bits. Among EUI-64
 * identifiers of one /64 equal vendors stay equal and interfaces of one vendor keep their prefixes.
 */
import { cacheWords, type WordMap } from './cache.js'
import { createPrefixTree, TREE_KEY_BYTES } from './cryptopan.js'
import type { GroupMap } from './group-map.js'
import type { HardwareMap } from './hardware-map.js'
import { createGroup6 } from './ipv6-group.js'
import type { Keyring } from './keyring.js'
import { createPermutation } from './permutation.js'

/** RFC 6052 §2.1: 64:ff9b::/96. */
const NAT64 = 0x0064ff9b
/** RFC 4380 §4. */
const TEREDO = 0x20010000
/** RFC 3056 §2. */
const SIX_TO_FOUR = 0x2002
const LINK_LOCAL = 0xfe800000 | 0
/** RFC 5214 §6.1: 0000:5efe or 0200:5efe, then the IPv4 address. */
const ISATAP = 0x00005efe
const LOCAL = 0x020000

/** Ranges within the first 64 bits: two words and a length; they map onto themselves. */
const PINS: readonly (readonly [number, number, number])[] = [
  [0x20000000, 0, 3],
  [TEREDO, 0, 32],
  [SIX_TO_FOUR << 16, 0, 16],
  [0xfc000000, 0, 8],
  [0xfd000000, 0, 8],
  [0xfe800000, 0, 10],
  [0xfe800000, 0, 64],
  [0xff000000, 0, 8],
  [NAT64, 0, 64],
  [0, 0, 64],
]
/** Classes for the map without prefix structure; what is in none of them is class 4. */
const CLASSES: readonly (readonly [number, number])[] = [
  [0x20000000, 3],
  [0xfc000000, 8],
  [0xfd000000, 8],
  [0xfe800000, 10],
]

/** The first of the 64 high bits that may flip. */
function firstFree(w0: number, w1: number): number {
  let free = 0
  for (let i = 0; i < PINS.length; i++) {
    const [p0, p1, length] = PINS[i]
    const x = w0 ^ p0
    const common = x !== 0 ? Math.clz32(x) : 32 + Math.clz32(w1 ^ p1)
    free = Math.max(free, Math.min(common + 1, length))
  }
  return free
}

function staysHigh(w0: number, w1: number): boolean {
  return w1 === 0 && (w0 === 0 || w0 === NAT64 || w0 === LINK_LOCAL)
}

/** -1 where another rule holds (Teredo, 6to4, multicast, prefixes that stay). */
function classOf(w0: number, w1: number): number {
  if (w0 === TEREDO || w0 >>> 16 === SIX_TO_FOUR || w0 >>> 24 === 0xff) return -1
  if (staysHigh(w0, w1)) return -1
  for (let i = 0; i < CLASSES.length; i++) {
    if (Math.clz32(w0 ^ CLASSES[i][0]) >= CLASSES[i][1]) return i
  }
  return CLASSES.length
}

/** ::/64 and 64:ff9b::/64 hold IPv4 addresses, so that no identifier there counts as EUI-64. */
function holdsIpv4(w0: number, w1: number): boolean {
  return w1 === 0 && (w0 === 0 || w0 === NAT64)
}

function isEui(w2: number, w3: number): boolean {
  return (w2 & 0xff) === 0xff && w3 >>> 24 === 0xfe
}

/** Whether an identifier, by its first 32 bits, is one that a rule of its own maps. */
function isEmbedded(w2: number, plain: boolean): boolean {
  return (w2 & ~0x02000000) === ISATAP || (plain && (w2 === 0 || w2 === 0xffff))
}

/** The bits of an identifier's first word that a path to `pin` keeps from flipping. */
function pathMask(w2: number, pin: number): number {
  const kept = Math.min(Math.clz32(w2 ^ pin) + 1, 32)
  return kept >= 32 ? 0 : -1 >>> kept
}

/** Keeps `n` bits of a word, the others zero. */
function head(word: number, n: number): number {
  return n <= 0 ? 0 : n >= 32 ? word : word & (-1 << (32 - n))
}

/** What the IPv6 map is made of. */
export interface Ipv6Parts {
  readonly keys: Keyring
  readonly groups: GroupMap
  readonly hardware: HardwareMap
  readonly ipv4: (address: number) => number
}

/** The first 64 bits: a map of words 0 and 1 that leaves the others alone. */
function createHighMap(parts: Ipv6Parts, bits: number): WordMap {
  const tree = createPrefixTree(parts.keys.derive('address/ipv6', TREE_KEY_BYTES))
  const below = createPermutation(parts.keys.derive('address/ipv6/below', 16))
  const out = new Int32Array(4)
  const scratch = new Int32Array(4)

  /** Bits `[from, 64)`, of which those before `bits` by the tree. */
  function byTree(v: Int32Array, from: number): void {
    const w0 = v[0]
    const w1 = v[1]
    const depth = Math.min(64, Math.max(bits, from))
    tree.flips(v, from, depth, out)
    const t0 = head(w0, depth)
    const t1 = head(w1, depth - 32)
    v[0] = head(w0 ^ out[0], depth)
    v[1] = head(w1 ^ out[1], depth - 32)
    if (depth === 64) return
    scratch[2] = w0
    scratch[3] = w1
    below.permute(scratch, 64 - depth, t0, t1, depth)
    v[0] |= scratch[2]
    v[1] |= scratch[3]
  }

  function byClass(v: Int32Array, kind: number): void {
    const length = kind < CLASSES.length ? CLASSES[kind][1] : 0
    const top = head(v[0], length)
    scratch[2] = v[0]
    scratch[3] = v[1]
    do {
      below.permute(scratch, 64 - length, kind, 0, 0x100)
      scratch[2] |= top
    } while (classOf(scratch[2], scratch[3]) !== kind)
    v[0] = scratch[2]
    v[1] = scratch[3]
  }

  return (v) => {
    if (v[0] >>> 16 === SIX_TO_FOUR) {
      const site = parts.ipv4(((v[0] << 16) | (v[1] >>> 16)) >>> 0)
      byTree(v, 48)
      v[0] = (SIX_TO_FOUR << 16) | (site >>> 16)
      v[1] = (site << 16) | (v[1] & 0xffff)
      return
    }
    const kind = classOf(v[0], v[1])
    if (kind < 0) return
    if (bits === 0) byClass(v, kind)
    else byTree(v, firstFree(v[0], v[1]))
  }
}

/** The last 64 bits: a map of words 2 and 3 given all four, as they were. */
function createIdMap(parts: Ipv6Parts, bits: number): WordMap {
  const { ipv4, hardware, groups } = parts
  const tree = createPrefixTree(parts.keys.derive('address/ipv6', TREE_KEY_BYTES))
  const below = createPermutation(parts.keys.derive('address/ipv6/id', 16))
  const out = new Int32Array(4)
  const scratch = new Int32Array(4)

  /** Bits 64..103 flip, but no node above an identifier that another rule maps. */
  function byTree(v: Int32Array, plain: boolean): void {
    tree.flips(v, 64, 104, out)
    let mask = pathMask(v[2], ISATAP) & pathMask(v[2], ISATAP | 0x02000000)
    if (plain) mask &= pathMask(v[2], 0) & pathMask(v[2], 0xffff)
    const middle = ((v[2] & 0xff) << 8) | (v[3] >>> 24)
    const free = 0xffff >>> Math.min(Math.clz32(middle ^ 0xfffe) - 15, 16)
    v[2] ^= out[2] & mask & (0xffffff00 | (free >>> 8))
    v[3] ^= out[3] & ((free & 0xff) << 24)
  }

  function byPrefix(v: Int32Array, plain: boolean): void {
    // The identifier's first 40 bits, right-aligned.
    scratch[2] = v[2] >>> 24
    scratch[3] = (v[2] << 8) | (v[3] >>> 24)
    let w2 = 0
    let w3 = 0
    do {
      below.permute(scratch, 40, v[0], v[1], 0)
      w2 = (scratch[2] << 24) | (scratch[3] >>> 8)
      w3 = scratch[3] << 24
    } while (isEmbedded(w2, plain) || (!plain && isEui(w2, w3)))
    v[2] = w2
    v[3] = w3
  }

  return (v) => {
    const w3 = v[3]
    const plain = holdsIpv4(v[0], v[1])
    if (isEmbedded(v[2], plain)) {
      v[3] = ipv4(w3 >>> 0)
      return
    }
    if (!plain && isEui(v[2], w3)) {
      // RFC 4291 App. A: the identifier is the MAC with its universal/local bit inverted.
      v[2] = ((hardware.oui((v[2] >>> 8) ^ LOCAL) ^ LOCAL) << 8) | 0xff
      v[3] = 0xfe000000
    } else if (bits >= 128) byTree(v, plain)
    else byPrefix(v, plain)
    v[3] = (v[3] & 0xff000000) | groups.nic(w3 & 0xffffff)
  }
}

/** RFC 4380 §4: server, flags, and port and address of the client with all bits inverted. */
function createTeredoMap(parts: Ipv6Parts): WordMap {
  const tree = createPrefixTree(parts.keys.derive('address/ipv6', TREE_KEY_BYTES))
  const out = new Int32Array(4)
  return (v) => {
    tree.flips(v, 80, 96, out)
    v[1] = parts.ipv4(v[1] >>> 0)
    v[2] ^= out[2]
    v[3] = ~parts.ipv4(~v[3] >>> 0)
  }
}

/**
 * Makes the map of four words in place.
 * @param bits how many bits of prefix structure survive: 128 for Crypto-PAn, 0..64 for less
 * @param cacheLog2 binary logarithm of the number of addresses remembered
 */
export function createIpv6Map(parts: Ipv6Parts, bits: number, cacheLog2 = 15): WordMap {
  const high = createHighMap(parts, bits)
  const id = createIdMap(parts, bits)
  const teredo = createTeredoMap(parts)
  const group = createGroup6(parts.keys, parts.groups)
  return cacheWords(cacheLog2, (v) => {
    if (v[0] >>> 24 === 0xff) group(v)
    else if (v[0] === TEREDO) teredo(v)
    else {
      id(v)
      high(v)
    }
  })
}
