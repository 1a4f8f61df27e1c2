/** Flow records of exporters and of tables in text. */
import { recogniseExport } from './export-framing.js'
import { createExportReader } from './export-messages.js'
import { openMessages } from './export-run.js'
import { flowsTable } from './flow-tables.js'
import type { Layer } from './layer.js'

/** NetFlow, IPFIX. */
export const flows: Layer = {
  name: 'flows',
  formats: {
    netflow: 'NetFlow version 5 and 9, datagrams one behind the other',
    ipfix: 'IPFIX messages one behind the other (RFC 5655)',
  },
  tables: [flowsTable],
  recognise: (head) => recogniseExport(head),
  open: (_, context) => openMessages(context, createExportReader),
}
