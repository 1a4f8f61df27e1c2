/** What `scrim query` does: runs one statement and prints what it gives. */
import { printable } from '../bytes/printable.js'
import { openQuery, type QueryResult } from '../release/query.js'
import { lengthOf, type QueryValue, type QueryRow as Row } from '../release/query-rows.js'

/** Options of `query`. */
export interface QueryOptions {
  readonly json?: boolean
  readonly csv?: boolean
  readonly memory?: string
}

/** Rows, or characters, by which the widths of columns are found; what comes later may be wider. */
const SAMPLE = 1000
const SAMPLE_CHARACTERS = 1 << 22
const WIDTH_MAX = 60

const COLUMNS = `SELECT table_name AS "table", column_name AS "column", data_type AS "type"
FROM information_schema.columns WHERE table_schema = 'main'
ORDER BY table_name, ordinal_position`

function shown(value: QueryValue): string {
  if (value === null) return ''
  return printable(typeof value === 'object' ? JSON.stringify(value) : String(value))
}

function csvField(value: QueryValue): string {
  if (value === null) return ''
  const s = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return s === '' || /[",\r\n]/.test(s) ? `"${s.replaceAll('"', '""')}"` : s
}

/** Characters that are joined before they are written; all lines of a chunk may be too many. */
const WRITE_CHARACTERS = 1 << 20

/** Prints lines, and waits where nobody reads yet. */
async function print(lines: readonly string[]): Promise<void> {
  let start = 0
  let length = 0
  for (const [i, line] of lines.entries()) {
    length += line.length
    if (i + 1 < lines.length && length < WRITE_CHARACTERS) continue
    const taken = process.stdout.write(`${lines.slice(start, i + 1).join('\n')}\n`)
    if (!taken) await new Promise((resolve) => process.stdout.once('drain', resolve))
    start = i + 1
    length = 0
  }
}

/** A plan as it was drawn: its lines are of its own making, each is printable by itself. */
async function printPlan(result: QueryResult): Promise<void> {
  const lines = (row: Row): string[] => String(row[1]).trimEnd().split('\n').map(printable)
  for await (const chunk of result.rows()) await print(chunk.flatMap(lines))
}

/** Columns side by side, numbers to the right. */
async function printTable(result: QueryResult): Promise<void> {
  let widths: number[] | undefined
  let waiting: Row[] = []
  let characters = 0
  let rows = 0
  const line = (row: Row): string =>
    row
      .map((v, i) => {
        const width = widths?.[i] ?? 0
        return typeof v === 'number' ? shown(v).padStart(width) : shown(v).padEnd(width)
      })
      .join('  ')
      .trimEnd()
  const flush = async (): Promise<void> => {
    if (widths === undefined) {
      widths = result.columns.map((name, i) =>
        Math.min(WIDTH_MAX, Math.max(name.length, ...waiting.map((r) => shown(r[i]).length))),
      )
      await print([line(result.columns), widths.map((w) => '-'.repeat(w)).join('  ')])
    }
    await print(waiting.map(line))
    waiting = []
    characters = 0
  }
  for await (const chunk of result.rows()) {
    rows += chunk.length
    waiting.push(...chunk)
    characters += lengthOf(chunk)
    if (waiting.length >= SAMPLE || characters >= SAMPLE_CHARACTERS) await flush()
  }
  await flush()
  process.stderr.write(`${rows} ${rows === 1 ? 'row' : 'rows'}\n`)
}

async function printEach(result: QueryResult, line: (row: Row) => string): Promise<void> {
  for await (const chunk of result.rows()) await print(chunk.map(line))
}

/** Runs a statement over the tables of a release, or shows which tables there are. */
export async function query(
  dir: string,
  sql: string | undefined,
  options: QueryOptions,
): Promise<void> {
  const open = await openQuery(dir, options.memory)
  try {
    const result = await open.run(sql ?? COLUMNS)
    const { columns } = result
    if (options.json) {
      const object = (row: Row) => Object.fromEntries(columns.map((c, i) => [c, row[i]]))
      await printEach(result, (row) => JSON.stringify(object(row)))
    } else if (options.csv) {
      await print([columns.map(csvField).join(',')])
      await printEach(result, (row) => row.map(csvField).join(','))
    } else if (String(columns) === 'explain_key,explain_value') await printPlan(result)
    else await printTable(result)
  } finally {
    open.close()
  }
}
