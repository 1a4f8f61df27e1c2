/** The tables of telemetry: columns are named after the fields of OpenTelemetry's data model. */
import type { Column, ColumnType, Table } from './table.js'

const column = (name: string, type: ColumnType, doc: string): Column => ({ name, type, doc })

const PROGRAM = column(
  'service_name',
  'string',
  '`service.name` of the resource, or the program that wrote it',
)
const SCOPE = column('scope_name', 'string', 'name of the library that made the record')
const RESOURCE = column('resource', 'json', 'attributes of the resource, by key')
const TRACE = column('trace_id', 'string', 'identifier of the trace, in hexadecimal digits')
const SPAN = column('span_id', 'string', 'identifier of the span, in hexadecimal digits')
const FLAGS = column('flags', 'int64', 'flags of the trace context')

/** One row for each span. */
export const spansTable: Table = {
  name: 'spans',
  doc: 'spans of traces',
  columns: [
    TRACE,
    SPAN,
    column('parent_span_id', 'string', 'identifier of the span that caused it; null for a root'),
    column('name', 'string', 'name of the span'),
    column('kind', 'string', 'INTERNAL, SERVER, CLIENT, PRODUCER or CONSUMER'),
    column('start_time', 'timestamp', 'when it began'),
    column('end_time', 'timestamp', 'when it ended'),
    column('duration', 'int64', 'nanoseconds from beginning to end'),
    column('status_code', 'string', 'UNSET, OK or ERROR'),
    column('status_message', 'string', 'what went wrong, as far as it leaves'),
    PROGRAM,
    SCOPE,
    column('attributes', 'json', 'attributes of the span, by key'),
    RESOURCE,
    column('events', 'json', 'events within the span, as OTLP/JSON has them'),
    column('links', 'json', 'links to other spans, as OTLP/JSON has them'),
    FLAGS,
  ],
}

/** One row for each log record. */
export const logsTable: Table = {
  name: 'logs',
  doc: 'log records, of telemetry and of log files',
  columns: [
    column('time', 'timestamp', 'when it happened'),
    column('observed_time', 'timestamp', 'when it was collected'),
    TRACE,
    SPAN,
    column('severity_number', 'int32', '1 to 24, from TRACE to FATAL4'),
    column('severity_text', 'string', 'severity as the program calls it'),
    column('body', 'json', 'text or structure of the record, as far as it leaves'),
    column('event_name', 'string', 'name of the event that the record tells of'),
    PROGRAM,
    SCOPE,
    column('attributes', 'json', 'attributes of the record, by key'),
    RESOURCE,
    FLAGS,
    column('host', 'string', 'the host that wrote it, where the record says so'),
    column('format', 'string', 'the format it came in'),
  ],
}

/** One row for each data point. */
export const metricsTable: Table = {
  name: 'metrics',
  doc: 'data points of metrics',
  columns: [
    column('name', 'string', 'name of the metric'),
    column('unit', 'string', 'unit of the metric'),
    column('type', 'string', 'gauge, sum, histogram, exponentialHistogram or summary'),
    column('temporality', 'string', 'DELTA or CUMULATIVE'),
    column('monotonic', 'boolean', 'the sum never falls'),
    column('start_time', 'timestamp', 'since when it is counted'),
    column('time', 'timestamp', 'when it was measured'),
    column('value', 'double', 'the number of a gauge or a sum'),
    column('count', 'int64', 'how many values a histogram or summary is of'),
    column('sum', 'double', 'their sum'),
    column('min', 'double', 'the least of them'),
    column('max', 'double', 'the greatest of them'),
    column('buckets', 'json', 'counts and bounds of buckets or quantiles, as OTLP/JSON has them'),
    column('exemplars', 'json', 'single measurements, as OTLP/JSON has them'),
    PROGRAM,
    SCOPE,
    column('attributes', 'json', 'attributes of the point, by key'),
    RESOURCE,
    FLAGS,
  ],
}

/** One row for each sample. */
export const profilesTable: Table = {
  name: 'profiles',
  doc: 'samples of profiles: which stacks were met, and what they cost',
  columns: [
    column('profile_id', 'string', 'identifier of the profile, in hexadecimal digits'),
    column('time', 'timestamp', 'when the profile began'),
    column('duration', 'int64', 'nanoseconds that the profile took'),
    column('sample_type', 'string', 'what is measured, as far as it leaves'),
    column('sample_unit', 'string', 'in what it is measured'),
    column('period_type', 'string', 'by what it was decided when to take a sample'),
    column('period_unit', 'string', 'in what the period is measured'),
    column('period', 'int64', 'how much of it lies between two samples'),
    column('value', 'int64', 'sum of the values of the sample, or the number of its times'),
    column('values', 'json', 'its values, as OTLP/JSON has them'),
    column('timestamps', 'json', 'when it was met, in nanoseconds since 1970'),
    column('stack', 'json', 'names of functions with their lines, the innermost first'),
    { ...TRACE, doc: 'trace of the span that was running, in hexadecimal digits' },
    { ...SPAN, doc: 'span that was running, in hexadecimal digits' },
    PROGRAM,
    SCOPE,
    column('attributes', 'json', 'attributes of the profile and of the sample, by key'),
    RESOURCE,
  ],
}
