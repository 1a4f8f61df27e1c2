/** Whether what a chunk of text becomes depends on what follows it. */
import { lastOf } from '../bytes/find.js'
import { Class, classes, isWordByte } from './characters.js'
import { mayBeNumber, numberGoesOn } from './numbers.js'

/** Whether an escape may go on behind a chunk: `&#107;`, `\\u{6b}`. */
function isEscapeOpen(b: Uint8Array, at: number, stop: number): boolean {
  if (b[stop] === 0x7b) return (b[stop - 1] | 32) === 0x78 || b[stop - 1] === 0x75
  return b[stop] === 0x3b && lastOf(b, 0x26, Math.max(at, stop - 12), stop) >= at
}

/** Whether what a chunk becomes does not depend on what follows: no number, no escape goes on. */
export function isWhole(
  b: Uint8Array,
  at: number,
  stop: number,
  mask: number,
  end: number,
): boolean {
  if ((mask & Class.inner) !== 0 && isEscapeOpen(b, at, stop)) return false
  // Most chunks end in a letter that is no digit of any number.
  if (classes[b[stop - 1]] === Class.letter && (b[stop - 1] | 32) > 0x66) return true
  let last = stop
  while (last > at && !isWordByte(b[last - 1])) last--
  let from = last
  while (from > at && last - from < 5 && isWordByte(b[from - 1])) from--
  if (last === from) return true
  const isNumber = classes[b[last - 1]] !== Class.letter || mayBeNumber(b, from, end)
  return !isNumber || !numberGoesOn(b, last, end)
}
