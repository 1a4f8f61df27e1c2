/**
 * What programs say of themselves: names that everybody has stay, with the first number of their
 * version; all else is taken out. What is left moves to the front, and blanks fill the field: white
 * space around a field's value is no part of it (RFC 9110 §5.5).
 */
import { z } from 'zod'
import { createByteSet } from '../bytes/byte-set.js'
import { fillBytes } from './fill.js'
import { productNames } from './product-names.js'
import type { Transform } from './transform.js'

const names = createByteSet(productNames)
/** Of a version stay numbers of so many digits: longer ones are dates and builds. */
const MAJOR_MAX = 3

const SPACE = 0x20
const OPEN = 0x28
const CLOSE = 0x29
const COMMA = 0x2c
const SLASH = 0x2f
const COLON = 0x3a
const SEMICOLON = 0x3b

/** What stood before the word that is read, since the last one that stayed; no more leaves. */
const seen = { blank: false, mark: 0, open: false, name: false }
/** within a comment of which a word stayed */
let isInside = false

function isDigit(c: number): boolean {
  return c >= 48 && c <= 57
}

/** Whether `c` stands between words. */
function separates(c: number): boolean {
  return c <= SPACE || c === OPEN || c === CLOSE || c === COMMA || c === SEMICOLON
}

/** Where the first number of a version ends, `120.0.0`, `10_15`; `at` when none may leave. */
function majorEnd(b: Uint8Array, at: number, end: number): number {
  let i = at
  while (i < end && isDigit(b[i])) i++
  const isLast = i === end || b[i] === 0x2e || b[i] === 0x5f || b[i] === 0x2d
  return isLast && i - at <= MAJOR_MAX ? i : at
}

/** Writes what stood before a word at `at` that stays. It was read before, so there is room. */
function putGap(b: Uint8Array, from: number, to: number, at: number): number {
  let n = to
  if (seen.mark !== 0 && n > from && !seen.open) b[n++] = seen.mark
  const isApart = seen.blank || (seen.mark === 0 && !seen.open && n < at)
  if (isApart && n > from) b[n++] = SPACE
  if (seen.open) b[n++] = OPEN
  if (seen.open) isInside = true
  seen.blank = false
  seen.mark = 0
  seen.open = false
  return n
}

/** Moves on over a byte between words. @returns where to write on */
function pass(b: Uint8Array, c: number, to: number): number {
  if (c === OPEN) seen.open = !isInside
  else if (c === CLOSE) {
    if (isInside) b[to] = CLOSE
    const next = isInside ? to + 1 : to
    isInside = false
    seen.blank = false
    seen.mark = 0
    seen.open = false
    seen.name = false
    return next
  } else if (c === COMMA || c === SEMICOLON) seen.mark = c
  else seen.blank = true
  return to
}

/** Where the name of a word ends: at a slash, or a colon as in `rv:109.0`. */
function nameEnd(b: Uint8Array, at: number, end: number): number {
  let i = at
  while (i < end && b[i] !== SLASH && b[i] !== COLON) i++
  return i
}

/** Writes the word `[at, end)`, as far as it leaves. @returns where to write on */
function putWord(b: Uint8Array, at: number, end: number, from: number, to: number): number {
  const stop = nameEnd(b, at, end)
  const isName = names.find(b, at, stop) >= 0
  // `Windows NT 10.0`: a version of its own, of a name right before it.
  const isVersion = !isName && stop === end && seen.name && seen.mark === 0 && !seen.open
  seen.name = isName
  const major = isName ? majorEnd(b, stop + 1, end) : isVersion ? majorEnd(b, at, end) : at
  const last = isName ? (major > stop + 1 ? major : stop) : major
  if (last <= at) return to
  const n = putGap(b, from, to, at)
  b.copyWithin(n, at, last)
  return n + last - at
}

function apply(b: Uint8Array, at: number, end: number): void {
  seen.blank = false
  seen.mark = 0
  seen.open = false
  seen.name = false
  isInside = false
  let to = at
  for (let i = at; i < end; ) {
    if (separates(b[i])) {
      to = pass(b, b[i++], to)
      continue
    }
    const from = i
    while (i < end && !separates(b[i])) i++
    to = putWord(b, from, i, at, to)
  }
  fillBytes(b, to, end, SPACE)
}

/** Keeps names of well-known products and the first numbers of their versions. */
export const products: Transform = {
  name: 'products',
  does: 'names of well-known products and first numbers of versions stay',
  reveals: 'which well-known programs and systems there are, and roughly how old',
  injective: false,
  accepts: ['text'],
  args: z.strictObject({}),
  build: () => (f, at, end) => apply(f.b, at, end),
}
