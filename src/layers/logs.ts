/** Logs: in JSON, in columns, in lines; each leaves in the format in which it came. */
import { plainName } from '../text/log-keys.js'
import type { Layer, LayerContext, LayerRun } from './layer.js'
import { hasTime } from './line-times.js'
import { createArrayFramer } from './log-array.js'
import { createAuditReader, isAudit } from './log-audit.js'
import { logCarriers } from './log-carriers.js'
import { createConntrackReader, isConntrack } from './log-conntrack.js'
import { createJournalFramer, createJournalReader } from './log-journal.js'
import { createJsonReader } from './log-json.js'
import { createAccessReader, createSyslogReader } from './log-lines.js'
import { createTextReader } from './log-plain.js'
import { openRecords } from './log-run.js'
import { createZeekReader } from './log-zeek.js'
import { logsTable } from './otlp-tables.js'

const FORMATS = {
  'log-eve': "Suricata's EVE, an event in JSON in each line",
  'log-zeek-json': 'logs of Zeek, a record in JSON in each line',
  'log-zeek': 'logs of Zeek in columns, with a header',
  'log-k8s-audit': 'audit events of Kubernetes, in JSON, one in each line',
  'log-cloudtrail': 'a file of CloudTrail: records in one array in JSON',
  'log-windows': 'Windows and Sysmon events, in JSON, one in each line',
  'log-json': 'records in JSON, one in each line',
  'log-json-array': 'records in one array in JSON',
  'log-journal': "the journal's export format",
  'log-syslog': 'syslog as in RFC 3164 or RFC 5424, a message in each line',
  'log-conntrack':
    'connections tracked by Linux, as conntrack -E, conntrack -L and the kernel write',
  'log-audit': 'records of the audit of Linux (auditd)',
  'log-access': 'access logs of web servers in the common or combined format',
  'log-text': 'any other text in lines that say when',
} as const

/** Names of which a record of a log has one. */
const SAYS = new Set(
  'timestamp time ts eventtime utctime datetime message msg level severity auditid date'.split(' '),
)

function parse(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const v: unknown = JSON.parse(line)
    return v !== null && typeof v === 'object' && !Array.isArray(v)
      ? (v as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

/** Which of the formats in JSON a record is of. */
function jsonFormat(o: Readonly<Record<string, unknown>>): string | undefined {
  const has = (...names: string[]): boolean => names.every((n) => n in o)
  if (has('resourceSpans') || has('resourceLogs') || has('resourceMetrics')) return undefined
  if (has('event_type', 'timestamp')) return 'log-eve'
  if (has('uid', 'id.orig_h') || has('uid', 'id_orig_h') || has('ts', 'uid')) return 'log-zeek-json'
  if (has('auditID')) return 'log-k8s-audit'
  if (has('EventID') && (has('Channel') || has('SourceName'))) return 'log-windows'
  return Object.keys(o).some((n) => SAYS.has(plainName(n))) ? 'log-json' : undefined
}

const SAID = /^\{.{0,60000}?"(timestamp|time|ts|message|msg|level|severity)":/
const OTLP = /"resource(Spans|Logs|Metrics)"/

const ACCESS = /^\S+ \S+ \S.{0,255} \[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d /
const SYSLOG = [
  /^<\d{1,3}>(1 )?(-|\d{4}-\d\d-\d\dT|[A-Z][a-z]{2} )/,
  /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+ \S/,
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S{0,16} [\w.-]{1,64} [\w./-]{1,64}(\[\d{1,10}\])?: /,
]
const CLOUDTRAIL = /^\s{0,64}\{\s{0,64}"Records"\s{0,64}:\s{0,64}\[/
const ARRAY = /^\s{0,64}\[\s{0,64}\{/
/** Lines that are looked at to tell a log from any other text. */
const LINES = 20

function isLogText(lines: readonly string[]): boolean {
  const some = lines.filter((s) => s.trim() !== '').slice(0, LINES)
  if (some.length === 0) return false
  const timed = some.map((s) => {
    const b = Buffer.from(s)
    return hasTime(b, 0, b.length)
  })
  // Lines that go on, as those of a stack trace, have none.
  return timed[0] || 2 * timed.filter(Boolean).length >= some.length
}

/** Lines that end with carriage returns alone would be one record. */
const RETURNS = /^[^\n]*\r[^\r\n][^\n]*$/
/** At most this share of lines may have zero bytes, which a crash leaves; more are no text. */
const ZEROS_SHARE = 0.1

/** The text of lines, without those that have zero bytes; undefined where they are many. */
function textOf(head: Uint8Array): string | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString()
  if (!text.includes('\0')) return text
  const lines = text.split('\n')
  const clean = lines.filter((s) => !s.includes('\0'))
  const zeros = lines.length - clean.length
  return zeros <= lines.length * ZEROS_SHARE ? clean.join('\n') : undefined
}

/** How records of the journal begin; the lengths of values that are no text have zero bytes. */
const JOURNAL = /^__(CURSOR|REALTIME_TIMESTAMP)=[\x20-\x7e]{1,512}\n[A-Z_]/

function recognise(head: Uint8Array): string | undefined {
  if (head.length === 0) return undefined
  const begin = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 1024))
  if (JOURNAL.test(begin.toString('latin1'))) return 'log-journal'
  const text = textOf(head)
  if (text === undefined) return undefined
  const lines = text.split(/\r?\n/, LINES + 20)
  const [first] = lines
  if (first.startsWith('{') || CLOUDTRAIL.test(text)) {
    if (CLOUDTRAIL.test(text)) return 'log-cloudtrail'
    const o = parse(first)
    if (o !== undefined) return jsonFormat(o)
    // A first record that is longer than what is looked at.
    if (lines.length > 1 || RETURNS.test(text)) return undefined
    return SAID.test(first) && !OTLP.test(first) ? 'log-json' : undefined
  }
  if (ARRAY.test(text)) return arrayFormat(text)
  if (RETURNS.test(text)) return undefined
  if (first.startsWith('#separator ')) return 'log-zeek'
  if (isConntrack(first)) return 'log-conntrack'
  if (isAudit(first)) return 'log-audit'
  if (ACCESS.test(first)) return 'log-access'
  if (SYSLOG.some((s) => s.test(first))) return 'log-syslog'
  return isLogText(lines) ? 'log-text' : undefined
}

/** An array is a log when its first record is one; spans in arrays are not. */
function arrayFormat(text: string): string | undefined {
  const b = Buffer.from(text)
  const framer = createArrayFramer(false)
  if (!framer.next(b, 0, b.length, false)) return undefined
  const o = parse(b.toString('utf8', framer.from, framer.to))
  if (o === undefined || 'traceId' in o || 'traceID' in o) return undefined
  return jsonFormat(o) === undefined ? undefined : 'log-json-array'
}

function open(format: string, context: LayerContext): LayerRun {
  switch (format) {
    case 'log-zeek':
      return openRecords(format, context, createZeekReader)
    case 'log-journal':
      return openRecords(format, context, createJournalReader, createJournalFramer(), {
        before: '',
        between: '\n',
        after: '\n',
      })
    case 'log-cloudtrail':
    case 'log-json-array':
      return openRecords(
        format,
        context,
        createJsonReader,
        createArrayFramer(format === 'log-cloudtrail'),
        format === 'log-cloudtrail'
          ? { before: '{"Records":[\n', between: ',\n', after: '\n]}\n' }
          : { before: '[\n', between: ',\n', after: '\n]\n' },
      )
    case 'log-syslog':
      return openRecords(format, context, createSyslogReader)
    case 'log-conntrack':
      return openRecords(format, context, createConntrackReader)
    case 'log-audit':
      return openRecords(format, context, createAuditReader)
    case 'log-access':
      return openRecords(format, context, createAccessReader)
    case 'log-text':
      return openRecords(format, context, createTextReader)
    default:
      return openRecords(format, context, createJsonReader)
  }
}

function extensionOf(format: string): string {
  if (format === 'log-cloudtrail' || format === 'log-json-array') return 'json'
  return /json|eve|audit|windows/.test(format) ? 'jsonl' : 'log'
}

/** Logs of programs, servers, sensors and clouds. */
export const logs: Layer = {
  name: 'logs',
  formats: FORMATS,
  extensions: Object.fromEntries(Object.keys(FORMATS).map((f) => [f, extensionOf(f)])),
  tables: [logsTable],
  recognise,
  open,
  carriers: (mark) => logCarriers(Object.keys(FORMATS), mark),
}
