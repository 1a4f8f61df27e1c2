/**
 * A memory of what values became: exact, of bounded size, without an object for each. A slot holds
 * the rule, the value and what it became; two slots stand side by side, the last used one first.
 */
import { hashBytes } from '../bytes/hash.js'
import { type Output, reserve } from '../bytes/output.js'

const IN_MAX = 48
const OUT_MAX = 76
const SLOT = 4 + IN_MAX + OUT_MAX
const GONE = 255

/** Remembers what values became. */
export interface ValueCache {
  /** @returns 1 when what it became was appended, 0 when it does not leave, -1 when unknown */
  find(rule: number, b: Uint8Array, at: number, end: number, out: Output): number
  /** What `[at, end)` became under a rule: the bytes from `from` of `out`, or nothing. */
  keep(
    rule: number,
    b: Uint8Array,
    at: number,
    end: number,
    left: boolean,
    out: Output,
    from: number,
  ): void
}

/** Makes a cache of `2 ** log2` pairs of slots, of 256 bytes each. */
export function createValueCache(log2: number): ValueCache {
  const slots = new Uint8Array((2 * SLOT) << log2)
  const shift = 32 - log2

  function pairOf(rule: number, b: Uint8Array, at: number, end: number): number {
    return (hashBytes(rule + 1, b, at, end) >>> shift) * 2 * SLOT
  }

  function holds(slot: number, rule: number, b: Uint8Array, at: number, end: number): boolean {
    const n = end - at
    if (slots[slot + 2] !== n || ((slots[slot] << 8) | slots[slot + 1]) !== rule + 1) return false
    for (let i = 0; i < n; i++) if (slots[slot + 4 + i] !== b[at + i]) return false
    return true
  }

  /** Makes room in front: what is in the first slot moves to the second. */
  function moveSlot(slot: number): void {
    const size = slots[slot + 3] === GONE ? 0 : slots[slot + 3]
    const to = slot + SLOT
    for (let i = slots[slot + 2] + 3; i >= 0; i--) slots[to + i] = slots[slot + i]
    for (let i = 4 + IN_MAX + size - 1; i >= 4 + IN_MAX; i--) slots[to + i] = slots[slot + i]
  }

  return {
    find(rule, b, at, end, out) {
      if (end - at > IN_MAX) return -1
      let slot = pairOf(rule, b, at, end)
      if (!holds(slot, rule, b, at, end)) {
        slot += SLOT
        if (!holds(slot, rule, b, at, end)) return -1
      }
      const n = slots[slot + 3]
      if (n === GONE) return 0
      reserve(out, n)
      const to = out.bytes
      const from = slot + 4 + IN_MAX
      for (let i = 0, o = out.n; i < n; i++) to[o + i] = slots[from + i]
      out.n += n
      return 1
    },
    keep(rule, b, at, end, left, out, from) {
      const n = end - at
      const size = out.n - from
      if (n > IN_MAX || size > OUT_MAX || rule >= 0xffff) return
      const slot = pairOf(rule, b, at, end)
      moveSlot(slot)
      slots[slot] = (rule + 1) >> 8
      slots[slot + 1] = rule + 1
      slots[slot + 2] = n
      slots[slot + 3] = left ? size : GONE
      for (let i = 0; i < n; i++) slots[slot + 4 + i] = b[at + i]
      for (let i = 0; left && i < size; i++) slots[slot + 4 + IN_MAX + i] = out.bytes[from + i]
    },
  }
}
