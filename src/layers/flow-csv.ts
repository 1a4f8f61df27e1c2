/**
 * Flow tables in text: a line for each flow, its columns named by the first line. The table keeps
 * its form: columns, order, delimiter, precision of times.
 */

import { type CsvColumn, columnOf } from '../correlate/csv-columns.js'
import type { Values } from '../wire/values.js'
import { fillCsvRow } from './csv-rows.js'
import { csvValue, readMoment } from './csv-values.js'
import { flowsTable } from './flow-tables.js'
import type { LayerContext, LayerCounts, LayerRun } from './layer.js'
import type { Cell } from './table.js'

const LINE_MAX = 1 << 16
/** Columns of AWS VPC flow logs in their default format, which may come without a first line. */
const VPC =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes ' +
  'start end action log-status'

/** How a table is written. */
interface Dialect {
  readonly delimiter: string
  readonly headings: readonly string[]
  readonly columns: readonly (CsvColumn | undefined)[]
  readonly format: string
  /** the first column that has the time of a line, or -1 */
  readonly start: number
  /** whether the first line names the columns */
  readonly isNamed: boolean
}

/** Splits a line; delimiters in quotes do not count (RFC 4180 §2). */
function split(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter)
  const parts: string[] = []
  let part = ''
  let isQuoted = false
  for (let i = 0; i < line.length; i++) {
    const c = line[i]
    if (c === '"' && isQuoted && line[i + 1] === '"') part += line[++i]
    else if (c === '"') isQuoted = !isQuoted
    else if (c === delimiter && !isQuoted) {
      parts.push(part)
      part = ''
    } else part += c
  }
  return [...parts, part]
}

function quoted(value: string, delimiter: string): string {
  if (!value.includes(delimiter) && !value.includes('"')) return value
  return `"${value.replaceAll('"', '""')}"`
}

function dialectWith(line: string, delimiter: string): Dialect | undefined {
  const headings = split(line, delimiter)
  const columns = headings.map(columnOf)
  const gives = new Set(columns.map((c) => c?.gives))
  if (!gives.has('sourceAddress') || !gives.has('destinationAddress')) return undefined
  const names = new Set(headings.map((h) => h.trim().toLowerCase()))
  let format = 'flow-csv'
  if (names.has('starttime') && names.has('srcaddr')) format = 'binetflow-csv'
  else if (names.has('sa') && names.has('da')) format = 'nfdump-csv'
  else if (delimiter === ' ') format = 'vpc-flow-log'
  const start = columns.findIndex((c) => c?.gives === 'start')
  return { delimiter, headings, columns, start, format, isNamed: true }
}

function dialectOf(line: string): Dialect | undefined {
  if (/^[2-9] (?:\d{12}|unknown) eni-[0-9a-f]+ /.test(line)) {
    const vpc = dialectWith(VPC, ' ')
    const fits = vpc !== undefined && line.split(' ').length === vpc.headings.length
    return fits ? { ...vpc, isNamed: false } : undefined
  }
  for (const delimiter of [',', '\t', ';', '|', ' ']) {
    const found = dialectWith(line, delimiter)
    if (found !== undefined) return found
  }
  return undefined
}

/** The format of a flow table by its first line, or undefined. */
export function recogniseCsv(head: Uint8Array): string | undefined {
  const text = Buffer.from(head.subarray(0, 4096)).toString('latin1')
  const end = text.search(/\r?\n/)
  const line = end < 0 ? text : text.slice(0, end)
  return /^[\x20-\x7e\t]{8,}$/.test(line) ? dialectOf(line)?.format : undefined
}

interface State {
  readonly context: LayerContext
  readonly counts: LayerCounts
  dialect: Dialect | undefined
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

/** Headings that are not known could say anything; they leave as a number. */
function headingLine({ headings, columns, delimiter }: Dialect): string {
  return headings.map((h, i) => (columns[i] ? h : `column${i + 1}`)).join(delimiter)
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

function record(s: State, d: Dialect, line: string, ending: string): void {
  const parts = split(line, d.delimiter)
  if (parts.length !== d.columns.length) return drop(s, 'wrong-columns')
  const rewriters = rewritersOf(s, s.context.valuesAt(secondsOf(d, parts)), d.columns)
  const { suppressed, records } = s.counts
  const now: string[] = []
  const out: string[] = []
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]
    let left = rewriters[i](part)
    if (left === undefined) {
      if (part !== '') {
        const reason = d.columns[i]?.kind ?? 'unknown-column'
        suppressed[reason] = (suppressed[reason] ?? 0) + 1
      }
      left = d.delimiter === ' ' ? '-' : ''
    }
    now.push(left)
    // Only words can have delimiters in them.
    out.push(d.columns[i]?.form === 'words' ? quoted(left, d.delimiter) : left)
  }
  records.in++
  records.out++
  s.lines.push(out.join(d.delimiter) + ending)
  if (s.context.row !== undefined && fillCsvRow(s.cells, d.columns, now)) {
    s.context.row(flowsTable, s.cells)
  }
}

function take(s: State, raw: string): void {
  const ending = raw.endsWith('\r\n') ? '\r\n' : raw.endsWith('\n') ? '\n' : ''
  const line = raw.slice(0, raw.length - ending.length)
  if (s.dialect === undefined) {
    s.dialect = dialectOf(line)
    if (s.dialect === undefined) return drop(s, 'no-columns')
    if (s.dialect.isNamed) {
      s.lines.push(headingLine(s.dialect) + ending)
      return
    }
  }
  if (line === '') return
  if (line.length > LINE_MAX) return drop(s, 'too-long')
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
    rewriters: new WeakMap(),
    cells,
    lines: [],
  }
  let rest = ''
  let isTooLong = false
  return {
    counts,
    notices: [],
    push(chunk) {
      const text = rest + Buffer.from(chunk).toString('latin1')
      let at = 0
      for (let end = text.indexOf('\n', at); end >= 0; end = text.indexOf('\n', at)) {
        if (isTooLong) drop(s, 'too-long')
        else take(s, text.slice(at, end + 1))
        isTooLong = false
        at = end + 1
      }
      rest = text.slice(at)
      // Of a line that has no end only its first bytes are held.
      if (rest.length > LINE_MAX) {
        isTooLong = true
        rest = ''
      }
      flush(s)
    },
    end() {
      if (isTooLong) drop(s, 'too-long')
      else if (rest !== '') take(s, rest)
      rest = ''
      flush(s)
    },
  }
}
