/**
 * STUN as it was before it had a fixed value to know it by (RFC 3489). On ports nobody registered
 * a datagram is such a message when all of it agrees: its type, its length to the byte, and each
 * attribute with what the type may have. One without attributes shows too little.
 */
import { u16, u32 } from '../bytes/endian.js'
import { isPrintable } from './words.js'

const HEADER = 20
const BINDING_RESPONSE = 0x0101
const BINDING_ERROR = 0x0111
const MAPPED = 0x0001
const ERROR_CODE = 0x0009

/** RFC 3489 §11.2: attributes of each type of message, with two that its servers added. */
const ALLOWED: ReadonlyMap<number, ReadonlySet<number>> = new Map([
  [0x0001, new Set([0x0002, 0x0003, 0x0006, 0x0008])],
  [BINDING_RESPONSE, new Set([MAPPED, 0x0004, 0x0005, 0x0008, 0x000b, 0x8020, 0x8022])],
  [BINDING_ERROR, new Set([0x0008, ERROR_CODE, 0x000a, 0x8022])],
])
/** The attribute that a response must have (RFC 3489 §11.2, table 2). */
const REQUIRED: ReadonlyMap<number, number> = new Map([
  [BINDING_RESPONSE, MAPPED],
  [BINDING_ERROR, ERROR_CODE],
])

/** Whether a program names itself, perhaps with zeros behind. */
function isName(b: Uint8Array, at: number, end: number): boolean {
  let stop = end
  while (stop > at && b[stop - 1] === 0) stop--
  return stop > at && isPrintable(b, at, stop)
}

/** RFC 3489 §11.2: sizes are multiples of four, and addresses those of IPv4. */
function agrees(b: Uint8Array, type: number, at: number, end: number): boolean {
  const n = end - at
  if ((n & 3) !== 0 || n === 0) return false
  switch (type) {
    case 0x0003: // two flags of 32 bits are in use
      return n === 4 && (u32(b, at) & ~6) === 0
    case 0x0006:
      return true
    case 0x0008:
      return n === 20
    case ERROR_CODE:
      return u16(b, at) === 0 && b[at + 2] >= 1 && b[at + 2] <= 6 && b[at + 3] < 100
    case 0x000a:
      return true
    case 0x8022:
      return isName(b, at, end)
    default:
      return n === 8 && b[at] === 0 && b[at + 1] === 1
  }
}

/** Whether `[at, end)` is a whole message of RFC 3489 with attributes. */
export function isClassicStun(b: Uint8Array, at: number, end: number): boolean {
  if (at + HEADER + 4 > end) return false
  const type = u16(b, at)
  const allowed = ALLOWED.get(type)
  if (allowed === undefined || at + HEADER + u16(b, at + 2) !== end) return false
  let missing = REQUIRED.get(type)
  let i = at + HEADER
  while (i + 4 <= end) {
    const attribute = u16(b, i)
    const stop = i + 4 + u16(b, i + 2)
    if (!allowed.has(attribute) || stop > end || !agrees(b, attribute, i + 4, stop)) return false
    if (attribute === missing) missing = undefined
    i = stop
  }
  return i === end && missing === undefined
}
