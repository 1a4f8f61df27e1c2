/** Words that are spelled letter by letter: `j-o-e`, `A.N.N.A`, `t i m`. */
import { Class, classes, isWordByte } from './characters.js'

/** Letters that stand alone, one byte between them, and are more than an abbreviation. */
const LEAST = 3

function isAlone(b: Uint8Array, from: number, i: number, end: number): boolean {
  if (i < from || i >= end || classes[b[i]] !== Class.letter) return false
  return (i === from || !isWordByte(b[i - 1])) && (i + 1 >= end || !isWordByte(b[i + 1]))
}

/** Whether the letter at `at` is one of three and more in a row. */
export function isSpelled(b: Uint8Array, from: number, at: number, end: number): boolean {
  let first = at
  while (at - first < 2 * (LEAST - 1) && isAlone(b, from, first - 2, end)) first -= 2
  let last = at
  while (last - first < 2 * (LEAST - 1) && isAlone(b, from, last + 2, end)) last += 2
  return last - first >= 2 * (LEAST - 1)
}
