/**
 * A memory of texts and what became of them: names and values repeat from record to record, and
 * what becomes of one depends on its bytes, its place and the rules alone. It is exact
 * (all bytes are compared) and of bounded size, and holds only what was seen twice, so that values
 * which never come again cost no more than a hash and drive nothing out.
 */
import { hashBytes } from '../bytes/hash.js'
import { type Output, reserve } from '../bytes/output.js'
import { same } from './short-bytes.js'

const SLOT = 256
/** At the head of a slot, in words: hash, tag, lengths, and whether it was asked for since. */
const HEAD = 16
const WORDS = SLOT / 4
/** Longest text; with what it became it fits into its slot. */
const IN_MAX = 128
/** Stands for what does not leave, as a length. */
const GONE = 0xffff

/** Remembers what texts became. */
export interface Memory {
  /**
   * Appends what the text `[at, end)` became. A tag stands for place and rules; it is not 0.
   * @returns 1 when that was appended, 0 when it does not leave, -1 when it is not known
   */
  recall(tag: number, b: Uint8Array, at: number, end: number, out: Output): number
  /** What the text that `recall` was asked for last became: `out` from `from` on, or nothing. */
  keep(
    tag: number,
    b: Uint8Array,
    at: number,
    end: number,
    left: boolean,
    out: Output,
    from: number,
  ): void
}

/** Makes a memory of `2 ** log2` pairs of slots, of 256 bytes each. */
export function createMemory(log2: number): Memory {
  const data = new Uint8Array((2 * SLOT) << log2)
  const known = new DataView(data.buffer)
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
    return same(b, at, known, s * SLOT + HEAD, n)
  }

  return {
    recall(tag, b, at, end, out) {
      twice = false
      if (end - at > IN_MAX) return -1
      hash = hashBytes(tag, b, at, end)
      let s = 2 * (hash & mask)
      if (!holds(s, tag, b, at, end)) {
        s++
        if (!holds(s, tag, b, at, end)) {
          const door = (hash >>> 1) & (once.length - 1)
          twice = once[door] === hash
          once[door] = hash
          return -1
        }
      }
      heads[s * WORDS + 3] = 1
      const size = heads[s * WORDS + 2] >>> 8
      if (size === GONE) return 0
      const from = s * SLOT + HEAD + end - at
      reserve(out, size)
      const to = out.bytes
      for (let i = 0, o = out.n; i < size; i++) to[o + i] = data[from + i]
      out.n += size
      return 1
    },
    keep(tag, b, at, end, left, out, from) {
      const n = end - at
      const size = left ? out.n - from : 0
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
      heads[head + 2] = n | ((left ? size : GONE) << 8)
      heads[head + 3] = 0
      const to = s * SLOT + HEAD
      for (let i = 0; i < n; i++) data[to + i] = b[at + i]
      for (let i = 0; i < size; i++) data[to + n + i] = out.bytes[from + i]
    },
  }
}
