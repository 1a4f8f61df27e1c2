/** A bounded table of counters under 64-bit hashes: memory does not grow with input. */

/** Counters by hash. Once full, new keys are refused and counted in `refused`. */
export interface HashTable {
  readonly size: number
  readonly refused: number
  /** the slot of a key, made if it is new; -1 when the table is full */
  slot(high: number, low: number): number
  /** free use by the owner, one value for each slot */
  readonly values: Float64Array
  /** slots in use */
  slots(): Iterable<number>
}

/** Makes a table for up to `capacity` keys (a power of two; it holds three quarters of that). */
export function createHashTable(capacity: number): HashTable {
  const keys = new Int32Array(capacity * 2)
  const used = new Uint8Array(capacity)
  const values = new Float64Array(capacity)
  const mask = capacity - 1
  const limit = capacity * 0.75
  let size = 0
  let refused = 0
  /** Keys come in runs, packets of one connection above all: the last one needs no look. */
  let last = 0
  return {
    get size() {
      return size
    },
    get refused() {
      return refused
    },
    values,
    slot(high, low) {
      if (keys[last * 2] === high && keys[last * 2 + 1] === low && used[last] !== 0) return last
      let i = (high ^ low) & mask
      while (used[i] !== 0) {
        if (keys[i * 2] === high && keys[i * 2 + 1] === low) {
          last = i
          return i
        }
        i = (i + 1) & mask
      }
      if (size >= limit) {
        refused++
        return -1
      }
      used[i] = 1
      keys[i * 2] = high
      keys[i * 2 + 1] = low
      size++
      last = i
      return i
    },
    *slots() {
      for (let i = 0; i < capacity; i++) if (used[i] !== 0) yield i
    },
  }
}
