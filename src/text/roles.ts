/** What words, or their last parts, say of those behind them: `userName`, `-u`. */
import { humpEnd } from './boundaries.js'
import { Class, classes } from './characters.js'
import { isBehind } from './phrases.js'
import { Role, type Vocabulary } from './vocabulary.js'

/** Options of commands, of one letter, that announce: `mysql -u will -p summer`. */
const OPTIONS = 'uUpPa'
/** Keys of one letter: parts of distinguished names (RFC 4514 §3), of queries. */
const SHORT = 'olquc'
const DASH = 0x2d

/** Whether `at` is the letter of an option that announces, `-u`. */
export function isOption(b: Uint8Array, from: number, at: number, end: number): boolean {
  if (end !== at + 1 || at <= from || b[at - 1] !== DASH) return false
  const apart = at - 1 === from || b[at - 2] === 0x20
  return apart && OPTIONS.includes(String.fromCharCode(b[at]))
}

/** Whether an exception tells of what announces: `UserNotFoundException: will`. */
function isExceptionOf(
  v: Vocabulary,
  b: Uint8Array,
  at: number,
  from: number,
  to: number,
): boolean {
  const isError = to - from === 5 ? b[from] === 0x45 : to - from === 9 && b[from + 1] === 0x78
  return isError && v.role(b, at, humpEnd(b, at, to)) === Role.announcing
}

/** Keys of one letter: of names (RFC 4514 §3), in queries, and the folder of a user. */
function isShortKey(b: Uint8Array, at: number, end: number, limit: number): boolean {
  if (end !== at + 1 || end >= limit) return false
  if (b[end] === 0x2f) return b[at] === 0x75
  return b[end] === 0x3d && SHORT.includes(String.fromCharCode(b[at] | 32))
}

/** What a word says of the one behind it, or its last part: `userName`, `DbPassword2`. */
export function roleOf(
  v: Vocabulary,
  b: Uint8Array,
  begin: number,
  at: number,
  end: number,
  limit: number,
): number {
  let to = end
  while (to > at && classes[b[to - 1]] === Class.digit) to--
  if (isOption(b, begin, at, end) || isBehind(b, begin, at, end)) return Role.announcing
  if (isShortKey(b, at, end, limit)) return Role.key
  const role = v.role(b, at, to)
  if (role >= 0) return to === end || role < Role.passing ? role : -1
  let from = to - 1
  while (from > at && (b[from] < 65 || b[from] > 90)) from--
  const last = from > at ? v.role(b, from, to) : -1
  if (last === Role.announcing || last === Role.key) return last
  if (isExceptionOf(v, b, at, from, to)) return Role.key
  if (last === Role.doubtful) return Role.key
  for (let n = 5; n <= 8 && to - n > at; n++) {
    if (v.role(b, to - n, to) === Role.announcing) return Role.key
  }
  return -1
}
