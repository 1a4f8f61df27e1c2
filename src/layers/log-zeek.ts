/** Logs of Zeek in columns: a header names them and says of which type they are. */
import { appendByte, appendString, type Output } from '../bytes/output.js'
import type { Kind } from '../wire/fields.js'
import { isClock, isCodeNumber, moveSeconds, unknownNumber } from './log-numbers.js'
import type { LogField, LogReader, LogValues, ReaderContext } from './log-reader.js'
import { putValue, rewritten, stringOf } from './log-values.js'
import { isZeekCode } from './zeek-codes.js'

const TAB = 9
const HASH = 0x23

/** Kinds of columns whose name says nothing, by their type. */
const BY_TYPE: Readonly<Record<string, Kind>> = {
  time: 'time',
  addr: 'address',
  subnet: 'address',
  port: 'port',
  interval: 'size',
  count: 'size',
  int: 'size',
  double: 'size',
}

interface Column {
  readonly name: string
  readonly type: string
}

function putNumber(l: LogValues, field: LogField, kind: Kind, s: string, o: Output): boolean {
  const n = Number(s)
  if (!Number.isFinite(n)) return false
  const moved =
    kind === 'time'
      ? moveSeconds(l.values.time, n)
      : Number.isInteger(n)
        ? l.values.number(field.rule, n)
        : l.values.fate(field.rule) === 'suppress'
          ? undefined
          : n
  if (moved === undefined || Number.isNaN(moved)) return false
  appendString(o, kind === 'time' ? moved.toFixed(6) : String(moved))
  return true
}

/** Whether a number in a column that stays is none of its kind: a time, or somebody's. */
function isOther(l: LogValues, own: LogField, name: string, s: string, seconds: number): boolean {
  if (l.values.fate(own.rule) !== 'change') return false
  if (own.kind === 'enum') return !isCodeNumber(name, Number(s))
  return own.kind === 'size' && isClock(Number(s), seconds)
}

/** One cell of a record of this time; what does not leave is unset. */
function cell(
  l: LogValues,
  column: Column,
  seconds: number,
  b: Uint8Array,
  at: number,
  end: number,
  o: Output,
): void {
  const from = o.n
  const s = end - at <= 40 ? Buffer.from(b.buffer, b.byteOffset + at, end - at).toString() : ''
  if (s === '-' || s === '(empty)' || s === 'T' || s === 'F') return appendString(o, s)
  const field = l.field(column.name, '')
  const isCode = isZeekCode(column.name, s) && l.values.fate(field.rule) !== 'suppress'
  if (isCode) return appendString(o, s)
  const kind = field.kind ?? BY_TYPE[column.type]
  const isNumber = /^-?\d{1,15}(\.\d{1,9})?$/.test(s) && BY_TYPE[column.type] !== undefined
  // What is counted in a column of somebody's own is not told by its type: it may be customers.
  if (isNumber && field.kind === undefined && kind === 'size' && column.type !== 'interval') {
    const left = unknownNumber(l.values, field.rule, Number(s))
    return appendString(o, left === undefined ? '-' : String(left))
  }
  if (isNumber && (kind === 'time' || kind === 'size' || kind === 'port' || kind === 'enum')) {
    const own = {
      kind,
      rule: field.kind === undefined ? l.values.rule('log.other', kind) : field.rule,
    }
    const isLeft = !isOther(l, own, column.name, s, seconds) && putNumber(l, own, kind, s, o)
    if (!isLeft) appendByte(o, 0x2d)
    return
  }
  const own = field.kind === undefined && kind !== undefined ? { kind, rule: field.rule } : field
  if (putValue(l, own, b, at, end, o)) {
    // Tabs of a value are written as escapes; one that was made would be a column.
    for (let i = from; i < o.n; i++) if (o.bytes[i] === TAB) o.bytes[i] = 0x20
    return
  }
  o.n = from
  appendByte(o, 0x2d)
}

/** Logs that Zeek and its common packages write; any other name may say whose it is. */
const PATHS: ReadonlySet<string> = new Set(
  `analyzer barnyard2 broker capture_loss cluster conn conn-summary dce_rpc dhcp dnp3 dns dpd files
  ftp http intel irc ja3 kerberos known_certs known_devices known_hosts known_modbus known_services
  ldap ldap_search loaded_scripts modbus mqtt_connect mqtt_publish mqtt_subscribe mysql netcontrol
  notice notice_alarm ntlm ntp ocsp openflow packet_filter pe postgresql print prof quic radius rdp
  redis reporter rfb signatures sip smb_cmd smb_files smb_mapping smtp snmp socks software ssh ssl
  stats stderr stdout syslog telemetry traceroute tunnel unified2 weird weird_stats websocket
  wireguard x509`.split(/\s+/),
)

/** Types of columns (Zeek, base/frameworks/logging/writers/ascii.zeek). */
const PLAIN = 'time|interval|string|addr|subnet|port|count|int|double|bool|enum|func|file|pattern'
const TYPE = new RegExp(`^(?:(?:set|vector|table)\\[(?:${PLAIN})\\]|${PLAIN})$`)

/** A line of the header: lists of names stay, the times at which a file was opened move. */
function header(l: LogValues, line: string): string {
  const [key, ...values] = line.split('\t')
  if (key === '#open' || key === '#close') return ''
  if (key === '#fields') {
    const names = values.map((name) => {
      if (l.field(name, '').kind !== undefined) return name
      return rewritten(l, undefined, name)?.replace(/[^\w.]/g, '_') ?? 'column'
    })
    return [key, ...names].join('\t')
  }
  if (key === '#types') return [key, ...values.map((v) => (TYPE.test(v) ? v : 'string'))].join('\t')
  if (key !== '#path') return line
  const path = values.join('\t')
  return PATHS.has(path) ? `#path\t${path}` : `#path\t${l.values.time.zero ? '-' : 'log'}`
}

const KNOWN = new Set(
  '#separator \\x09|#set_separator\t,|#empty_field\t(empty)|#unset_field\t-'.split('|'),
)
const LISTS = /^#(fields|types|path|open|close)\t/
const LIST = /^#(fields|types)(\t[\w.[\]-]{1,64})+$/

/**
 * Reads logs of Zeek in columns. In some data sets (IoT-23) the columns of labels stand behind
 * three blanks within the last one; they leave behind tabs.
 */
export function createZeekReader(context: ReaderContext): LogReader {
  const reader = createColumnsReader(context)
  let hasBlanks = false
  return {
    record(b, at, end, out, row) {
      const isFields = b[at] === HASH && b[at + 1] === 0x66
      if (!isFields && !hasBlanks) return reader.record(b, at, end, out, row)
      const line = Buffer.from(b.buffer, b.byteOffset + at, end - at)
      const last = line.lastIndexOf(TAB) + 1
      const tail = line.toString('latin1', last)
      if (isFields) hasBlanks = tail.includes('   ')
      const tabbed = Buffer.from(tail.replaceAll('   ', '\t'), 'latin1')
      const whole = Buffer.concat([line.subarray(0, last), tabbed])
      return reader.record(whole, 0, whole.length, out, row)
    },
  }
}

function createColumnsReader(context: ReaderContext): LogReader {
  let columns: readonly Column[] = []
  let types: readonly string[] = []
  let names: readonly string[] = []
  return {
    record(b, at, end, out, row) {
      if (b[at] === HASH) {
        const line = Buffer.from(b.buffer, b.byteOffset + at, end - at).toString()
        const isColumns = /^#(fields|types)/.test(line)
        if (!KNOWN.has(line) && !LISTS.test(line)) return 'header'
        if (isColumns && !LIST.test(line)) return 'header'
        if (line.startsWith('#fields')) {
          columns = line
            .split('\t')
            .slice(1)
            .map((name, i) => ({ name, type: types[i] ?? '' }))
        } else if (line.startsWith('#types')) {
          types = line.split('\t').slice(1)
          columns = columns.map(({ name }, i) => ({ name, type: types[i] ?? '' }))
        }
        const left = header(context.valuesAt(undefined), line)
        if (line.startsWith('#fields')) names = left.split('\t').slice(1)
        appendString(out, left)
        return left === '' ? 'header' : 'form'
      }
      if (columns.length === 0) return 'no-header'
      const tab = b.indexOf(TAB, at)
      const first = Buffer.from(b.buffer, b.byteOffset + at, Math.max(0, tab - at)).toString()
      const seconds = columns[0].name === 'ts' ? Number.parseFloat(first) : Number.NaN
      const l = context.valuesAt(seconds)
      const attributes: Record<string, string> = {}
      let from = at
      for (let k = 0; k < columns.length; k++) {
        let to = from
        while (to < end && b[to] !== TAB) to++
        if (k > 0) appendByte(out, TAB)
        const start = out.n
        cell(l, columns[k], seconds, b, from, to, out)
        if (row !== undefined) attributes[names[k]] = stringOf(out, start)
        from = to + 1
        if (to === end && k + 1 < columns.length) return 'malformed'
      }
      if (from <= end) return 'malformed'
      if (row !== undefined) {
        const { ts } = attributes
        const micros = Math.round(Number(ts) * 1e6)
        if (Number.isFinite(micros)) row.time = BigInt(micros) * 1000n
        row.service = attributes.service ?? null
        row.attributes = attributes
      }
      return ''
    },
  }
}
