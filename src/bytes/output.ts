/** Bytes that are being written and whose number is not known before. */

/** A buffer that grows. Bytes beyond `n` mean nothing. */
export interface Output {
  bytes: Uint8Array
  /** how many bytes were written */
  n: number
}

/** Makes an empty output with room for `size` bytes. */
export function createOutput(size = 1 << 16): Output {
  return { bytes: new Uint8Array(size), n: 0 }
}

/** Makes room for `size` bytes more. Call it before writing to `o.bytes`, which it may replace. */
export function reserve(o: Output, size: number): void {
  if (o.n + size <= o.bytes.length) return
  const grown = new Uint8Array(Math.max(2 * o.bytes.length, o.n + size))
  grown.set(o.bytes.subarray(0, o.n))
  o.bytes = grown
}

/** Appends the bytes `[at, end)` of `b`. */
export function append(o: Output, b: Uint8Array, at: number, end: number): void {
  const n = end - at
  reserve(o, n)
  const to = o.bytes
  const from = o.n
  if (n < 64) for (let i = 0; i < n; i++) to[from + i] = b[at + i]
  else to.set(b.subarray(at, end), from)
  o.n = from + n
}

/** Appends one byte. */
export function appendByte(o: Output, byte: number): void {
  reserve(o, 1)
  o.bytes[o.n++] = byte
}

/** Longer strings are encoded by the engine, whose call costs as much as so many characters. */
const SPELLED_MAX = 48
const encoder = new TextEncoder()

/** Appends a string in UTF-8. */
export function appendString(o: Output, s: string): void {
  const { length } = s
  reserve(o, 3 * length)
  const { bytes, n } = o
  let i = length > SPELLED_MAX ? length : 0
  for (; i < length; i++) {
    const c = s.charCodeAt(i)
    if (c >= 0x80) break
    bytes[n + i] = c
  }
  const isSpelled = i === length && length <= SPELLED_MAX
  o.n = n + (isSpelled ? length : encoder.encodeInto(s, bytes.subarray(n)).written)
}
