/** Labels of a release: which rows of which layer they are about, and where they disagree. */
import { describe, expect, it } from 'vitest'
import { flowsTable } from '../../src/layers/flow-tables.js'
import { labelsTable } from '../../src/layers/label-table.js'
import { createLabelWatch, labelledTable } from '../../src/layers/label-watch.js'
import { logsTable, spansTable } from '../../src/layers/otlp-tables.js'
import type { Cell, Table } from '../../src/layers/table.js'
import { memorySpill } from '../correlate/spill.js'

type Row = Record<string, Cell>
const S = 1_000_000_000n

/** A watch to put rows into by their names, and the rows of `labelled` that it gives. */
function open(most?: number) {
  const rows: Row[] = []
  const spill = memorySpill()
  const watch = createLabelWatch(
    (t, cells) => {
      if (t !== labelledTable) return
      rows.push(Object.fromEntries(t.columns.map((c, i) => [c.name, cells[i]])))
    },
    spill,
    most,
  )
  const put = (t: Table, values: Row): void =>
    watch.row(
      t,
      t.columns.map((c) => values[c.name] ?? null),
    )
  return { rows, watch, put, spill }
}

const label = { taxonomy: 'class', value: 'attack', tier: 'annotation', tool: 'people' }

function recording(most?: number) {
  const made = open(most)
  const { put } = made
  put(flowsTable, {
    flowId: 3n,
    sourceIPv4Address: '10.0.0.1',
    sourceTransportPort: 5000,
    destinationIPv4Address: '10.0.0.2',
    destinationTransportPort: 80,
    protocolIdentifier: 6,
    flowStartNanoseconds: 10n * S,
    flowEndNanoseconds: 12n * S,
  })
  for (const [i, host] of ['web', 'db'].entries()) {
    put(spansTable, {
      trace_id: `t${i}`,
      span_id: `s${i}`,
      kind: 'SERVER',
      start_time: 10n * S,
      end_time: 11n * S,
      service_name: host,
      resource: JSON.stringify({ 'host.name': host }),
    })
    put(logsTable, { time: 11n * S, trace_id: `t${i}`, host, format: 'log-json' })
  }
  return made
}

const told = (rows: readonly Row[]): unknown[] =>
  rows.map((r) => [r.layer, r.flow_id ?? r.span_id ?? r.log_row, r.tier])

describe('createLabelWatch', () => {
  it('knows spans of which nobody knows when they ended', () => {
    const { rows, put, watch } = open()
    put(spansTable, { trace_id: 't2', span_id: 's2', start_time: 10n * S })
    put(labelsTable, { ...label, subject: 'trace', traceId: 't2' })
    watch.finish()
    expect(told(rows)).toEqual([['spans', 's2', 'annotation']])
  })

  it('gives what a label of a trace or a span says to spans and log records', () => {
    const { rows, put, watch } = recording()
    put(labelsTable, { ...label, subject: 'trace', traceId: 't1' })
    put(labelsTable, { ...label, subject: 'span', traceId: 't0', spanId: 's0' })
    watch.finish()
    expect(told(rows)).toEqual([
      ['spans', 's1', 'annotation'],
      ['logs', 1n, 'annotation'],
      ['spans', 's0', 'annotation'],
    ])
  })

  it('gives what a window says to all that lies in it, and calls it a window', () => {
    const { rows, put, watch } = recording()
    const at = { startNanoseconds: 11n * S + 1n, endNanoseconds: 20n * S }
    put(labelsTable, { ...label, subject: 'window', ...at })
    const web = { startNanoseconds: 5n * S, endNanoseconds: 20n * S }
    put(labelsTable, { ...label, subject: 'window', host: 'web', ...web })
    watch.finish()
    expect(told(rows)).toEqual([
      ['flows', 3n, 'window'],
      ['spans', 's0', 'window'],
      ['logs', 0n, 'window'],
    ])
    expect(rows.map((r) => r.candidates)).toEqual([1n, 2n, 2n])
  })

  it('gives what is said of a conversation to its flow, whichever end is named first', () => {
    const { rows, put, watch } = recording()
    const ends = {
      sourceIPv4Address: '10.0.0.2',
      sourceTransportPort: 80,
      destinationIPv4Address: '10.0.0.1',
      destinationTransportPort: 5000,
    }
    const at = { startNanoseconds: 11n * S }
    put(labelsTable, { ...label, subject: 'flow', ...ends, ...at, protocolIdentifier: 6 })
    put(labelsTable, { ...label, subject: 'flow', ...ends, ...at, protocolIdentifier: 17 })
    put(labelsTable, { ...label, subject: 'flow', ...ends, startNanoseconds: 30n * S })
    watch.finish()
    expect(told(rows)).toEqual([['flows', 3n, 'annotation']])
  })

  it('keeps labels that disagree, and says that they do', () => {
    const { rows, put, watch } = recording()
    for (const value of ['attack', 'benign']) {
      put(labelsTable, { ...label, value, subject: 'trace', traceId: 't0' })
    }
    put(labelsTable, { ...label, subject: 'trace', traceId: 't1' })
    watch.finish()
    expect(rows.map((r) => [r.span_id ?? r.log_row, r.value, r.conflict])).toEqual([
      ['s0', 'attack', true],
      [0n, 'attack', true],
      ['s0', 'benign', true],
      [0n, 'benign', true],
      ['s1', 'attack', false],
      [1n, 'attack', false],
    ])
  })

  it('gives nothing to labels that were taken back', () => {
    const { rows, put, watch } = recording()
    put(labelsTable, { ...label, id: 'x', subject: 'trace', traceId: 't0' })
    put(labelsTable, { id: 'y', retracts: 'x', tool: 'people' })
    watch.finish()
    expect(rows).toEqual([])
  })

  it('counts what it has no room for, where there are labels', () => {
    const { put, watch, rows } = recording(1)
    put(labelsTable, { ...label, subject: 'trace', traceId: 't0' })
    watch.finish()
    expect([watch.left, rows.length]).toEqual([1, 1])
    const none = recording(1)
    none.watch.finish()
    expect(none.watch.left).toBe(0)
  })

  it('holds of many records those that labels are about, whatever comes first', () => {
    const { put, watch, rows, spill } = open(2)
    const n = 40_000
    for (let i = 0; i < n; i++) {
      if (i === 20_000) put(labelsTable, { ...label, subject: 'trace', traceId: 't7' })
      put(logsTable, { time: BigInt(n - i) * S, trace_id: `t${i}`, format: 'log-json' })
    }
    put(labelsTable, { ...label, subject: 'trace', traceId: `t${n - 1}` })
    expect(spill.blocks.length).toBeGreaterThan(0)
    watch.finish()
    expect(rows.map((r) => [r.log_row, r.candidates])).toEqual([
      [7n, 1n],
      [BigInt(n - 1), 1n],
    ])
    expect(watch.left).toBe(0)
  })
})
