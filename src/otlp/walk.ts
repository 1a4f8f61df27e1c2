/** Rewrites messages of OTLP on the wire, in one pass; what no table knows stays behind. */
import { u32le } from '../bytes/endian.js'
import { append, reserve } from '../bytes/output.js'
import { copyShort } from '../bytes/short-bytes.js'
import { damage, Left, putAny, putAttribute } from './any-value.js'
import { addUp, together } from './buckets.js'
import { clockOf, isEpoch, pointsOf } from './clock-values.js'
import {
  OTHER_LAYOUT,
  putDuration,
  putEntry,
  putIndex,
  putIndices,
  putKeyed,
  readStrings,
} from './dictionary.js'
import { Act, type Field, type Message } from './message.js'
import { moment, moveTime, readMoment } from './nanoseconds.js'
import { putDouble, putFixed, putVarint, putVarints, putWords, putZigzag } from './numbers.js'
import { placeOf } from './places.js'
import { dictionary } from './profile-messages.js'
import { findKey, putText, type Run, suppress } from './run.js'
import type { Treatment } from './treatments.js'
import { cursor, numberAt, readField, Wire } from './wire-format.js'
import { appendVarint, closeField, openField } from './wire-writing.js'

const SPAN_ID = placeOf('span.span_id')
const VALUE = placeOf('metric.value')
const BOUND = placeOf('metric.bound')

/** The time of the first record within a message, in seconds; -1 when none tells it. */
export function recordSeconds(m: Message, b: Uint8Array, at: number, end: number): number {
  let best = m.clocks.length
  let seconds = -1
  for (let i = at; i < end; ) {
    if (readField(b, i, end) !== '') return seconds
    i = cursor.at
    const { n, wire, from, to } = cursor
    if (m.record) {
      const rank = wire === Wire.fixed64 ? m.clocks.indexOf(n) : -1
      if (rank < 0 || rank >= best) continue
      readMoment(b, from)
      if (moment.seconds === 0 && moment.nanos === 0) continue
      seconds = moment.seconds
      best = rank
      if (rank === 0) return seconds
    } else if (wire === Wire.bytes) {
      const below = m.fields[n]?.message
      if (below?.leads !== true) continue
      seconds = recordSeconds(below, b, from, to)
      if (seconds >= 0) return seconds
    }
  }
  return seconds
}

function putTime(run: Run, n: number, b: Uint8Array, at: number): number {
  const { out } = run
  appendVarint(out, n * 8 + Wire.fixed64)
  reserve(out, 8)
  moveTime(b, at, run.rules.values.time, out.bytes, out.n)
  out.n += 8
  return Left.yes
}

/** Identifiers of another length than theirs are none. */
function putId(run: Run, f: Field, b: Uint8Array, at: number, end: number): number {
  const { out } = run
  if (end === at) return Left.yes
  if (end - at !== f.size) return Left.no
  const t = run.rules.place(f.place)
  const body = openField(out, f.n, f.size)
  copyShort(b, at, out.bytes, body, f.size)
  out.n += f.size
  closeField(out, body, f.size)
  if (t.named === 'keep') return Left.yes
  let any = 0
  for (let i = at; i < end; i++) any |= b[i]
  if (any === 0) return Left.yes
  return changeId(run, t, b, at, body) ? Left.yes : Left.no
}

/** Changes the identifier of a span at `body`. */
function changeShort(run: Run, t: Treatment, b: Uint8Array, at: number, body: number): boolean {
  const { out, ids, rules } = run
  const { tag } = rules
  if (tag !== 0 && ids.find(tag, b, at, out.bytes, body)) return true
  if (!t.values.bytes(t.own, out.bytes, body, out.n)) return false
  if (tag !== 0) ids.keep(tag, b, at, out.bytes, body)
  return true
}

/** Maps identifiers of the spans in a message together; see `span-ids.ts`. */
function prepareIds(run: Run, b: Uint8Array, at: number, end: number): void {
  const { ids, rules } = run
  const t = rules.place(SPAN_ID)
  if (rules.tag === 0 || t.named !== 'change') return
  const { many } = t.values
  if (many !== undefined) ids.prepare(rules.tag, b, at, end, (all, n) => many(t.own, all, n))
}

/** Changes the identifier at `body`. Spans of one trace stand together: its id is remembered. */
function changeId(run: Run, t: Treatment, b: Uint8Array, at: number, body: number): boolean {
  const { out, trace } = run
  const { from, to } = trace
  if (out.n - body !== 16) return changeShort(run, t, b, at, body)
  let same = trace.by === t
  for (let i = 0; same && i < 16; i++) same = from[i] === b[at + i]
  if (same) {
    for (let i = 0; i < 16; i++) out.bytes[body + i] = to[i]
    return true
  }
  if (!t.values.bytes(t.own, out.bytes, body, out.n)) return false
  trace.by = t
  for (let i = 0; i < 16; i++) {
    from[i] = b[at + i]
    to[i] = out.bytes[body + i]
  }
  return true
}

/** Whether the value or the bound of eight bytes at `at` is a time, or a sum of times. */
function isTime(run: Run, f: Field, b: Uint8Array, at: number): boolean {
  const value = numberAt(b, at, f.act !== Act.fixed)
  return isEpoch(run.clock, f.json === 'sum' ? value / run.points : value)
}

/** Whether values of a field may be times under the metric at hand. */
function mayBeTimes(run: Run, f: Field, t: Treatment): boolean {
  if (run.clock.length === 0 || t.named === 'keep') return false
  const is64 = f.act === Act.fixed || f.act === Act.double || f.act === Act.doubles
  return is64 && (f.place === VALUE || f.place === BOUND)
}

function putNumeric(run: Run, f: Field, wire: number, b: Uint8Array, at: number, end: number) {
  const { out } = run
  const t = run.rules.place(f.place)
  if (mayBeTimes(run, f, t) && isTime(run, f, b, at)) return false
  const most = f.act === Act.zigzag ? 2 * f.size : f.size
  if (most > 0 && cursor.value > most) return false
  appendVarint(out, f.n * 8 + wire)
  switch (f.act) {
    case Act.varint:
      return putVarint(t, b, at, end, out)
    case Act.zigzag:
      return putZigzag(t, b, at, end, out)
    case Act.fixed:
      return putFixed(t, b, at, out)
    default:
      return putDouble(t, b, at, out)
  }
}

/** Wire types of lists of which one element stands alone. */
const SINGLE: Readonly<Record<number, number>> = {
  [Act.indices]: Wire.varint,
  [Act.times]: Wire.fixed64,
  [Act.varints]: Wire.varint,
  [Act.fixeds]: Wire.fixed64,
  [Act.doubles]: Wire.fixed64,
}

/** Numbers of lists are smaller. */
const BITS = 32

/** Numbers of a list, packed or one of them. */
function putNumbers(run: Run, f: Field, wire: number, b: Uint8Array, at: number, end: number) {
  const { out } = run
  const t = run.rules.place(f.place)
  const packed = wire === Wire.bytes
  if (mayBeTimes(run, f, t)) {
    for (let i = at; i + 8 <= end; i += 8) if (isTime(run, f, b, i)) return false
  }
  const body = packed ? openField(out, f.n, end - at) : 0
  if (!packed) appendVarint(out, f.n * 8 + wire)
  const left =
    f.act === Act.varints
      ? putVarints(t, b, at, end, out)
      : putWords(t, b, at, end, out, f.act === Act.fixeds ? putFixed : putDouble)
  if (left && packed) closeField(out, body, end - at)
  return left
}

/** Times of a list, packed or one of them. */
function putTimes(run: Run, f: Field, wire: number, b: Uint8Array, at: number, end: number) {
  const { out } = run
  if (wire === Wire.fixed64) return putTime(run, f.n, b, at)
  if ((end - at) % 8 !== 0) return Left.no
  const body = openField(out, f.n, end - at)
  for (let i = at; i < end; i += 8) {
    moveTime(b, i, run.rules.values.time, out.bytes, out.n)
    out.n += 8
  }
  closeField(out, body, end - at)
  return Left.yes
}

function putFlags(run: Run, f: Field, b: Uint8Array, at: number, value: number): number {
  const { out } = run
  appendVarint(out, f.n * 8 + f.wire)
  if (f.act === Act.truth) appendVarint(out, value === 0 ? 0 : 1)
  else if (f.act === Act.code) {
    if (value > 255) return Left.no
    appendVarint(out, value)
  } else if (f.act === Act.flags) appendVarint(out, (value % 2 ** 32) & f.place)
  else {
    const bits = u32le(b, at) & f.place
    reserve(out, 4)
    for (let i = 0; i < 4; i++) out.bytes[out.n++] = bits >>> (8 * i)
  }
  return Left.yes
}

function putNamed(run: Run, f: Field, b: Uint8Array, at: number, end: number): number {
  const { out } = run
  if (end === at) return Left.yes
  const body = openField(out, f.n, end - at)
  if (f.act === Act.key) {
    if (findKey(b, at, end) < 0) return Left.no
    append(out, b, at, end)
  } else if (!putText(run, run.rules.place(f.place), b, at, end)) return Left.no
  closeField(out, body, end - at)
  return Left.yes
}

function putBody(run: Run, f: Field, b: Uint8Array, at: number, end: number): number {
  const body = openField(run.out, f.n, end - at)
  const did = putAny(run, run.rules.place(f.place), b, at, end, 0)
  if (did === Left.yes) closeField(run.out, body, end - at)
  return did
}

/** Fields that only profiles have. */
function putOfProfile(run: Run, f: Field, wire: number, b: Uint8Array, at: number, end: number) {
  switch (f.act) {
    case Act.index:
      return putIndex(run, f.n, cursor.value)
    case Act.indices:
      return putIndices(run, f, wire, b, at, end)
    case Act.string:
      return putEntry(run, f, b, at, end)
    case Act.keyed:
      return putKeyed(run, f, b, at, end)
    case Act.times:
      return putTimes(run, f, wire, b, at, end)
    default:
      return putDuration(run, f, cursor.value)
  }
}

function putField(run: Run, f: Field, wire: number, b: Uint8Array, at: number, end: number) {
  switch (f.act) {
    case Act.message:
      return putMessage(run, f.message as Message, f.n, b, at, end)
    case Act.attribute:
      return putAttribute(run, f.n, b, at, end, 0)
    case Act.any:
      return putBody(run, f, b, at, end)
    case Act.text:
    case Act.key:
      return putNamed(run, f, b, at, end)
    case Act.id:
      return putId(run, f, b, at, end)
    case Act.time:
      return putTime(run, f.n, b, at)
    case Act.varints:
    case Act.fixeds:
    case Act.doubles:
      return putNumbers(run, f, wire, b, at, end) ? Left.yes : Left.no
    case Act.varint:
    case Act.zigzag:
    case Act.fixed:
    case Act.double:
      return putNumeric(run, f, wire, b, at, end) ? Left.yes : Left.no
    case Act.index:
    case Act.indices:
    case Act.string:
    case Act.keyed:
    case Act.times:
    case Act.duration:
      return putOfProfile(run, f, wire, b, at, end)
    case Act.never:
      return Left.no
    default:
      return putFlags(run, f, b, at, cursor.value)
  }
}

/** What is counted for a field that does not leave; attributes and values count what is in them. */
function countLost(run: Run, m: Message, f: Field): void {
  if (f.act === Act.attribute || f.act === Act.any) return
  suppress(run, `${m.name}.${f.json}`)
}

/**
 * Takes out lists of which a value does not leave, by bits of their numbers: packed or one by one,
 * in JSON or not, a list has one fate.
 */
function dropLists(run: Run, from: number, lost: number): void {
  const { out } = run
  const end = out.n
  out.n = from
  for (let i = from; i < end; i = cursor.at) {
    if (readField(out.bytes, i, end) !== '') return
    if (cursor.n < BITS && ((lost >>> cursor.n) & 1) === 1) continue
    out.bytes.copyWithin(out.n, i, cursor.at)
    out.n += cursor.at - i
  }
}

/** Bits of the fields of a histogram that do not leave, where its buckets do not add up. */
function oddBuckets(run: Run, m: Message, b: Uint8Array, at: number, end: number): number {
  if (m.buckets === undefined || addUp(m.buckets, b, at, end)) return 0
  suppress(run, `${m.name}.buckets`)
  return together(m.buckets)
}

function putFields(run: Run, m: Message, b: Uint8Array, at: number, end: number): number {
  const { out } = run
  const begin = out.n
  let lost = oddBuckets(run, m, b, at, end)
  for (let i = at; i < end; ) {
    const why = readField(b, i, end)
    if (why !== '') {
      damage.why = why
      return Left.damaged
    }
    i = cursor.at
    const { n, wire, from, to } = cursor
    const f = m.fields[n]
    if (f === undefined || (f.wire !== wire && SINGLE[f.act] !== wire)) {
      if (m.strict) {
        damage.why = OTHER_LAYOUT
        return Left.damaged
      }
      suppress(run, f === undefined ? 'unknown-field' : 'wrong-type')
      continue
    }
    const start = out.n
    const did = putField(run, f, wire, b, from, to)
    if (did < 0) return did
    if (did === Left.no) {
      out.n = start
      const list = SINGLE[f.act] === undefined ? 0 : 1 << n
      if (list === 0 || (lost & list) === 0) countLost(run, m, f)
      lost |= list
    }
  }
  const buckets = together(m.buckets)
  if (lost !== 0) dropLists(run, begin, (lost & buckets) === 0 ? lost : lost | buckets)
  return Left.yes
}

/**
 * Appends a message as field `n`. Its values are those of the time of its first record, and those
 * of a dictionary of the profile before it.
 * @returns whether it could be read (`Left.yes`), or `Left.damaged` with the reason in `damage`
 */
export function putMessage(
  run: Run,
  m: Message,
  n: number,
  b: Uint8Array,
  at: number,
  end: number,
): number {
  const { rules } = run
  if (m.record) run.seen++
  if (m.name === 'Metric') run.clock = clockOf(b, at, end)
  if (m.record && run.clock.length > 0) run.points = pointsOf(m, b, at, end)
  run.watch?.(m)
  if (m.leads) {
    const seconds = recordSeconds(m, b, at, end)
    if (seconds >= 0) {
      run.rules = run.rulesAt(seconds)
      run.seconds = seconds
    }
  } else if (m === dictionary) {
    run.rules = run.rulesAt(run.seconds)
    if (!readStrings(run, b, at, end)) {
      damage.why = OTHER_LAYOUT
      return Left.damaged
    }
  }
  if (m.name === 'ScopeSpans') prepareIds(run, b, at, end)
  const body = openField(run.out, n, end - at)
  const did = putFields(run, m, b, at, end)
  if (did === Left.yes) closeField(run.out, body, end - at)
  run.rules = rules
  return did
}

/** Appends the fields of a whole request. */
export function putRequest(run: Run, m: Message, b: Uint8Array, at: number, end: number): number {
  run.strings.length = 0
  return putFields(run, m, b, at, end)
}
