/**
 * A stream of requests in protocol buffers: one bare request, requests behind their length in a
 * varint, or behind four bytes of length as the Collector's file exporter writes them. At most one
 * resource (bare) or one request is held at a time.
 */
import { append, createOutput, type Output } from '../bytes/output.js'
import { damage, Left } from './any-value.js'
import { requests, type Signal } from './messages.js'
import { type Run, suppress } from './run.js'
import { carriedBy, type Framing } from './signals.js'
import { putMessage, putRequest } from './walk.js'
import { cursor, readField, readVarint } from './wire-format.js'
import { appendVarint } from './wire-writing.js'

/** A longer request is refused. */
const UNIT_MAX = 1 << 26
const HEAD_MAX = 20

/** Records by what became of them. */
export interface RecordCounts {
  in: number
  out: number
  readonly dropped: Record<string, number>
}

/** Where rewritten requests go. */
export interface Sink {
  write(bytes: Uint8Array, at: number, end: number): void
  /** sees each rewritten resource with its records; of profiles each request, with its tables */
  wrote?: ((signal: Signal, bytes: Uint8Array, at: number, end: number) => void) | undefined
}

/** Counts records that do not leave; what cannot be read counts as one at least. */
export function dropRecords(counts: RecordCounts, n: number, reason: string): void {
  const lost = Math.max(1, n)
  counts.in += lost
  counts.dropped[reason] = (counts.dropped[reason] ?? 0) + lost
}

interface State {
  readonly run: Run
  readonly counts: RecordCounts
  readonly sink: Sink
  readonly framing: Framing
  /** bytes that are not yet a whole unit begin at `at` */
  readonly held: Output
  at: number
  /** bytes of a refused unit that are still to come */
  skip: number
  /** framing is lost: nothing more can be read */
  lost: boolean
  /** what the last request carried */
  carried: Signal | undefined
  readonly prefix: Output
  /** what left of a bare request of profiles: their tables come behind them */
  readonly profiles: Output
}

/** What is at the start of the bytes that are held: where a unit lies. */
const unit = { from: 0, to: 0, field: 0 }

/** Finds the next unit. @returns an empty string, `more`, or why there is none */
function nextUnit(s: State): string {
  const { bytes, n } = s.held
  const { at } = s
  unit.from = at
  unit.to = at
  if (s.framing === 'bare') {
    const why = readField(bytes, at, n)
    const short = why === 'bad-varint' && n - at < HEAD_MAX
    if (why !== '' && why !== 'truncated') return short ? 'more' : why
    unit.field = cursor.wire === 2 ? cursor.n : 0
    unit.from = cursor.from
    unit.to = cursor.at
  } else if (s.framing === 'framed') {
    if (n - at < 4) return 'more'
    unit.from = at + 4
    const high = bytes[at] * 2 ** 24
    unit.to = unit.from + high + ((bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3])
  } else {
    const length = readVarint(bytes, at, n)
    if (cursor.at < 0) return n - at < 10 ? 'more' : 'bad-varint'
    unit.from = cursor.at
    unit.to = unit.from + length
  }
  return unit.to <= n ? '' : 'more'
}

function drop(s: State, reason: string): void {
  dropRecords(s.counts, s.run.seen, reason)
  s.run.seen = 0
}

/** Writes what the unit became, in the framing of the input. */
function leave(s: State): void {
  const { out } = s.run
  const { prefix } = s
  prefix.n = 0
  if (s.framing === 'delimited') appendVarint(prefix, out.n)
  else if (s.framing === 'framed') {
    for (let i = 24; i >= 0; i -= 8) prefix.bytes[prefix.n++] = out.n >>> i
  }
  if (prefix.n > 0) s.sink.write(prefix.bytes, 0, prefix.n)
  s.sink.write(out.bytes, 0, out.n)
  s.counts.in += s.run.seen
  s.counts.out += s.run.seen
  s.run.seen = 0
}

/** Shows resources of a rewritten request to the sink. */
function show(s: State, signal: Signal): void {
  const { out } = s.run
  if (s.sink.wrote === undefined) return
  if (signal === 'profiles') {
    if (s.framing !== 'bare') s.sink.wrote(signal, out.bytes, 0, out.n)
    else if (s.profiles.n + out.n <= UNIT_MAX) append(s.profiles, out.bytes, 0, out.n)
    return
  }
  for (let i = 0; i < out.n; ) {
    if (readField(out.bytes, i, out.n) !== '') return
    i = cursor.at
    s.sink.wrote(signal, out.bytes, cursor.from, cursor.to)
    i = Math.max(i, cursor.at)
  }
}

/** What a request carries, by the first of its resources that has records. */
function carriedByRequest(b: Uint8Array, at: number, end: number): Signal | undefined {
  for (let i = at; i < end; ) {
    if (readField(b, i, end) !== '') return undefined
    const { n, wire, from, to } = cursor
    i = cursor.at
    const carried = n === 1 && wire === 2 ? carriedBy(b, from, to) : undefined
    if (carried !== undefined) return carried
  }
  return undefined
}

function take(s: State): void {
  const { run, held } = s
  const { from, to, field } = unit
  const bare = s.framing === 'bare'
  if (!bare) s.carried = carriedByRequest(held.bytes, from, to) ?? s.carried
  else if (field === 1) s.carried = carriedBy(held.bytes, from, to) ?? s.carried
  const signal = s.carried ?? 'traces'
  const request = requests[signal]
  const below = bare ? request.fields[field]?.message : undefined
  if (bare && below === undefined) {
    suppress(run, 'unknown-field')
    return
  }
  run.out.n = 0
  run.seen = 0
  const did =
    below === undefined
      ? putRequest(run, request, held.bytes, from, to)
      : putMessage(run, below, field, held.bytes, from, to)
  if (did === Left.damaged) return drop(s, damage.why)
  show(s, signal)
  leave(s)
}

function takeAll(s: State): void {
  while (!s.lost && s.skip === 0 && s.at < s.held.n) {
    const why = nextUnit(s)
    if (unit.to - unit.from > UNIT_MAX) {
      drop(s, 'too-large')
      s.skip = Math.max(0, unit.to - s.held.n)
      s.at = Math.min(unit.to, s.held.n)
    } else if (why === 'more') return
    else if (why !== '') {
      drop(s, why)
      s.lost = true
    } else {
      const { to } = unit
      take(s)
      s.at = to
    }
  }
}

/** Makes a reader of requests; what becomes of them goes to the sink. */
export function createProtobufInput(
  framing: Framing,
  run: Run,
  counts: RecordCounts,
  sink: Sink,
): { push(chunk: Uint8Array): void; end(): void } {
  const s: State = {
    run,
    counts,
    sink,
    framing,
    held: createOutput(),
    at: 0,
    skip: 0,
    lost: false,
    carried: undefined,
    prefix: createOutput(32),
    profiles: createOutput(32),
  }
  return {
    push(chunk) {
      const skipped = Math.min(s.skip, chunk.length)
      s.skip -= skipped
      if (s.lost || skipped === chunk.length) return
      const { held } = s
      if (s.at > 0) {
        held.bytes.copyWithin(0, s.at, held.n)
        held.n -= s.at
        s.at = 0
      }
      append(held, chunk, skipped, chunk.length)
      takeAll(s)
    },
    end() {
      if (!s.lost && s.at < s.held.n) drop(s, 'truncated')
      s.lost = true
      const { bytes, n } = s.profiles
      if (n > 0) sink.wrote?.('profiles', bytes, 0, n)
      s.profiles.n = 0
    },
  }
}
