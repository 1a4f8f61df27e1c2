/** Flow records of exporters and of tables in text. */
import { recogniseExport } from './export-framing.js'
import { createExportReader } from './export-messages.js'
import { openMessages } from './export-run.js'
import { flowCarriers } from './flow-carriers.js'
import { openCsv, recogniseCsv } from './flow-csv.js'
import { flowsTable } from './flow-tables.js'
import type { Layer } from './layer.js'
import { createSflowReader } from './sflow.js'
import { datagramEnd, recogniseSflow } from './sflow-framing.js'

/** NetFlow, IPFIX, sFlow, and tables of flows as Argus, nfdump, AWS and others write them. */
export const flows: Layer = {
  name: 'flows',
  formats: {
    netflow: 'NetFlow version 5 and 9, datagrams one behind the other',
    ipfix: 'IPFIX messages one behind the other (RFC 5655)',
    sflow: 'sFlow version 5, datagrams one behind the other',
    'binetflow-csv': 'bidirectional flows of Argus, as in the CTU data sets',
    'nfdump-csv': 'what nfdump -o csv prints',
    'nfdump-text': 'what nfdump prints for people, with or without a label behind each line',
    'ugr16-csv': "flows of UGR'16 with their labels, with or without a first line",
    'vpc-flow-log': 'AWS VPC flow logs, with or without their first line',
    'flow-csv': 'any table whose first line names two addresses of a flow',
  },
  extensions: { 'vpc-flow-log': 'log', 'nfdump-text': 'txt' },
  tables: [flowsTable],
  recognise: (head) =>
    recogniseExport(head) ?? (recogniseSflow(head) ? 'sflow' : recogniseCsv(head)),
  open(format, context) {
    if (format === 'sflow') return openMessages(context, createSflowReader, datagramEnd)
    const isExport = format === 'netflow' || format === 'ipfix'
    return isExport ? openMessages(context, createExportReader) : openCsv(context)
  },
  carriers: flowCarriers,
}
