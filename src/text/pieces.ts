/**
 * Pieces of a path, a query or a list that may have a form of their own: `10.0.0.1` and
 * `db1.example.net%3A5432` in `/hosts/10.0.0.1/peers?of=db1.example.net%3A5432&all`. So a value
 * that stands in a URL gets the pseudonym that it has alone.
 */
import { firstOf } from '../bytes/find.js'
import { isApostrophe } from './boundaries.js'
import { isWordByte } from './characters.js'
import { escapedByte, escapeEnd } from './escapes.js'
import { createWordSet, wordStart } from './word-table.js'

const PERCENT = 0x25
const DASH = 0x2d
const DOT = 0x2e
const SLASH = 0x2f
const BACKSLASH = 0x5c
const COLON = 58
const SIGN = 0x40
const LOW = 0x5f
/** No piece with a form of its own is longer: a name, its port, each mark escaped (RFC 1035). */
const PIECE_MAX = 280
const COLONS_MAX = 8
const LEAST = 4
/** Dashes that are as good as a dot: identifiers have four, hardware addresses five. */
const TELLING = 4

/** A piece: where it ends, and where what stands before its first colon does, or -1. */
export interface Piece {
  end: number
  colon: number
  /** where the first mark stands that is escaped */
  escape: number
}

/** Makes a piece that `readPiece` fills in. */
export function createPiece(): Piece {
  return { end: 0, colon: 0, escape: 0 }
}

/** Ends of names of files that are top-level domains too. */
const FILES = createWordSet('sh py pl rs so md zip ps cc')

/** Whether `[at, end)`, behind a slash, is rather the name of a file: `/usr/bin/setup.sh`. */
export function isFile(b: Uint8Array, from: number, at: number, end: number): boolean {
  if (at === from || (b[at - 1] !== SLASH && b[at - 1] !== BACKSLASH)) return false
  if (!FILES.endsAt(b, at, end)) return false
  const dot = wordStart(b, at, end) - 1
  return b[dot] === DOT && firstOf(b, DOT, at, end) === dot
}

/** Whether a piece may begin behind the mark `c`, and does not go on. */
export function beginsPiece(c: number): boolean {
  return c !== DOT && c !== DASH && c !== LOW
}

/** Where the character ends that was read last. */
let markEnd = 0

/** The character at `i`, as it is or escaped; 0 where it is none of ASCII. */
function characterAt(b: Uint8Array, i: number, end: number): number {
  const stop = b[i] === PERCENT ? escapeEnd(b, i, end) : -1
  markEnd = Math.max(stop, i + 1)
  return stop < 0 ? b[i] : escapedByte()
}

/** Whether `'s` stands at `at`, and ends a word. */
function isPossessive(b: Uint8Array, at: number, end: number): boolean {
  return (b[at + 1] | 32) === 0x73 && (at + 2 >= end || !isWordByte(b[at + 2]))
}

/**
 * Reads the piece that begins at `at`: words, and dots, dashes, colons and at signs between them.
 * @returns whether it may have a form of its own
 */
export function readPiece(b: Uint8Array, at: number, end: number, p: Piece): boolean {
  const most = Math.min(end, at + PIECE_MAX)
  let marks = 0
  let colons = 0
  p.colon = -1
  p.escape = most
  p.end = at
  for (let i = at; i < most; i = markEnd) {
    if (isWordByte(b[i])) {
      markEnd = p.end = i + 1
      continue
    }
    const c = characterAt(b, i, most)
    if (c === 0) return false
    // A letter that is escaped goes on with the word.
    if (isWordByte(c)) p.end = markEnd
    else if (c === DOT || c === SIGN) marks += TELLING
    else if (c === DASH) marks++
    else if (c === COLON) {
      if (colons++ === 0) p.colon = p.end
    } else if (c !== LOW) break
    if (b[i] === PERCENT && p.escape === most) p.escape = i
  }
  if (p.end - at < LEAST || colons > COLONS_MAX) return false
  if (isApostrophe(b, p.end, end) && !isPossessive(b, p.end, end)) return false
  return marks >= TELLING || colons > 1
}
