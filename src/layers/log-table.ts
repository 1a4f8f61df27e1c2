/** The table of log records; its rows are made of what was rewritten and of nothing else. */
import type { Cell, Table } from './table.js'

/** Log records of all formats. */
export const logsTable: Table = {
  name: 'logs',
  doc: 'one record of a log in each row, as it was rewritten',
  columns: [
    { name: 'time', type: 'timestamp', doc: 'when it happened, as the record says' },
    { name: 'format', type: 'string', doc: 'the format of its log' },
    { name: 'severity', type: 'string', doc: 'how grave it is, in its own words' },
    { name: 'host', type: 'string', doc: 'the host that wrote it' },
    { name: 'service', type: 'string', doc: 'the program or service that wrote it' },
    { name: 'trace_id', type: 'string', doc: 'the trace it belongs to, in hexadecimal digits' },
    { name: 'span_id', type: 'string', doc: 'the span it belongs to, in hexadecimal digits' },
    { name: 'body', type: 'string', doc: 'its text' },
    { name: 'attributes', type: 'json', doc: 'its other fields' },
  ],
}

/** What a row is made of. */
export interface LogRow {
  time: bigint | null
  severity: string | null
  host: string | null
  service: string | null
  traceId: string | null
  spanId: string | null
  body: string | null
  attributes: Readonly<Record<string, unknown>> | null
}

/** A row without anything. */
export function emptyRow(): LogRow {
  return {
    time: null,
    severity: null,
    host: null,
    service: null,
    traceId: null,
    spanId: null,
    body: null,
    attributes: null,
  }
}

/** The cells of a row. */
export function cellsOf(format: string, row: LogRow): readonly Cell[] {
  const attributes = row.attributes === null ? null : JSON.stringify(row.attributes)
  const { time, severity, host, service, traceId, spanId, body } = row
  return [time, format, severity, host, service, traceId, spanId, body, attributes]
}
