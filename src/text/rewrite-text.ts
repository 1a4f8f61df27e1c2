/**
 * Free text, rewritten word by word. Claim `words-leave-by-list`: a word leaves only when it is in
 * the vocabulary, or is a number of three digits or one with a unit; what has a form of its own (an
 * address, a name, a time) becomes its pseudonym; everything else becomes a keyed token or a mark.
 * Recognising forms only makes the result more useful: what is not recognised does not leave.
 *
 * One pass, no pattern that looks back: time is linear in the length of the text.
 */
import { firstOf, lastOf } from '../bytes/find.js'
import { append, appendByte, type Output, reserve } from '../bytes/output.js'
import type { Values } from '../wire/values.js'
import { Class, classes, isWordByte } from './characters.js'
import { Form } from './forms.js'
import { isMeasure, numberRun } from './numbers.js'
import { appendTime, createFoundTime, findTime } from './times.js'
import { createValueCache, type ValueCache } from './value-cache.js'
import type { Vocabulary } from './vocabulary.js'

/**
 * Appends what the text `[at, end)` becomes.
 * @returns false when nothing of it may leave
 */
export type TextRewriter = (b: Uint8Array, at: number, end: number, out: Output) => boolean

/** Longest word that gets a token, and longest chunk that is tried for a form of its own. */
const WORD_MAX = 64
const FORM_MAX = 280
const CACHE_LOG2 = 13
/** The only rule of the cache of chunks. */
const CHUNK = 0
const DIGITS_KEPT = 3
/** In front of every token, so that nobody takes it for a word. */
const TOKEN = 0x7e
const SPACE = 0x20
const COLON = 58
const SLASH = 47

const mark = (name: string): Uint8Array => Buffer.from(`[${name}]`)
const MARKS: Readonly<Record<number, Uint8Array>> = {
  [Form.word]: mark('w'),
  [Form.ipv4]: mark('address'),
  [Form.ipv6]: mark('address'),
  [Form.mac]: mark('mac'),
  [Form.email]: mark('email'),
  [Form.uuid]: mark('id'),
  [Form.hex]: mark('id'),
  [Form.digits]: mark('number'),
  [Form.time]: mark('time'),
  [Form.host]: mark('host'),
}
const USER = Buffer.from('[user]@')

/** What a rewriter works with. */
interface Work {
  readonly values: Values
  readonly vocabulary: Vocabulary
  /** rules of words that are in no list, and of host names in URLs */
  readonly word: number
  readonly host: number
  readonly lower: Uint8Array
  /** what chunks became: the same few stand in most lines */
  readonly cache: ValueCache
}

function put(out: Output, form: number): void {
  const m = MARKS[form]
  append(out, m, 0, m.length)
}

/** A word that is in no list: a token, the same for every case of its letters. */
function putToken(w: Work, b: Uint8Array, at: number, end: number, out: Output): void {
  const n = end - at
  const { lower } = w
  const from = out.n
  if (n <= WORD_MAX) {
    for (let i = 0; i < n; i++) {
      const c = b[at + i]
      lower[i] = c >= 65 && c <= 90 ? c | 32 : c
    }
    appendByte(out, TOKEN)
    if (w.values.text(w.word, lower, 0, n, out)) return
  }
  out.n = from
  put(out, Form.word)
}

/** Where the first word of a compound ends: before a capital, `HTTPServer`, `userId`. */
function humpEnd(b: Uint8Array, at: number, end: number): number {
  let i = at + 1
  const capital = (k: number): boolean => b[k] >= 65 && b[k] <= 90
  if (capital(at) && i < end && capital(i)) {
    while (i < end && capital(i)) i++
    return i < end ? i - 1 : i
  }
  while (i < end && !capital(i)) i++
  return i
}

/** Letters: a word, or words that are told apart by their capitals. */
function putLetters(w: Work, b: Uint8Array, at: number, end: number, out: Output): void {
  if (w.vocabulary.has(b, at, end)) {
    append(out, b, at, end)
    return
  }
  let known = end - at <= WORD_MAX
  for (let i = at; known && i < end; ) {
    const stop = humpEnd(b, i, end)
    // A single letter between capitals spells something out.
    known = stop - i > 1 && w.vocabulary.has(b, i, stop)
    i = stop
  }
  if (known) append(out, b, at, end)
  else putToken(w, b, at, end, out)
}

/** Letters and digits without anything between them. */
function putRun(w: Work, b: Uint8Array, at: number, end: number, out: Output): void {
  let i = at
  while (i < end && classes[b[i]] === Class.digit) i++
  if (i === end) {
    if (end - at <= DIGITS_KEPT) append(out, b, at, end)
    else put(out, Form.digits)
    return
  }
  if (i > at) {
    if (isMeasure(i - at, b, i, end)) append(out, b, at, end)
    else putToken(w, b, at, end, out)
    return
  }
  let letters = at
  while (letters < end && (classes[b[letters]] === Class.letter || b[letters] === 39)) letters++
  let digits = letters
  while (digits < end && classes[b[digits]] === Class.digit) digits++
  if (letters === end) putLetters(w, b, at, end, out)
  else if (digits === end && end - letters <= 2 && w.vocabulary.has(b, at, letters)) {
    append(out, b, at, end)
  } else putToken(w, b, at, end, out)
}

/** Whether an apostrophe stands inside of a word: `don't`. */
function isApostrophe(b: Uint8Array, i: number, end: number): boolean {
  return b[i] === 39 && i + 1 < end && classes[b[i + 1]] === Class.letter
}

/**
 * Runs of letters and digits, one by one; what stands between them is copied. A number may go on
 * behind `end`, up to `limit`.
 * @returns where to go on
 */
function putParts(
  w: Work,
  b: Uint8Array,
  at: number,
  end: number,
  limit: number,
  out: Output,
): number {
  let i = at
  while (i < end) {
    if (!isWordByte(b[i])) {
      appendByte(out, b[i++])
      continue
    }
    const run = classes[b[i]] === Class.digit ? numberRun(b, i, limit) : -1
    if (run > 0) {
      put(out, Form.digits)
      i = run
      continue
    }
    let stop = i + 1
    while (stop < end && (isWordByte(b[stop]) || isApostrophe(b, stop, end))) stop++
    // `x10.0.0.1`: letters before a number do not hide it.
    const digits = trailingDigits(b, i, stop)
    const more = digits > i && digits < stop ? numberRun(b, digits, limit) : -1
    putRun(w, b, i, more > 0 ? digits : stop, out)
    if (more > 0) put(out, Form.digits)
    i = more > 0 ? more : stop
  }
  return i
}

/** Where the digits begin that end `[at, end)`. */
function trailingDigits(b: Uint8Array, at: number, end: number): number {
  let i = end
  while (i > at && classes[b[i - 1]] === Class.digit) i--
  return i
}

/** Where `://` begins, or -1. */
function schemeEnd(b: Uint8Array, at: number, end: number): number {
  const colon = firstOf(b, COLON, at, end)
  if (colon <= at || colon + 3 > end) return -1
  return b[colon + 1] === SLASH && b[colon + 2] === SLASH ? colon : -1
}

/** A URL (RFC 3986 §3): user information goes, the host gets its pseudonym, the rest is text. */
function putUrl(w: Work, b: Uint8Array, at: number, colon: number, end: number, out: Output): void {
  putParts(w, b, at, colon, colon, out)
  append(out, b, colon, colon + 3)
  let from = colon + 3
  let to = from
  while (to < end && b[to] !== SLASH && b[to] !== 0x3f && b[to] !== 0x23) to++
  const sign = lastOf(b, 0x40, from, to)
  if (sign >= from) {
    append(out, USER, 0, USER.length)
    from = sign + 1
  }
  if (to > from && w.values.formed(b, from, to, out) <= 0) {
    if (!w.values.text(w.host, b, from, to, out)) put(out, Form.host)
  }
  putParts(w, b, to, end, end, out)
}

/** Characters that end a sentence, or stand around a word; a colon may begin an IPv6 address. */
function isEdge(c: number): boolean {
  return c === 0x2e || c === 0x21 || c === 0x3f || c === 0x2d || c === 0x2a
}

/** What stands between white space, quotes and brackets. @returns where to go on */
function putChunk(w: Work, b: Uint8Array, at: number, stop: number, end: number, out: Output) {
  let from = at
  while (from < stop && isEdge(b[from])) appendByte(out, b[from++])
  let to = stop
  while (to > from && (isEdge(b[to - 1]) || b[to - 1] === COLON)) to--
  let mask = 0
  for (let i = from; i < to; i++) mask |= classes[b[i]]
  const formed = mask & (Class.digit | Class.inner)
  if (formed !== 0 && mask !== Class.digit && to - from <= FORM_MAX) {
    const form = w.values.formed(b, from, to, out)
    if (form < 0) put(out, -form)
    if (form !== 0) {
      append(out, b, to, stop)
      return stop
    }
  }
  const colon = (mask & Class.inner) === 0 ? -1 : schemeEnd(b, from, to)
  let next = to
  if (colon >= 0) putUrl(w, b, from, colon, to, out)
  else next = putParts(w, b, from, to, end, out)
  if (next > to) return next
  append(out, b, to, stop)
  return stop
}

/**
 * Makes a rewriter of free text.
 * @param values what a policy makes of addresses, names, times and words that are in no list
 */
export function createTextRewriter(values: Values, vocabulary: Vocabulary): TextRewriter {
  const w: Work = {
    values,
    vocabulary,
    word: values.rule('text.word', 'content'),
    host: values.rule('text.host', 'hostname'),
    lower: new Uint8Array(WORD_MAX),
    cache: createValueCache(CACHE_LOG2),
  }
  return (b, at, end, out) => {
    reserve(out, end - at)
    for (let i = at; i < end; ) {
      const c = b[i]
      const kind = classes[c]
      if (kind === Class.between) appendByte(out, b[i++])
      else if (kind === Class.control) {
        appendByte(out, SPACE)
        i++
      } else {
        if (hasMonth(b, i, end) && findTime(b, i, end, found)) {
          appendTime(b, found, values.time, out)
          i = found.end
          continue
        }
        let stop = i
        let mask = 0
        for (; stop < end; stop++) {
          const k = classes[b[stop]]
          if ((k === Class.between && !isInside(b, i, stop, end)) || k === Class.control) break
          mask |= k
        }
        if (mask === Class.letter && vocabulary.has(b, i, stop)) {
          append(out, b, i, stop)
          i = stop
          continue
        }
        stop = timeEnd(b, i, stop, end)
        // What a number becomes may depend on what follows.
        const alone = classes[b[stop - 1]] !== Class.digit
        if (alone && w.cache.find(CHUNK, b, i, stop, out) === 1) {
          i = stop
          continue
        }
        const from = out.n
        const next = putChunk(w, b, i, stop, end, out)
        if (alone && next === stop) w.cache.keep(CHUNK, b, i, stop, true, out, from)
        i = next
      }
    }
    return true
  }
}

const found = createFoundTime()

/** Whether a time may begin at `i` that names its month: `Nov  6 08:`, `06 Nov`, `17/May`. */
function hasMonth(b: Uint8Array, i: number, end: number): boolean {
  if (i + 15 > end) return false
  const c = b[i]
  if (c >= 65 && c <= 90) return b[i + 3] === SPACE || b[i + 3] === 0x2c
  if (c < 48 || c > 57) return false
  const k = i + (b[i + 1] === SPACE ? 2 : 3)
  return b[k] >= 65 && b[k] <= 90
}

/** Where `2024-05-01` ends when a time of day follows behind a blank, as logs write it. */
function timeEnd(b: Uint8Array, at: number, stop: number, end: number): number {
  if (stop - at !== 10 || b[at + 4] !== 0x2d || b[at + 7] !== 0x2d) return stop
  if (stop + 9 > end || b[stop] !== SPACE || b[stop + 3] !== COLON || b[stop + 6] !== COLON) {
    return stop
  }
  let i = stop + 9
  const comma = i < end && b[i] === 0x2c && classes[b[i + 1]] === Class.digit
  if (comma || b[i] === 0x2e) i++
  while (i < end && classes[b[i]] === Class.digit) i++
  return i
}

/** An apostrophe between letters does not end a chunk. */
function isInside(b: Uint8Array, at: number, i: number, end: number): boolean {
  return i > at && classes[b[i - 1]] === Class.letter && isApostrophe(b, i, end)
}
