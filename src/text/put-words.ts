/**
 * Words of free text: those of the vocabulary stay where nothing announced them, short numbers and
 * measures too, and everything else becomes a keyed token or a mark.
 */
import type { Memory } from '../bytes/memory.js'
import { append, appendByte, type Output } from '../bytes/output.js'
import type { Values } from '../wire/values.js'
import { isValue } from './announced.js'
import { type Announced, State } from './announced-state.js'
import { humpEnd } from './boundaries.js'
import { Class, classes, isWordByte } from './characters.js'
import { escapedWordEnd, escapeEnd, escapesAt, isWordEscape, unescaped } from './escapes.js'
import { Form } from './forms.js'
import { putMark, TOKEN } from './marks.js'
import { BESIDE_MAX } from './name-marks.js'
import { isUnnamed } from './named.js'
import { isMeasure, isNumbered } from './numbers.js'
import { isPerson } from './persons.js'
import { isOption, roleOf } from './roles.js'
import { isSpelled } from './spelled.js'
import { Role, type Vocabulary } from './vocabulary.js'
import type { WordWatch } from './word-watch.js'

/** Longest word that gets a token. */
const WORD_MAX = 64
/** Numbers of so many digits leave. */
export const DIGITS_KEPT = 3
/** From so many on, escapes in a row are bytes of whatever and no marks between words. */
const ESCAPES_MOST = 4

/** What a rewriter works with. */
export interface Work {
  readonly values: Values
  readonly vocabulary: Vocabulary
  readonly watch: WordWatch | undefined
  /** rules of words that are in no list, and of host names in URLs */
  readonly word: number
  readonly host: number
  /** what chunks became: the same few stand in most lines */
  readonly cache: Memory
  readonly said: Announced
  /** where the text begins and ends */
  from: number
  limit: number
  /** where an escape ended: what follows at once is a part of what was escaped */
  after: number
  /** where a word ended that was hidden: a name behind it is hidden too */
  hidden: number
  /** the chunk that was read last has a form of its own */
  formed: boolean
  /** where it begins and ends */
  begin: number
  stop: number
  /** it has a word that may be a name, so that what it becomes depends on what is beside it */
  named: boolean
}

/** A word as its token is made of it. */
const lower = new Uint8Array(WORD_MAX)

/** A token of `n` bytes of `lower`, or a mark. */
function putLower(w: Work, n: number, out: Output): void {
  const from = out.n
  if (n <= WORD_MAX) {
    appendByte(out, TOKEN)
    if (w.values.text(w.word, lower, 0, n, out)) return
  }
  out.n = from
  putMark(out, Form.word)
}

/**
 * A word with letters that can be written in more ways than one (Unicode TR 15): composed, in full
 * width, in capitals, with characters between that nobody sees. All of them are one word.
 */
function putComposed(w: Work, word: Uint8Array, out: Output): void {
  const text = Buffer.from(word)
    .toString()
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
  const bytes = Buffer.from(text)
  if (bytes.length <= WORD_MAX) lower.set(bytes)
  putLower(w, bytes.length, out)
}

/** A word that is in no list: a token, the same for every case of its letters. */
function putToken(w: Work, b: Uint8Array, at: number, end: number, out: Output): void {
  const n = end - at
  for (let i = 0; i < n && i < 4 * WORD_MAX; i++) {
    const c = b[at + i]
    if (c >= 0x80) {
      if (n > 4 * WORD_MAX) break
      putComposed(w, b.subarray(at, end), out)
      return
    }
    if (i < WORD_MAX) lower[i] = c >= 65 && c <= 90 ? c | 32 : c
  }
  putLower(w, n, out)
}

/** Whether a word that may be a name is one, by what is beside it. */
function isNamed(w: Work, b: Uint8Array, at: number, end: number): boolean {
  // Between two words of its chunk it is told by them.
  const isInner = at - 2 >= w.begin && isWordByte(b[at - 2]) && isWordByte(b[end + 1])
  if (!isInner || end + 1 >= w.stop) w.named = true
  const isBeside = w.hidden > w.from && at - w.hidden <= BESIDE_MAX
  return isBeside || isPerson(w.vocabulary, b, w.from, at, end, w.limit)
}

/** A word of the vocabulary that may be a name. */
export function putName(w: Work, b: Uint8Array, at: number, end: number, out: Output): void {
  if (!isNamed(w, b, at, end)) {
    append(out, b, at, end)
    return
  }
  w.watch?.hidden(b, at, end)
  w.hidden = end
  putToken(w, b, at, end, out)
}

/** Letters: a word, or words that are told apart by their capitals. */
function putLetters(w: Work, b: Uint8Array, at: number, end: number, out: Output): void {
  const role = w.vocabulary.role(b, at, end)
  if (role === Role.name) {
    putName(w, b, at, end, out)
    return
  }
  // A letter that spells something out here may be a word elsewhere.
  if (end - at === 1) w.named = true
  if (end - at === 1 && isSpelled(b, w.from, at, w.limit)) {
    w.watch?.hidden(b, at, end)
    // Tokens of letters would be a cipher that is read by counting.
    putMark(out, Form.word)
    return
  }
  if (role >= 0 && role !== Role.doubtful) {
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
  else {
    w.watch?.free(b, at, humpEnd(b, at, end))
    putToken(w, b, at, end, out)
  }
}

/** Whether what was announced, or an escape before it, keeps a word from leaving by a list. */
export function isHidden(w: Work, b: Uint8Array, at: number, end: number): boolean {
  const { said, from, limit } = w
  if (said.state === State.value) return true
  return (
    isValue(said, roleOf(w.vocabulary, b, from, at, end, limit), b, from, at, limit) ||
    at === w.after
  )
}

/** Bytes of a trace id and of a span id in hexadecimal digits. */
const TRACE_ID = 32
const SPAN_ID = 16

/**
 * An identifier of a trace or a span, which others may stand beside (W3C Trace Context §3.2). It is
 * no word, so that nobody takes it for one.
 */
function putTraceId(w: Work, b: Uint8Array, at: number, end: number, out: Output): boolean {
  if (end - at !== TRACE_ID && end - at !== SPAN_ID) return false
  const form = w.values.formed(b, at, end, out)
  if (form < 0) putMark(out, -form)
  return form !== 0
}

/** Letters and digits without anything between them. */
export function putRun(w: Work, b: Uint8Array, at: number, end: number, out: Output): void {
  let i = at
  if (isHidden(w, b, at, end)) {
    w.watch?.hidden(b, at, end)
    w.hidden = end
    while (i < end && classes[b[i]] === Class.digit) i++
    if (i === end) putMark(out, Form.digits)
    else putToken(w, b, at, end, out)
    return
  }
  while (i < end && classes[b[i]] === Class.digit) i++
  if (i === end) {
    const isKept = end - at <= DIGITS_KEPT && !isUnnamed(w.vocabulary, b, w.from, at)
    if (isKept) append(out, b, at, end)
    else putMark(out, Form.digits)
    return
  }
  if (putTraceId(w, b, at, end, out)) return
  if (i > at) {
    if (isMeasure(i - at, b, i, end)) append(out, b, at, end)
    else putToken(w, b, at, end, out)
    return
  }
  let letters = at
  while (letters < end && (classes[b[letters]] === Class.letter || b[letters] === 39)) letters++
  let digits = letters
  while (digits < end && classes[b[digits]] === Class.digit) digits++
  if (isOption(b, w.from, at, end)) append(out, b, at, end)
  else if (letters === end) putLetters(w, b, at, end, out)
  else if (digits < end || end - letters > 2 || !isNumbered(b, at, letters)) {
    putToken(w, b, at, end, out)
  } else if (w.vocabulary.has(b, at, letters)) append(out, b, at, end)
  else putToken(w, b, at, end, out)
}

/** Where a word ends that begins at `at` and has letters in it that are escaped; or -1. */
export function escapedEnd(b: Uint8Array, at: number, stop: number, limit: number): number {
  const sign = escapeEnd(b, stop, limit)
  if (sign < 0) return -1
  if (!isWordEscape() && escapesAt(b, stop, limit, ESCAPES_MOST) < ESCAPES_MOST) return -1
  return escapedWordEnd(b, at, limit)
}

/** A word with escapes in it: what it becomes without them. Never by a list. */
export function putEscaped(w: Work, b: Uint8Array, at: number, end: number, out: Output): void {
  isHidden(w, b, at, end)
  if (end - at > 12 * WORD_MAX) {
    putMark(out, Form.word)
    return
  }
  const word = unescaped(b, at, end)
  w.watch?.hidden(word, 0, word.length)
  const form = w.values.formed(word, 0, word.length, out)
  if (form < 0) putMark(out, -form)
  else if (form === 0) putToken(w, word, 0, word.length, out)
}
