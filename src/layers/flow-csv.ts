/**
 * Flow tables in text: a line for each flow, its columns named by the first line. The table keeps
 * its form: columns, order, delimiter, precision of times.
 */

import { csvCells, csvLine } from '../bytes/csv-line.js'
import { type CsvColumn, columnOf, headingShown } from '../correlate/csv-columns.js'
import { flowLinesOf } from '../text/flow-lines.js'
import type { Values } from '../wire/values.js'
import { fillCsvRow } from './csv-rows.js'
import { csvValue, readMoment } from './csv-values.js'
import { nfdumpHead, nfdumpLine } from './flow-nfdump.js'
import { flowsTable } from './flow-tables.js'
import type { LayerContext, LayerCounts, LayerRun } from './layer.js'
import { isClock } from './log-numbers.js'
import type { Cell } from './table.js'

const LINE_MAX = 1 << 16
/** The first line may be longer: without the names of all columns no row can be read. */
const HEAD_MAX = 1 << 20
const HEADLESS =
  'the first line is longer than 1 MiB, so that nobody knows what stands in the others: ' +
  'leave out columns that nobody needs'
/** Digits of seconds since 1970. */
const CLOCK_MIN = 10
/** Columns of AWS VPC flow logs in their default format, which may come without a first line. */
const VPC =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes ' +
  'start end action log-status'

/** How a table is written. */
interface Dialect {
  readonly headings: readonly string[]
  /** the cells of a line; undefined when it is no row */
  cells(line: string): string[] | undefined
  /** a line of cells as they leave */
  line(cells: readonly string[]): string
  /** the first line as it leaves; undefined when the table has none that names its columns */
  readonly head: string | undefined
  /** what stands for a value that does not leave */
  readonly none: string
  readonly columns: readonly (CsvColumn | undefined)[]
  readonly format: string
  /** the first column that has the time of a line, or -1 */
  readonly start: number
}

function dialectWith(line: string, delimiter: string): Dialect | undefined {
  const headings = csvCells(line, delimiter)
  if (headings === undefined) return undefined
  const columns = headings.map(columnOf)
  const gives = new Set(columns.map((c) => c?.gives))
  if (!gives.has('sourceAddress') || !gives.has('destinationAddress')) return undefined
  const names = new Set(headings.map((h) => h.trim().toLowerCase()))
  let format = 'flow-csv'
  if (names.has('starttime') && names.has('srcaddr')) format = 'binetflow-csv'
  else if (names.has('sa') && names.has('da')) format = 'nfdump-csv'
  else if (delimiter === ' ') format = 'vpc-flow-log'
  return {
    headings,
    columns,
    format,
    start: timeColumn(columns),
    none: delimiter === ' ' ? '-' : '',
    head: headingLine(headings, columns, delimiter),
    cells: (row) => csvCells(row, delimiter),
    line: (cells) => csvLine(cells, delimiter),
  }
}

/** The column that says when a flow began, or else when it ended. */
function timeColumn(columns: Dialect['columns']): number {
  const start = columns.findIndex((c) => c?.gives === 'start')
  return start < 0 ? columns.findIndex((c) => c?.gives === 'end') : start
}

/** Headings that are not known could say anything; they leave as a number. */
function headingLine(
  headings: readonly string[],
  columns: Dialect['columns'],
  delimiter: string,
): string {
  const shown = headings.map((h, i) => (columns[i] ? headingShown(h) : `column${i + 1}`))
  return csvLine(shown, delimiter)
}

/** Tables whose columns are known by the form of their first line. */
function knownDialect(line: string): Dialect | undefined {
  const known = flowLinesOf(line)
  if (known === undefined) return undefined
  const { format, names, cells, isNamed } = known
  const columns = names.map(columnOf)
  const own = { headings: names, columns, format, cells, start: timeColumn(columns) }
  if (format === 'nfdump-text') {
    const row = (left: readonly string[]): string => nfdumpLine(names, left)
    return { ...own, none: '-', head: nfdumpHead(line), line: row }
  }
  return { ...own, none: '', head: isNamed ? line : undefined, line: (left) => left.join(',') }
}

function dialectOf(line: string): Dialect | undefined {
  if (/^[2-9] (?:\d{12}|unknown) eni-[0-9a-f]+ /.test(line)) {
    const vpc = dialectWith(VPC, ' ')
    const fits = vpc !== undefined && line.split(' ').length === vpc.headings.length
    return fits ? { ...vpc, head: undefined } : undefined
  }
  const known = knownDialect(line)
  if (known !== undefined) return known
  for (const delimiter of [',', '\t', ';', '|', ' ']) {
    const found = dialectWith(line, delimiter)
    if (found !== undefined) return found
  }
  return undefined
}

/** A byte order mark in UTF-8, as spreadsheets write it, in latin1. */
const MARK = /^\xef\xbb\xbf/

/** The format of a flow table by its first line, or undefined. */
export function recogniseCsv(head: Uint8Array): string | undefined {
  const text = Buffer.from(head.subarray(0, 4096)).toString('latin1').replace(MARK, '')
  const end = text.search(/\r?\n/)
  const line = end < 0 ? text : text.slice(0, end)
  return /^[\x20-\x7e\t]{8,}$/.test(line) ? dialectOf(line)?.format : undefined
}

interface State {
  readonly context: LayerContext
  readonly counts: LayerCounts
  dialect: Dialect | undefined
  /** the first line is too long: what stands in a row, nobody knows */
  isHeadless: boolean
  /** the first line, where it names columns */
  heading: string | undefined
  /** rewriters of the columns, by the values of an epoch */
  readonly rewriters: WeakMap<Values, readonly Rewriter[]>
  readonly cells: Cell[]
  /** lines that wait to be written together */
  readonly lines: string[]
}

function flush(s: State): void {
  if (s.lines.length === 0) return
  const bytes = Buffer.from(s.lines.join(''), 'latin1')
  s.context.write(bytes, 0, bytes.length)
  s.lines.length = 0
}

function drop(s: State, reason: string): void {
  const { records } = s.counts
  records.in++
  records.dropped[reason] = (records.dropped[reason] ?? 0) + 1
}

/** What a value of a column becomes; undefined when it does not leave. */
type Rewriter = (value: string) => string | undefined

/** Values of a column that are remembered, as long as it pays. */
const REMEMBERED = 1 << 14
const LONG = 64

function rewriterOf(values: Values, column: CsvColumn | undefined): Rewriter {
  if (column === undefined) return () => undefined
  const rule = values.rule(`flow.${column.field}`, column.kind)
  const rewrite: Rewriter = (value) => csvValue(values, rule, column, value)
  return column.form === 'words' || column.form === 'address' ? remembered(rewrite) : rewrite
}

/** Columns with ever new values are not remembered for long. */
function remembered(rewrite: Rewriter): Rewriter {
  let known: Map<string, string | undefined> | undefined = new Map()
  let hits = 0
  return (value) => {
    if (known === undefined || value.length > LONG) return rewrite(value)
    const found = known.get(value)
    if (found !== undefined) {
      hits++
      return found
    }
    const now = rewrite(value)
    if (known.size >= REMEMBERED) {
      if (hits < REMEMBERED) known = undefined
      known?.clear()
      hits = 0
    }
    known?.set(value, now)
    return now
  }
}

function rewritersOf(s: State, values: Values, columns: Dialect['columns']): readonly Rewriter[] {
  let own = s.rewriters.get(values)
  if (own === undefined) {
    own = columns.map((c) => rewriterOf(values, c))
    s.rewriters.set(values, own)
  }
  return own
}

/** The time of a line, for its keys: of its first column with one. */
function secondsOf({ start }: Dialect, parts: readonly string[]): number {
  return start < 0 ? Number.NaN : (readMoment(parts[start].trim())?.seconds ?? Number.NaN)
}

/**
 * Whether a size is the time of its line, as a duration that was reckoned from 1970 is. A table
 * that names no times has none to compare with.
 */
function isClockCell(
  values: Values,
  column: CsvColumn | undefined,
  part: string,
  seconds: number,
): boolean {
  if (part.length < CLOCK_MIN || column?.kind !== 'size' || Number.isNaN(seconds)) return false
  if (!isClock(Number(part), seconds)) return false
  return values.fate(values.rule(`flow.${column.field}`, column.kind)) !== 'keep'
}

function record(s: State, d: Dialect, line: string, ending: string): void {
  const parts = d.cells(line)
  if (parts?.length !== d.columns.length) return drop(s, 'wrong-columns')
  const seconds = secondsOf(d, parts)
  const values = s.context.valuesAt(seconds)
  const rewriters = rewritersOf(s, values, d.columns)
  const { suppressed, records } = s.counts
  const now: string[] = []
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]
    let left = isClockCell(values, d.columns[i], part, seconds) ? undefined : rewriters[i](part)
    if (left === undefined) {
      if (part !== '') {
        const reason = d.columns[i]?.kind ?? 'unknown-column'
        suppressed[reason] = (suppressed[reason] ?? 0) + 1
      }
      left = d.none
    }
    now.push(left)
  }
  records.in++
  records.out++
  s.lines.push(d.line(now) + ending)
  if (s.context.row !== undefined && fillCsvRow(s.cells, d.columns, now, values.time)) {
    s.context.row(flowsTable, s.cells)
  }
}

/** A line that is too long: where it is the first, no other line is read as what names columns. */
function tooLong(s: State): void {
  if (s.dialect === undefined) s.isHeadless = true
  drop(s, 'too-long')
}

/** How long the next line may be. */
function lengthMax(s: State): number {
  return s.dialect === undefined && !s.isHeadless ? HEAD_MAX : LINE_MAX
}

function take(s: State, raw: string): void {
  if (raw.length > lengthMax(s)) return tooLong(s)
  if (s.isHeadless) return drop(s, 'no-columns')
  const ending = raw.endsWith('\r\n') ? '\r\n' : raw.endsWith('\n') ? '\n' : ''
  let line = raw.slice(0, raw.length - ending.length)
  if (s.dialect === undefined) {
    line = line.replace(MARK, '')
    s.dialect = dialectOf(line)
    if (s.dialect === undefined) return drop(s, 'no-columns')
    if (s.dialect.head !== undefined) {
      s.heading = line
      s.lines.push(s.dialect.head + ending)
      return
    }
  }
  if (line === '') return
  // Tables that were put behind one another.
  if (line === s.heading) return drop(s, 'heading')
  record(s, s.dialect, line, ending)
}

/** Opens a run over a flow table in text. */
export function openCsv(context: LayerContext): LayerRun {
  const counts: LayerCounts = { records: { in: 0, out: 0, dropped: {} }, suppressed: {} }
  const cells = flowsTable.columns.map(() => null)
  const s: State = {
    context,
    counts,
    dialect: undefined,
    isHeadless: false,
    heading: undefined,
    rewriters: new WeakMap(),
    cells,
    lines: [],
  }
  let rest = ''
  let isTooLong = false
  return {
    counts,
    get notices() {
      return s.isHeadless ? [HEADLESS] : []
    },
    push(chunk) {
      const text = rest + Buffer.from(chunk).toString('latin1')
      let at = 0
      for (let end = text.indexOf('\n', at); end >= 0; end = text.indexOf('\n', at)) {
        if (isTooLong) tooLong(s)
        else take(s, text.slice(at, end + 1))
        isTooLong = false
        at = end + 1
      }
      rest = text.slice(at)
      // Of a line that has no end only its first bytes are held.
      if (rest.length > lengthMax(s)) {
        isTooLong = true
        rest = ''
      }
      flush(s)
    },
    end(isCut) {
      if (isTooLong) tooLong(s)
      else if (rest !== '' && !isCut) take(s, rest)
      rest = ''
      flush(s)
    },
  }
}
