/** The table of labels, and the names under which a policy knows their values. */
import { valueFields } from '../wire/fields.js'
import type { Column, ColumnType, Table } from './table.js'

const column = (name: string, type: ColumnType, doc: string): Column => ({ name, type, doc })

/** One row for each assertion or retraction; rows that disagree stand beside each other. */
export const labelsTable: Table = {
  name: 'labels',
  doc: 'assertions about the recording: what it is, who says so, and how they know',
  columns: [
    column('labelId', 'int64', 'number of the entry in this table’s input'),
    column('id', 'string', 'id of the entry in its file, as a pseudonym'),
    column('retracts', 'string', 'id of the entry that this one takes back; else null'),
    column('subject', 'string', 'flow, window, host, span, trace, log or dataset'),
    column('sourceIPv4Address', 'string', 'one end of a flow'),
    column('destinationIPv4Address', 'string', 'the other end'),
    column('sourceIPv6Address', 'string', 'one end of a flow'),
    column('destinationIPv6Address', 'string', 'the other end'),
    column('sourceTransportPort', 'int32', 'port at the source'),
    column('destinationTransportPort', 'int32', 'port at the destination'),
    column('protocolIdentifier', 'int32', 'IP protocol'),
    column('host', 'string', 'address or name of the host that is meant'),
    column('traceId', 'string', 'trace that is meant'),
    column('spanId', 'string', 'span that is meant'),
    column('logRecord', 'int64', 'number of the log record that is meant, from 0'),
    column('flowId', 'int64', 'number of the flow that is meant, in the table of flows'),
    column('taxonomy', 'string', 'attack, ndpi, class, class-detail, fault, suricata, zeek, ...'),
    column('value', 'string', 'what is asserted, in words of the taxonomy'),
    column('known', 'boolean', 'the value is in the taxonomy; else it is a word of its source'),
    column('tier', 'string', 'construction, sensor, annotation or window'),
    column('tool', 'string', 'who says so'),
    column('toolVersion', 'string', 'version of the tool'),
    column('rule', 'string', 'which of its rules'),
    column('configDigest', 'string', 'SHA-256 of its configuration, as a pseudonym'),
    column('basis', 'string', 'how the tool concluded: dpi, dpi-cache, dpi-partial, port, address'),
    column('confidence', 'double', 'how sure they are, from 0 to 1; null when they do not say'),
    column('measuredError', 'double', 'share of such assertions found wrong; null when not known'),
    column('startNanoseconds', 'timestamp', 'first moment that is meant'),
    column('endNanoseconds', 'timestamp', 'last moment that is meant'),
    column('scopeStartNanoseconds', 'timestamp', 'first moment that was looked at'),
    column('scopeEndNanoseconds', 'timestamp', 'last moment that was looked at'),
    column(
      'unlabelledMeans',
      'string',
      'of what was looked at and has no label: unknown, negative',
    ),
    column('candidates', 'int64', 'flows that the label may mean, where it was assigned to them'),
  ],
}

valueFields('label.', {
  address: ['address', 'endpoint of a flow that is labelled'],
  port: ['port', 'port of a flow that is labelled'],
  host: ['hostname', 'host that is labelled'],
  'trace-id': ['link', 'trace that is labelled'],
  'span-id': ['link', 'span that is labelled'],
  word: ['link', 'word of what is asserted that is in no list; keep lets it leave'],
  id: ['link', 'id of a label'],
  value: ['enum', 'what is asserted'],
  rule: ['enum', 'number of a tool’s rule'],
  'tool-version': ['software', 'version of the tool that asserts'],
  'config-digest': ['link', 'SHA-256 of the tool’s configuration'],
})
