/**
 * NetBIOS names: the word that one spells gets the pseudonym that it has as a host name, in
 * capitals. Padding stays, as does `*`, which asks for any name, and so does the byte for the
 * purpose, which is a field of its own.
 */
import { createFrame } from '../wire/frame.js'
import { fillBytes } from './fill.js'
import type { Apply } from './transform.js'

/** A name has sixteen bytes, of which the last may say what it is for. */
const NAME_MAX = 16
const A = 0x41
const BLANK = 0x20
/** The name by which a node is asked for all of its names (RFC 1002 §4.2.17); nobody's. */
const ANY = 0x2a

/** One field at a time is rewritten. */
const spelled = createFrame()
spelled.b = new Uint8Array(NAME_MAX)

/**
 * Reads what `[at, end)` spells: the bytes themselves, or in the half-byte alphabet (RFC 1001
 * §14.1), in which a name takes twice as many.
 * @returns the number of bytes, or -1 when it spells none
 */
function read(b: Uint8Array, at: number, end: number): number {
  const n = end - at
  const to = spelled.b
  if (n <= NAME_MAX) {
    for (let i = 0; i < n; i++) to[i] = b[at + i]
    return n
  }
  if ((n & 1) !== 0 || n > 2 * NAME_MAX) return -1
  for (let i = 0; i < n; i++) {
    const half = b[at + i] - A
    if (half < 0 || half > 15) return -1
    to[i >> 1] = (i & 1) === 0 ? half << 4 : to[i >> 1] | half
  }
  return n >> 1
}

/** Applies a transform of host names to what NetBIOS names spell. */
export function applyNetbios(hostname: Apply): Apply {
  return (f, at, end) => {
    const isHalves = end - at > NAME_MAX
    const word = spelled.b
    let size = read(f.b, at, end)
    if (size < 0) {
      fillBytes(f.b, at, end, 0)
      return
    }
    while (size > 0 && (word[size - 1] === BLANK || word[size - 1] === 0)) size--
    if (size === 1 && word[0] === ANY) return
    hostname(spelled, 0, size, -1)
    for (let i = 0; i < size; i++) {
      const c = word[i] >= 97 && word[i] <= 122 ? word[i] - 32 : word[i]
      if (!isHalves) f.b[at + i] = c
      else {
        f.b[at + 2 * i] = A + (c >> 4)
        f.b[at + 2 * i + 1] = A + (c & 15)
      }
    }
  }
}
