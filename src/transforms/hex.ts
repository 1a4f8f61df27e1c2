/**
 * Bytes in hexadecimal digits: what the digits spell is changed, and written where it stood. So an
 * identifier in text and the same one in binary form get one pseudonym.
 */
import { hexDigit } from '../bytes/digits.js'
import { createFrame } from '../wire/frame.js'
import { fillBytes } from './fill.js'
import type { Apply } from './transform.js'

const BYTES_MAX = 64
const DASH = 0x2d
const X = 0x78
const DIGITS = Buffer.from('0123456789abcdef')

/** One field at a time is rewritten. */
const spelled = createFrame()
spelled.b = new Uint8Array(BYTES_MAX)

/** Reads what `[at, end)` spells. @returns the number of bytes, or -1 when it spells none */
function read(b: Uint8Array, at: number, end: number): number {
  const to = spelled.b
  let n = 0
  for (let i = at; i < end; i++) {
    if (b[i] === DASH) continue
    const d = hexDigit(b[i])
    if (d < 0 || n >= 2 * BYTES_MAX) return -1
    if ((n & 1) === 0) to[n >> 1] = d << 4
    else to[n >> 1] |= d
    n++
  }
  return (n & 1) === 0 ? n >> 1 : -1
}

/**
 * Applies a transform of bytes to what hexadecimal digits spell. Dashes stay; digits are written in
 * lower case, as they are everywhere else. Anything but digits is overwritten.
 */
export function applyHex(bytes: Apply): Apply {
  return (f, at, end) => {
    const b = f.b
    const size = read(b, at, end)
    if (size < 0) {
      fillBytes(b, at, end, X)
      return
    }
    bytes(spelled, 0, size, -1)
    let n = 0
    for (let i = at; i < end; i++) {
      if (b[i] === DASH) continue
      const v = spelled.b[n >> 1]
      b[i] = DIGITS[(n & 1) === 0 ? v >> 4 : v & 15]
      n++
    }
  }
}
