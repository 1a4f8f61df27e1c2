/** What a release says of its tables: how they are joined, and queries that work as they stand. */
import type { WrittenTable } from '../formats/tables.js'

/** A column of one table whose values are found in a column of another. */
export interface Join {
  readonly table: string
  readonly column: string
  readonly to: string
  readonly toColumn: string
}

/** Every join between tables that a release may have. */
const JOINS: readonly Join[] = [
  { table: 'exchanges', column: 'flowId', to: 'flows', toColumn: 'flowId' },
  { table: 'logs', column: 'span_id', to: 'spans', toColumn: 'span_id' },
  { table: 'logs', column: 'trace_id', to: 'spans', toColumn: 'trace_id' },
  { table: 'spans', column: 'parent_span_id', to: 'spans', toColumn: 'span_id' },
  { table: 'profiles', column: 'span_id', to: 'spans', toColumn: 'span_id' },
  { table: 'profiles', column: 'trace_id', to: 'spans', toColumn: 'trace_id' },
  { table: 'links', column: 'flow_id', to: 'flows', toColumn: 'flowId' },
  { table: 'links', column: 'other_flow_id', to: 'flows', toColumn: 'flowId' },
  { table: 'links', column: 'span_id', to: 'spans', toColumn: 'span_id' },
  { table: 'links', column: 'trace_id', to: 'spans', toColumn: 'trace_id' },
  { table: 'labelled', column: 'flow_id', to: 'flows', toColumn: 'flowId' },
  { table: 'labelled', column: 'span_id', to: 'spans', toColumn: 'span_id' },
  { table: 'labels', column: 'flowId', to: 'flows', toColumn: 'flowId' },
  { table: 'labels', column: 'traceId', to: 'spans', toColumn: 'trace_id' },
  { table: 'labels', column: 'spanId', to: 'spans', toColumn: 'span_id' },
]

/** Whether tables are joined by a column, from it or to it. */
export function isJoinColumn(table: string, column: string): boolean {
  return JOINS.some(
    (j) => (j.table === table && j.column === column) || (j.to === table && j.toColumn === column),
  )
}

function has(tables: readonly WrittenTable[], name: string, column: string): boolean {
  return tables.some(
    ({ table }) => table.name === name && table.columns.some((c) => c.name === column),
  )
}

/** The joins of which both sides are in the release. */
export function joinsOf(tables: readonly WrittenTable[]): Join[] {
  return JOINS.filter((j) => has(tables, j.table, j.column) && has(tables, j.to, j.toColumn))
}

/** A question to the tables, and the SQL that answers it. */
export interface Example {
  readonly asks: string
  readonly sql: string
}

const EXAMPLES: readonly (Example & { readonly needs: readonly (readonly [string, string])[] })[] =
  [
    {
      asks: 'the services that most flows go to',
      needs: [['flows', 'destinationTransportPort']],
      sql:
        'SELECT "protocolIdentifier", "destinationTransportPort", count(*) AS flows, ' +
        'sum("packetDeltaCount" + "reversePacketDeltaCount") AS packets ' +
        'FROM flows GROUP BY ALL ORDER BY flows DESC, 2 LIMIT 10',
    },
    {
      asks: 'how long servers took to answer',
      needs: [['exchanges', 'flowId']],
      sql:
        'SELECT "destinationTransportPort" AS port, count(*) AS exchanges, ' +
        'median(epoch_ns("firstServerNanoseconds") - epoch_ns("lastClientNanoseconds")) / 1e6 ' +
        'AS milliseconds FROM exchanges JOIN flows USING ("flowId") ' +
        'GROUP BY port ORDER BY exchanges DESC, port LIMIT 10',
    },
    {
      asks: 'spans that failed, by service',
      needs: [
        ['spans', 'service_name'],
        ['spans', 'status_code'],
      ],
      sql:
        'SELECT service_name, status_code, count(*) AS spans FROM spans ' +
        'GROUP BY ALL ORDER BY spans DESC, 1, 2 LIMIT 10',
    },
    {
      asks: 'log lines by severity',
      needs: [['logs', 'severity_text']],
      sql: 'SELECT severity_text, count(*) AS lines FROM logs GROUP BY ALL ORDER BY lines DESC, 1',
    },
    {
      asks: 'the functions in which most was spent',
      needs: [['profiles', 'stack']],
      sql:
        'SELECT sample_type, sample_unit, stack->>0 AS innermost, sum(value) AS total ' +
        'FROM profiles GROUP BY ALL ORDER BY total DESC, 1, 3 LIMIT 10',
    },
    {
      asks: 'which records of which layer labels are about, and where labels disagree',
      needs: [
        ['labelled', 'layer'],
        ['labelled', 'conflict'],
      ],
      sql:
        'SELECT layer, taxonomy, value, tier, count(*) AS records, ' +
        'count(*) FILTER (WHERE conflict) AS disagree ' +
        'FROM labelled GROUP BY ALL ORDER BY records DESC, 1, 2, 3, 4 LIMIT 20',
    },
    {
      asks: 'what the records were labelled as',
      needs: [
        ['labels', 'taxonomy'],
        ['labels', 'value'],
      ],
      sql:
        'SELECT taxonomy, value, count(*) AS labels FROM labels ' +
        'GROUP BY ALL ORDER BY labels DESC, 1, 2 LIMIT 20',
    },
  ]

/** Queries that this release can answer. */
export function examplesOf(tables: readonly WrittenTable[]): Example[] {
  return EXAMPLES.filter((e) => e.needs.every(([table, column]) => has(tables, table, column)))
}
