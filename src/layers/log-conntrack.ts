/**
 * Connections as the kernel of Linux tracks them: events of `conntrack -E -o timestamp`, lists of
 * `conntrack -L` and `/proc/net/nf_conntrack`. Each line names a connection as it was opened and as
 * answers to it come, which differ where addresses are translated.
 */
import { appendDecimal } from '../bytes/digits.js'
import { epochNanos } from '../bytes/nanoseconds.js'
import { append, appendByte, appendString, type Output } from '../bytes/output.js'
import { type Moment, moveTime } from '../policy/value-times.js'
import type { LogReader, LogValues, ReaderContext } from './log-reader.js'
import type { LogRow } from './log-table.js'
import { putValue, stringOf } from './log-values.js'

/** Words that say nothing of anybody: protocols, states and flags (conntrack(8)). */
const PLAIN = new Set(
  `ipv4 ipv6 tcp udp icmp icmpv6 igmp sctp dccp gre udplite unknown NONE SYN_SENT SYN_RECV
  ESTABLISHED FIN_WAIT CLOSE_WAIT LAST_ACK TIME_WAIT CLOSE LISTEN SYN_SENT2 CLOSED COOKIE_WAIT
  COOKIE_ECHOED SHUTDOWN_SENT SHUTDOWN_RECD SHUTDOWN_ACK_SENT HEARTBEAT_SENT HEARTBEAT_ACKED
  [NEW] [UPDATE] [DESTROY] [ASSURED] [UNREPLIED] [OFFLOAD] [HW_OFFLOAD] [SEEN_REPLY]`.split(/\s+/),
)
/** Values by name, as other logs call them. */
const NAMES: Readonly<Record<string, string>> = {
  src: 'src',
  dst: 'dst',
  sport: 'sport',
  dport: 'dport',
  type: 'code',
  code: 'code',
  id: 'id',
  packets: 'packets',
  bytes: 'bytes',
  timeout: 'duration',
  'delta-time': 'duration',
  start: 'start',
  stop: 'end',
  mark: 'id',
  zone: 'id',
  use: 'count',
  helper: 'service',
}
const STAMP = /^\[(\d{9,10})\.(\d{1,9})\]/
/** Time, event, family, protocol by name and number; then what differs; then the first address. */
const LINE = new RegExp(
  [
    String.raw`^(?:\[\d{9,10}\.\d{1,9}\]\s+)?`,
    String.raw`(?:\[(?:NEW|UPDATE|DESTROY)\]\s+)?(?:ipv[46]\s+\d+\s+)?[a-z]\w{1,9}\s+\d{1,3}\s`,
    String.raw`.{0,200}?\bsrc=[0-9a-fA-F.:]+ dst=`,
  ].join(''),
)

/** Whether a line is one of them. */
export function isConntrack(line: string): boolean {
  return LINE.test(line)
}

/** One way of a connection, as it is written to a row. */
type Way = Record<string, string>

interface Line {
  readonly l: LogValues
  readonly b: Uint8Array
  readonly out: Output
  readonly words: string[]
  readonly ways: Way[]
}

/** The number in `[at, end)`; NaN when it is none, or a long one. */
function numberIn(b: Uint8Array, at: number, end: number): number {
  if (at === end || end - at > 15) return Number.NaN
  let n = 0
  for (let i = at; i < end; i++) {
    if (b[i] < 48 || b[i] > 57) return Number.NaN
    n = 10 * n + b[i] - 48
  }
  return n
}

/** Rewrites a value of this name; what does not leave becomes `-`. */
function value(line: Line, name: string, at: number, end: number): string {
  const { l, b, out } = line
  const field = l.field(name, '')
  const from = out.n
  const n = field.kind === 'address' || field.kind === 'time' ? NaN : numberIn(b, at, end)
  const moved = Number.isNaN(n) ? n : l.values.number(field.rule, n)
  if (!Number.isNaN(moved)) appendDecimal(out, moved)
  else if (!Number.isNaN(n) || !putValue(l, field, b, at, end, out)) {
    out.n = from
    appendByte(out, 0x2d)
  }
  return stringOf(out, from)
}

/** `name=value`. The second `src` begins the way back. */
function pair(line: Line, word: string, at: number, end: number): boolean {
  const sign = word.indexOf('=')
  const name = word.slice(0, Math.max(0, sign))
  if (sign < 1 || !Object.hasOwn(NAMES, name)) return false
  append(line.out, line.b, at, at + sign + 1)
  const now = value(line, NAMES[name], at + sign + 1, end)
  if (name === 'src') line.ways.push({})
  const way = line.ways.at(-1)
  if (way !== undefined && now !== '-') way[name] = now
  return true
}

function rewriteWord(line: Line, at: number, end: number): void {
  const { l, b, out, words } = line
  const text = Buffer.from(b.buffer, b.byteOffset + at, end - at).toString('latin1')
  if (PLAIN.has(text)) {
    words.push(text)
    append(out, b, at, end)
  } else if (/^\d+$/.test(text)) value(line, 'duration', at, end)
  else if (!pair(line, text, at, end) && !l.text(b, at, end, out)) appendString(out, '-')
}

/** The time in brackets that a line may begin with, and what of the line it takes. */
function stampOf(b: Uint8Array, at: number, end: number) {
  if (b[at] !== 0x5b) return undefined
  const text = Buffer.from(b.buffer, b.byteOffset + at, Math.min(end - at, 32)).toString('latin1')
  const m = STAMP.exec(text)
  if (m === null) return undefined
  const moment: Moment = { seconds: Number(m[1]), nanos: Number(m[2].padEnd(9, '0')) }
  return { moment, digits: m[2].length, length: m[0].length }
}

/** Writes a moved time, and gives it in nanoseconds; undefined where times do not leave. */
function putStamp(line: Line, { moment, digits }: NonNullable<ReturnType<typeof stampOf>>) {
  const { time } = line.l.values
  moveTime(moment, time)
  if (time.zero || moment.seconds <= 0) return undefined
  const fraction = String(moment.nanos).padStart(9, '0').slice(0, digits)
  appendString(line.out, `[${moment.seconds}.${fraction}]`)
  return epochNanos(moment.seconds, moment.nanos)
}

/** Reads lines of tracked connections. */
export function createConntrackReader(context: ReaderContext): LogReader {
  return {
    record(b, at, end, out, row) {
      const stamp = stampOf(b, at, end)
      const l = context.valuesAt(stamp?.moment.seconds)
      const line: Line = { l, b, out, words: [], ways: [] }
      const from = out.n
      const time = stamp === undefined ? undefined : putStamp(line, stamp)
      if (row !== undefined) row.time = time ?? null
      let i = at + (stamp?.length ?? 0)
      while (i < end) {
        let to = i
        while (to < end && b[to] !== 0x20 && b[to] !== 0x09) to++
        if (to > i) rewriteWord(line, i, to)
        i = to
        if (i < end) appendByte(out, b[i++])
      }
      if (row !== undefined) fillRow(row, line, from)
      return ''
    },
  }
}

function fillRow(row: LogRow, { out, words, ways }: Line, from: number): void {
  const [original, reply] = ways
  const [state] = words.filter((w) => /^[A-Z]/.test(w))
  const [event] = words.filter((w) => w.startsWith('['))
  const protocol = words.find((w) => /^[a-z]/.test(w) && !w.startsWith('ipv'))
  row.body = stringOf(out, from).trim()
  row.attributes = { event: event?.slice(1, -1), protocol, state, original, reply }
}
