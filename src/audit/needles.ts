/**
 * Searches many byte strings at once. Needles are found by their last eight bytes, shorter ones by
 * their last four: endings of addresses in text are alike in four bytes, hardly in eight.
 */

/** A set of needles, filled first, then searched for. */
export interface Needles {
  /** adds a needle of at least 4 bytes; `owner` is what `hit` is told */
  add(bytes: Uint8Array, owner: number): void
  readonly count: number
  /** calls `hit` for each needle found in `[at, end)`, with the offset at which it begins */
  scan(
    b: Uint8Array,
    at: number,
    end: number,
    hit: (owner: number, from: number, length: number) => void,
  ): void
}

const BITS = 21
const LONG = 8

function equalBefore(b: Uint8Array, end: number, needle: Uint8Array): boolean {
  const from = end - needle.length
  for (let i = needle.length - 1; i >= 0; i--) if (b[from + i] !== needle[i]) return false
  return true
}

const hash4 = (low: number): number => Math.imul(low, 0x9e3779b1)
const hash8 = (low: number, high: number): number =>
  Math.imul(Math.imul(low, 0x9e3779b1) ^ high ^ (high >>> 15), 0x85ebca6b)

/** The four bytes that end at `end`, as a number. */
function word(b: Uint8Array, end: number): number {
  return (b[end - 4] << 24) | (b[end - 3] << 16) | (b[end - 2] << 8) | b[end - 1]
}

/** Makes an empty set of needles. */
export function createNeedles(): Needles {
  const short = new Int32Array(1 << (BITS - 5))
  const long = new Int32Array(1 << (BITS - 5))
  const byHash = new Map<number, number[]>()
  const needles: Uint8Array[] = []
  const owners: number[] = []
  const find = (
    hash: number,
    b: Uint8Array,
    at: number,
    end: number,
    hit: (owner: number, from: number, length: number) => void,
  ): void => {
    const list = byHash.get(hash)
    if (list === undefined) return
    for (const n of list) {
      const needle = needles[n]
      const from = end - needle.length
      if (from >= at && equalBefore(b, end, needle)) hit(owners[n], from, needle.length)
    }
  }
  return {
    get count() {
      return needles.length
    },
    add(bytes, owner) {
      const end = bytes.length
      if (end < 4) return
      const low = word(bytes, end)
      const h = end < LONG ? hash4(low) : hash8(low, word(bytes, end - 4))
      const place = h >>> (32 - BITS)
      const map = end < LONG ? short : long
      map[place >>> 5] |= 1 << (place & 31)
      const list = byHash.get(h)
      if (list === undefined) byHash.set(h, [needles.length])
      else list.push(needles.length)
      needles.push(bytes)
      owners.push(owner)
    },
    scan(b, at, end, hit) {
      if (needles.length === 0) return
      let low = 0
      let high = 0
      for (let i = at; i < end; i++) {
        high = (high << 8) | (low >>> 24)
        low = (low << 8) | b[i]
        const h = Math.imul(low, 0x9e3779b1)
        const s = h >>> (32 - BITS)
        if ((short[s >>> 5] & (1 << (s & 31))) !== 0) find(h, b, at, i + 1, hit)
        const h8 = Math.imul(h ^ high ^ (high >>> 15), 0x85ebca6b)
        const l = h8 >>> (32 - BITS)
        if ((long[l >>> 5] & (1 << (l & 31))) !== 0) find(h8, b, at, i + 1, hit)
      }
    },
  }
}
