/** Writing protocol buffers: tags, varints, and lengths that are known only afterwards. */
import { type Output, reserve } from '../bytes/output.js'
import { Wire } from './wire-format.js'

/** How many bytes a varint takes. */
function sizeOf(v: number): number {
  let n = 1
  for (let x = v; x >= 128; x = Math.floor(x / 128)) n++
  return n
}

/** Nearly all take one byte: callers ask that themselves, a tenth faster than asked here. */
function put(b: Uint8Array, at: number, v: number): number {
  let x = v
  let i = at
  for (; x >= 128; x = Math.floor(x / 128)) b[i++] = (x % 128) | 128
  b[i++] = x
  return i
}

/** Appends a varint, of numbers below 2^53 that are not negative. */
export function appendVarint(o: Output, v: number): void {
  reserve(o, 10)
  if (v < 128) o.bytes[o.n++] = v
  else o.n = put(o.bytes, o.n, v)
}

/** Appends a tag, and room for the length of what follows, as wide as `length` needs. */
export function openField(o: Output, n: number, length: number): number {
  reserve(o, 16 + length)
  const tag = n * 8 + Wire.bytes
  if (tag < 128) o.bytes[o.n++] = tag
  else o.n = put(o.bytes, o.n, tag)
  o.n += length < 128 ? 1 : sizeOf(length)
  return o.n
}

/** Writes the length of what was appended since; what follows moves where the width differs. */
export function closeField(o: Output, body: number, length: number): void {
  const now = o.n - body
  if (length < 128 && now < 128) {
    o.bytes[body - 1] = now
    return
  }
  const width = sizeOf(length)
  const size = sizeOf(now)
  if (size !== width) {
    reserve(o, 10)
    o.bytes.copyWithin(body - width + size, body, o.n)
    o.n += size - width
  }
  put(o.bytes, body - width, now)
}
