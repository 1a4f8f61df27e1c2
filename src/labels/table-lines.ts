/** Lines of tables in text: separated by tabs, commas, bars; quoted; or as Zeek writes them. */

import { csvCells } from '../bytes/csv-line.js'
import { flowLinesOf } from '../text/flow-lines.js'

/** What the head of a table says. */
export interface Table {
  readonly names: readonly string[]
  /** the path of a Zeek log; empty for other tables */
  readonly zeek: string
  /** the first line is a row */
  readonly isBare?: boolean
  /** the cells of a line; undefined when it is no row */
  cells(line: string): readonly string[] | undefined
}

/** A longer first line names no columns: it may go on behind what an input is recognised by. */
const HEAD_MAX = (1 << 16) - 1
const SEPARATORS = ['\t', '|', ',', ';']
/** Zeek logs that were labelled later have blanks where the new columns begin. */
const ZEEK_SPLIT = /\t| {3,}/

function zeekHeader(lines: readonly string[]): Table | undefined {
  const fields = lines.find((l) => l.startsWith('#fields'))
  const path = lines.find((l) => l.startsWith('#path'))
  if (fields === undefined) return undefined
  const names = fields.split(ZEEK_SPLIT).slice(1)
  // Texts of a log may have such blanks too.
  const cells = (line: string): string[] | undefined =>
    [line.split('\t'), line.split(ZEEK_SPLIT)].find((c) => c.length === names.length)
  return { names, zeek: path?.split('\t')[1]?.trim() ?? 'conn', cells }
}

/**
 * Splits lines of a table that is no log. A line of other columns than its head has is no row: what
 * stands in it may stand under another name.
 */
function splitter(names: readonly string[], separator: string): Table['cells'] {
  // ndpiReader knows no quotes; what may hold its separator comes last, behind all that is read.
  if (names.includes('ndpi_proto')) return (line) => line.split(separator)
  return (line) => {
    const cells = csvCells(line, separator)
    return cells?.length === names.length ? cells : undefined
  }
}

/** Reads the head of a table; undefined when its first line names no columns. */
export function headerOf(text: string): Table | undefined {
  const lines = text.split(/\r?\n/, 40)
  if (lines[0].startsWith('#separator')) return zeekHeader(lines)
  const flows = flowLinesOf(lines[0])
  if (flows !== undefined) {
    const { names, isNamed, cells } = flows
    // What is printed below such flows asserts nothing.
    return { names, zeek: '', isBare: !isNamed, cells: (line) => cells(line) ?? [] }
  }
  const first = lines[0].replace(/^#/, '')
  const separator = SEPARATORS.find((s) => first.split(s).length > 2)
  if (separator === undefined || first.length > HEAD_MAX) return undefined
  const names = csvCells(first, separator)?.map((n) => n.trim())
  if (names === undefined) return undefined
  const named = names.every((n) => /^[\w .:/()%#-]{0,64}$/.test(n)) && names.some((n) => n !== '')
  // Names are words: a table without a head begins with numbers and addresses.
  const words = names.filter((n) => /^[A-Za-z_]/.test(n)).length
  if (!named || words < names.length - 1) return undefined
  return { names, zeek: '', cells: splitter(names, separator) }
}

/** Whether a line of this table is no row. */
export function isHead(table: Table, line: string, n: number): boolean {
  return table.zeek === '' ? n === 0 && table.isBare !== true : line.startsWith('#')
}

/**
 * A row as a record; undefined when its line is none.
 * @param read names of columns that are read: two of one name that differ say nothing
 */
export function rowOf(
  table: Table,
  line: string,
  read: ReadonlySet<string>,
): Record<string, string> | 'wrong-columns' | 'ambiguous-columns' {
  const cells = table.cells(line)
  if (cells === undefined) return 'wrong-columns'
  const row: Record<string, string> = Object.create(null)
  for (const [i, name] of table.names.entries()) {
    const cell = cells[i] ?? ''
    if (read.has(name) && name in row && row[name] !== cell) return 'ambiguous-columns'
    row[name] = cell
  }
  return row
}
