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
  return { delimiter, headings, columns, format, isNamed: true }
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
  readonly rules: WeakMap<Values, readonly number[]>
  readonly cells: Cell[]
}

function write(s: State, line: string): void {
  const bytes = Buffer.from(line, 'latin1')
  s.context.write(bytes, 0, bytes.length)
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

function rulesOf(s: State, values: Values, columns: Dialect['columns']): readonly number[] {
  let rules = s.rules.get(values)
  if (rules === undefined) {
    rules = columns.map((c) => (c ? values.rule(`flow.${c.field}`, c.kind) : -1))
    s.rules.set(values, rules)
  }
  return rules
}

/** The time of a line, for its keys: of its first column with one. */
function secondsOf(columns: Dialect['columns'], parts: readonly string[]): number {
  const i = columns.findIndex((c) => c?.gives === 'start')
  return i < 0 ? Number.NaN : (readMoment(parts[i].trim())?.seconds ?? Number.NaN)
}

function record(s: State, d: Dialect, line: string, ending: string): void {
  const parts = split(line, d.delimiter)
  if (parts.length !== d.columns.length) return drop(s, 'wrong-columns')
  const values = s.context.valuesAt(secondsOf(d.columns, parts))
  const rules = rulesOf(s, values, d.columns)
  const { suppressed, records } = s.counts
  const now = parts.map((part, i) => {
    const column = d.columns[i]
    const left = column && csvValue(values, rules[i], column, part)
    if (left !== undefined) return left
    if (part !== '') {
      const reason = column?.kind ?? 'unknown-column'
      suppressed[reason] = (suppressed[reason] ?? 0) + 1
    }
    return d.delimiter === ' ' ? '-' : ''
  })
  records.in++
  records.out++
  write(s, now.map((v) => quoted(v, d.delimiter)).join(d.delimiter) + ending)
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
    if (s.dialect.isNamed) return write(s, headingLine(s.dialect) + ending)
  }
  if (line === '') return
  if (line.length > LINE_MAX) return drop(s, 'too-long')
  record(s, s.dialect, line, ending)
}

/** Opens a run over a flow table in text. */
export function openCsv(context: LayerContext): LayerRun {
  const counts: LayerCounts = { records: { in: 0, out: 0, dropped: {} }, suppressed: {} }
  const cells = flowsTable.columns.map(() => null)
  const s: State = { context, counts, dialect: undefined, rules: new WeakMap(), cells }
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
    },
    end() {
      if (isTooLong) drop(s, 'too-long')
      else if (rest !== '') take(s, rest)
      rest = ''
    },
  }
}
