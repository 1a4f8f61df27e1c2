/**
 * Quotes as printers set them (Unicode §6.2): programs that speak UTF-8 write `cannot open ‘a’`.
 * What stands in them is read as if they were those of ASCII, and they leave as they are: a record
 * around the text may stand in quotes of ASCII itself.
 */
import { append, type Output } from '../bytes/output.js'
import { isQuote } from './separators.js'

const SINGLE = '‘’‚‛‹›'
const DOUBLE = '“”„‟«»'
const QUOTE = 0x22
const APOSTROPHE = 0x27

/** The characters, by number from 1. */
const characters = [...SINGLE, ...DOUBLE].map((c) => Buffer.from(c))

/** The number of the character at `i`; 0 when it is none of them. */
function numberAt(b: Uint8Array, i: number, end: number): number {
  if (b[i] !== 0xc2 && b[i] !== 0xe2) return 0
  const fits = (c: Buffer): boolean => i + c.length <= end && c.every((v, k) => b[i + k] === v)
  return 1 + characters.findIndex(fits)
}

/** A text with quotes of ASCII, and by byte the number of the character it stands for, or 0. */
export interface PlainQuotes {
  readonly bytes: Uint8Array
  readonly set: Uint8Array
}

/**
 * Reads `[at, end)`; undefined when no such quote is in it, or quotes of ASCII as well: what is
 * within what is not decided here, and words that touch such a quote do not leave.
 */
export function readQuotes(b: Uint8Array, at: number, end: number): PlainQuotes | undefined {
  let first = at
  // Nearly all texts have no byte of them.
  while (first < end && (b[first] < 0xc2 || numberAt(b, first, end) === 0)) first++
  if (first === end || hasQuote(b, at, end)) return undefined
  const bytes = new Uint8Array(end - at)
  const set = new Uint8Array(end - at)
  let n = 0
  for (let i = at; i < end; ) {
    const number = numberAt(b, i, end)
    bytes[n] = number === 0 ? b[i] : number > SINGLE.length ? QUOTE : APOSTROPHE
    set[n++] = number
    i += number === 0 ? 1 : characters[number - 1].length
  }
  return { bytes: bytes.subarray(0, n), set }
}

/** Whether a quote of ASCII is in `[at, end)`. */
export function hasQuote(b: Uint8Array, at: number, end: number): boolean {
  for (let i = at; i < end; i++) if (isQuote(b[i])) return true
  return false
}

/** Appends the character of a number. */
export function appendSetQuote(out: Output, number: number): void {
  const c = characters[number - 1]
  append(out, c, 0, c.length)
}
