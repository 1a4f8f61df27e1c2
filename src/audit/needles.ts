/** Searches many byte strings at once: every needle ends in four bytes that a bit map knows. */

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

function hash(word: number): number {
  return Math.imul(word, 0x9e3779b1) >>> (32 - BITS)
}

function equalBefore(b: Uint8Array, end: number, needle: Uint8Array): boolean {
  const from = end - needle.length
  for (let i = needle.length - 1; i >= 0; i--) if (b[from + i] !== needle[i]) return false
  return true
}

/** Makes an empty set of needles. */
export function createNeedles(): Needles {
  const map = new Int32Array(1 << (BITS - 5))
  const byTail = new Map<number, number[]>()
  const needles: Uint8Array[] = []
  const owners: number[] = []
  return {
    get count() {
      return needles.length
    },
    add(bytes, owner) {
      if (bytes.length < 4) return
      let tail = 0
      for (let i = bytes.length - 4; i < bytes.length; i++) tail = (tail << 8) | bytes[i]
      const h = hash(tail)
      map[h >>> 5] |= 1 << (h & 31)
      const list = byTail.get(tail)
      if (list === undefined) byTail.set(tail, [needles.length])
      else list.push(needles.length)
      needles.push(bytes)
      owners.push(owner)
    },
    scan(b, at, end, hit) {
      if (needles.length === 0) return
      let word = 0
      for (let i = at; i < end; i++) {
        word = (word << 8) | b[i]
        const h = Math.imul(word, 0x9e3779b1) >>> (32 - BITS)
        if ((map[h >>> 5] & (1 << (h & 31))) === 0) continue
        const list = byTail.get(word)
        if (list === undefined) continue
        for (const n of list) {
          const needle = needles[n]
          const from = i + 1 - needle.length
          if (from >= at && equalBefore(b, i + 1, needle)) hit(owners[n], from, needle.length)
        }
      }
    },
  }
}
