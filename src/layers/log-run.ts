/**
 * One input of log records being rewritten. Records end where their format says; one that is too
 * long, or cannot be read, is left out and counted.
 */
import { appendString, createOutput, type Output } from '../bytes/output.js'
import { yearless } from '../text/years.js'
import type { LayerContext, LayerCounts, LayerRun } from './layer.js'
import type { LogReader, ReaderContext } from './log-reader.js'
import { createReaderContext } from './log-room.js'
import { cellsOf, emptyRow } from './log-table.js'
import { logsTable } from './otlp-tables.js'

/** Longer records do not leave. */
const RECORD_MAX = 1 << 20
const FLUSH = 1 << 16

/** Finds where records end, in bytes that come in chunks. */
export interface Framer {
  /**
   * Where the record at `at` ends, and where the next may begin.
   * @returns false when more bytes are needed
   */
  next(b: Uint8Array, at: number, end: number, isLast: boolean): boolean
  /** of the record that was found; nothing to rewrite when `from` = `to` */
  from: number
  to: number
  after: number
}

/** What stands around and between records of a format, as they leave. */
export interface Frame {
  readonly before: string
  readonly between: string
  readonly after: string
}

/** Records are lines; a carriage return before the line feed goes. */
export function createLineFramer(): Framer {
  return {
    from: 0,
    to: 0,
    after: 0,
    next(b, at, end, isLast) {
      const found = b.indexOf(10, at)
      const stop = found >= 0 && found < end ? found : -1
      if (stop < 0 && !isLast) return false
      this.from = at
      this.after = stop < 0 ? end : stop + 1
      let to = stop < 0 ? end : stop
      while (to > at && b[to - 1] === 13) to--
      this.to = to
      return true
    },
  }
}

/** State of one run. */
interface Run {
  readonly format: string
  readonly context: LayerContext
  readonly counts: LayerCounts
  readonly reader: LogReader
  readonly frame: Frame
  readonly out: Output
  /** records that name no year */
  yearless: number
  /** a record was written */
  begun: boolean
}

function drop({ counts: { records } }: Run, why: string): void {
  records.in++
  records.dropped[why] = (records.dropped[why] ?? 0) + 1
}

/** Rewrites the record `[at, end)`. */
function one(r: Run, b: Uint8Array, at: number, end: number): void {
  if (end - at > RECORD_MAX) return drop(r, 'too-long')
  const { out, context, frame, counts } = r
  const row = context.row === undefined ? undefined : emptyRow()
  const from = out.n
  const met = yearless.met
  yearless.near = context.near ?? Number.NaN
  appendString(out, r.begun ? frame.between : frame.before)
  const why = r.reader.record(b, at, end, out, row)
  if (yearless.met > met) r.yearless++
  if (why !== '' && why !== 'form') {
    out.n = from
    if (why !== 'header') drop(r, why)
    return
  }
  r.begun = true
  if (why === 'form') return
  counts.records.in++
  counts.records.out++
  if (row !== undefined) context.row?.(logsTable, cellsOf(r.format, row))
}

function flush({ out, context }: Run): void {
  if (out.n > 0) context.write(out.bytes, 0, out.n)
  out.n = 0
}

/** Opens a run over records. */
export function openRecords(
  format: string,
  context: LayerContext,
  createReader: (context: ReaderContext) => LogReader,
  framer: Framer = createLineFramer(),
  frame: Frame = { before: '', between: '\n', after: '\n' },
): LayerRun {
  const counts: LayerCounts = { records: { in: 0, out: 0, dropped: {} }, suppressed: {} }
  const reader = createReader(createReaderContext(context, counts))
  const r: Run = {
    format,
    context,
    counts,
    reader,
    frame,
    out: createOutput(),
    yearless: 0,
    begun: false,
  }
  // What a crash, or a file that was cut under its writer, leaves in a line is not of the line.
  const isText = format !== 'log-journal'
  let rest: Uint8Array = new Uint8Array(0)
  let isSkipping = false
  const take = (b: Uint8Array, isLast: boolean): number => {
    let at = 0
    let zero = isText ? b.indexOf(0) : -1
    while (at < b.length && framer.next(b, at, b.length, isLast)) {
      const hasZero = zero >= 0 && zero < framer.to
      if (hasZero) zero = b.indexOf(0, framer.to)
      if (isSkipping) drop(r, 'too-long')
      else if (hasZero) drop(r, 'zero-bytes')
      else if (framer.to > framer.from) one(r, b, framer.from, framer.to)
      isSkipping = false
      at = framer.after
      if (r.out.n > FLUSH) flush(r)
    }
    return at
  }
  return {
    counts,
    notices: [],
    get yearless() {
      return r.yearless
    },
    push(chunk) {
      let b = chunk
      if (rest.length > 0) {
        b = new Uint8Array(rest.length + chunk.length)
        b.set(rest)
        b.set(chunk, rest.length)
      }
      rest = b.slice(take(b, false))
      // What is too long is not kept until it ends.
      if (rest.length > RECORD_MAX) {
        isSkipping = true
        rest = new Uint8Array(0)
      }
      flush(r)
    },
    end(isCut) {
      if (rest.length > 0 && !isCut) take(rest, true)
      else if (isSkipping) drop(r, 'too-long')
      rest = new Uint8Array(0)
      if (r.begun) appendString(r.out, frame.after)
      flush(r)
    },
  }
}
