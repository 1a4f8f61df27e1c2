/** What is counted in tables, and the sections of the report that show it. */
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parquet } from '../../src/formats/parquet.js'
import { openTables, type WrittenTable } from '../../src/formats/tables.js'
import type { Cell, ColumnType, Table } from '../../src/layers/table.js'
import { createTableCounts } from '../../src/release/count-tables.js'
import type { LayerFacts } from '../../src/release/layer-facts.js'
import { readme } from '../../src/release/readme.js'
import { report } from '../../src/release/report.js'
import { memorySpill } from '../correlate/spill.js'
import { freshFolder } from '../e2e/program.js'
import { folderOf } from '../formats/made.js'
import { makeFacts } from './made.js'

const folder = freshFolder()
afterAll(() => rmSync(folder, { recursive: true }))

const table = (name: string, columns: Record<string, ColumnType>): Table => ({
  name,
  doc: `rows of ${name}`,
  columns: Object.entries(columns).map(([n, type]) => ({ name: n, type, doc: `the ${n}` })),
})

const spans = table('spans', {
  trace_id: 'string',
  span_id: 'string',
  parent_span_id: 'string',
  start_time: 'timestamp',
})
const logs = table('logs', { time: 'timestamp', trace_id: 'string', span_id: 'string' })
const flows = table('flows', {
  flowStartNanoseconds: 'timestamp',
  flowId: 'int64',
  reversePacketDeltaCount: 'int64',
})
const labels = table('labels', { flowId: 'int64', taxonomy: 'string', value: 'string' })
const links = table('links', {
  from_layer: 'string',
  to_layer: 'string',
  method: 'string',
  confidence: 'double',
})

const START = 1_714_558_830_000_000_000n
const SECOND = 1_000_000_000n
const evil = '"><script>alert(1)</script>'

function rows(row: (t: Table, cells: readonly Cell[]) => void): void {
  for (let i = 0; i < 100; i++) {
    // Nothing between 40 s and 70 s of 130 s.
    const time = START + BigInt(i < 41 ? i : i + 30) * SECOND
    const parent = i === 0 ? null : i === 7 ? 'lost' : `s${i - 1}`
    row(spans, [`t${i >> 2}`, `s${i}`, parent, time])
    row(logs, [time, `t${i >> 2}`, i % 4 === 0 ? null : `s${i}`])
    row(flows, [time, BigInt(i), i % 10 === 0 ? 0n : 3n])
  }
  row(labels, [3n, 'attack', evil])
  row(labels, [4n, 'attack', 'T1046'])
  row(labels, [400n, 'attack', 'T1046'])
  row(links, ['spans', 'flows', 'tuple', 0.5])
  row(links, ['spans', 'flows', 'tuple', 1])
  row(links, ['logs', 'spans', 'span-id', 1])
}

let tables: WrittenTable[]
let facts: LayerFacts
beforeAll(() => {
  const writing = openTables(parquet, folderOf(folder), memorySpill())
  const counts = createTableCounts()
  rows((of, cells) => {
    counts.row(of, cells)
    writing.row(of, cells)
  })
  tables = writing.close()
  facts = counts.facts(tables)
}, 30_000)

const factsOf = (name: string) => facts.tables.find((t) => t.name === name)

describe('createTableCounts', () => {
  it('counts each row in a step of time, and finds the silence', () => {
    const { steps, silence } = factsOf('spans') ?? {}
    expect(steps?.rows.length).toBeGreaterThanOrEqual(32)
    expect(steps?.rows.length).toBeLessThanOrEqual(64)
    expect(steps?.rows.reduce((a, b) => a + b, 0)).toBe(100)
    const { first = 0n, step = 0n } = steps ?? {}
    expect(first <= START && first > START - step).toBe(true)
    const seconds = Number((silence?.to ?? 0n) - (silence?.from ?? 0n)) / 1e9
    expect(seconds).toBeGreaterThan(29)
    expect(seconds).toBeLessThanOrEqual(31)
    expect((silence?.from ?? 0n) > START + 40n * SECOND).toBe(true)
    expect(factsOf('labels')).not.toHaveProperty('steps')
  })

  it('counts what is absent and what tells only a part', () => {
    expect(factsOf('spans')?.filled).toMatchObject({ span_id: 100, parent_span_id: 99 })
    expect(factsOf('flows')?.partial).toEqual({ 'seen in one direction only': 10 })
    expect(factsOf('logs')?.partial).toEqual({ 'of no span': 25 })
  })

  it('counts the rows that meet, and those that do not', () => {
    const met = facts.joins.map((j) => [`${j.table}.${j.column}`, j.rows, j.met])
    expect(met).toContainEqual(['spans.parent_span_id', 99, 98])
    expect(met).toContainEqual(['logs.span_id', 75, 75])
    expect(met).toContainEqual(['labels.flowId', 3, 2])
  })

  it('counts links by way and labels by value', () => {
    expect(facts.links).toEqual([
      { from: 'logs', to: 'spans', method: 'span-id', links: 1, confidence: 1 },
      { from: 'spans', to: 'flows', method: 'tuple', links: 2, confidence: 0.75 },
    ])
    expect(facts.labels).toEqual([
      { taxonomy: 'attack', value: 'T1046', labels: 2 },
      { taxonomy: 'attack', value: evil, labels: 1 },
    ])
  })
})

describe('report', () => {
  it('shows tables, joins and labels, and keeps their words as text', () => {
    const page = report(makeFacts({ tables, counted: facts }), [])
    expect(page).toContain('aria-label="spans: rows over time, ')
    expect(page).toContain('<code>labels.flowId = flows.flowId</code>')
    expect(page).toContain('Seen in one direction only')
    expect(page).toContain('<h2>Labels</h2>')
    expect(page.match(/class="edge/g)?.length).toBe(4)
    expect(page).toContain('Contradictions among them were not looked for')
    expect(page).not.toContain('<script')
    expect(page).toContain('&lt;script&gt;')
    expect(page).not.toMatch(/ style="|NaN|Infinity|undefined/)
  })

  it('tells which labels stand and which contradict, and which records can have no links', () => {
    const says = (value: string) => ({ value, tool: 'ids <1>', tier: 'sensor' })
    const conflict = { taxonomy: 'class', subject: 'flow', values: [says('scan'), says('benign')] }
    const standing = {
      standing: 1200,
      retracted: 3,
      tiers: { sensor: 1199, annotation: 1 },
      conflicts: Array.from({ length: 21 }, () => conflict),
    }
    const counted = { ...facts, standing, unlinked: 7 }
    const layer = { layer: 'labels', format: 'eve', file: 'data/labels/labels-1.jsonl' }
    const records = { in: 1200, out: 1200, dropped: {} }
    const layers = [{ ...layer, records, suppressed: {}, bytes: { in: 1, out: 1 } }]
    const made = makeFacts({ tables, counted, layers })
    const page = report(made, []).replace(/\s+/g, ' ')
    expect(page).toContain(
      '1,200 labels stand: 1,199 by sensor, 1 by annotation; 3 more were taken back.',
    )
    expect(page).toContain('21 contradictions')
    expect(page.match(/scan \(ids &lt;1&gt;, sensor\) or benign/g)?.length).toBe(20)
    expect(page).toContain('7 records of exchanges, translations or requests in logs came after')
    expect(readme(made)).toContain(
      '| labels | 1,200 stand, 1,199 by sensor, 1 by annotation; 21 contradictions |',
    )
    expect(readme(makeFacts())).toContain('| labels | none |')
  })

  it('does without what was not counted', () => {
    const page = report(makeFacts({ tables }), [])
    expect(page).toContain('<h3>spans</h3>')
    expect(page).not.toContain('Who meets whom')
  })
})
