/** A keyed function of byte strings of any length, with output of any length. */
import { put32, u32 } from '../bytes/endian.js'
import { BLOCK, createAes } from './aes.js'

/** Bytes of key material for one function. */
export const PRF_KEY_BYTES = 32

/**
 * Writes `n` bytes at `to` that follow from a purpose (one byte, so that no two purposes see the
 * same input) and the bytes `[at, end)` of `b`, which are read before anything is written.
 */
export type Prf = (
  purpose: number,
  b: Uint8Array,
  at: number,
  end: number,
  out: Uint8Array,
  to: number,
  n: number,
) => void

/** First blocks that are remembered: values of one purpose are mostly of few lengths. */
const FIRSTS = 64
/** Words of one: the length and one, the purpose, and what the block became. */
const FIRST = 6

/**
 * Makes the function of a key of 32 bytes. The input is chained block by block under the first
 * half (CBC-MAC with the length in front, which no input is a prefix of: Bellare, Kilian, Rogaway,
 * J. Computer and System Sciences 61(3), 2000, §5); the result is counted up under the second half.
 */
export function createPrf(key: Uint8Array): Prf {
  const chain = createAes(key.subarray(0, 16))
  const counter = createAes(key.subarray(16, PRF_KEY_BYTES))
  const tag = new Int32Array(4)
  const block = new Int32Array(4)
  const last = new Uint8Array(BLOCK)
  const firsts = new Int32Array(FIRSTS * FIRST)

  /** Begins a chain: its first block is length and purpose, and says nothing of the input. */
  function begin(size: number, purpose: number): void {
    const f = (size & (FIRSTS - 1)) * FIRST
    if (firsts[f] !== size + 1 || firsts[f + 1] !== purpose) {
      tag[0] = size
      tag[1] = purpose
      tag[2] = 0
      tag[3] = 0
      chain.encrypt(tag, 0)
      firsts[f] = size + 1
      firsts[f + 1] = purpose
      for (let w = 0; w < 4; w++) firsts[f + 2 + w] = tag[w]
    } else for (let w = 0; w < 4; w++) tag[w] = firsts[f + 2 + w]
  }

  function absorb(b: Uint8Array, at: number): void {
    for (let w = 0; w < 4; w++) tag[w] ^= u32(b, at + 4 * w)
    chain.encrypt(tag, 0)
  }

  return (purpose, b, at, end, out, to, n) => {
    begin(end - at, purpose)
    let i = at
    for (; i + BLOCK <= end; i += BLOCK) absorb(b, i)
    if (i < end) {
      for (let k = 0; k < BLOCK; k++) last[k] = i + k < end ? b[i + k] : 0
      absorb(last, 0)
    }
    for (let done = 0; done < n; done += BLOCK) {
      for (let w = 0; w < 4; w++) block[w] = tag[w]
      block[3] ^= done / BLOCK
      counter.encrypt(block, 0)
      if (done + BLOCK <= n) {
        for (let w = 0; w < 4; w++) put32(out, to + done + 4 * w, block[w])
      } else {
        for (let k = 0; done + k < n; k++) {
          out[to + done + k] = block[k >>> 2] >>> (24 - 8 * (k & 3))
        }
      }
    }
  }
}
