/**
 * An exact cache of a keyed map from a name to the pseudonym of its first label, with a bound on
 * memory. Names longer than an entry holds are mapped anew each time; results are the same.
 */
import { hashBytes } from '../bytes/hash.js'

/**
 * Maps the first `n` bytes of the name `b[at..end)` into `out` at `to`. The result may depend on
 * every byte of the name.
 */
export type NameMap = (
  b: Uint8Array,
  at: number,
  n: number,
  end: number,
  out: Uint8Array,
  to: number,
) => void

/** An entry: length of the name, length of the label, the name, the pseudonym. */
const ENTRY = 192
/** Entries that share a set, as in `cache.ts`. */
const WAYS_LOG2 = 2
const SET = ENTRY << WAYS_LOG2
const NAME = 2
const NAME_MAX = 126
const LABEL = NAME + NAME_MAX
const LABEL_MAX = ENTRY - LABEL

/**
 * Remembers a map of names.
 * @param log2 binary logarithm of the number of entries, of 192 bytes each; 0 for no memory at all
 */
export function cacheNames(log2: number, map: NameMap): NameMap {
  if (log2 === 0) return map
  const table = new Uint8Array(ENTRY << Math.max(log2, WAYS_LOG2))
  const mask = (1 << Math.max(0, log2 - WAYS_LOG2)) - 1

  function holds(e: number, b: Uint8Array, at: number, n: number, size: number): boolean {
    if (table[e] !== size || table[e + 1] !== n) return false
    for (let i = 0; i < size; i++) if (table[e + NAME + i] !== b[at + i]) return false
    return true
  }

  return (b, at, n, end, out, to) => {
    const size = end - at
    if (size > NAME_MAX || n > LABEL_MAX || n === 0) {
      map(b, at, n, end, out, to)
      return
    }
    const first = (hashBytes(0, b, at, end) & mask) * SET
    let e = first
    while (e < first + SET && !holds(e, b, at, n, size)) e += ENTRY
    if (e === first + SET) {
      e = first
      table.copyWithin(e + ENTRY, e, e + SET - ENTRY)
      // The name goes in first: the output may lie where the name does.
      table[e] = size
      table[e + 1] = n
      for (let i = 0; i < size; i++) table[e + NAME + i] = b[at + i]
      map(table, e + NAME, n, e + NAME + size, table, e + LABEL)
    }
    for (let i = 0; i < n; i++) out[to + i] = table[e + LABEL + i]
  }
}
