/** Characters that are written as numbers, one by one: together they may be anything. */
import { Class, classes } from './characters.js'

/**
 * Whether `[at, end)` is one character of a longer value: `%6b`, `%256b`, `&#107;`.
 * Only a run with a digit may be: words of letters stand behind escapes, as in `\\nat`.
 */
export function isEscaped(b: Uint8Array, from: number, at: number, end: number): boolean {
  const c = at > from ? b[at - 1] : 0
  const isMarked = c === 0x25 || c === 0x5c || (c === 0x23 && at - 1 > from && b[at - 2] === 0x26)
  if (!isMarked) return false
  for (let i = at; i < end; i++) if (classes[b[i]] === Class.digit) return true
  return false
}
