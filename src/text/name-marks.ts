/** Marks beside which somebody's name stands: `will@web`, `~rose`, `will/192.0.2.7`. */
import { Class, classes, isWordByte } from './characters.js'
import { isOwner } from './phrases.js'

/** Between a word that was hidden and a name beside it: `will, rose`, `will & rose`. */
export const BESIDE_MAX = 3

const SPACE = 0x20
const SLASH = 0x2f
const PLUS = 0x2b
const SIGN = 0x40
const BACKSLASH = 0x5c
const TILDE = 0x7e

/** Whether characters of ASCII in UTF-7 (RFC 2152 §5) begin at `at`: `+AHcAaQBsAGw-`. */
function isUtf7(b: Uint8Array, at: number, end: number): boolean {
  return (
    at + 3 < end && b[at] === PLUS && b[at + 1] === 0x41 && b[at + 2] >= 0x41 && b[at + 2] <= 0x48
  )
}

/** Whether the domain of a user ends at `at`: `CORP\\will`, and not a folder. */
function isDomain(b: Uint8Array, from: number, at: number): boolean {
  let i = at
  while (i > from && at - i < 16 && ((b[i - 1] >= 65 && b[i - 1] <= 90) || b[i - 1] === 0x2d)) i--
  const c = i > from ? b[i - 1] : SPACE
  return at - i > 1 && c !== BACKSLASH && c !== SLASH && !isWordByte(c)
}

/**
 * Whether somebody's name follows the mark at `at`, or that of their machine: `~will/bin`,
 * `will@web:/tmp`, `@will`, `CORP\\will`; or letters in UTF-7.
 */
export function isBeforeName(b: Uint8Array, from: number, at: number, end: number): boolean {
  if (at + 1 >= end || classes[b[at + 1]] !== Class.letter) return false
  if (b[at] === PLUS) return isUtf7(b, at, end)
  const isWord = at > from && isWordByte(b[at - 1])
  if (b[at] === BACKSLASH) return isDomain(b, from, at)
  if (b[at] === SIGN) return isWord || at === from || b[at - 1] === SPACE
  return !isWord && b[at] === TILDE
}

/** Whether a word that ends at `at` is a name by what follows: `will@web`, `will/10.0.0.1`. */
export function isUser(b: Uint8Array, from: number, at: number, end: number): boolean {
  // `jdbc:oracle:thin:will/summer@//db`
  const isAddress = b[at] === SIGN && b[at + 1] === SLASH && b[at + 2] === SLASH
  if (b[at] === SIGN) return (isAddress && at + 2 < end) || isBeforeName(b, from, at, end)
  return b[at] === SLASH && isOwner(b, at, end)
}
