/** Numbers of any length, as records have them (RFC 7011 §6.2). */

/** An unsigned number of up to 8 bytes; beyond 2^53 not exactly. */
export function readNumber(b: Uint8Array, at: number, end: number): number {
  let v = 0
  for (let i = at; i < end; i++) v = v * 256 + b[i]
  return v
}

/** Writes the low bytes of a number that is not negative, the most significant first. */
export function writeNumber(b: Uint8Array, at: number, end: number, value: number): void {
  let v = value
  for (let i = end - 1; i >= at; i--) {
    b[i] = v % 256
    v = Math.floor(v / 256)
  }
}
