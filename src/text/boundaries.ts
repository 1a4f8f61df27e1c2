/** Where parts of free text begin and end; all of it looks at bytes near by alone. */
import { firstOf } from '../bytes/find.js'
import { Class, classes } from './characters.js'
import { isFraction } from './clocks.js'

const SPACE = 0x20
const COLON = 58
const SLASH = 47

/** Where the first word of a compound ends: before a capital, `HTTPServer`, `userId`. */
export function humpEnd(b: Uint8Array, at: number, end: number): number {
  let i = at + 1
  const capital = (k: number): boolean => b[k] >= 65 && b[k] <= 90
  if (capital(at) && i < end && capital(i)) {
    while (i < end && capital(i)) i++
    return i < end ? i - 1 : i
  }
  while (i < end && !capital(i)) i++
  return i
}

/** Whether an apostrophe stands inside of a word: `don't`. */
export function isApostrophe(b: Uint8Array, i: number, end: number): boolean {
  return b[i] === 39 && i + 1 < end && classes[b[i + 1]] === Class.letter
}

/** Where the digits begin that end `[at, end)`. */
export function trailingDigits(b: Uint8Array, at: number, end: number): number {
  let i = end
  while (i > at && classes[b[i - 1]] === Class.digit) i--
  return i
}

/** Where `://` begins, or -1. */
export function schemeEnd(b: Uint8Array, at: number, end: number): number {
  const colon = firstOf(b, COLON, at, end)
  if (colon <= at || colon + 3 > end) return -1
  return b[colon + 1] === SLASH && b[colon + 2] === SLASH ? colon : -1
}

/** Whether a time may begin at `i`: `Nov  6 08:`, `06 Nov`, `17/May`, `2024/05/01`. */
export function hasMonth(b: Uint8Array, i: number, end: number): boolean {
  if (i + 15 > end) return false
  const c = b[i]
  if (c >= 65 && c <= 90) return b[i + 3] === SPACE || b[i + 3] === 0x2c
  if (c < 48 || c > 57) return false
  if (b[i + 4] === SLASH && b[i + 7] === SLASH) return true
  const k = i + (b[i + 1] === SPACE ? 2 : 3)
  return b[k] >= 65 && b[k] <= 90
}

/** Where `2024-05-01` ends when a time of day follows behind a blank, as logs write it. */
export function timeEnd(b: Uint8Array, at: number, stop: number, end: number): number {
  if (stop - at !== 10 || b[at + 4] !== 0x2d || b[at + 7] !== 0x2d) return stop
  if (stop + 9 > end || b[stop] !== SPACE || b[stop + 3] !== COLON || b[stop + 6] !== COLON) {
    return stop
  }
  let i = stop + 9
  if (!isFraction(b, i, end)) return i
  i++
  while (i < end && classes[b[i]] === Class.digit) i++
  return i
}

/** An apostrophe between letters does not end a chunk. */
export function isInside(b: Uint8Array, at: number, i: number, end: number): boolean {
  return i > at && classes[b[i - 1]] === Class.letter && isApostrophe(b, i, end)
}
