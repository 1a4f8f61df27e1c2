/**
 * Keyed bijections without structure: a Feistel network over bit strings of 1 to 128 bits, one over
 * pairs of residues, and a shuffle for tables. Each takes a tweak, so that one key gives
 * independent bijections for independent contexts (a prefix, a parent name).
 */
import { createCipheriv } from 'node:crypto'
import { u32 } from '../bytes/endian.js'
import { BLOCK, createAes } from './aes.js'

/** As many rounds as FF1 (NIST SP 800-38G §5.1) has. */
const ROUNDS = 10

/** A family of keyed bijections, one for each width and tweak. */
export interface Permutation {
  /**
   * Maps the low `bits` bits of `value` (four words, most significant first) in place; bits above
   * become 0. Tweaks are two words; the width is part of the tweak.
   */
  permute(value: Int32Array, bits: number, tweak0: number, tweak1: number, tweak2: number): void
  /** The same, without a tweak, for `n` values of eight bytes that stand one behind another. */
  permuteMany(b: Uint8Array, n: number): void
  /** The same for up to 32 bits. */
  permute32(value: number, bits: number, tweak0: number, tweak1: number, tweak2: number): number
}

function maskLow(bits: number): number {
  return bits >= 32 ? -1 : (1 << bits) - 1
}

/** 32 bits of a four-word value, from bit `p` counted from the least significant. */
function wordAt(v: Int32Array, p: number): number {
  const i = 3 - (p >>> 5)
  const s = p & 31
  const low = i >= 0 ? v[i] : 0
  if (s === 0) return low
  return (low >>> s) | ((i > 0 ? v[i - 1] : 0) << (32 - s))
}

/** Puts a word in at bit `p`, counted from the least significant; there must be zeros. */
function putAt(v: Int32Array, p: number, word: number): void {
  const i = 3 - (p >>> 5)
  const s = p & 31
  if (i >= 0) v[i] |= word << s
  if (s !== 0 && i > 0) v[i - 1] |= word >>> (32 - s)
}

type BlockCipher = ReturnType<typeof createCipheriv>

/**
 * The rounds over values of eight bytes, with one call for all of them in each round: a call costs
 * as much as thirty blocks do here.
 */
function permuteEights(cipher: BlockCipher, tweak: Int32Array, b: Uint8Array, n: number): void {
  const blocks = new Uint8Array(BLOCK * n)
  const given = new DataView(blocks.buffer)
  const values = new DataView(b.buffer, b.byteOffset, 8 * n)
  const lefts = new Int32Array(n)
  const rights = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < 4; k++) given.setInt32(BLOCK * i + 4 * k, tweak[k])
    lefts[i] = values.getInt32(8 * i)
    rights[i] = values.getInt32(8 * i + 4)
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < n; i++) {
      given.setInt32(BLOCK * i + 4, tweak[1] ^ rights[i])
      given.setInt32(BLOCK * i + 12, tweak[3] ^ round)
    }
    const { buffer, byteOffset, length } = cipher.update(blocks)
    const random = new DataView(buffer, byteOffset, length)
    for (let i = 0; i < n; i++) {
      const left = lefts[i]
      lefts[i] = rights[i]
      rights[i] = left ^ random.getInt32(BLOCK * i + 4)
    }
  }
  for (let i = 0; i < n; i++) {
    values.setInt32(8 * i, lefts[i])
    values.setInt32(8 * i + 4, rights[i])
  }
}

/** Makes the family of a key of 16 bytes. */
export function createPermutation(key: Uint8Array): Permutation {
  const aes = createAes(key)
  const tweak = new Int32Array(4)
  const block = new Int32Array(4)
  const small = new Int32Array(4)
  let cipher: BlockCipher | undefined
  /** the tweak that was encrypted last: identifiers of one length have the same */
  const last = Int32Array.of(0, 0, 0, -1)

  function prepare(bits: number, t0: number, t1: number, t2: number): void {
    if (last[3] === bits && last[0] === t0 && last[1] === t1 && last[2] === t2) return
    last[0] = t0
    last[1] = t1
    last[2] = t2
    last[3] = bits
    tweak.set(last)
    aes.encrypt(tweak, 0)
  }

  function permute(v: Int32Array, bits: number, t0: number, t1: number, t2: number): void {
    prepare(bits, t0, t1, t2)
    let width = bits >>> 1
    let other = bits - width
    let a1 = wordAt(v, other) & maskLow(width)
    let a0 = wordAt(v, other + 32) & maskLow(Math.max(0, width - 32))
    let b1 = v[3] & maskLow(other)
    let b0 = v[2] & maskLow(Math.max(0, other - 32))
    for (let round = 0; round < ROUNDS; round++) {
      block[0] = tweak[0] ^ b0
      block[1] = tweak[1] ^ b1
      block[2] = tweak[2]
      block[3] = tweak[3] ^ round
      aes.encrypt(block, 0)
      const c0 = (a0 ^ block[0]) & maskLow(Math.max(0, width - 32))
      const c1 = (a1 ^ block[1]) & maskLow(width)
      a0 = b0
      a1 = b1
      b0 = c0
      b1 = c1
      const swapped = width
      width = other
      other = swapped
    }
    // After an even number of rounds the halves have their first widths again.
    v.fill(0)
    putAt(v, other, a1)
    putAt(v, other + 32, a0)
    v[3] |= b1
    v[2] |= b0
  }

  function permuteMany(b: Uint8Array, n: number): void {
    prepare(64, 0, 0, 0)
    cipher ??= createCipheriv('aes-128-ecb', key, null).setAutoPadding(false)
    permuteEights(cipher, tweak, b, n)
  }

  return {
    permute,
    permuteMany,
    permute32(value, bits, t0, t1, t2) {
      small.fill(0)
      small[3] = value
      permute(small, bits, t0, t1, t2)
      return small[3] >>> 0
    },
  }
}

/** Random 32-bit words from a key of 16 bytes and a counter (AES-CTR, NIST SP 800-38A §6.5). */
function randomWords(key: Uint8Array, n: number): Uint8Array {
  return createCipheriv('aes-128-ctr', key, new Uint8Array(BLOCK)).update(new Uint8Array(n * 4))
}

/**
 * Shuffles `table[from..to)` by a key of 16 bytes (Fisher-Yates). Every order is equally likely as
 * far as the words of AES are random: words that would make one more likely are skipped.
 */
export function shuffle(table: Uint16Array, from: number, to: number, key: Uint8Array): void {
  const stream = randomWords(key, 2 * (to - from) + 64)
  let at = 0
  for (let i = to - 1; i > from; i--) {
    const n = i - from + 1
    const limit = 0x100000000 - (0x100000000 % n)
    let r = u32(stream, at)
    at += 4
    while (r >= limit && at < stream.length) {
      r = u32(stream, at)
      at += 4
    }
    const j = from + (r % n)
    const t = table[i]
    table[i] = table[j]
    table[j] = t
  }
}

/**
 * A bijection of pairs (x, y), 0 <= x < a, 0 <= y < b, a and b below 2^32, given as x * b + y.
 * @param key 16 bytes that belong to this context alone
 */
export function permutePair(key: Uint8Array, a: number, b: number, value: number): number {
  const aes = createAes(key)
  const block = new Int32Array(4)
  let x = Math.floor(value / b)
  let y = value % b
  for (let round = 0; round < ROUNDS; round++) {
    const even = (round & 1) === 0
    block[0] = even ? y : x
    block[1] = round
    block[2] = 0
    block[3] = 0
    aes.encrypt(block, 0)
    // 48 random bits leave no bias worth the name in a residue below 2^32.
    const random = (block[0] >>> 0) * 0x10000 + (block[1] >>> 16)
    if (even) x = (x + random) % a
    else y = (y + random) % b
  }
  return x * b + y
}
