/**
 * Crypto-PAn: prefix-preserving maps of bit strings (Fan, Xu, Ammar, Moon, Computer Networks 46(2),
 * 2004). Whether bit i flips depends on the key and on the bits before it, so two values that share
 * exactly their first k bits still share exactly their first k bits.
 */
import { u32 } from '../bytes/endian.js'
import { BLOCK, createAes } from './aes.js'

/** Bytes of key material for one tree: an AES key and the secret padding. */
export const TREE_KEY_BYTES = 32
const BITS_MAX = 128
const LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1

/** Which bits flip on the path of a value through the tree of all prefixes. */
export interface PrefixTree {
  /**
   * Sets `out` to the bits that flip among bits `[from, to)` of `value`. Both are four words of 32
   * bits, first bit first; a value shorter than 128 bits lies at the start.
   */
  flips(value: Int32Array, from: number, to: number, out: Int32Array): void
}

/** The classic map, on the whole space of addresses: no class of addresses is kept apart. */
export interface Cryptopan {
  ipv4(address: number): number
  /** maps four words in place */
  ipv6(address: Int32Array): void
}

function swap(word: number): number {
  if (!LITTLE_ENDIAN) return word
  return (word << 24) | ((word << 8) & 0xff0000) | ((word >>> 8) & 0xff00) | ((word >>> 24) & 0xff)
}

/**
 * Makes the tree of a key: bytes 0..15 are the AES key, bytes 16..31 encrypt to the padding.
 *
 * The published scheme encrypts the known bits followed by bits of the padding. Where the next bit
 * of an address equals that of the padding, two neighbouring depths encrypt the same block and
 * flip alike, so that one address in about (4/3)^n, for n bits that may flip, stays as it is: 1 in
 * 4,000 public IPv4 addresses. The tree therefore marks the depth: known bits, a one, zeros, and
 * all of it under the padding; each node is a block of its own.
 * @param published the scheme as published, for the vectors
 */
export function createPrefixTree(key: Uint8Array, published = false): PrefixTree {
  const aes = createAes(key.subarray(0, 16))
  const padBytes = aes.encrypt(key.subarray(16, 32))
  const pad = Int32Array.from([0, 4, 8, 12], (at) => u32(padBytes, at))
  const words = new Int32Array((BITS_MAX * BLOCK) / 4)
  const bytes = new Uint8Array(words.buffer)

  /** Block i holds the first i bits of the value; what follows says that there are i. */
  function fill(value: Int32Array, from: number, to: number): void {
    let n = 0
    for (let i = from; i < to; i++) {
      for (let w = 0; w < 4; w++) {
        const known = i - w * 32
        const mask = known <= 0 ? 0 : known >= 32 ? -1 : -1 << (32 - known)
        const mark = known >= 0 && known < 32 ? 0x80000000 >>> known : 0
        words[n++] = swap(
          published ? (value[w] & mask) | (pad[w] & ~mask) : ((value[w] & mask) | mark) ^ pad[w],
        )
      }
    }
  }

  return {
    flips(value, from, to, out) {
      out[0] = 0
      out[1] = 0
      out[2] = 0
      out[3] = 0
      if (to <= from) return
      fill(value, from, to)
      const encrypted = aes.encrypt(bytes.subarray(0, (to - from) * BLOCK))
      for (let i = from; i < to; i++) {
        if (encrypted[(i - from) * BLOCK] >= 128) out[i >>> 5] |= 1 << (31 - (i & 31))
      }
    },
  }
}

/**
 * The published scheme as it is: AES-128, most significant bit, full 128-bit IPv6. Held to the
 * published vectors; releases use it with the special-use ranges pinned (see `ipv4-map.ts`).
 */
export function cryptopan(key: Uint8Array): Cryptopan {
  const tree = createPrefixTree(key, true)
  const value = new Int32Array(4)
  const out = new Int32Array(4)
  return {
    ipv4(address) {
      value[0] = address
      tree.flips(value, 0, 32, out)
      return (address ^ out[0]) >>> 0
    },
    ipv6(address) {
      tree.flips(address, 0, BITS_MAX, out)
      for (let w = 0; w < 4; w++) address[w] ^= out[w]
    },
  }
}

/**
 * A prefix-preserving map of values of up to 32 bits.
 * @param start gives the first bit that may flip: the bits before it lie on a path that is pinned
 */
export function createSmallMap(
  key: Uint8Array,
  bits: number,
  start: (value: number) => number,
): (value: number) => number {
  const tree = createPrefixTree(key)
  const words = new Int32Array(4)
  const out = new Int32Array(4)
  return (value) => {
    const from = start(value)
    if (from >= bits) return value
    words[0] = value << (32 - bits)
    tree.flips(words, from, bits, out)
    return (value ^ (out[0] >>> (32 - bits))) >>> 0
  }
}
