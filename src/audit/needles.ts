/**
 * Searches many byte strings at once. Needles are found by eight bytes in them, shorter ones by
 * four: endings of addresses in text are alike in four bytes, hardly in eight.
 */

/**
 * Told whose needle was found, and where, and which of the set it is, from 0: what is true of its
 * bytes need be found out once.
 */
export type OnNeedle = (owner: number, from: number, length: number, needle: number) => void

/** A set of needles, filled first, then searched for. */
export interface Needles {
  /** adds a needle of at least 4 bytes; `owner` is what `hit` is told */
  add(bytes: Uint8Array, owner: number): void
  readonly count: number
  /** calls `hit` for each needle found in `[at, end)`, with the offset at which it begins */
  scan(b: Uint8Array, at: number, end: number, hit: OnNeedle): void
}

const BITS = 21
const LONG = 8
const SHORT = 4
/** Needles there is room for at first, as a power of two. */
const ROOM = 8
/** Places of the index for each needle there is room for, as a power of two. */
const SPREAD = 1

const hash4 = (low: number): number => Math.imul(low, 0x9e3779b1)
const hash8 = (low: number, high: number): number =>
  Math.imul(hash4(low) ^ high ^ (high >>> 15), 0x85ebca6b)

/** The four bytes that end at `end`, as a number. */
function word(b: Uint8Array, end: number): number {
  return (b[end - 4] << 24) | (b[end - 3] << 16) | (b[end - 2] << 8) | b[end - 1]
}

/**
 * Where the bytes end by which a needle is found: those with the fewest zeros, the last of them.
 * A release is full of zeros where content was, and a needle that ends in them is met everywhere.
 */
function anchorOf(b: Uint8Array, size: number): number {
  let best = b.length
  let fewest = size + 1
  for (let end = b.length; end >= size && fewest > 0; end--) {
    let zeros = 0
    for (let i = end - size; i < end; i++) if (b[i] === 0) zeros++
    if (zeros >= fewest) continue
    fewest = zeros
    best = end
  }
  return best
}

function grown<T extends Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from)
  return to
}

/** Needles one behind the other, found by a hash: no object is held for any of them. */
function createStore() {
  let pool = new Uint8Array(1 << 12)
  let bits = ROOM
  let index = new Int32Array(1 << (bits + SPREAD)).fill(-1)
  /** by needle: where it ends in the pool, its hash, its owner, the next in its place */
  let table = new Int32Array(4 << bits)
  /** by needle: how many of its bytes follow those that are hashed */
  let rests = new Int32Array(1 << bits)
  let count = 0
  /** The upper bits of a product depend on all bits of both factors; the lower ones do not. */
  const placeOf = (hash: number): number => hash >>> (32 - bits - SPREAD)
  const link = (n: number): void => {
    const place = placeOf(table[n * 4 + 1])
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
    add(bytes: Uint8Array, hash: number, rest: number, owner: number): void {
      if (count === rests.length) {
        bits++
        table = grown(table, new Int32Array(4 << bits))
        rests = grown(rests, new Int32Array(1 << bits))
        index = new Int32Array(1 << (bits + SPREAD)).fill(-1)
        for (let n = 0; n < count; n++) link(n)
      }
      const start = startOf(count)
      const stop = start + bytes.length
      while (stop > pool.length) pool = grown(pool, new Uint8Array(pool.length * 2))
      pool.set(bytes, start)
      table.set([stop, hash, owner], count * 4)
      rests[count] = rest
      link(count++)
    },
    /** needles in `[at, end)` whose hashed bytes end at `stop` */
    find(hash: number, stop: number, b: Uint8Array, at: number, end: number, hit: OnNeedle): void {
      for (let n = index[placeOf(hash)]; n >= 0; n = table[n * 4 + 3]) {
        if (table[n * 4 + 1] !== hash) continue
        const to = stop + rests[n]
        const from = to - (table[n * 4] - startOf(n))
        if (from >= at && to <= end && isAt(n, b, to)) hit(table[n * 4 + 2], from, to - from, n)
      }
    },
  }
}

/** Where the zeros end that are at `i`, or before `end`. */
function endOfZeros(b: Uint8Array, i: number, end: number): number {
  while (i < end && b[i] === 0) i++
  return i
}

/** A set of hashes that may say of one that it is in it, though it is not. */
const createFilter = (): Int32Array => new Int32Array(1 << (BITS - 5))

const isIn = (filter: Int32Array, hash: number): boolean =>
  (filter[hash >>> (37 - BITS)] & (1 << (hash >>> (32 - BITS)))) !== 0

function put(filter: Int32Array, hash: number): void {
  filter[hash >>> (37 - BITS)] |= 1 << (hash >>> (32 - BITS))
}

/** Makes an empty set of needles. */
export function createNeedles(): Needles {
  const short = createFilter()
  const long = createFilter()
  /** the last four bytes of either: most bytes of a release end none, and need no second look */
  const any = createFilter()
  const store = createStore()
  /** whether one is found by zeros alone */
  let byZeros = false
  return {
    get count() {
      return store.count
    },
    add(bytes, owner) {
      const { length } = bytes
      if (length < SHORT) return
      const isLong = length >= LONG
      const end = anchorOf(bytes, isLong ? LONG : SHORT)
      const low = word(bytes, end)
      if (low === 0 && !(isLong && word(bytes, end - 4) !== 0)) byZeros = true
      const hash = isLong ? hash8(low, word(bytes, end - 4)) : hash4(low)
      put(any, hash4(low))
      put(isLong ? long : short, hash)
      store.add(bytes, hash, length - end, owner)
    },
    scan(b, at, end, hit) {
      if (store.count === 0) return
      let low = 0
      for (let i = at; i < end; i++) {
        low = (low << 8) | b[i]
        const hash = hash4(low)
        if (!isIn(any, hash)) continue
        if (isIn(short, hash)) store.find(hash, i + 1, b, at, end, hit)
        if (i < at + LONG - 1) continue
        if (low === 0 && !byZeros && word(b, i - 3) === 0) {
          // A release is full of zeros, and none of them ends what is looked for.
          i = endOfZeros(b, i, end) - 1
          continue
        }
        const hashed = hash8(low, word(b, i - 3))
        if (isIn(long, hashed)) store.find(hashed, i + 1, b, at, end, hit)
      }
    },
  }
}
