/**
 * The tables that profiles of a request share: entries are named by number, so none goes away. One
 * that does not leave is empty.
 */
import { append } from '../bytes/output.js'
import { damage, Left, putAny } from './any-value.js'
import type { Field, Message } from './message.js'
import { findKey, putText, type Run, suppress } from './run.js'
import { cursor, readField, readVarint, Wire } from './wire-format.js'
import { appendVarint, closeField, openField } from './wire-writing.js'

/** The field of the dictionary that is its table of texts, and those of an attribute in it. */
const STRINGS = 5
const KEY = 1
const VALUE = 2

/** Why a request is refused whose fields are not those of the tables. */
export const OTHER_LAYOUT = 'other-layout'

/** No table has more entries: a request is of 64 MiB, and an entry takes two bytes at least. */
const INDEX_MAX = 1 << 25
/** A year in nanoseconds; what is longer may be a time. */
const DURATION_MAX = 366 * 86_400 * 1e9

function refuse(why: string): number {
  damage.why = why
  return Left.damaged
}

/**
 * Notes where the texts of a dictionary are: keys of attributes are among them. A request has one
 * dictionary. @returns whether this is the first
 */
export function readStrings(run: Run, b: Uint8Array, at: number, end: number): boolean {
  const { strings } = run
  if (strings.length > 0) return false
  for (let i = at; i < end && readField(b, i, end) === ''; i = cursor.at) {
    if (cursor.n === STRINGS && cursor.wire === Wire.bytes) strings.push(cursor.from, cursor.to)
  }
  return true
}

/** Appends a text of the table: the key of a known attribute stays, others are read as texts. */
export function putEntry(run: Run, f: Field, b: Uint8Array, at: number, end: number): number {
  const { out } = run
  const t = run.rules.place(f.place)
  const body = openField(out, f.n, end - at)
  if (t.named !== 'suppress' && findKey(b, at, end) >= 0) append(out, b, at, end)
  else if (end > at && !putText(run, t, b, at, end)) {
    out.n = body
    suppress(run, f.json)
  }
  closeField(out, body, end - at)
  return Left.yes
}

/** Appends the number of an entry. */
export function putIndex(run: Run, n: number, value: number): number {
  if (value >= INDEX_MAX) return refuse(OTHER_LAYOUT)
  appendVarint(run.out, n * 8 + Wire.varint)
  appendVarint(run.out, value)
  return Left.yes
}

/** Appends numbers of entries, packed or one of them. */
export function putIndices(
  run: Run,
  f: Field,
  wire: number,
  b: Uint8Array,
  at: number,
  end: number,
): number {
  if (wire === Wire.varint) return putIndex(run, f.n, cursor.value)
  const body = openField(run.out, f.n, end - at)
  for (let i = at; i < end; i = cursor.at) {
    const value = readVarint(b, i, end)
    if (cursor.at < 0 || value >= INDEX_MAX) return refuse(OTHER_LAYOUT)
    appendVarint(run.out, value)
  }
  closeField(run.out, body, end - at)
  return Left.yes
}

/** Appends nanoseconds that passed. */
export function putDuration(run: Run, f: Field, value: number): number {
  if (value > DURATION_MAX) return refuse(OTHER_LAYOUT)
  appendVarint(run.out, f.n * 8 + Wire.varint)
  appendVarint(run.out, value)
  return Left.yes
}

/** The attribute that was read last, -1 when no rule knows it; see `readKey`. */
const known = { attribute: -1 }

/** Finds the attribute that an entry is of: of several keys, the last counts. */
function readKey(run: Run, m: Message, b: Uint8Array, at: number, end: number): string {
  const { strings } = run
  known.attribute = -1
  for (let i = at; i < end; i = cursor.at) {
    const why = readField(b, i, end)
    if (why !== '') return why
    if (m.fields[cursor.n]?.wire !== cursor.wire) return OTHER_LAYOUT
    const key = 2 * cursor.value
    if (cursor.n === KEY && key < strings.length) {
      known.attribute = findKey(b, strings[key], strings[key + 1])
    }
  }
  return ''
}

/** Appends an attribute of the table; one that does not leave is empty. */
export function putKeyed(run: Run, f: Field, b: Uint8Array, at: number, end: number): number {
  const { out, rules } = run
  const why = readKey(run, f.message as Message, b, at, end)
  if (why !== '') return refuse(why)
  const t = known.attribute < 0 ? rules.unknown : rules.attribute(known.attribute)
  const body = openField(out, f.n, end - at)
  for (let i = at; i < end; ) {
    readField(b, i, end)
    i = cursor.at
    const { n, from, to, value } = cursor
    let did: number
    if (n === VALUE) {
      const inner = openField(out, n, to - from)
      did = putAny(run, t, b, from, to, 0)
      if (did === Left.yes) closeField(out, inner, to - from)
    } else did = putIndex(run, n, value)
    if (did === Left.damaged) return did
    if (did === Left.no) {
      out.n = body
      break
    }
  }
  closeField(out, body, end - at)
  return Left.yes
}
