/** A hash of bytes, to choose places in tables. */

const M0 = 0x9e3779b1 | 0
const M1 = 0x85ebca77 | 0

/**
 * A hash in 32 bits of `[at, end)` and a seed. It takes four bytes at a time, and is not keyed: it
 * may decide how fast something is found, never what.
 */
export function hashBytes(seed: number, b: Uint8Array, at: number, end: number): number {
  let h = Math.imul(seed ^ (end - at), M0)
  let i = at
  for (const last = end - 3; i < last; i += 4) {
    const w = b[i] | (b[i + 1] << 8) | (b[i + 2] << 16) | (b[i + 3] << 24)
    h = Math.imul(h ^ w, M1)
    h ^= h >>> 15
  }
  for (; i < end; i++) h = Math.imul(h ^ b[i], M1)
  h = Math.imul(h ^ (h >>> 15), M0)
  return h ^ (h >>> 13)
}

/** Another hash, which reads words of a view: for bytes of which there is one already. */
export function hashView(seed: number, b: DataView, at: number, end: number): number {
  let h = Math.imul(seed ^ (end - at), M0)
  let i = at
  for (const last = end - 3; i < last; i += 4) {
    h = Math.imul(h ^ b.getInt32(i), M1)
    h ^= h >>> 15
  }
  for (; i < end; i++) h = Math.imul(h ^ b.getUint8(i), M1)
  h = Math.imul(h ^ (h >>> 15), M0)
  return h ^ (h >>> 13)
}
