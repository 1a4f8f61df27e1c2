/**
 * Counts what the report says of the tables of a release, while their rows are written: nothing is
 * read again, and no more is held than fits.
 */
import type { WrittenTable } from '../formats/tables.js'
import type { Cell, Table } from '../layers/table.js'
import { countMet, createKeyCounts, type KeyCounts } from './count-keys.js'
import { createTimeCounts, type TimeCounts } from './count-times.js'
import type { JoinFacts, LabelFacts, LayerFacts, LinkFacts, TableFacts } from './layer-facts.js'
import { isJoinColumn, type Join, joinsOf } from './table-words.js'

/** Labels that are listed, and different ones that are counted. */
const LISTED = 40
const LABELS_MAX = 1 << 16

/** Rows that tell only a part, by the column that says so. */
interface PartialRows {
  readonly table: string
  readonly column: string
  readonly what: string
  readonly is: (cell: Cell) => boolean
}

const PARTIAL: readonly PartialRows[] = [
  {
    table: 'flows',
    column: 'reversePacketDeltaCount',
    what: 'seen in one direction only',
    is: (cell) => cell !== null && Number(cell) === 0,
  },
  {
    table: 'exchanges',
    column: 'firstServerNanoseconds',
    what: 'without an answer',
    is: (cell) => cell === null,
  },
  { table: 'logs', column: 'span_id', what: 'of no span', is: (cell) => cell === null },
]

/** What is counted of one table. */
interface Counted {
  readonly table: Table
  readonly filled: Float64Array
  /** what tells only a part, where that is said, and how often it was met */
  readonly partial: readonly { readonly of: PartialRows; readonly at: number; n: number }[]
  /** the column that says when, or -1 */
  readonly time: number
  readonly times: TimeCounts
  /** columns by which tables are joined, by their number */
  readonly keys: Map<number, KeyCounts>
  /** columns whose values are counted together, and how often which were met */
  readonly groups: readonly number[]
  readonly grouped: Map<string, { n: number; sum: number }>
}

/** Counts rows on their way. */
export interface TableCounts {
  row(table: Table, cells: readonly Cell[]): void
  /** what was counted in the tables that were written */
  facts(tables: readonly WrittenTable[]): LayerFacts
}

const GROUPS: Readonly<Record<string, readonly string[]>> = {
  links: ['from_layer', 'to_layer', 'method', 'confidence'],
  labels: ['taxonomy', 'value'],
}

const placeOf = ({ columns }: Table, name: string): number =>
  columns.findIndex((c) => c.name === name)

function begin(table: Table): Counted {
  const keys = new Map<number, KeyCounts>()
  for (const [i, c] of table.columns.entries()) {
    if (isJoinColumn(table.name, c.name)) keys.set(i, createKeyCounts())
  }
  const groups = (GROUPS[table.name] ?? []).map((name) => placeOf(table, name))
  return {
    table,
    filled: new Float64Array(table.columns.length),
    partial: PARTIAL.flatMap((of) => {
      const at = of.table === table.name ? placeOf(table, of.column) : -1
      return at < 0 ? [] : [{ of, at, n: 0 }]
    }),
    time: table.columns.findIndex((c) => c.type === 'timestamp'),
    times: createTimeCounts(),
    keys,
    groups: groups.includes(-1) ? [] : groups,
    grouped: new Map(),
  }
}

/** Links by their layers and method, with their confidence; labels by what they say. */
function group(c: Counted, cells: readonly Cell[]): void {
  const [first, second, third, value] = c.groups
  if (third === undefined && (cells[first] ?? null) === null) return
  const words = third === undefined ? [first, second] : [first, second, third]
  const key = words.map((i) => String(cells[i] ?? '')).join('\0')
  let known = c.grouped.get(key)
  if (known === undefined) {
    if (c.grouped.size === LABELS_MAX) return
    c.grouped.set(key, (known = { n: 0, sum: 0 }))
  }
  known.n++
  if (value !== undefined) known.sum += Number(cells[value] ?? 0)
}

function add(c: Counted, cells: readonly Cell[]): void {
  const { filled } = c
  for (let i = 0; i < filled.length; i++) if ((cells[i] ?? null) !== null) filled[i]++
  for (const p of c.partial) if (p.of.is(cells[p.at] ?? null)) p.n++
  const time = c.time < 0 ? null : (cells[c.time] ?? null)
  if (time !== null) c.times.add(BigInt(time as bigint))
  for (const [i, keys] of c.keys) keys.add(cells[i] ?? null)
  if (c.groups.length > 0) group(c, cells)
}

function tableFacts(c: Counted): TableFacts {
  const { name, columns } = c.table
  const partial = Object.fromEntries(c.partial.map(({ of, n }) => [of.what, n]))
  const filled = Object.fromEntries(columns.map((column, i) => [column.name, c.filled[i]]))
  return { name, filled, partial, ...c.times.facts() }
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function linkFacts(c: Counted | undefined): LinkFacts[] {
  const links = [...(c?.grouped ?? [])].map(([key, { n, sum }]): LinkFacts => {
    const [from, to, method] = key.split('\0')
    return { from, to, method, links: n, confidence: sum / n }
  })
  return links.sort(
    (a, b) =>
      byText(a.from, b.from) ||
      byText(a.to, b.to) ||
      b.links - a.links ||
      byText(a.method, b.method),
  )
}

function labelFacts(c: Counted | undefined): LabelFacts[] {
  const labels = [...(c?.grouped ?? [])].map(([key, { n }]): LabelFacts => {
    const [taxonomy, value] = key.split('\0')
    return { taxonomy, value, labels: n }
  })
  labels.sort(
    (a, b) => b.labels - a.labels || byText(a.taxonomy, b.taxonomy) || byText(a.value, b.value),
  )
  return labels.slice(0, LISTED)
}

/** Makes counts. */
export function createTableCounts(): TableCounts {
  const tables = new Map<string, Counted>()
  const keysOf = (table: string, column: string): KeyCounts | undefined => {
    const c = tables.get(table)
    return c?.keys.get(placeOf(c.table, column))
  }
  const joinFacts = (join: Join): JoinFacts[] => {
    const from = keysOf(join.table, join.column)
    const to = keysOf(join.to, join.toColumn)
    if (from === undefined || to === undefined) return []
    const { met, estimated } = countMet(from, to)
    return [{ ...join, rows: from.rows, met, ...(estimated ? { estimated } : {}) }]
  }
  return {
    row(table, cells) {
      let c = tables.get(table.name)
      if (c === undefined) tables.set(table.name, (c = begin(table)))
      add(c, cells)
    },
    facts: (written) => ({
      tables: written.flatMap(({ table }) => {
        const c = tables.get(table.name)
        return c === undefined ? [] : [tableFacts(c)]
      }),
      joins: joinsOf(written).flatMap(joinFacts),
      links: linkFacts(tables.get('links')),
      labels: labelFacts(tables.get('labels')),
    }),
  }
}
