/**
 * What stands in a chunk of text that has no form of its own as a whole: pieces that have one, runs
 * of letters and digits, and the marks between them.
 */
import { lastOf } from '../bytes/find.js'
import { append, type Output } from '../bytes/output.js'
import { announce, separate } from './announced.js'
import { State } from './announced-state.js'
import { isApostrophe, trailingDigits } from './boundaries.js'
import { Class, classes, isWordByte } from './characters.js'
import { clockEnd, epochEnd, putEpoch } from './clocks.js'
import { escapeEnd, unescaped } from './escapes.js'
import { Form } from './forms.js'
import { putMark, USER } from './marks.js'
import { isBeforeName, isUser } from './name-marks.js'
import { mayBeNumber, numberRun } from './numbers.js'
import { beginsPiece, createPiece, isFile, readPiece } from './pieces.js'
import { escapedEnd, isHidden, putEscaped, putRun, type Work } from './put-words.js'
import { roleOf } from './roles.js'
import { Role } from './vocabulary.js'

const COLON = 58
const SLASH = 47

/** The piece in hand. */
const piece = createPiece()

/** Where the name ends in `[at, end)`: before a colon and the digits of a port. */
export function portStart(b: Uint8Array, at: number, end: number): number {
  let i = end
  while (i > at && classes[b[i - 1]] === Class.digit) i--
  return i < end && i > at && b[i - 1] === COLON ? i - 1 : end
}

/**
 * Moves on over what has a form of its own: it was the value, or ends in a key.
 * @param form of it
 * @param name where its name ends: at `to`, or before a port
 * @param stop where its chunk ends
 */
export function passFormed(
  w: Work,
  form: number,
  b: Uint8Array,
  at: number,
  name: number,
  to: number,
  stop: number,
): void {
  const { said } = w
  // A name beside a mailbox is most likely its owner's.
  if (form === Form.email) w.hidden = to
  if (said.state >= State.weak) {
    if (said.closer === 0) said.state = State.value
    w.hidden = to
    return
  }
  let from = name
  while (from > at && isWordByte(b[from - 1])) from--
  const isPart = from > at && from < name
  const role = isPart ? roleOf(w.vocabulary, b, w.from, from, name, w.limit) : -1
  said.state = State.none
  if (role !== Role.announcing && role !== Role.key) return
  // `user.name=will`, `user.name:80/will`: a name under a public suffix, and a key.
  announce(said, role, b, w.from, from)
  if (name < to) said.state = State.value
  else if (to < stop && b[to] === COLON) separate(said, b, at, to, w.limit)
}

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

/** A piece of a URL or of a list that has a form of its own. @returns where it ends, or -1 */
function putPiece(w: Work, b: Uint8Array, at: number, end: number, out: Output): number {
  // All of a chunk was tried before it was taken apart.
  if (!readPiece(b, at, end, piece)) return -1
  if (isFile(b, w.from, at, piece.end)) return -1
  const isAll = at === w.begin && piece.end === end
  if (!isAll && putForm(w, b, at, piece.end, out)) return piece.end
  return piece.colon > 0 && putForm(w, b, at, piece.colon, out) ? piece.colon : -1
}

/** What `[at, end)` becomes, where it has a form without its escapes. @returns whether it has */
function putForm(w: Work, b: Uint8Array, at: number, end: number, out: Output): boolean {
  const isEscaped = piece.escape < end
  const value = isEscaped ? unescaped(b, at, end) : b
  const from = isEscaped ? 0 : at
  const form = w.values.formed(value, from, isEscaped ? value.length : end, out)
  if (form === 0) return false
  if (form < 0) putMark(out, -form)
  const isNamed = piece.colon > 0 && piece.colon < end
  passFormed(w, Math.abs(form), b, at, isNamed ? piece.colon : end, end, end)
  return true
}

/**
 * Runs of letters and digits, one by one; what stands between them is copied. A number may go on
 * behind `end`, up to `limit`.
 * @returns where to go on
 */
export function putParts(
  w: Work,
  b: Uint8Array,
  at: number,
  end: number,
  limit: number,
  out: Output,
): number {
  let i = at
  let isBegun = true
  while (i < end) {
    if (!isWordByte(b[i])) {
      const next = putMarks(w, b, i, limit, out)
      isBegun = next > i + 1 || beginsPiece(b[i])
      i = next
      continue
    }
    const formed = isBegun ? putPiece(w, b, i, end, out) : -1
    isBegun = false
    if (formed > 0) {
      i = formed
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

/**
 * A URL (RFC 3986 §3): user information goes, the host gets its pseudonym, the rest is text.
 * @returns where to go on
 */
export function putUrl(
  w: Work,
  b: Uint8Array,
  at: number,
  colon: number,
  end: number,
  limit: number,
  out: Output,
): number {
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
  return Math.max(end, putParts(w, b, to, end, limit, out))
}
