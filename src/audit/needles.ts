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
/** Places of the index for each needle there is room for. */
const SPREAD = 2

const hash4 = (low: number): number => Math.imul(low, 0x9e3779b1)
const hash8 = (low: number, high: number): number =>
  Math.imul(hash4(low) ^ high ^ (high >>> 15), 0x85ebca6b)

/** The four bytes that end at `end`, as a number. */
function word(b: Uint8Array, end: number): number {
  return (b[end - 4] << 24) | (b[end - 3] << 16) | (b[end - 2] << 8) | b[end - 1]
}

function grown<T extends Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from)
  return to
}

/** Needles one behind the other, found by a hash: no object is held for any of them. */
function createStore() {
  let pool = new Uint8Array(1 << 12)
  let index = new Int32Array(256 * SPREAD).fill(-1)
  /** by needle: where it ends in the pool, its hash, its owner, the next in its place */
  let table = new Int32Array(256 * 4)
  let count = 0
  const link = (n: number): void => {
    const place = table[n * 4 + 1] & (index.length - 1)
    table[n * 4 + 3] = index[place]
    index[place] = n
  }
  const startOf = (n: number): number => (n === 0 ? 0 : table[n * 4 - 4])
  const isAt = (n: number, b: Uint8Array, end: number): boolean => {
    const from = startOf(n)
    let at = end
    for (let i = table[n * 4] - 1; i >= from; i--) if (pool[i] !== b[--at]) return false
    return true
  }
  return {
    get count() {
      return count
    },
    add(bytes: Uint8Array, hash: number, owner: number): void {
      if (count * 4 === table.length) {
        table = grown(table, new Int32Array(table.length * 2))
        index = new Int32Array(index.length * 2).fill(-1)
        for (let n = 0; n < count; n++) link(n)
      }
      const start = startOf(count)
      const stop = start + bytes.length
      while (stop > pool.length) pool = grown(pool, new Uint8Array(pool.length * 2))
      pool.set(bytes, start)
      table.set([stop, hash, owner], count * 4)
      link(count++)
    },
    find(
      hash: number,
      b: Uint8Array,
      at: number,
      end: number,
      hit: (owner: number, from: number, length: number) => void,
    ): void {
      for (let n = index[hash & (index.length - 1)]; n >= 0; n = table[n * 4 + 3]) {
        if (table[n * 4 + 1] !== hash) continue
        const length = table[n * 4] - startOf(n)
        if (end - length >= at && isAt(n, b, end)) hit(table[n * 4 + 2], end - length, length)
      }
    },
  }
}

/** Makes an empty set of needles. */
export function createNeedles(): Needles {
  const short = new Int32Array(1 << (BITS - 5))
  const long = new Int32Array(1 << (BITS - 5))
  const store = createStore()
  return {
    get count() {
      return store.count
    },
    add(bytes, owner) {
      const end = bytes.length
      if (end < 4) return
      const low = word(bytes, end)
      const hash = end < LONG ? hash4(low) : hash8(low, word(bytes, end - 4))
      const place = hash >>> (32 - BITS)
      const map = end < LONG ? short : long
      map[place >>> 5] |= 1 << (place & 31)
      store.add(bytes, hash, owner)
    },
    scan(b, at, end, hit) {
      if (store.count === 0) return
      let low = 0
      let high = 0
      for (let i = at; i < end; i++) {
        high = (high << 8) | (low >>> 24)
        low = (low << 8) | b[i]
        const h = Math.imul(low, 0x9e3779b1)
        const s = h >>> (32 - BITS)
        if ((short[s >>> 5] & (1 << (s & 31))) !== 0) store.find(h, b, at, i + 1, hit)
        const h8 = Math.imul(h ^ high ^ (high >>> 15), 0x85ebca6b)
        const l = h8 >>> (32 - BITS)
        if ((long[l >>> 5] & (1 << (l & 31))) !== 0) store.find(h8, b, at, i + 1, hit)
      }
    },
  }
}
