/** Bytes between words of free text: blanks, quotes, brackets, and what ends a value. */
const SPACE = 32
const QUOTE = 34
const APOSTROPHE = 39
const BACKTICK = 96
const BACKSLASH = 92
/** Text is not put into text more often than so. */
const ESCAPED_MAX = 15

/** Blanks, tabs and ends of lines. */
export function isBlank(c: number): boolean {
  return c === SPACE || (c >= 9 && c <= 13)
}

/** Bytes that end a value that stands in no quotes, and what waits for one. */
export function ends(c: number): boolean {
  return (
    c === 0x2c || c === 0x3b || c === 0x29 || c === 0x5d || c === 0x7d || c === 0x7c || c === 0x60
  )
}

/** Quotes that stand around a value. */
export function isQuote(c: number): boolean {
  return c === QUOTE || c === APOSTROPHE || c === BACKTICK
}

/** Brackets that open, and `>`, which ends a tag or an arrow. */
export function opens(c: number): boolean {
  return c === 0x28 || c === 0x5b || c === 0x7b || c === 0x3c || c === 0x3e
}

/** How many backslashes stand before `i`: text in JSON in text has several. */
export function backslashesBefore(b: Uint8Array, at: number, i: number): number {
  let n = 0
  while (i - n > at && n < ESCAPED_MAX && b[i - n - 1] === BACKSLASH) n++
  return n
}

/** Where blanks, and quotes with their backslashes, end that begin at `i`; no more than a few. */
export function pastQuotes(b: Uint8Array, i: number, end: number): number {
  let k = i
  while (k < end && k - i < 6 && (b[k] === SPACE || b[k] === BACKSLASH || isQuote(b[k]))) k++
  return k
}

/** Whether a quote of a value may stand at `i` where nothing was announced. */
export function mayOpen(b: Uint8Array, at: number, i: number, isStatement: boolean): boolean {
  const c = b[i]
  if (c === APOSTROPHE || (isStatement && c === QUOTE)) return true
  return c === QUOTE && i > at && (b[i - 1] === SPACE || b[i - 1] === BACKSLASH)
}
