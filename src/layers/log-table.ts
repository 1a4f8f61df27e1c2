/** Rows of log records, made of what was rewritten and of nothing else; see `logsTable`. */
import { stringifyWritten } from './log-written.js'
import type { Cell } from './table.js'

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

/** The cells of a row, in the order of the columns that telemetry has as well. */
export function cellsOf(format: string, row: LogRow): readonly Cell[] {
  const json = (value: unknown): string | null => (value === null ? null : stringifyWritten(value))
  const { time, severity, host, service, traceId, spanId } = row
  const [body, attributes] = [json(row.body), json(row.attributes)]
  return [
    time,
    null,
    traceId,
    spanId,
    null,
    severity,
    body,
    null,
    service,
    null,
    attributes,
    null,
    null,
    host,
    format,
  ]
}
