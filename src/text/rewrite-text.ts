/**
 * Free text, rewritten word by word. Claim `words-leave-by-list`: a word leaves only when it is in
 * the vocabulary, or is a number of three digits or one with a unit; what has a form of its own (an
 * address, a name, a time) becomes its pseudonym; everything else becomes a keyed token or a mark.
 * What a word before it announces as somebody's (`password=welcome`) leaves by no list.
 * Recognising forms only makes the result more useful: what is not recognised does not leave.
 *
 * One pass, no pattern that looks back: time is linear in the length of the text.
 */
import { createMemory } from '../bytes/memory.js'
import { append, appendByte, type Output, reserve } from '../bytes/output.js'
import type { Values } from '../wire/values.js'
import { announce, separate } from './announced.js'
import { createAnnounced, forget, openTuple, State } from './announced-state.js'
import { hasMonth, isInside, schemeEnd, timeEnd } from './boundaries.js'
import { Class, classes, isWordByte } from './characters.js'
import { dateEnd } from './dates.js'
import { Form } from './forms.js'
import { isTuple } from './keys.js'
import { putMark } from './marks.js'
import { BESIDE_MAX } from './name-marks.js'
import { isUnnamed } from './named.js'
import { numberRun } from './numbers.js'
import { isBehind, isOwner, isUserAt } from './phrases.js'
import { passFormed, portStart, putParts, putUrl } from './put-parts.js'
import { DIGITS_KEPT, putName, type Work } from './put-words.js'
import { appendSetQuote, hasQuote, readQuotes } from './quotes.js'
import { mayOpen } from './separators.js'
import { isSpelled } from './spelled.js'
import { isSplitKey } from './split-keys.js'
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
/** Added where a chunk ends in something that was hidden. */
const HIDDEN = 8
const SPACE = 0x20
const COLON = 58
const EQUALS = 61

/** Characters that end a sentence, or stand around a word; a colon may begin an IPv6 address. */
function isEdge(c: number): boolean {
  return c === 0x2e || c === 0x21 || c === 0x3f || c === 0x2d || c === 0x2a
}

/** Copies what stands around words. */
function putTail(w: Work, b: Uint8Array, at: number, stop: number, out: Output): void {
  for (let i = at; i < stop && w.said.state !== State.none; i++) {
    // What a colon announces depends on the byte behind it.
    w.named = true
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
      // What stands beside a mailbox depends on it: it is looked at each time.
      if (Math.abs(form) === Form.email) w.named = true
      passFormed(w, Math.abs(form), b, from, portStart(b, from, to), to, stop)
      append(out, b, to, stop)
      return stop
    }
  }
  const colon = (mask & Class.inner) === 0 ? -1 : schemeEnd(b, from, to)
  const next =
    colon < 0 ? putParts(w, b, from, to, end, out) : putUrl(w, b, from, colon, to, end, out)
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
 * @param isStatement whether its texts are statements of databases, with values in quotes
 */
export function createTextRewriter(
  values: Values,
  vocabulary: Vocabulary,
  watch?: WordWatch,
  isStatement = false,
): TextRewriter {
  const w: Work = {
    values,
    vocabulary,
    watch,
    word: values.rule('text.word', 'content'),
    host: values.rule('text.host', 'hostname'),
    cache: createMemory(CACHE),
    said: createAnnounced(isStatement),
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
  let set: Uint8Array | undefined
  const rewrite: TextRewriter = (b, at, end, out, announced) => {
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
        if (c === EQUALS && said.state === State.none && isSplitKey(vocabulary, b, at, i)) {
          said.state = State.keyed
        }
        if (said.state !== State.none || mayOpen(b, at, i, isStatement)) {
          separate(said, b, at, i, end)
        } else if (isBracket(c) && isTuple(b, at, i)) openTuple(said, c)
        if (set !== undefined && set[i] !== 0) appendSetQuote(out, set[i])
        else appendByte(out, kind === Class.control ? SPACE : c)
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
  return (b, at, end, out, announced) => {
    const plain = readQuotes(b, at, end)
    if (plain === undefined) return rewrite(b, at, end, out, announced)
    const from = out.n
    set = plain.set
    rewrite(plain.bytes, 0, plain.bytes.length, out, announced)
    set = undefined
    if (!hasQuote(out.bytes, from, out.n)) return true
    out.n = from
    return rewrite(b, at, end, out, announced)
  }
}

/** Where the digits begin in a chunk that begins with them, or with a sign: `:192`; else -1. */
function numberIn(b: Uint8Array, at: number, stop: number): number {
  let i = at
  while (i < stop && classes[b[i]] === Class.inner) i++
  return i < stop && classes[b[i]] === Class.digit ? i : -1
}

/**
 * Whether what a chunk becomes depends on what is before it: it begins with a mark behind a letter,
 * as of a date, or with `is`, behind which a password may have several words.
 */
function isBound(w: Work, b: Uint8Array, at: number): boolean {
  if (classes[b[at]] === Class.inner) return at > w.from && isWordByte(b[at - 1])
  return w.said.state === State.weak && (b[at] | 32) === 0x69 && (b[at + 1] | 32) === 0x73
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

/** Appends what is remembered of a chunk. @returns whether it is known */
function recall(
  w: Work,
  rule: number,
  b: Uint8Array,
  at: number,
  stop: number,
  out: Output,
): boolean {
  if (w.cache.find(rule, b, at, stop, out) === 1) return true
  if (w.cache.find(rule + HIDDEN, b, at, stop, out) !== 1) return false
  w.hidden = stop
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
  const digits = free && (mask & Class.digit) !== 0 ? numberIn(b, i, stop) : -1
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
    !said.long &&
    !isBound(w, b, i) &&
    (free || enclosed || said.state === State.weak)
  if (known && recall(w, rule, b, i, stop, out)) {
    said.state = after
    if (!free) w.hidden = stop
    return stop
  }
  const from = out.n
  const { hidden } = w
  w.named = false
  w.begin = i
  w.stop = stop
  const next = putChunk(w, b, i, stop, end, out)
  const stays =
    !w.named &&
    (whole || w.formed) &&
    next === stop &&
    said.state === after &&
    !said.long &&
    (said.closer !== 0) === enclosed
  // What comes from memory says of what is behind it what it said the first time.
  const isFar = w.hidden === hidden || stop - w.hidden > BESIDE_MAX
  const add = w.hidden === stop && free ? HIDDEN : 0
  const isTold = w.hidden === stop || (free && isFar)
  if (known && stays && isTold) cache.keep(rule + add, b, i, stop, true, out, from)
  return next
}

const found = createFoundTime()
