/** Words that say what another is only beside it: `logged in as will`, `will(uid=1000)`. */
import { isWordByte } from './characters.js'

const WORD_MAX = 24
/** Words before `as` with which it announces; `as` alone is too common. */
const LOGINS: ReadonlySet<string> = new Set(
  'in login logon authenticated connected identified known running'.split(' '),
)

/** The letters that end at `end`, in lower case. */
export function lettersBefore(b: Uint8Array, from: number, end: number): string {
  let word = ''
  for (let i = end - 1; i >= from && end - i <= WORD_MAX && isWordByte(b[i]); i--) {
    word = String.fromCharCode(b[i] | 32) + word
  }
  return word
}

/** Whether `at` is the `as` of `logged in as will`. */
export function isAs(b: Uint8Array, from: number, at: number, end: number): boolean {
  if (end !== at + 2 || (b[at] | 32) !== 0x61 || (b[at + 1] | 32) !== 0x73) return false
  return at - 1 > from && b[at - 1] === 0x20 && LOGINS.has(lettersBefore(b, from, at - 1))
}

/** Whether a word ends at `at` behind which its number as a user follows: `will(uid=1000)`. */
export function isOwner(b: Uint8Array, at: number, end: number): boolean {
  return (
    at + 5 < end && b[at] === 0x28 && b[at + 1] === 0x75 && b[at + 2] === 0x69 && b[at + 3] === 0x64
  )
}
