/** Lines of tables in text: separated by tabs, commas, bars; quoted; or as Zeek writes them. */

import { flowLinesOf } from '../text/flow-lines.js'

/** What the head of a table says. */
export interface Table {
  readonly names: readonly string[]
  readonly separator: string
  /** the path of a Zeek log; empty for other tables */
  readonly zeek: string
  /** the first line is a row */
  readonly isBare?: boolean
  /** the cells of a line, where no separator tells them; undefined when it is no row */
  cells?(line: string): readonly string[] | undefined
}

const SEPARATORS = ['\t', '|', ',', ';']
/** Zeek logs that were labelled later have blanks where the new columns begin. */
const ZEEK_SPLIT = /\t| {3,}/

/** The cells of a line. */
function cellsOf(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator)
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < line.length; i++) {
    const c = line[i]
    if (quoted) {
      if (c !== '"') cell += c
      else if (line[i + 1] === '"') cell += line[++i]
      else quoted = false
    } else if (c === '"' && cell.trim() === '') {
      quoted = true
      cell = ''
    } else if (c === separator) {
      cells.push(cell)
      cell = ''
    } else cell += c
  }
  cells.push(cell)
  return cells
}

function zeekHeader(lines: readonly string[]): Table | undefined {
  const fields = lines.find((l) => l.startsWith('#fields'))
  const path = lines.find((l) => l.startsWith('#path'))
  if (fields === undefined) return undefined
  const names = fields.split(ZEEK_SPLIT).slice(1)
  return { names, separator: '\t', zeek: path?.split('\t')[1]?.trim() ?? 'conn' }
}

/** Reads the head of a table; undefined when its first line names no columns. */
export function headerOf(text: string): Table | undefined {
  const lines = text.split(/\r?\n/, 40)
  if (lines[0].startsWith('#separator')) return zeekHeader(lines)
  const flows = flowLinesOf(lines[0])
  if (flows !== undefined) {
    const { names, isNamed, cells } = flows
    return { names, separator: '', zeek: '', isBare: !isNamed, cells }
  }
  const first = lines[0].replace(/^#/, '')
  const separator = SEPARATORS.find((s) => first.split(s).length > 2)
  if (separator === undefined || first.length > 8192) return undefined
  const names = cellsOf(first, separator).map((n) => n.trim())
  const named = names.every((n) => /^[\w .:/()%#-]{0,64}$/.test(n)) && names.some((n) => n !== '')
  // Names are words: a table without a head begins with numbers and addresses.
  const words = names.filter((n) => /^[A-Za-z_]/.test(n)).length
  return named && words >= names.length - 1 ? { names, separator, zeek: '' } : undefined
}

/** Whether a line of this table is no row. */
export function isHead(table: Table, line: string, n: number): boolean {
  return table.zeek === '' ? n === 0 && table.isBare !== true : line.startsWith('#')
}

/** A row as a record. */
export function rowOf(table: Table, line: string): Record<string, string> {
  const plain = (): string[] =>
    table.zeek === '' ? cellsOf(line, table.separator) : line.split(ZEEK_SPLIT)
  const cells = table.cells === undefined ? plain() : (table.cells(line) ?? [])
  const row: Record<string, string> = Object.create(null)
  for (const [i, name] of table.names.entries()) row[name] = cells[i] ?? ''
  return row
}
