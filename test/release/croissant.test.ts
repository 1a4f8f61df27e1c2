/** The Croissant description of tables: every name that it refers to is there. */
import { describe, expect, it } from 'vitest'
import { exchangesTable, flowsTable } from '../../src/layers/flow-tables.js'
import { spansTable } from '../../src/layers/otlp-tables.js'
import { croissant } from '../../src/release/croissant.js'
import { makeFacts } from './made.js'

interface Node {
  readonly '@type': string
  readonly '@id': string
  readonly name: string
  readonly includes?: string
  readonly encodingFormat?: string
  readonly dataType?: string
  readonly source?: { fileSet: { '@id': string }; extract: { column?: string } }
  readonly references?: { field: { '@id': string } }
}

const tables = [flowsTable, exchangesTable, spansTable].map((table) => {
  return { table, rows: 3, files: [`data/${table.name}/day=2024-05-01/part-0.parquet`] }
})
const join = { column: 'flowId', to: 'flows', toColumn: 'flowId', rows: 3 }
const joins = [
  { ...join, table: 'exchanges', met: 3 },
  { ...join, table: 'spans', column: 'trace_id', met: 2 },
  { table: 'spans', column: 'parent_span_id', to: 'spans', toColumn: 'span_id', rows: 3, met: 3 },
]
const counted = { tables: [], links: [], labels: [], joins }
const made = croissant(makeFacts({ tables, counted }), []) as {
  '@context': Record<string, unknown>
  '@type': string
  conformsTo: string[]
  distribution: Node[]
  recordSet: (Node & { field: Node[] })[]
}
const fields = made.recordSet.flatMap((r) => r.field)

describe('croissant', () => {
  it('has the types and the version of Croissant 1.1', () => {
    expect(made['@type']).toBe('sc:Dataset')
    expect(made.conformsTo).toContain('http://mlcommons.org/croissant/1.1')
    expect(made.recordSet.every((r) => r['@type'] === 'cr:RecordSet')).toBe(true)
    expect(fields.every((f) => f['@type'] === 'cr:Field')).toBe(true)
    for (const f of fields) expect(f.dataType).toMatch(/^sc:(Text|Integer|Float|Boolean|DateTime)$/)
    const keys = Object.keys(made['@context'])
    expect(keys).toEqual(expect.arrayContaining(['recordSet', 'field', 'references', 'column']))
  })

  it('is of the vocabulary and the media types that mlcroissant 1.1.1 reads', () => {
    expect(made['@context']).toMatchObject({ '@vocab': 'https://schema.org/' })
    expect(made['@context']).toMatchObject({ sc: 'https://schema.org/', key: 'cr:key' })
    const types = new Set(made.distribution.map((d) => d.encodingFormat))
    expect([...types]).toEqual(['application/x-pcapng', 'application/x-parquet'])
  })

  it('has a record set and a set of files for each table, and a field for each column', () => {
    for (const { table } of tables) {
      const set = made.recordSet.find((r) => r['@id'] === table.name)
      expect(set?.field.map((f) => f.source?.extract.column)).toEqual(
        table.columns.map((c) => c.name),
      )
      const files = made.distribution.find((d) => d['@id'] === `${table.name}-files`)
      expect(files).toMatchObject({
        '@type': 'cr:FileSet',
        includes: `data/${table.name}/*/*.parquet`,
      })
    }
  })

  it('refers to nothing that is not in it, and names nothing twice', () => {
    const sets = made.distribution.map((d) => d['@id'])
    const ids = fields.map((f) => f['@id'])
    for (const f of fields) expect(sets).toContain(f.source?.fileSet['@id'])
    const references = fields.flatMap((f) => (f.references ? [f.references.field['@id']] : []))
    // Not every trace is there, and a table that refers to itself is read in circles.
    expect(references).toEqual(['flows/flowId'])
    for (const r of references) expect(ids).toContain(r)
    const all = [...sets, ...ids, ...made.recordSet.map((r) => r['@id'])]
    expect(new Set(all).size).toBe(all.length)
  })
})
