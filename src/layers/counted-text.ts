/**
 * Text in numbers that stand one behind the other: counters leave as they are, and two of four
 * bytes have room for a word.
 */

/** Bytes in a row that are no accident: two counters of four bytes. */
const LONG = 8

const isLetter = (c: number): boolean => c >= 32 && c < 127

/** Whether `[at, end)` holds eight bytes of ASCII, or four letters with zeros between. */
export function holdsText(b: Uint8Array, at: number, end: number): boolean {
  let plain = 0
  let wide = 0
  for (let i = at; i < end; i++) {
    const letter = isLetter(b[i])
    plain = letter ? plain + 1 : 0
    // Letters and zeros take turns.
    const turns = i > at && (letter ? b[i - 1] === 0 : b[i] === 0 && isLetter(b[i - 1]))
    wide = turns ? wide + 1 : 1
    if (plain >= LONG || wide >= LONG) return true
  }
  return false
}
