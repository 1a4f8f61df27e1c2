/**
 * Offsets by which sequence numbers, TCP clocks and identifications of a flow move. They are a
 * keyed function of the two endpoints, so that both directions, every fragment and every quoted
 * copy move alike, and two flows of one host do not: a clock that ties hosts together is gone.
 */
import { put32, u16, u32 } from '../bytes/endian.js'
import { FLOW, type Frame } from '../wire/frame.js'
import { type Aes, BLOCK, createAes } from './aes.js'
import { hashWords } from './cache.js'
import type { Keyring } from './keyring.js'

/** What is read of a frame, and the one thing that is written. */
export type FlowSource = Pick<Frame, 'b' | 'flows' | 'flow' | 'flowValues'>

/** Words a flow takes in `flowValues`; see `FlowValue`. */
export const FLOW_VALUES = 6
/** What each word of a flow's values moves. */
export const FlowValue = {
  seqForward: 0,
  seqReverse: 1,
  clockForward: 2,
  clockReverse: 3,
  idForward: 4,
  idReverse: 5,
} as const

/** Finds the offsets of the flows of a frame. */
export interface FlowOffsets {
  /** Finds those of flow `n`; to be called before any byte of the frame is changed. */
  resolve(f: FlowSource, n: number): void
}

/** An entry of the cache: ten words of key (addresses, ports, about), then the values. */
const ENTRY = 16
const KEY = 10
const DEFAULT_LOG2 = 15

/** Whether the first endpoint (words 0..3, high half of 8) comes before or after the second. */
function order(k: Int32Array): number {
  for (let i = 0; i < 4; i++) {
    if (k[i] !== k[i + 4]) return k[i] >>> 0 < k[i + 4] >>> 0 ? -1 : 1
  }
  return (k[8] >>> 16) - (k[8] & 0xffff)
}

interface Prf {
  /** 8 words of output, of which the first three are for the lower endpoint's direction */
  (k: Int32Array, swapped: boolean): Uint8Array
}

/**
 * Protected counter sums (Bernstein, J. Cryptology 12, 1999): blocks with their number are
 * encrypted and added up, the sum is encrypted with a second key. All blocks go in one call.
 */
function createPrf(first: Aes, second: Aes): Prf {
  const input = new Uint8Array(3 * BLOCK)
  const sum = new Uint8Array(2 * BLOCK)
  return (k, swapped) => {
    const a = swapped ? 4 : 0
    const z = swapped ? 0 : 4
    const ports = swapped ? (k[8] << 16) | (k[8] >>> 16) : k[8]
    const about = k[9]
    const short = (about & 0xff00) === 0x0400
    put32(input, 0, about & 0xffffff)
    put32(input, 4, k[a])
    put32(input, 8, k[z])
    put32(input, 12, ports)
    if (!short) {
      put32(input, 16, (about & 0xffffff) | 0x1000000)
      put32(input, 20, k[a + 1])
      put32(input, 24, k[z + 1])
      put32(input, 28, k[a + 2])
      put32(input, 32, (about & 0xffffff) | 0x2000000)
      put32(input, 36, k[z + 2])
      put32(input, 40, k[a + 3])
      put32(input, 44, k[z + 3])
    }
    // One block needs no sum: what names the flow is in the input of the second key as it is.
    const blocks = short ? input : first.encrypt(input)
    for (let i = 0; i < BLOCK; i++) {
      const s = short ? blocks[i] : blocks[i] ^ blocks[i + BLOCK] ^ blocks[i + 2 * BLOCK]
      sum[i] = s
      sum[i + BLOCK] = s
    }
    // The first byte of a short input is free, so that no two inputs of the second key are alike.
    sum[BLOCK] ^= 0x80
    return second.encrypt(sum)
  }
}

/** The ten words that name a flow in its direction. */
function readKey(f: FlowSource, i: number, k: Int32Array): void {
  const b = f.b
  const w = f.flow
  const src = w[i]
  const dst = w[i + 1]
  const ports = w[i + 3]
  const short = w[i + 2] === 4
  k[0] = u32(b, src)
  k[4] = u32(b, dst)
  if (short) {
    k[1] = k[2] = k[3] = 0
    k[5] = k[6] = k[7] = 0
  } else {
    k[1] = u32(b, src + 4)
    k[2] = u32(b, src + 8)
    k[3] = u32(b, src + 12)
    k[5] = u32(b, dst + 4)
    k[6] = u32(b, dst + 8)
    k[7] = u32(b, dst + 12)
  }
  k[8] = ports < 0 ? 0 : (u16(b, ports) << 16) | u16(b, ports + 2)
  // Never zero, so that an empty entry of the cache is not taken for a flow.
  k[9] = (w[i + 4] & 0xff) | (short ? 0x0400 : 0x1000) | (ports < 0 ? 0 : 0x10000)
}

/**
 * Makes the offsets of a keyring.
 * @param cacheLog2 binary logarithm of the number of flows remembered, at least 1
 */
export function createFlowOffsets(keys: Keyring, cacheLog2 = DEFAULT_LOG2): FlowOffsets {
  const key = keys.derive('flow', 32)
  const prf = createPrf(createAes(key.subarray(0, 16)), createAes(key.subarray(16, 32)))
  const table = new Int32Array(ENTRY << cacheLog2)
  const mask = (1 << (cacheLog2 - 1)) - 1
  const k = new Int32Array(KEY)

  function compute(out: Int32Array, at: number): void {
    const by = order(k)
    const bytes = prf(k, by > 0)
    for (let i = 0; i < 3; i++) {
      const low = u32(bytes, 4 * i)
      // Both ends the same: there is one direction, and its reverse is itself.
      const high = by === 0 ? low : u32(bytes, BLOCK + 4 * i)
      out[at + 2 * i] = by > 0 ? high : low
      out[at + 2 * i + 1] = by > 0 ? low : high
    }
  }

  function holds(t: number): boolean {
    if (table[t] !== k[0] || table[t + 4] !== k[4] || table[t + 8] !== k[8]) return false
    if (table[t + 1] !== k[1] || table[t + 2] !== k[2] || table[t + 3] !== k[3]) return false
    if (table[t + 5] !== k[5] || table[t + 6] !== k[6] || table[t + 7] !== k[7]) return false
    return table[t + 9] === k[9]
  }

  /** Where the values of the flow in `k` lie: in either place of a pair, as in `cache.ts`. */
  function find(): number {
    const h = hashWords(k[0], k[4], k[8], k[9]) ^ hashWords(k[3] ^ k[2], k[7] ^ k[6], k[1], k[5])
    const at = ((h ^ (h >>> 16)) & mask) * 2 * ENTRY
    if (holds(at)) return at + KEY
    if (holds(at + ENTRY)) return at + ENTRY + KEY
    table.copyWithin(at + ENTRY, at, at + ENTRY)
    for (let i = 0; i < KEY; i++) table[at + i] = k[i]
    compute(table, at + KEY)
    return at + KEY
  }

  return {
    resolve(f, n) {
      const out = f.flowValues
      readKey(f, n * FLOW, k)
      const at = find()
      const to = n * FLOW_VALUES
      for (let i = 0; i < FLOW_VALUES; i++) out[to + i] = table[at + i]
    },
  }
}
