/**
 * Reading and writing fixed-width integers. Bounds are the caller's duty: check once, then access
 * freely.
 */

/** Big-endian unsigned 16-bit integer at `at`. */
export function u16(b: Uint8Array, at: number): number {
  return (b[at] << 8) | b[at + 1]
}

/** Big-endian unsigned 24-bit integer at `at`. */
export function u24(b: Uint8Array, at: number): number {
  return (b[at] << 16) | (b[at + 1] << 8) | b[at + 2]
}

/** Big-endian unsigned 32-bit integer at `at`. */
export function u32(b: Uint8Array, at: number): number {
  return ((b[at] << 24) | (b[at + 1] << 16) | (b[at + 2] << 8) | b[at + 3]) >>> 0
}

/** Little-endian unsigned 16-bit integer at `at`. */
export function u16le(b: Uint8Array, at: number): number {
  return b[at] | (b[at + 1] << 8)
}

/** Little-endian unsigned 32-bit integer at `at`. */
export function u32le(b: Uint8Array, at: number): number {
  return (b[at] | (b[at + 1] << 8) | (b[at + 2] << 16) | (b[at + 3] << 24)) >>> 0
}

/** Writes the low 16 bits of `v` big-endian at `at`. */
export function put16(b: Uint8Array, at: number, v: number): void {
  b[at] = v >>> 8
  b[at + 1] = v
}

/** Writes the low 32 bits of `v` big-endian at `at`. */
export function put32(b: Uint8Array, at: number, v: number): void {
  b[at] = v >>> 24
  b[at + 1] = v >>> 16
  b[at + 2] = v >>> 8
  b[at + 3] = v
}
