/**
 * A memory of values and what became of them: names and values repeat from record to record, and
 * what becomes of one depends on its bytes and its rule alone. It is exact (all bytes are compared)
 * and of bounded size, without an object for each, and holds only what was seen twice: values that
 * never come again cost no more than a hash and drive nothing out.
 */
import { hashView } from './hash.js'
import { type Output, reserve } from './output.js'
import { copyKnown, same, viewOf } from './short-bytes.js'

/** At the head of a slot, in words: hash, tag, lengths, and whether it was asked for since. */
const HEAD = 16
/** Stands for what does not leave, as a length. */
const GONE = 0xffff

/** Remembers what values became. A tag stands for the rule and the place; it is not 0. */
export interface Memory {
  /** @returns 1 when what it became was appended, 0 when it does not leave, -1 when unknown */
  find(tag: number, b: Uint8Array, at: number, end: number, out: Output): number
  /** What `[at, end)`, which was not found, became: the bytes from `from` of `out`, or nothing. */
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

/** How large a memory is, and what it takes up. */
export interface MemorySize {
  /** it is of `2 ** log2` pairs of slots */
  readonly log2: number
  /** bytes of a slot; a value takes half of it at most */
  readonly slot: number
  /** only what was seen twice: what never comes again costs a hash, and drives nothing out */
  readonly twice: boolean
}

/** Makes a memory. */
export function createMemory({ log2, slot, twice }: MemorySize): Memory {
  const data = new Uint8Array((2 * slot) << log2)
  const heads = new Int32Array(data.buffer)
  const known = new DataView(data.buffer)
  const words = slot / 4
  const most = slot / 2
  /** hashes of what was seen once */
  const once = new Int32Array(twice ? 8 << log2 : 0)
  const mask = (1 << log2) - 1

  function holds(s: number, hash: number, tag: number, b: Uint8Array, at: number, n: number) {
    const head = s * words
    if (heads[head] !== hash || heads[head + 1] !== tag) return false
    if ((heads[head + 2] & 0xffff) !== n) return false
    return same(b, at, known, s * slot + HEAD, n)
  }

  /** Whether it was seen before; it is from now on. */
  function isMet(hash: number): boolean {
    const door = (hash >>> 1) & (once.length - 1)
    if (once[door] === hash) return true
    once[door] = hash
    return false
  }

  return {
    find(tag, b, at, end, out) {
      const n = end - at
      if (n > most) return -1
      const hash = hashView(tag, viewOf(b), at, end)
      let s = 2 * (hash & mask)
      if (!holds(s, hash, tag, b, at, n) && !holds(++s, hash, tag, b, at, n)) return -1
      heads[s * words + 3] = 1
      const size = heads[s * words + 2] >>> 16
      if (size === GONE) return 0
      const from = s * slot + HEAD + n
      reserve(out, size)
      copyKnown(known, from, out.bytes, out.n, size)
      out.n += size
      return 1
    },
    keep(tag, b, at, end, left, out, from) {
      const n = end - at
      const size = left ? out.n - from : 0
      if (n > most || n + size > slot - HEAD) return
      const hash = hashView(tag, viewOf(b), at, end)
      if (twice && !isMet(hash)) return
      let s = 2 * (hash & mask)
      // Of two that were asked for, neither stays for ever.
      if (heads[s * words + 3] !== 0) {
        if (heads[(s + 1) * words + 3] !== 0) heads[s * words + 3] = 0
        s++
      }
      const head = s * words
      heads[head] = hash
      heads[head + 1] = tag
      heads[head + 2] = n | ((left ? size : GONE) << 16)
      heads[head + 3] = 0
      const to = s * slot + HEAD
      for (let i = 0; i < n; i++) data[to + i] = b[at + i]
      for (let i = 0; i < size; i++) data[to + n + i] = out.bytes[from + i]
    },
  }
}
