/**
 * Labels of every form that hold a mark in each of their members: what an auditor plants before
 * rewriting. Each form has records that are about somebody, so that they are read as labels. What
 * is asserted, and by whom, may be any short word (docs/guide/labels.md): there stand only marks
 * that are none.
 */
import { columnNames } from '../labels/roles.js'
import { besideForms, labelForms } from '../labels/sources.js'
import { judge, judgeName } from '../labels/taxonomies.js'

const TIME = '2026-03-01T10:00:00Z'
const ENDS = { src_ip: '192.0.2.1', dest_ip: '198.51.100.2', src_port: 1, dest_port: 2 }
const ZEEK_ENDS = { 'id.orig_h': '192.0.2.1', 'id.resp_h': '198.51.100.2' }
/** Members of any form that hold words. */
const MEMBERS = `id comment note msg sub title name description tags hostname server_name host app
  label detailed-label uid signature metadata inject_type inject_pod inject_time simulation
  technique tactics sub-technique tool version rule basis config`.split(/\s+/)

/** The mark where it is no short word, else a word that everybody has. */
function asserted(mark: string): string {
  const isFree = ['class', 'ndpi'].every((taxonomy) => judge(taxonomy, mark) === 'free')
  return isFree && judgeName('tool', mark) === 'free' ? mark : 'scan'
}

/** Every member, each of them the mark; a heading too. */
function full(mark: string): Record<string, unknown> {
  const said = asserted(mark)
  const words = { label: said, 'detailed-label': said, inject_type: said, app: said }
  return { ...Object.fromEntries([...MEMBERS, mark].map((name) => [name, mark])), ...words }
}

/** Entries of scrim's own file: about each kind of subject. */
function entries(mark: string): object[] {
  const rest = {
    ...full(mark),
    taxonomy: 'class',
    value: 'scan',
    tier: 'annotation',
    said: { tool: asserted(mark), version: mark, rule: mark, basis: mark },
    start: TIME,
  }
  const subjects = [
    { kind: 'host', host: mark },
    { kind: 'trace', traceId: mark },
    { kind: 'span', traceId: mark, spanId: mark },
    { kind: 'dataset' },
  ]
  return [
    ...subjects.map((subject) => ({ ...rest, subject })),
    { ...rest, subject: subjects[0], value: asserted(mark) },
    { ...rest, subject: subjects[0], taxonomy: asserted(mark) },
    { id: mark, retracts: mark, said: { tool: asserted(mark) }, comment: mark },
  ]
}

/** Columns whose cells are what is asserted. */
const ASSERTED = new RegExp(
  '^(?:label|value|class|attack|attackcat|type|detail.*|technique.*|.*technique|attackid|' +
    'taxonomy|namespace|ndpi_proto)$',
)

/** Tables whose columns name somebody in each of the ways that are known. */
function tables(mark: string, ...more: string[]): string {
  const names = [...new Set([...columnNames, ...more, 'note of somebody'])]
  const cell = `"${mark.replaceAll('"', '""')}"`
  const said = asserted(mark) === mark ? cell : 'scan'
  const row = (value: string, cellOf: (name: string) => string | undefined): string =>
    names.map((n) => cellOf(n) ?? (ASSERTED.test(n) ? value : cell)).join(',')
  const addressed = (name: string): string | undefined => {
    if (/^(?:trace|span|record|line|logrecord)|port$|idorigp|idrespp/.test(name)) return ''
    return /^(?:source|src_ip|dst_ip|destination)$/.test(name) ? '192.0.2.1' : undefined
  }
  const rows = [row(said, () => undefined), row('scan', () => undefined)]
  return [names.join(','), ...rows, row(said, addressed), row('scan', addressed)].join('\n')
}

/** As Zeek writes its tables. */
function zeek(path: string, mark: string, records: readonly object[]): string {
  const names = [...new Set(records.flatMap((r) => Object.keys(r)))].filter((n) => n !== mark)
  const cells = (r: object): string =>
    names.map((n) => String((r as Record<string, unknown>)[n] ?? '-')).join('\t')
  const head = ['#separator \\x09', `#path\t${path}`, `#fields\t${names.join('\t')}`]
  return [...head, ...records.map(cells)].join('\n')
}

/** An input of each form. */
export function labelCarriers(mark: Uint8Array) {
  const m = Buffer.from(mark).toString()
  const any = full(m)
  const events = [
    { timestamp: TIME, event_type: 'alert', ...ENDS, ...any, alert: { ...any, signature_id: 7 } },
  ]
  const ndpi = [
    { ...any, ...ENDS, ndpi: { ...any, proto: 'TLS' } },
    { ...any, ...ENDS, ndpi: { ...any, proto: asserted(m) } },
  ]
  const notices = [
    { ts: 1_772_359_200.5, ...ZEEK_ENDS, ...any, note: 'Scan::Port_Scan' },
    { ts: 1_772_359_200.5, ...ZEEK_ENDS, ...any, note: asserted(m) },
  ]
  const connections = [
    { ts: 1_772_359_200.5, ...ZEEK_ENDS, ...any, label: 'Malicious' },
    { ts: 1_772_359_200.5, ...ZEEK_ENDS, ...any },
  ]
  const lines = (list: readonly object[]): string => list.map((o) => JSON.stringify(o)).join('\n')
  const faults = [
    { ...any, inject_time: TIME },
    { ...any, inject_time: TIME, inject_type: 'cpu' },
  ]
  const mappings = [
    { ...any, technique: 'T1021', 'sub-technique': '002', tactics: ['TA0008', m] },
    { ...any, technique: m, tactics: [m] },
  ]
  const listed = [
    { ...any, host: m, label: 'scan', start: TIME },
    { ...any, host: m, start: TIME },
  ]
  const text: Readonly<Record<string, string>> = {
    'labels-jsonl': lines(entries(m)),
    'labels-yaml': JSON.stringify({ scrim: 'labels', ...any, labels: listed }),
    'labels-csv': tables(m),
    'ndpi-jsonl': lines(ndpi),
    'ndpi-csv': tables(m, 'src_ip', 'dst_ip', 'ndpi_proto', 'server_name_sni'),
    attack: JSON.stringify({ ...any, attack_mappings: mappings }),
    faults: JSON.stringify({ [m]: faults }),
    anomalies: JSON.stringify({ [m]: [['2026-03-01 10:00:00', '2026-03-01 11:00:00']] }),
    eve: lines(events),
    'zeek-notice-json': lines(notices),
    'zeek-notice': zeek('notice', m, notices),
    'zeek-conn-json': lines(connections),
    'zeek-conn': zeek('conn', m, connections),
    'flows-csv': tables(m, 'packets', 'bytes'),
  }
  return Object.keys({ ...labelForms, ...besideForms }).map((format) => ({
    format,
    bytes: Buffer.from(`${text[format]}\n`),
  }))
}
