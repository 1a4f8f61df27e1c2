/** Counts in the released tables what the report says of them. */
import type { WrittenTable } from '../formats/tables.js'
import type { JoinFacts, LabelFacts, LayerFacts, LinkFacts, TableFacts } from './layer-facts.js'
import { openQuery, type Query, type QueryValue } from './query.js'
import { type Join, joinsOf } from './table-words.js'

/** Steps of a plot, and the finer ones in which silences are looked for. */
const STEPS = 48n
const FINER = 10n
/** Labels that are listed. */
const LABELS_MAX = 40

/** Rows that tell only a part, by the column that says so. */
const PARTIAL: readonly { table: string; column: string; what: string; where: string }[] = [
  {
    table: 'flows',
    column: 'reversePacketDeltaCount',
    what: 'seen in one direction only',
    where: '"reversePacketDeltaCount" = 0',
  },
  {
    table: 'exchanges',
    column: 'firstServerNanoseconds',
    what: 'without an answer',
    where: '"firstServerNanoseconds" IS NULL',
  },
  { table: 'logs', column: 'span_id', what: 'of no span', where: 'span_id IS NULL' },
]

const LINKS = `SELECT from_layer, to_layer, method, count(*), avg(confidence) FROM links
GROUP BY ALL ORDER BY 1, 2, 4 DESC, 3`

const LABELS = `SELECT coalesce(taxonomy, ''), coalesce(value, ''), count(*) FROM labels
WHERE taxonomy IS NOT NULL GROUP BY ALL ORDER BY 3 DESC, 1, 2 LIMIT ${LABELS_MAX}`

type Row = readonly QueryValue[]

async function rowsOf(query: Query, sql: string): Promise<Row[]> {
  const rows: Row[] = []
  for await (const chunk of (await query.run(sql)).rows()) rows.push(...chunk)
  return rows
}

const name = (s: string): string => `"${s.replaceAll('"', '""')}"`

/** The longest run of fine steps without a row; one alone may be chance. */
function silenceOf(fine: readonly number[], first: bigint, step: bigint): TableFacts['silence'] {
  let best = 1
  let end = 0
  let run = 0
  for (let i = 0; i < fine.length; i++) {
    run = fine[i] === 0 ? run + 1 : 0
    if (run > best) [best, end] = [run, i + 1]
  }
  if (end === 0) return undefined
  const to = first + BigInt(end) * step
  return { from: to - BigInt(best) * step, to }
}

/** Rows by step of time, and where there are none for long. */
async function timesOf(query: Query, t: WrittenTable): Promise<Partial<TableFacts>> {
  const { first, last, table } = t
  const time = table.columns.find((c) => c.type === 'timestamp')
  if (first === undefined || last === undefined || time === undefined) return {}
  const fine = (last - first) / (STEPS * FINER) + 1n
  const counts = await rowsOf(
    query,
    `SELECT (epoch_ns(${name(time.name)}) - (${first})) // ${fine} AS i, count(*)
     FROM ${name(table.name)} WHERE ${name(time.name)} IS NOT NULL GROUP BY i`,
  )
  const finer = new Array<number>(Number((last - first) / fine) + 1).fill(0)
  for (const [i, n] of counts) finer[Number(i)] = Number(n)
  const rows = new Array<number>(Math.ceil(finer.length / Number(FINER))).fill(0)
  finer.forEach((n, i) => (rows[Math.floor(i / Number(FINER))] += n))
  const silence = silenceOf(finer, first, fine)
  const steps = { first, step: fine * FINER, rows }
  return { steps, ...(silence === undefined ? {} : { silence }) }
}

async function tableFacts(query: Query, t: WrittenTable): Promise<TableFacts> {
  const { columns, name: table } = t.table
  const [filled] = await rowsOf(
    query,
    `SELECT ${columns.map((c) => `count(${name(c.name)})`).join(', ')} FROM ${name(table)}`,
  )
  const partial: Record<string, number> = {}
  for (const p of PARTIAL) {
    if (p.table !== table || columns.every((c) => c.name !== p.column)) continue
    const [[n]] = await rowsOf(query, `SELECT count(*) FROM ${name(table)} WHERE ${p.where}`)
    partial[p.what] = Number(n)
  }
  return {
    name: table,
    filled: Object.fromEntries(columns.map((c, i) => [c.name, Number(filled[i])])),
    partial,
    ...(await timesOf(query, t)),
  }
}

async function joinFacts(query: Query, join: Join): Promise<JoinFacts> {
  const [from, to] = [name(join.column), name(join.toColumn)]
  const [[rows, met]] = await rowsOf(
    query,
    `SELECT count(*), count(*) FILTER (WHERE ${from} IN (SELECT ${to} FROM ${name(join.to)}))
     FROM ${name(join.table)} WHERE ${from} IS NOT NULL`,
  )
  return { ...join, rows: Number(rows), met: Number(met) }
}

const hasColumns = (t: WrittenTable | undefined, columns: readonly string[]): boolean =>
  columns.every((c) => t?.table.columns.some((column) => column.name === c) === true)

/**
 * Counts in the tables of a release.
 * @param dir where `data/` lies
 */
export async function countTables(
  dir: string,
  tables: readonly WrittenTable[],
): Promise<LayerFacts> {
  const query = await openQuery(dir)
  try {
    const table = (n: string): WrittenTable | undefined => tables.find((t) => t.table.name === n)
    const facts: TableFacts[] = []
    for (const t of tables) facts.push(await tableFacts(query, t))
    const joins: JoinFacts[] = []
    for (const join of joinsOf(tables)) joins.push(await joinFacts(query, join))
    const linked = hasColumns(table('links'), ['from_layer', 'to_layer', 'method', 'confidence'])
    const links = (linked ? await rowsOf(query, LINKS) : []).map(
      ([from, to, method, n, confidence]): LinkFacts => ({
        from: String(from),
        to: String(to),
        method: String(method),
        links: Number(n),
        confidence: Number(confidence),
      }),
    )
    const labelled = hasColumns(table('labels'), ['taxonomy', 'value'])
    const labels = (labelled ? await rowsOf(query, LABELS) : []).map(
      ([taxonomy, value, n]): LabelFacts => ({
        taxonomy: String(taxonomy),
        value: String(value),
        labels: Number(n),
      }),
    )
    return { tables: facts, joins, links, labels }
  } finally {
    query.close()
  }
}
