/**
 * Attributes and values of any type (common.proto, KeyValue and AnyValue). The key of an attribute
 * is data too: it leaves when it is known, else a pseudonym of it may.
 */
import { append, appendByte, type Output, reserve } from '../bytes/output.js'
import { copyShort } from '../bytes/short-bytes.js'
import { putDouble, putVarint } from './numbers.js'
import { findKey, guessKey, putText, type Run, suppress } from './run.js'
import { putNumber, putString, type Treatment } from './treatments.js'
import { cursor, readField, Wire } from './wire-format.js'
import { appendVarint, closeField, openField } from './wire-writing.js'

/** Values lie within each other no deeper. */
const DEPTH_MAX = 100
const ID_MAX = 64

/** What became of a value: it could not be read, did not leave, or left. */
export const Left = { damaged: -1, no: 0, yes: 1 } as const

/** Why a message could not be read. */
export const damage = { why: '' }

function damaged(why: string): number {
  damage.why = why
  return Left.damaged
}

const WIRES = [-1, Wire.bytes, Wire.varint, Wire.varint, Wire.fixed64, 2, 2, 2]

/** The reason that is counted for a value. */
function reasonOf(t: Treatment): string {
  return t.way === 'unknown' ? 'unknown-attribute' : t.kind
}

/** Whether attributes within a value of this treatment are looked at one by one. */
function opens(t: Treatment): boolean {
  if (t.named === 'suppress' || t.way === 'payload') return false
  const isFree = t.way === 'unknown' || t.way === 'text'
  return isFree || t.values.fate(t.own) !== 'suppress'
}

/** Appends the bytes of an identifier; others say nothing about what is in them. */
function putBytes(t: Treatment, b: Uint8Array, at: number, end: number, o: Output): boolean {
  if (t.named !== 'keep' && (t.kind !== 'link' || t.way !== 'value')) return false
  if (t.named !== 'keep' && end - at > ID_MAX) return false
  const from = o.n
  append(o, b, at, end)
  return t.named === 'keep' || t.values.bytes(t.own, o.bytes, from, o.n)
}

/** Appends one field of AnyValue, but for lists; false when it does not leave. */
function putScalar(run: Run, t: Treatment, n: number, b: Uint8Array, at: number, end: number) {
  const o = run.out
  if (n === 1 || n === 7) {
    const body = openField(o, n, end - at)
    if (n === 1 ? !putText(run, t, b, at, end) : !putBytes(t, b, at, end, o)) return false
    closeField(o, body, end - at)
    return true
  }
  appendByte(o, n * 8 + WIRES[n])
  if (n === 3) return putVarint(t, b, at, end, o)
  if (n === 4) return putDouble(t, b, at, o)
  const truth = end - at > 1 || b[at] !== 0 ? 1 : 0
  if (putNumber(t, truth) !== truth) return false
  appendVarint(o, truth)
  return true
}

/** Appends what the field in the cursor becomes. @returns what became of it */
type PutField = (run: Run, t: Treatment, b: Uint8Array, depth: number) => number

/** Appends what the fields in `[at, end)` become, without those that do not leave. */
function putEach(
  run: Run,
  t: Treatment,
  b: Uint8Array,
  at: number,
  end: number,
  depth: number,
  put: PutField,
): number {
  const { out } = run
  let left: number = at === end ? Left.yes : Left.no
  for (let i = at; i < end; ) {
    const why = readField(b, i, end)
    if (why !== '') return damaged(why)
    i = cursor.at
    const start = out.n
    const did = put(run, t, b, depth)
    if (did < 0) return did
    if (did === Left.yes) left = Left.yes
    else out.n = start
  }
  return left
}

/** Counts what is no field of a message, or not of its type. */
function strange(run: Run, reason: string): number {
  suppress(run, reason)
  return Left.no
}

/** An element of ArrayValue. */
const putElement: PutField = (run, t, b, depth) => {
  const { n, wire, from, to } = cursor
  if (n !== 1 || wire !== Wire.bytes) return strange(run, n > 1 ? 'unknown-field' : 'wrong-type')
  const body = openField(run.out, 1, to - from)
  const did = putAny(run, t, b, from, to, depth)
  if (did === Left.yes) closeField(run.out, body, to - from)
  return did
}

/** An element of KeyValueList: its key says what it is. */
const putPair: PutField = (run, _t, b, depth) => {
  const { n, wire, from, to } = cursor
  if (n !== 1 || wire !== Wire.bytes) return strange(run, n > 1 ? 'unknown-field' : 'wrong-type')
  return putAttribute(run, 1, b, from, to, depth)
}

/** A list within a value: ArrayValue, or KeyValueList. */
function putNested(
  run: Run,
  t: Treatment,
  n: number,
  b: Uint8Array,
  at: number,
  end: number,
  depth: number,
): number {
  if (depth >= DEPTH_MAX) return strange(run, 'too-deep')
  if (n === 6 && !opens(t)) return strange(run, reasonOf(t))
  const body = openField(run.out, n, end - at)
  const did = putEach(run, t, b, at, end, depth + 1, n === 6 ? putPair : putElement)
  if (did === Left.yes) closeField(run.out, body, end - at)
  return did
}

/** A field of AnyValue. */
const putMember: PutField = (run, t, b, depth) => {
  const { n, wire, from, to } = cursor
  if (n > 7 || WIRES[n] !== wire) return strange(run, n > 7 ? 'unknown-field' : 'wrong-type')
  if (n === 5 || n === 6) return putNested(run, t, n, b, from, to, depth)
  return putScalar(run, t, n, b, from, to) ? Left.yes : strange(run, reasonOf(t))
}

/** Appends what is in an AnyValue. @returns what became of it; nothing is taken back */
export function putAny(
  run: Run,
  t: Treatment,
  b: Uint8Array,
  at: number,
  end: number,
  depth: number,
): number {
  return putEach(run, t, b, at, end, depth, putMember)
}

const key = { from: 0, to: 0 }
const OTHER = -2

/** Finds the key of an attribute: of several, the last counts. */
function readKey(run: Run, b: Uint8Array, at: number, end: number): string {
  key.from = at
  key.to = at
  for (let i = at; i < end; ) {
    const why = readField(b, i, end)
    if (why !== '') return why
    i = cursor.at
    if (cursor.n === 1 && cursor.wire === Wire.bytes) {
      key.from = cursor.from
      key.to = cursor.to
    } else if (cursor.n > 2) suppress(run, 'unknown-field')
    else if (cursor.wire !== Wire.bytes) suppress(run, 'wrong-type')
  }
  return ''
}

/** Appends the key of an attribute; false when neither it nor a pseudonym of it leaves. */
function putKey(run: Run, known: boolean, b: Uint8Array): boolean {
  const { out } = run
  const { from, to } = key
  const body = openField(out, 1, to - from)
  if (known) append(out, b, from, to)
  else if (!putString(run.rules.unknownKey, b, from, to, out)) return false
  closeField(out, body, to - from)
  return true
}

/**
 * Appends an attribute of a known key and one value, both shorter than 128 bytes and in this order,
 * as nearly all are written. @returns what became of it, or `OTHER`
 */
function putPlain(run: Run, n: number, b: Uint8Array, at: number, end: number, depth: number) {
  const value = at + 2 + b[at + 1]
  const from = value + 2
  if (b[at] !== 0x0a || b[at + 1] > 127 || from > end || end - at > 127) return OTHER
  if (b[value] !== 0x12 || from + b[value + 1] !== end) return OTHER
  const index = guessKey(run, b, at + 2, value)
  if (index < 0) return OTHER
  const t = run.rules.attribute(index)
  const tag = b[from]
  if (tag === STRING && from + 2 + b[from + 1] === end) {
    if (t.named === 'keep') return copyPlain(run, n, b, at, end)
    if (t.named === 'change') return putShort(run, t, n, b, at, end, from)
    suppress(run, reasonOf(t))
    return Left.no
  }
  if (tag === INT && isShort(t, b, from + 1, end)) return copyPlain(run, n, b, at, end)
  const { out } = run
  const body = openField(out, n, end - at)
  append(out, b, at, value)
  const inner = openField(out, 2, end - from)
  const did = putAny(run, t, b, from, end, depth)
  if (did !== Left.yes) return did
  closeField(out, inner, end - from)
  closeField(out, body, end - at)
  return did
}

/** Tags of AnyValue. */
const STRING = 0x0a
const INT = 0x18

/** Whether an integer that stays, written in as few bytes as it needs, fills `[at, end)`. */
function isShort(t: Treatment, b: Uint8Array, at: number, end: number): boolean {
  if (end === at + 1) {
    return b[at] < 128 && (t.named === 'keep' || (t.plain && b[at] <= t.most))
  }
  if (end !== at + 2 || b[at] < 128 || b[at + 1] > 127 || b[at + 1] === 0) return false
  return t.named === 'keep' || (t.plain && b[at] - 128 + b[at + 1] * 128 <= t.most)
}

/** Appends an attribute as it is. */
function copyPlain(run: Run, n: number, b: Uint8Array, at: number, end: number): number {
  const { out } = run
  const size = end - at
  reserve(out, size + 2)
  const to = out.bytes
  to[out.n] = n * 8 + Wire.bytes
  to[out.n + 1] = size
  copyShort(b, at, to, out.n + 2, size)
  out.n += size + 2
  return Left.yes
}

/** Appends an attribute whose value, at `from`, is one text. Lengths that grow long are mended. */
function putShort(
  run: Run,
  t: Treatment,
  n: number,
  b: Uint8Array,
  at: number,
  end: number,
  from: number,
): number {
  const { out } = run
  const start = out.n
  const head = start + from - at + 4
  reserve(out, end - at + 4)
  const to = out.bytes
  to[start] = n * 8 + Wire.bytes
  copyShort(b, at, to, start + 2, from - at)
  to[head - 2] = STRING
  out.n = head
  if (!putText(run, t, b, from + 2, end)) {
    suppress(run, reasonOf(t))
    return Left.no
  }
  const size = out.n - head
  const all = out.n - start - 2
  if (all > 127) {
    out.n = start
    return OTHER
  }
  const { bytes } = out
  bytes[start + 1] = all
  bytes[head - 3] = size + 2
  bytes[head - 1] = size
  return Left.yes
}

/** Appends an attribute as field `n`. @returns what became of it; nothing is taken back */
export function putAttribute(
  run: Run,
  n: number,
  b: Uint8Array,
  at: number,
  end: number,
  depth: number,
): number {
  const plain = putPlain(run, n, b, at, end, depth)
  if (plain !== OTHER) return plain
  const { out, rules } = run
  const why = readKey(run, b, at, end)
  if (why !== '') return damaged(why)
  const index = findKey(b, key.from, key.to)
  const t = index < 0 ? rules.unknown : rules.attribute(index)
  const body = openField(out, n, end - at)
  if (!putKey(run, index >= 0, b)) {
    suppress(run, 'unknown-attribute')
    return Left.no
  }
  let left: number = Left.no
  for (let i = at; i < end; ) {
    readField(b, i, end)
    i = cursor.at
    if (cursor.n !== 2 || cursor.wire !== Wire.bytes) continue
    const { from, to } = cursor
    const start = out.n
    const value = openField(out, 2, to - from)
    const did = putAny(run, t, b, from, to, depth)
    if (did < 0) return did
    if (did === Left.yes) {
      closeField(out, value, to - from)
      left = Left.yes
    } else out.n = start
  }
  if (left === Left.yes) closeField(out, body, end - at)
  return left
}
