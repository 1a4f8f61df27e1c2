/**
 * Prefix-preserving maps of bit strings after Crypto-PAn (Fan, Xu, Ammar, Moon, Computer Networks
 * 46(2), 2004). Whether bit i flips depends on the key and on the bits before it: two values that
 * share exactly their first k bits still share exactly their first k bits.
 */
import { u32 } from '../bytes/endian.js'
import { createAes } from './aes.js'

/** Bytes of key material for one tree. */
export const TREE_KEY_BYTES = 16
const BITS_MAX = 128
/** Levels of the tree whose flips come from one block: it has a bit for each of 127 nodes. */
const LEVELS = 7

/** Blocks of the first two times seven levels, which all values pass: a root, and 128 below it. */
const UPPER = 2 * LEVELS
const UPPER_BLOCKS = 1 + (1 << LEVELS)

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

/** The bits of word `w` that belong to the first `known` bits of a value. */
function maskOf(w: number, known: number): number {
  const n = known - w * 32
  return n <= 0 ? 0 : n >= 32 ? -1 : -1 << (32 - n)
}

/**
 * Makes the tree of a key. A block holds the bits known so far, a one, and zeros, so that no two
 * nodes share one; its encryption decides the next seven levels, a bit for each node.
 *
 * The published scheme encrypts a block for each bit and fills it up from a secret padding. Where
 * the next bit of an address equals that of the padding, two neighbouring depths encrypt the same
 * block and flip alike, so that one address in about (4/3)^n, for n bits that may flip, stays as it
 * is: 1 in 4,000 public IPv4 addresses. Here all nodes are independent, for a fifth of the blocks.
 */
export function createPrefixTree(key: Uint8Array): PrefixTree {
  const aes = createAes(key.subarray(0, TREE_KEY_BYTES))
  const block = new Int32Array(4)
  const upper = new Int32Array(4 * UPPER_BLOCKS)
  const known = new Uint8Array(UPPER_BLOCKS)

  /** Sets the block that decides the levels below the first `i` bits of a value. */
  function decide(value: Int32Array, i: number): void {
    const u = i === 0 ? 0 : 1 + (value[0] >>> (32 - LEVELS))
    if (i < UPPER && known[u] !== 0) {
      for (let w = 0; w < 4; w++) block[w] = upper[4 * u + w]
      return
    }
    for (let w = 0; w < 4; w++) block[w] = value[w] & maskOf(w, i)
    block[i >>> 5] |= 0x80000000 >>> (i & 31)
    aes.encrypt(block, 0)
    if (i >= UPPER) return
    known[u] = 1
    for (let w = 0; w < 4; w++) upper[4 * u + w] = block[w]
  }

  return {
    flips(value, from, to, out) {
      out[0] = 0
      out[1] = 0
      out[2] = 0
      out[3] = 0
      for (let i = from - (from % LEVELS); i < to; ) {
        decide(value, i)
        // Node 1 is the root of the seven levels, nodes 2n and 2n + 1 lie below node n.
        for (let node = 1; node < 1 << LEVELS && i < to; i++) {
          const bit = 31 - (i & 31)
          const flip = (block[node >>> 5] >>> (31 - (node & 31))) & 1
          if (i >= from) out[i >>> 5] |= flip << bit
          node = (node << 1) | ((value[i >>> 5] >>> bit) & 1)
        }
      }
    },
  }
}

/**
 * The published scheme as it is: AES-128, most significant bit, full 128-bit IPv6. Held to the
 * published vectors; releases use `createPrefixTree`.
 * @param key bytes 0..15 are the AES key, bytes 16..31 encrypt to the padding
 */
export function cryptopan(key: Uint8Array): Cryptopan {
  const aes = createAes(key.subarray(0, 16))
  const pad = Int32Array.from([16, 20, 24, 28], (at) => u32(key, at))
  aes.encrypt(pad, 0)
  const block = new Int32Array(4)
  const out = new Int32Array(4)

  /** Maps the first `bits` bits of four words in place. */
  function map(value: Int32Array, bits: number): void {
    out.fill(0)
    for (let i = 0; i < bits; i++) {
      for (let w = 0; w < 4; w++) {
        const mask = maskOf(w, i)
        block[w] = (value[w] & mask) | (pad[w] & ~mask)
      }
      aes.encrypt(block, 0)
      if (block[0] < 0) out[i >>> 5] |= 1 << (31 - (i & 31))
    }
    for (let w = 0; w < 4; w++) value[w] ^= out[w]
  }

  const small = new Int32Array(4)
  return {
    ipv4(address) {
      small[0] = address
      map(small, 32)
      return small[0] >>> 0
    },
    ipv6: (address) => map(address, BITS_MAX),
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
