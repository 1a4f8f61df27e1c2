/**
 * A memory of whole fields and what became of them: attributes and names repeat from record to
 * record, and what becomes of one depends on its bytes, its place and the rules alone. It is exact
 * (all bytes are compared) and of bounded size, and holds only what was seen twice, so that values
 * which never come again cost no more than a hash and drive nothing out.
 */
import { hashBytes } from '../bytes/hash.js'
import { type Output, reserve } from '../bytes/output.js'

const SLOT = 256
/** At the head of a slot, in words: hash, tag, lengths, and whether it was asked for since. */
const HEAD = 16
const WORDS = SLOT / 4
/** Longest field; with what it became it fits into its slot. */
const IN_MAX = 128

/** Remembers what fields became. */
export interface Memory {
  /**
   * Appends what the field `[at, end)` became. A tag stands for place and rules; it is not 0.
   * @returns false when that is not known
   */
  recall(tag: number, b: Uint8Array, at: number, end: number, out: Output): boolean
  /** Remembers what the field became that `recall` was asked for last: `out` from `from` on. */
  keep(tag: number, b: Uint8Array, at: number, end: number, out: Output, from: number): void
}

/** Makes a memory of `2 ** log2` pairs of slots, of 256 bytes each. */
export function createMemory(log2: number): Memory {
  const data = new Uint8Array((2 * SLOT) << log2)
  const heads = new Int32Array(data.buffer)
  /** hashes of what was seen once */
  const once = new Int32Array(8 << log2)
  const mask = (1 << log2) - 1
  let hash = 0
  let twice = false

  function holds(s: number, tag: number, b: Uint8Array, at: number, end: number): boolean {
    const head = s * WORDS
    if (heads[head] !== hash || heads[head + 1] !== tag) return false
    const n = end - at
    if ((heads[head + 2] & 255) !== n) return false
    const from = s * SLOT + HEAD
    for (let i = 0; i < n; i++) if (data[from + i] !== b[at + i]) return false
    return true
  }

  return {
    recall(tag, b, at, end, out) {
      twice = false
      if (end - at > IN_MAX) return false
      hash = hashBytes(tag, b, at, end)
      let s = 2 * (hash & mask)
      if (!holds(s, tag, b, at, end)) {
        s++
        if (!holds(s, tag, b, at, end)) {
          const door = (hash >>> 1) & (once.length - 1)
          twice = once[door] === hash
          once[door] = hash
          return false
        }
      }
      heads[s * WORDS + 3] = 1
      const size = heads[s * WORDS + 2] >>> 8
      const from = s * SLOT + HEAD + end - at
      reserve(out, size)
      const to = out.bytes
      for (let i = 0, o = out.n; i < size; i++) to[o + i] = data[from + i]
      out.n += size
      return true
    },
    keep(tag, b, at, end, out, from) {
      const n = end - at
      const size = out.n - from
      if (!twice || n + size > SLOT - HEAD) return
      let s = 2 * (hash & mask)
      // Of two that were asked for, neither stays for ever.
      if (heads[s * WORDS + 3] !== 0) {
        if (heads[(s + 1) * WORDS + 3] !== 0) heads[s * WORDS + 3] = 0
        s++
      }
      const head = s * WORDS
      heads[head] = hash
      heads[head + 1] = tag
      heads[head + 2] = n | (size << 8)
      heads[head + 3] = 0
      const to = s * SLOT + HEAD
      for (let i = 0; i < n; i++) data[to + i] = b[at + i]
      for (let i = 0; i < size; i++) data[to + n + i] = out.bytes[from + i]
    },
  }
}
