/**
 * Free text, rewritten word by word. Claim `words-leave-by-list`: a word leaves only when it is in
 * the vocabulary, or is a number of three digits or one with a unit; what has a form of its own (an
 * address, a name, a time) becomes its pseudonym; everything else becomes a keyed token or a mark.
 * What a word before it announces as somebody's (`password=welcome`) leaves by no list.
 * Recognising forms only makes the result more useful: what is not recognised does not leave.
 *
 * One pass, no pattern that looks back: time is linear in the length of the text.
 */
import { lastOf } from '../bytes/find.js'
import { createMemory } from '../bytes/memory.js'
import { append, appendByte, type Output, reserve } from '../bytes/output.js'
import type { Values } from '../wire/values.js'
import { announce, separate } from './announced.js'
import { createAnnounced, forget, openTuple, State } from './announced-state.js'
import {
  hasMonth,
  isApostrophe,
  isInside,
  schemeEnd,
  timeEnd,
  trailingDigits,
} from './boundaries.js'
import { Class, classes, isWordByte } from './characters.js'
import { clockEnd, epochEnd, putEpoch } from './clocks.js'
import { dateEnd } from './dates.js'
import { escapeEnd } from './escapes.js'
import { Form } from './forms.js'
import { isTuple } from './keys.js'
import { putMark, USER } from './marks.js'
import { isBeforeName, isUser } from './name-marks.js'
import { isUnnamed } from './named.js'
import { mayBeNumber, numberRun } from './numbers.js'
import { isBehind, isOwner, isUserAt } from './phrases.js'
import {
  DIGITS_KEPT,
  escapedEnd,
  isHidden,
  putEscaped,
  putName,
  putRun,
  type Work,
} from './put-words.js'
import { roleOf } from './roles.js'
import { mayOpen } from './separators.js'
import { isSpelled } from './spelled.js'
import { appendTime, createFoundTime, findTime } from './times.js'
import { Role, type Vocabulary } from './vocabulary.js'
import { isWhole } from './wholes.js'
import type { WordWatch } from './word-watch.js'

/**
 * Appends what the text `[at, end)` becomes.
 * @param announced what came before it says that it begins with somebody's name or secret
 * @returns false when nothing of it may leave
 */
export type TextRewriter = (
  b: Uint8Array,
  at: number,
  end: number,
  out: Output,
  announced?: 'first' | 'all',
) => boolean

/** Longest chunk that is tried for a form of its own. */
const FORM_MAX = 280
const CACHE = { log2: 13, slot: 128, twice: false }
const NEVER = 256 // a closer that no byte is
/** Rules of the cache of chunks: where nothing was announced, and behind what announces. */
const CHUNK = 1
const ANNOUNCED = 2
/** Within a value in quotes or brackets, where all of a chunk is hidden. */
const ENCLOSED = 5
/** Added where a number may go on: what has a form of its own is remembered, and nothing else. */
const OPEN = 2
const SPACE = 0x20
const COLON = 58
const SLASH = 47
const EQUALS = 61

/** A clock and its zone, or a count since 1970, at `at`. @returns where it ends, or -1 */
function putClock(w: Work, b: Uint8Array, at: number, end: number, out: Output): number {
  const clock = clockEnd(b, w.from, at, w.limit)
  const stop = clock > 0 ? clock : epochEnd(b, w.from, at, w.limit)
  if (stop < 0 || (clock < 0 && stop > end)) return -1
  const isMoved = !isHidden(w, b, at, stop) && clock < 0
  if (!isMoved || !putEpoch(w.values.time, b, at, stop, out)) {
    putMark(out, clock > 0 ? Form.time : Form.digits)
  }
  return stop
}

/** A byte between words, or an escape: of a mark it is copied, of a letter it begins a word. */
function putMarks(w: Work, b: Uint8Array, at: number, limit: number, out: Output): number {
  const escaped = escapedEnd(b, at, at, limit)
  // What is no longer than nothing would be read for ever.
  if (escaped > at) {
    putEscaped(w, b, at, escaped, out)
    return escaped
  }
  const stop = Math.max(at + 1, escapeEnd(b, at, limit))
  for (let i = at; i < stop; i++) {
    if (w.said.state !== State.none && !isWordByte(b[i])) separate(w.said, b, w.from, i, w.limit)
  }
  append(out, b, at, stop)
  if (stop > at + 1 || isBeforeName(b, w.from, at, limit)) w.after = stop
  return stop
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
      i = putMarks(w, b, i, limit, out)
      continue
    }
    const clock = classes[b[i]] === Class.digit ? putClock(w, b, i, end, out) : -1
    if (clock > 0) {
      i = clock
      continue
    }
    const run = mayBeNumber(b, i, limit) ? numberRun(b, i, limit) : -1
    if (run > 0) {
      isHidden(w, b, i, run)
      putMark(out, Form.digits)
      i = run
      continue
    }
    let stop = i + 1
    while (stop < end && (isWordByte(b[stop]) || isApostrophe(b, stop, end))) stop++
    const escaped = stop < limit ? escapedEnd(b, i, stop, limit) : -1
    if (escaped > 0) {
      putEscaped(w, b, i, escaped, out)
      i = escaped
      continue
    }
    if (stop < limit && isUser(b, w.from, stop, limit)) w.after = i
    // `x10.0.0.1`: letters before a number do not hide it.
    const digits = trailingDigits(b, i, stop)
    const more = digits > i && digits < stop ? numberRun(b, digits, limit) : -1
    putRun(w, b, i, more > 0 ? digits : stop, out)
    if (more > 0) putMark(out, Form.digits)
    i = more > 0 ? more : stop
  }
  return i
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
    w.watch?.hidden(b, from, sign)
    append(out, USER, 0, USER.length)
    from = sign + 1
  }
  if (to > from && w.values.formed(b, from, to, out) <= 0) {
    if (!w.values.text(w.host, b, from, to, out)) putMark(out, Form.host)
  }
  putParts(w, b, to, end, end, out)
}

/** Characters that end a sentence, or stand around a word; a colon may begin an IPv6 address. */
function isEdge(c: number): boolean {
  return c === 0x2e || c === 0x21 || c === 0x3f || c === 0x2d || c === 0x2a
}

/** Moves on over a chunk that has a form of its own: it was the value, or ends in a key. */
function passFormed(w: Work, b: Uint8Array, at: number, to: number, stop: number): void {
  const { said } = w
  if (said.state >= State.weak) {
    if (said.closer === 0) said.state = State.value
    return
  }
  let from = to
  while (from > at && isWordByte(b[from - 1])) from--
  const role = from > at ? roleOf(w.vocabulary, b, w.from, from, to, w.limit) : -1
  // `user.name=will`: a name under a public suffix, and a key.
  said.state = role === Role.announcing || role === Role.key ? State.keyed : State.none
  if (said.state !== State.none && to < stop && b[to] === COLON) separate(said, b, at, to, w.limit)
}

/** Copies what stands around words. */
function putTail(w: Work, b: Uint8Array, at: number, stop: number, out: Output): void {
  for (let i = at; i < stop && w.said.state !== State.none; i++) {
    separate(w.said, b, w.from, i, w.limit)
  }
  append(out, b, at, stop)
}

/** What stands between white space, quotes and brackets. @returns where to go on */
function putChunk(w: Work, b: Uint8Array, at: number, stop: number, end: number, out: Output) {
  let from = at
  while (from < stop && isEdge(b[from])) from++
  putTail(w, b, at, from, out)
  let to = stop
  while (to > from && (isEdge(b[to - 1]) || b[to - 1] === COLON)) to--
  let mask = 0
  for (let i = from; i < to; i++) mask |= classes[b[i]]
  w.formed = false
  const formed = mask & (Class.digit | Class.inner)
  if (formed !== 0 && mask !== Class.digit && to - from <= FORM_MAX) {
    const form = w.values.formed(b, from, to, out)
    if (form < 0) putMark(out, -form)
    w.formed = form !== 0
    if (form !== 0) {
      passFormed(w, b, from, to, stop)
      append(out, b, to, stop)
      return stop
    }
  }
  const colon = (mask & Class.inner) === 0 ? -1 : schemeEnd(b, from, to)
  let next = to
  if (colon >= 0) putUrl(w, b, from, colon, to, out)
  else next = putParts(w, b, from, to, end, out)
  if (next > to) return next
  putTail(w, b, to, stop, out)
  return stop
}

function isBracket(c: number): boolean {
  return c === 0x28 || c === 0x5b
}

/**
 * Makes a rewriter of free text.
 * @param values what a policy makes of addresses, names, times and words that are in no list
 * @param watch is told of words
 */
export function createTextRewriter(
  values: Values,
  vocabulary: Vocabulary,
  watch?: WordWatch,
): TextRewriter {
  const w: Work = {
    values,
    vocabulary,
    watch,
    word: values.rule('text.word', 'content'),
    host: values.rule('text.host', 'hostname'),
    cache: createMemory(CACHE),
    said: createAnnounced(),
    from: 0,
    limit: 0,
    after: -1,
    hidden: -1,
    formed: false,
    begin: 0,
    stop: 0,
    named: false,
  }
  const { said } = w
  return (b, at, end, out, announced) => {
    reserve(out, end - at)
    w.from = at
    w.limit = end
    w.after = -1
    w.hidden = -1
    forget(said)
    if (announced !== undefined) said.state = announced === 'all' ? State.value : State.colon
    if (announced === 'all') said.closer = NEVER
    for (let i = at; i < end; ) {
      const c = b[i]
      const kind = classes[c]
      if (kind === Class.between || kind === Class.control) {
        if (said.state !== State.none || mayOpen(b, at, i)) separate(said, b, at, i, end)
        else if (isBracket(c) && isTuple(b, at, i)) openTuple(said, c)
        appendByte(out, kind === Class.control ? SPACE : c)
        // A line that was broken goes on (RFC 2045 §6.7 (5)).
        if (c === 10 && i > at && b[b[i - 1] === 13 ? i - 2 : i - 1] === EQUALS) w.after = i + 1
        i++
      } else if (hasMonth(b, i, end) && findTime(b, i, end, found)) {
        if (said.closer === 0) said.state = State.none
        appendTime(b, found, values.time, out)
        i = found.end
      } else i = putNext(w, b, i, end, out)
    }
    return true
  }
}

/** Where the digits begin in a chunk that begins with them, or with a sign: `:192`. */
function numberIn(b: Uint8Array, at: number, stop: number): number {
  let i = at
  while (i < stop && classes[b[i]] === Class.inner) i++
  return i
}

/** What a word of the vocabulary says of the one behind it. */
function speak(w: Work, role: number, b: Uint8Array, at: number, end: number): void {
  if (isBehind(b, w.from, at, end)) announce(w.said, Role.announcing, b, w.from, at)
  else announce(w.said, role, b, w.from, at)
}

/** Letters that are a word of the vocabulary, where nothing was announced. @returns whether */
function putListed(
  w: Work,
  b: Uint8Array,
  i: number,
  stop: number,
  end: number,
  out: Output,
): boolean {
  // `O=shop`, and a byte in hexadecimal digits.
  if (stop - i === 1 && (b[stop] === EQUALS || isSpelled(b, w.from, i, end))) return false
  if (stop - i === 2 && (b[i] | 32) <= 0x66 && numberRun(b, i, end) > 0) return false
  const role = w.vocabulary.role(b, i, stop)
  if (role < 0 || role === Role.doubtful) return false
  if (role === Role.name) putName(w, b, i, stop, out)
  else {
    if (role !== Role.plain) speak(w, role, b, i, stop)
    append(out, b, i, stop)
  }
  return true
}

/** The chunk that begins at `i`, by its list or its form. @returns where to go on */
function putNext(w: Work, b: Uint8Array, i: number, end: number, out: Output): number {
  const { said, cache, vocabulary } = w
  const date = dateEnd(b, i, end)
  if (date > 0) {
    if (said.closer === 0) said.state = State.none
    putMark(out, Form.time)
    return date
  }
  let stop = i
  let mask = 0
  for (; stop < end; stop++) {
    const k = classes[b[stop]]
    if ((k === Class.between && !isInside(b, i, stop, end)) || k === Class.control) break
    mask |= k
  }
  const isOpen = i > w.from && b[i - 1] !== SPACE
  if (isOwner(b, stop, end) || (isOpen && isUserAt(b, w.from, i, stop, end))) w.after = i
  const free = said.state === State.none && w.after !== i
  if (free && mask === Class.letter && putListed(w, b, i, stop, end, out)) return stop
  // The colon between a key and its value in JSON.
  if (stop === i + 1 && b[i] === COLON) {
    putTail(w, b, i, stop, out)
    return stop
  }
  stop = timeEnd(b, i, stop, end)
  // What a number becomes may depend on what follows.
  const whole = isWhole(b, i, stop, mask, end)
  const digits = free && (mask & ~Class.inner) === Class.digit ? numberIn(b, i, stop) : -1
  const unnamed = digits >= 0 && isUnnamed(vocabulary, b, w.from, digits)
  if (free && whole && mask === Class.digit && stop - i <= DIGITS_KEPT && !unnamed) {
    append(out, b, i, stop)
    return stop
  }
  const enclosed = said.state === State.value && said.closer !== 0
  const rule = (free ? CHUNK : enclosed ? ENCLOSED : ANNOUNCED) + (whole ? 0 : OPEN)
  const after = free ? State.none : State.value
  const known =
    w.watch === undefined &&
    w.after !== i &&
    !unnamed &&
    (free || enclosed || said.state === State.weak)
  if (known && cache.find(rule, b, i, stop, out) === 1) {
    said.state = after
    if (!free) w.hidden = stop
    return stop
  }
  const from = out.n
  w.named = false
  w.begin = i
  w.stop = stop
  const next = putChunk(w, b, i, stop, end, out)
  const stays =
    !w.named &&
    (whole || w.formed) &&
    next === stop &&
    said.state === after &&
    (said.closer !== 0) === enclosed
  if (known && stays) {
    cache.keep(rule, b, i, stop, true, out, from)
  }
  return next
}

const found = createFoundTime()
