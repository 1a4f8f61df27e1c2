/** Every form in which labels are read, and how each is told from the first bytes of an input. */
import { parseDocument } from 'yaml'
import { connections, eve, notices } from './alerts.js'
import { ndpiLines, ndpiTable } from './applications.js'
import { labelsOfRow } from './columns.js'
import { anomalyWindows, attackMetadata, faultList } from './documents.js'
import { record } from './fields-of.js'
import { isEntry, readEntry } from './lines.js'
import { mappingOf } from './mapping.js'
import { areLabels, type Mapping, rolesOf } from './roles.js'
import type { LabelSource } from './source.js'
import { headerOf, type Table } from './table-lines.js'

/** How the records of a form lie in an input. */
export type Framing = 'lines' | 'table' | 'document'

/** A form, with how its records lie and the source that reads them. */
export interface LabelForm {
  readonly doc: string
  readonly framing: Framing
  /** @param names columns of a table */
  source(names: readonly string[], mapping?: Mapping): LabelSource
}

const form = (framing: Framing, source: LabelSource): LabelForm => ({
  doc: source.doc,
  framing,
  source: () => source,
})

const own: LabelSource = {
  doc: 'assertions, one JSON object a line',
  labelsOf(r) {
    const entry = readEntry(r)
    return typeof entry === 'string' ? 'invalid' : [entry]
  },
}

/** Roles that members of a list have by their own names. */
function listed(mapping: Mapping | undefined): LabelSource {
  let said: Mapping = mapping ?? {}
  let wrong: string | undefined
  return {
    doc: 'a list of windows, flows, hosts or spans with their labels, YAML',
    recordsOf(document) {
      const d = record(document)
      const head = mappingOf(d)
      if ('member' in head) wrong = `invalid-${head.member}`
      else if (!Array.isArray(d.labels)) wrong = 'invalid-labels'
      else said = { ...head, ...mapping }
      return wrong === undefined && Array.isArray(d.labels) ? d.labels : [d]
    },
    labelsOf(r, unread) {
      if (wrong !== undefined) return wrong
      const named = rolesOf(Object.keys(record(r)), said)
      return labelsOfRow(r, named, said, unread)
    },
  }
}

/** Forms that hold labels and nothing else. */
export const labelForms: Readonly<Record<string, LabelForm>> = {
  'labels-jsonl': form('lines', own),
  'labels-yaml': { doc: listed({}).doc, framing: 'document', source: (_, m) => listed(m) },
  'labels-csv': {
    doc: 'a table of windows, flows, hosts or spans with a column for the label',
    framing: 'table',
    source: (names, m) => {
      const roles = rolesOf(names, m)
      return { doc: 'a table', labelsOf: (r, unread) => labelsOfRow(r, roles, m, unread) }
    },
  },
  'ndpi-jsonl': form('lines', ndpiLines),
  'ndpi-csv': form('table', ndpiTable),
  attack: form('document', attackMetadata),
  faults: form('document', faultList),
  anomalies: form('document', anomalyWindows),
}

/** Forms of logs and flows that hold labels besides: each record stays what it is. */
export const besideForms: Readonly<Record<string, LabelForm>> = {
  eve: form('lines', eve),
  'zeek-notice-json': form('lines', notices),
  'zeek-notice': form('table', notices),
  'zeek-conn-json': form('lines', connections),
  'zeek-conn': form('table', connections),
  'flows-csv': labelForms['labels-csv'],
}

/** The form of a name, of either list. */
export function formOf(name: string): LabelForm | undefined {
  const of = Object.hasOwn(labelForms, name) ? labelForms : besideForms
  return Object.hasOwn(of, name) ? of[name] : undefined
}

function firstLine(text: string): unknown {
  const end = text.indexOf('\n')
  try {
    return JSON.parse(end < 0 ? text : text.slice(0, end))
  } catch {
    return undefined
  }
}

function ofLine(line: unknown): string | undefined {
  const r = record(line)
  if (isEntry(r)) return 'labels-jsonl'
  if (r.event_type !== undefined && r.timestamp !== undefined) return 'eve'
  const ends = r.src_ip !== undefined || r.src !== undefined
  if (ends && (record(r.ndpi).proto !== undefined || r.app_id !== undefined)) return 'ndpi-jsonl'
  const zeek = r.ts !== undefined
  if (zeek && r.note !== undefined) return 'zeek-notice-json'
  const labelled = r.label !== undefined || r['detailed-label'] !== undefined
  const tuple = r['id.orig_h'] ?? r.id_orig_h
  return zeek && tuple !== undefined && labelled ? 'zeek-conn-json' : undefined
}

const NEZHA = /^\{\s*"[^"]{1,40}"\s*:\s*\[\s*\{\s*"inject_/
const NAB = /^\{\s*"[^"]{1,200}"\s*:\s*\[\s*(?:\[\s*"\d{4}-\d\d-\d\d|\],?\s*"[^"]{1,200}\.csv")/

function ofDocument(text: string): string | undefined {
  if (NEZHA.test(text)) return 'faults'
  if (NAB.test(text)) return 'anomalies'
  if (/^\{[^]{0,20000}"attack_mappings"\s*:/.test(text)) return 'attack'
  if (/^attack_mappings\s*:/m.test(text) && /^(?:#|---|[a-z_]+\s*:)/.test(text)) return 'attack'
  return /^(?:(?:#[^\n]*|---)?\n)*scrim\s*:\s*labels\s*$/m.test(text) ? 'labels-yaml' : undefined
}

/** Columns that only records of flows have: such a table is one of flows first. */
const COUNTERS = /pkts|packets|bytes|octets|^pkt$|^byt$/i

function ofTable({ names, zeek }: Table): string | undefined {
  if (zeek !== '') {
    if (zeek === 'notice') return 'zeek-notice'
    const labelled = names.includes('label') || names.includes('detailed-label')
    return labelled && names.includes('id.orig_h') ? 'zeek-conn' : undefined
  }
  if (names.includes('ndpi_proto') && names.includes('src_ip')) return 'ndpi-csv'
  if (!areLabels(rolesOf(names))) return undefined
  return names.some((n) => COUNTERS.test(n)) ? 'flows-csv' : 'labels-csv'
}

/** The form of an input by its first bytes; undefined when no labels are known to be in it. */
export function recogniseLabels(head: Uint8Array): string | undefined {
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 1 << 16))
  if (start.includes(0)) return undefined
  const text = start
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart()
  const table = text.startsWith('{') || text.startsWith('[') ? undefined : headerOf(text)
  return ofLine(firstLine(text)) ?? ofDocument(text) ?? (table && ofTable(table))
}

/** Reads a document in YAML, of which JSON is a part; undefined when it is neither. */
export function readDocument(text: string): unknown {
  try {
    if (/^\s*[[{]/.test(text)) return JSON.parse(text)
    const document = parseDocument(text, { schema: 'core', uniqueKeys: false })
    return document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: 20 })
  } catch {
    return undefined
  }
}
