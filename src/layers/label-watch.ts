/**
 * Says which flows, spans and log records the labels of a release are about, once all of them have
 * passed. It sees rewritten rows only. Records are put away until the labels are known, and then
 * held as far as labels may be about them.
 */
import type { Endpoint } from '../correlate/link-records.js'
import { createRecordStore, type Spill } from '../correlate/record-store.js'
import { type Assertion, type Entry } from '../labels/assertion.js'
import { standing } from '../labels/standing.js'
import type { SubjectKind, Tier } from '../labels/subject.js'
import { assignTo, type Target } from '../labels/targets.js'
import { columnsOf, flowsTable } from './flow-tables.js'
import type { RowSink } from './flow-watch.js'
import { labelsTable } from './label-table.js'
import { flowOf } from './link-flows.js'
import { endsOfLog } from './link-log-ends.js'
import { createTelemetryReader } from './link-refs.js'
import type { Cell, Column, ColumnType, Table } from './table.js'

/** Labels, records that they may be about, and rows that are given, each. */
const MOST = 1_000_000

const column = (name: string, type: ColumnType, doc: string): Column => ({ name, type, doc })

/** One row for each label of each record. */
export const labelledTable: Table = {
  name: 'labelled',
  doc: 'which flows, spans and log records labels are about; those that disagree both stand',
  columns: [
    column('time', 'timestamp', 'when the record began or happened'),
    column('layer', 'string', 'flows, spans or logs'),
    column('flow_id', 'int64', 'flowId of the flow'),
    column('trace_id', 'string', 'trace of the span'),
    column('span_id', 'string', 'the span'),
    column('log_row', 'int64', 'number of the log record in the order of its inputs, from 0'),
    column('taxonomy', 'string', 'as in labels'),
    column('value', 'string', 'as in labels'),
    column('tier', 'string', 'as in labels; window where the label only says when, or whose host'),
    column('tool', 'string', 'who says so'),
    column('confidence', 'double', 'how sure they are, from 0 to 1; null when they do not say'),
    column('candidates', 'int64', 'records that the label may mean'),
    column('conflict', 'boolean', 'another label of this record says something else'),
  ],
}

interface Labelled extends Target {
  readonly layer: string
  readonly row?: bigint | undefined
}

const HELD = [
  'start',
  'end',
  'layer',
  'row',
  'hosts',
  'ends',
  'protocol',
  'flowId',
  'traceId',
  'spanId',
] as const

const L = columnsOf(labelsTable)

const text = (cell: Cell | undefined): string | undefined =>
  typeof cell === 'string' ? cell : undefined
const whole = (cell: Cell | undefined): number | undefined =>
  typeof cell === 'number' || typeof cell === 'bigint' ? Number(cell) : undefined
const nanos = (cell: Cell | undefined): bigint | undefined =>
  typeof cell === 'bigint' ? cell : undefined

/** Leaves out what is not known. */
function known<T extends object>(o: T): T {
  return Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined)) as T
}

/** The entry that a row of the table of labels was made of, as far as it is of use here. */
function entryOf(cells: readonly Cell[]): Entry {
  const at = (name: string): Cell | undefined => cells[L[name]]
  const said = { tool: text(at('tool')) ?? '' }
  const times = { start: nanos(at('startNanoseconds')), end: nanos(at('endNanoseconds')) }
  const id = text(at('id'))
  const retracts = text(at('retracts'))
  if (retracts !== undefined) return known({ id, retracts, said }) as Entry
  const subject = known({
    kind: text(at('subject')) as SubjectKind,
    source: text(at('sourceIPv4Address')) ?? text(at('sourceIPv6Address')),
    destination: text(at('destinationIPv4Address')) ?? text(at('destinationIPv6Address')),
    sourcePort: whole(at('sourceTransportPort')),
    destinationPort: whole(at('destinationTransportPort')),
    protocol: whole(at('protocolIdentifier')),
    host: text(at('host')),
    traceId: text(at('traceId')),
    spanId: text(at('spanId')),
    flowId: whole(at('flowId')),
  })
  return known({
    id,
    subject,
    said,
    taxonomy: text(at('taxonomy')) ?? '',
    value: text(at('value')) ?? '',
    tier: text(at('tier')) as Tier,
    confidence: whole(at('confidence')),
    ...times,
  }) as Assertion
}

const nameOf = ({ address, port }: Endpoint): string => `${address} ${port}`

/** Reads rows of other layers as records that labels may be about. */
function createRecordReader() {
  const reader = createTelemetryReader()
  const columns = new WeakMap<Table, Readonly<{ [name: string]: number }>>()
  let rows = 0
  const log = (table: Table, cells: readonly Cell[]): Labelled | undefined => {
    const at = columns.get(table) ?? columnsOf(table)
    columns.set(table, at)
    const row = rows++
    const line = reader.log(table, cells, row)
    if (line === undefined) return undefined
    const { traceId, spanId, time, host } = line
    const { tuple } = endsOfLog(row, (name) => cells[at[name]])
    const ends =
      tuple?.other === undefined ? undefined : ([nameOf(tuple.one), nameOf(tuple.other)] as const)
    const hosts = host === '' ? [] : [host]
    const when = { start: time, end: time, hosts }
    return { layer: 'logs', row: BigInt(row), ...when, ends, traceId, spanId }
  }
  const span = (table: Table, cells: readonly Cell[]): Labelled | undefined => {
    const s = reader.span(table, cells)
    if (s === undefined) return undefined
    const { start, end, traceId, spanId, local, peer } = s
    const hosts = [s.host, local?.address, peer?.address].filter((h) => h !== undefined)
    const ends = local && peer ? ([nameOf(local), nameOf(peer)] as const) : undefined
    return { layer: 'spans', start, end, hosts, ends, traceId, spanId }
  }
  const flow = (cells: readonly Cell[]): Labelled | undefined => {
    const f = flowOf(cells)
    if (f === undefined) return undefined
    const { start, end, client, server, protocol } = f
    const ends = [nameOf(client), nameOf(server)] as const
    const hosts = [client.address, server.address]
    return { layer: 'flows', start, end, hosts, ends, protocol, flowId: Number(f.id) }
  }
  return (table: Table, cells: readonly Cell[]): Labelled | undefined => {
    if (table === flowsTable) return flow(cells)
    return table.name === 'spans' ? span(table, cells) : log(table, cells)
  }
}

/** Gathers, and says in the end. */
export interface LabelWatch {
  /** takes a row and passes it on */
  readonly row: RowSink
  /** gives the rows of `labelled`; to be called once, after all rows */
  finish(): void
  /** records and rows that there was no room for */
  readonly left: number
}

/**
 * Makes a watch.
 * @param pass takes all rows, and those of `labelled` in the end
 * @param spill takes records, of which there may be any number
 */
export function createLabelWatch(pass: RowSink, spill: Spill, most = MOST): LabelWatch {
  const read = createRecordReader()
  const entries: Entry[] = []
  const records = createRecordStore<Labelled>(HELD, spill)
  let left = 0
  return {
    get left() {
      return left
    },
    row(table, cells) {
      pass(table, cells)
      if (table === labelsTable) {
        if (entries.length < most) entries.push(entryOf(cells))
        else left++
        return
      }
      if (table !== flowsTable && table.name !== 'spans' && table.name !== 'logs') return
      const record = read(table, cells)
      if (record !== undefined) records.add(record)
    },
    finish() {
      if (entries.length === 0) return
      const found = assignTo(standing(entries), records.inOrder(), most)
      left += found.left
      for (const { label, target: t, tier, candidates, conflict } of found.meant) {
        const { taxonomy, value, said, confidence = null } = label
        const isSpan = t.layer === 'spans'
        pass(labelledTable, [
          t.start,
          t.layer,
          t.flowId === undefined ? null : BigInt(t.flowId),
          isSpan ? (t.traceId ?? null) : null,
          isSpan ? (t.spanId ?? null) : null,
          t.row ?? null,
          taxonomy,
          value,
          tier,
          said.tool,
          confidence,
          BigInt(candidates),
          conflict,
        ])
      }
    },
  }
}
