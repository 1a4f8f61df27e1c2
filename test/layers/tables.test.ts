/** Tables of all layers: who writes rows of one name writes the same columns. */
import { describe, expect, it } from 'vitest'
import { exchangesTable, flowsTable } from '../../src/layers/flow-tables.js'
import { layers } from '../../src/layers/index.js'
import type { Table } from '../../src/layers/table.js'

describe('tables', () => {
  it('have one meaning for each name', () => {
    const known = new Map<string, Table>([
      ['flows', flowsTable],
      ['exchanges', exchangesTable],
    ])
    for (const table of layers.flatMap((l) => l.tables)) {
      expect([table.name, known.get(table.name) ?? table]).toEqual([table.name, table])
      known.set(table.name, table)
    }
    expect([...known.keys()].sort()).toEqual(
      expect.arrayContaining(['flows', 'labels', 'logs', 'metrics', 'spans']),
    )
  })

  it.each(layers.flatMap((l) => l.tables.map((t) => [l.name, t.name, t] as const)))(
    '%s %s has columns that are named once and documented',
    (_layer, _name, table) => {
      const names = table.columns.map((c) => c.name)
      expect(new Set(names).size).toBe(names.length)
      for (const c of table.columns) expect(c.doc.length).toBeGreaterThan(5)
    },
  )
})
