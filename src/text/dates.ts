/**
 * Dates in words: `3 March`, `Mar 3rd, 2026`, `Tuesday`. They say when a recording was made, and
 * without a clock they cannot be moved as times are: `[time]` stands for them.
 */
import { Class, classes } from './characters.js'
import { createWordTable } from './word-table.js'

const MONTHS =
  'january february march april may june july august september october november december'.split(' ')
const DAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ')
/** Bits of what a word may be. */
const MONTH = 1
const DAY = 2
/** In small letters it is more often something else. */
const DOUBTFUL = 4

const names = new Map<string, number>()
for (const [bit, list] of [
  [MONTH, MONTHS],
  [DAY, DAYS],
] as const) {
  for (const name of list) {
    names.set(name.slice(0, 3), bit | DOUBTFUL)
    names.set(name, bit)
  }
}
for (const name of ['may', 'march']) names.set(name, MONTH | DOUBTFUL)
for (const name of ['sept', 'tues', 'weds', 'thur', 'thurs']) {
  names.set(name, name === 'sept' ? MONTH : DAY)
}

const find = createWordTable([...names.keys()])
const kinds = Uint8Array.from(names.values())

const LONGEST = 9
/** Second and third letters of all of them, so that most words are told by two bytes. */
const tells = new Uint8Array(1 << 10)
for (const name of names.keys()) {
  tells[((name.charCodeAt(1) & 31) << 5) | (name.charCodeAt(2) & 31)] = 1
}

const isLetter = (c: number): boolean => classes[c] === Class.letter
const isDigit = (c: number): boolean => classes[c] === Class.digit

/** Where the name at `at` ends; what it is lies in `seen`. */
let seen = 0

function nameEnd(b: Uint8Array, at: number, end: number): number {
  if (at + 3 > end || tells[((b[at + 1] & 31) << 5) | (b[at + 2] & 31)] === 0) return -1
  let i = at
  while (i < end && i - at <= LONGEST && isLetter(b[i])) i++
  const name = i - at > LONGEST ? -1 : find(b, at, i)
  if (name < 0) return -1
  seen = kinds[name]
  return i
}

/** Where a number of one or two digits ends, and what makes it an ordinal; or -1. */
function dayEnd(b: Uint8Array, at: number, end: number): number {
  let i = at
  while (i < end && isDigit(b[i])) i++
  if (i === at || i - at > 2) return -1
  const two = i + 1 < end ? ((b[i] | 32) << 8) | (b[i + 1] | 32) : 0
  const isOrdinal = two === 0x7374 || two === 0x6e64 || two === 0x7264 || two === 0x7468
  if (isOrdinal) i += 2
  return i < end && (isLetter(b[i]) || isDigit(b[i]) || b[i] === 0x3a) ? -1 : i
}

/** Moves on over what stands between the parts of a date: a mark and a blank at most. */
function gapEnd(b: Uint8Array, at: number, end: number): number {
  let i = at
  if (i < end && (b[i] === 0x2e || b[i] === 0x2c || b[i] === 0x2d || b[i] === 0x2f)) i++
  while (i < end && i - at < 3 && b[i] === 0x20) i++
  return i
}

/**
 * Where a date in words ends that begins at `at`, or the name of a month or of a day of the week;
 * -1 when there is none. A year behind it is a number, and not part of it.
 */
export function dateEnd(b: Uint8Array, at: number, end: number): number {
  if (isDigit(b[at])) {
    const day = dayEnd(b, at, end)
    if (day < 0) return -1
    let from = gapEnd(b, day, end)
    if (from > day && from + 3 < end && b[from] === 0x6f && b[from + 1] === 0x66) {
      from = gapEnd(b, from + 2, end)
    }
    const name = from === day ? -1 : nameEnd(b, from, end)
    return name > 0 && (seen & MONTH) !== 0 ? name : -1
  }
  const name = nameEnd(b, at, end)
  if (name < 0) return -1
  const isMonth = (seen & MONTH) !== 0
  const isSmall = (seen & DOUBTFUL) !== 0 && b[at] >= 97
  const from = isMonth ? gapEnd(b, name, end) : name
  const day = from > name ? dayEnd(b, from, end) : -1
  if (day > 0) return day
  return isSmall ? -1 : name
}
