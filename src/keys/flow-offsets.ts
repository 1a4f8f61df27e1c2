/**
 * Offsets by which sequence numbers, TCP clocks and identifications of a flow move. They are a
 * keyed function of the two endpoints, so that both directions, every fragment and every quoted
 * copy move alike, and two flows of one host do not: a clock that ties hosts together is gone.
 */
import { u32 } from '../bytes/endian.js'
import { FLOW, type Frame } from '../wire/frame.js'
import { createAes } from './aes.js'
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

/** Words that name a flow: two addresses of four words, ports, and what else it is about. */
const KEY = 10
const PORTS = 8
const ABOUT = 9
/** An entry of the cache: what names the flow, then its values. */
const ENTRY = KEY + FLOW_VALUES
/** The same for IPv4, whose addresses are one word each. */
const KEY4 = 4
const ENTRY4 = KEY4 + FLOW_VALUES
const DEFAULT_LOG2 = 15

/** What a flow is about: never zero, so that an empty entry is not taken for a flow. */
const About = { ipv4: 0x0400, ipv6: 0x1000, ports: 0x10000 } as const

/** Whether the first endpoint comes before or after the second. */
function order(k: Int32Array): number {
  for (let i = 0; i < 4; i++) {
    if (k[i] !== k[i + 4]) return k[i] >>> 0 < k[i + 4] >>> 0 ? -1 : 1
  }
  return (k[PORTS] >>> 16) - (k[PORTS] & 0xffff)
}

/** Sets the six values at `at` of `out` for the flow that `k` names. */
type Compute = (k: Int32Array, out: Int32Array, at: number) => void

/**
 * Protected counter sums (Bernstein, J. Cryptology 12, 1999): blocks with their number are
 * encrypted and added up, the sum is encrypted with a second key, once for each direction.
 */
function createCompute(key: Uint8Array): Compute {
  const first = createAes(key.subarray(0, 16))
  const second = createAes(key.subarray(16, 32))
  const block = new Int32Array(4)
  const sum = new Int32Array(4)
  const low = new Int32Array(4)
  const high = new Int32Array(4)

  function add(n: number, a: number, b: number, c: number): void {
    block[0] = n
    block[1] = a
    block[2] = b
    block[3] = c
    first.encrypt(block, 0)
    for (let i = 0; i < 4; i++) sum[i] ^= block[i]
  }

  return (k, out, at) => {
    const by = order(k)
    const a = by > 0 ? 4 : 0
    const z = 4 - a
    const ports = by > 0 ? (k[PORTS] << 16) | (k[PORTS] >>> 16) : k[PORTS]
    const about = k[ABOUT]
    sum.fill(0)
    if ((about & About.ipv4) !== 0) {
      // One block needs no sum: what names the flow is in the input of the second key as it is.
      sum[0] = about
      sum[1] = k[a]
      sum[2] = k[z]
      sum[3] = ports
    } else {
      add(about, k[a], k[z], ports)
      add(about | 0x1000000, k[a + 1], k[z + 1], k[a + 2])
      add(about | 0x2000000, k[z + 2], k[a + 3], k[z + 3])
    }
    low.set(sum)
    high.set(sum)
    // The first bit of a short input is free, so that no two inputs of the second key are alike.
    high[0] ^= 0x80000000
    second.encrypt(low, 0)
    if (by === 0) high.set(low)
    else second.encrypt(high, 0)
    for (let i = 0; i < 3; i++) {
      // Both ends the same: there is one direction, and its reverse is itself.
      out[at + 2 * i] = by > 0 ? high[i] : low[i]
      out[at + 2 * i + 1] = by > 0 ? low[i] : high[i]
    }
  }
}

/** The words that name flow `i` of a frame. */
function readKey(f: FlowSource, i: number, k: Int32Array): void {
  const b = f.b
  const w = f.flow
  const ports = w[i + 3]
  const words = w[i + 2] >>> 2
  for (let n = 0; n < 4; n++) {
    k[n] = n < words ? u32(b, w[i] + 4 * n) : 0
    k[n + 4] = n < words ? u32(b, w[i + 1] + 4 * n) : 0
  }
  k[PORTS] = ports < 0 ? 0 : u32(b, ports)
  const version = words === 1 ? About.ipv4 : About.ipv6
  k[ABOUT] = (w[i + 4] & 0xff) | version | (ports < 0 ? 0 : About.ports)
}

/** Finds in a table where the values of a flow lie. */
type Find = (f: FlowSource, i: number) => number

/** Flows between IPv4 endpoints; nearly all of them, so that all of this is one short function. */
function find4(table: Int32Array, sets: number, compute: Compute): Find {
  const k = new Int32Array(KEY)
  const mask = sets - 1
  return (f, i) => {
    const b = f.b
    const w = f.flow
    const x = u32(b, w[i]) | 0
    const y = u32(b, w[i + 1]) | 0
    const ports = w[i + 3] < 0 ? 0 : u32(b, w[i + 3]) | 0
    const about = (w[i + 4] & 0xff) | About.ipv4 | (w[i + 3] < 0 ? 0 : About.ports)
    const h = hashWords(x, y, ports, about)
    const t = ((h ^ (h >>> 16)) & mask) * 2 * ENTRY4
    if (table[t] === x && table[t + 1] === y && table[t + 2] === ports && table[t + 3] === about) {
      return t + KEY4
    }
    const u = t + ENTRY4
    if (table[u] === x && table[u + 1] === y && table[u + 2] === ports && table[u + 3] === about) {
      return u + KEY4
    }
    readKey(f, i, k)
    table.copyWithin(u, t, u)
    table[t] = x
    table[t + 1] = y
    table[t + 2] = ports
    table[t + 3] = about
    compute(k, table, t + KEY4)
    return t + KEY4
  }
}

function find6(table: Int32Array, sets: number, compute: Compute): Find {
  const k = new Int32Array(KEY)
  const mask = sets - 1
  const holds = (t: number): boolean => {
    for (let i = 0; i < KEY; i++) if (table[t + i] !== k[i]) return false
    return true
  }
  return (f, i) => {
    readKey(f, i, k)
    const h = hashWords(k[0], k[4], k[8], k[9]) ^ hashWords(k[3] ^ k[2], k[7] ^ k[6], k[1], k[5])
    const t = ((h ^ (h >>> 16)) & mask) * 2 * ENTRY
    if (holds(t)) return t + KEY
    if (holds(t + ENTRY)) return t + ENTRY + KEY
    table.copyWithin(t + ENTRY, t, t + ENTRY)
    for (let n = 0; n < KEY; n++) table[t + n] = k[n]
    compute(k, table, t + KEY)
    return t + KEY
  }
}

/**
 * Makes the offsets of a keyring. A flow lies in either place of a pair, as in `cache.ts`.
 * @param cacheLog2 binary logarithm of the number of flows remembered, at least 1
 */
export function createFlowOffsets(keys: Keyring, cacheLog2 = DEFAULT_LOG2): FlowOffsets {
  const compute = createCompute(keys.derive('flow', 32))
  const log6 = Math.max(1, cacheLog2 - 2)
  const table4 = new Int32Array(ENTRY4 << cacheLog2)
  const table6 = new Int32Array(ENTRY << log6)
  const in4 = find4(table4, 1 << (cacheLog2 - 1), compute)
  const in6 = find6(table6, 1 << (log6 - 1), compute)
  return {
    resolve(f, n) {
      const i = n * FLOW
      const short = f.flow[i + 2] === 4
      const at = short ? in4(f, i) : in6(f, i)
      const table = short ? table4 : table6
      const out = f.flowValues
      const to = n * FLOW_VALUES
      out[to] = table[at]
      out[to + 1] = table[at + 1]
      out[to + 2] = table[at + 2]
      out[to + 3] = table[at + 3]
      out[to + 4] = table[at + 4]
      out[to + 5] = table[at + 5]
    },
  }
}
