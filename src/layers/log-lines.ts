/**
 * Logs in lines of text: syslog as in RFC 3164 and RFC 5424, access logs of web servers in the
 * common and combined formats. What a line's form names is ruled by its field; the rest leaves word
 * by word.
 */
import { appendDecimal } from '../bytes/digits.js'
import { firstOf } from '../bytes/find.js'
import { append, appendByte, type Output } from '../bytes/output.js'
import { isCodeNumber } from './log-numbers.js'
import type { LogReader, LogValues, ReaderContext } from './log-reader.js'
import type { LogRow } from './log-table.js'
import { textEnds } from './log-text-ends.js'
import { movedNanos, putTime, putValue, stringOf, timeAt } from './log-values.js'

const SPACE = 0x20
const QUOTE = 0x22

/** Where the word at `at` ends: at a blank. */
function wordEnd(b: Uint8Array, at: number, end: number): number {
  let i = at
  while (i < end && b[i] !== SPACE) i++
  return i
}

/** One line being rewritten. */
interface Line {
  readonly l: LogValues
  readonly b: Uint8Array
  readonly end: number
  readonly out: Output
  readonly row: LogRow | undefined
  at: number
}

/** What was written from `from` on, where a row wants it. */
function written(line: Line, from: number): string {
  return line.row === undefined ? '' : stringOf(line.out, from)
}

/** Rewrites up to `to` as a field of this name; what does not leave becomes `-`. */
function field(line: Line, name: string, to: number): string {
  const { l, b, out } = line
  const from = out.n
  const own = l.field(name, '')
  if (to - line.at === 1 && b[line.at] === 0x2d) appendByte(out, 0x2d)
  else if (!putValue(l, own, b, line.at, to, out)) {
    out.n = from
    appendByte(out, 0x2d)
  }
  line.at = to
  return written(line, from)
}

/** Rewrites up to `to` word by word. */
function text(line: Line, to: number, announced?: 'first'): string {
  const from = line.out.n
  line.l.text(line.b, line.at, to, line.out, announced)
  line.at = to
  return written(line, from)
}

/** Copies up to `to`: marks and blanks of the form. */
function copy(line: Line, to: number): void {
  append(line.out, line.b, line.at, to)
  line.at = to
}

/** Rewrites a time up to `to`; a row gets it. */
function time(line: Line, to: number, row: LogRow | undefined): boolean {
  if (!putTime(line.l, line.b, line.at, to, line.out)) return false
  if (row !== undefined) row.time = movedNanos()
  line.at = to
  return true
}

const SEVERITIES = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug']

/** Where the priority ends (RFC 5424 §6.2.1) that a line may begin with; `at` where it has none. */
function priorityEnd(b: Uint8Array, at: number, end: number): number {
  if (b[at] !== 0x3c) return at
  let i = at + 1
  while (i < end && i - at < 4 && b[i] >= 48 && b[i] <= 57) i++
  return i > at + 1 && i < end && b[i] === 0x3e ? i + 1 : at
}

/** The severity that a priority `[at, end)` names. */
function severityOf(b: Uint8Array, at: number, end: number): string {
  let n = 0
  for (let i = at + 1; i < end - 1; i++) n = 10 * n + b[i] - 48
  return SEVERITIES[n & 7]
}

/** `]: ` */
function isBeforeBody(c: number): boolean {
  return c === 0x5d || c === 0x3a || c === SPACE
}

/** Whether `[at, end)` is `su` or `sudo`, whose messages begin with a name. */
function isSwitch(b: Uint8Array, at: number, end: number): boolean {
  if (b[at] !== 0x73 || b[at + 1] !== 0x75) return false
  return end - at === 2 || (end - at === 4 && b[at + 2] === 0x64 && b[at + 3] === 0x6f)
}

/** `tag[123]: text`, as programs write behind the host (RFC 3164 §4.1.3). */
function tagged(line: Line, row: LogRow | undefined): void {
  const { b, end } = line
  let i = line.at
  while (i < end && i - line.at < 48 && b[i] !== 0x5b && b[i] !== 0x3a && b[i] !== SPACE) i++
  const isProgram = isSwitch(b, line.at, i)
  const service = line.at < i ? field(line, 'service', i) : ''
  if (i < end && b[i] === 0x5b) {
    copy(line, i + 1)
    let k = i + 1
    while (k < end && b[k] >= 48 && b[k] <= 57) k++
    if (k > i + 1) field(line, 'pid', k)
  }
  while (line.at < end && isBeforeBody(b[line.at])) copy(line, line.at + 1)
  const body = text(line, end, isProgram ? 'first' : undefined)
  if (row === undefined) return
  row.service = service
  row.body = body.replace(/^\]?:? */, '')
}

/** Structured data of RFC 5424 §6.3: names and values in quotes, word by word. */
function structuredEnd(b: Uint8Array, at: number, end: number): number {
  if (b[at] === 0x2d) return at + 1
  let quoted = false
  for (let i = at; i < end; i++) {
    if (quoted && b[i] === 0x5c) i++
    else if (b[i] === QUOTE) quoted = !quoted
    else if (!quoted && b[i] === 0x5d && b[i + 1] !== 0x5b) return i + 1
  }
  return end
}

/** What follows the time in RFC 5424: host, application, process, message id, data, text. */
function modern(line: Line, row: LogRow | undefined): void {
  const { b, end } = line
  const names = ['hostname', 'service', 'pid', 'message']
  for (const name of names) {
    if (line.at >= end) return
    copy(line, line.at + 1)
    const s = field(line, name, wordEnd(b, line.at, end))
    if (row !== undefined && name === 'hostname') row.host = s
    if (row !== undefined && name === 'service') row.service = s
  }
  if (line.at >= end) return
  copy(line, line.at + 1)
  text(line, structuredEnd(b, line.at, end))
  const body = text(line, end)
  if (row !== undefined) row.body = body.trim()
}

/** Reads syslog of both kinds, and lines with a time, a host and a tag. */
export function createSyslogReader(context: ReaderContext): LogReader {
  return {
    record(b, at, end, out, row) {
      const marked = priorityEnd(b, at, end)
      const is5424 =
        marked > at && marked + 1 < end && b[marked] === 0x31 && b[marked + 1] === SPACE
      const start = is5424 ? marked + 2 : marked
      const found = timeAt(b, start, end)
      const l = context.valuesAt(found?.seconds)
      const line: Line = { l, b, end, out, row, at }
      copy(line, start)
      if (row !== undefined) row.attributes = textEnds(l, b, start, end) ?? null
      if (row !== undefined && marked > at) row.severity = severityOf(b, at, marked)
      if (found === undefined) {
        if (is5424 && b[start] === 0x2d) copy(line, start + 1)
        else {
          const body = text(line, end)
          if (row !== undefined) row.body = body
          return ''
        }
      } else time(line, found.end, row)
      if (is5424) modern(line, row)
      else if (line.at < end && b[line.at] === SPACE) {
        copy(line, line.at + 1)
        const to = wordEnd(b, line.at, end)
        // What ends with a colon is the tag: programs that write a file themselves name no host.
        if (b[to - 1] !== 0x3a) {
          const host = field(line, 'hostname', to)
          if (row !== undefined) row.host = host
          if (line.at < end) copy(line, line.at + 1)
        }
        tagged(line, row)
      } else text(line, end)
      return ''
    },
  }
}

/** Where the string in quotes that begins at `at` ends, behind its last quote. */
function quotedEnd(b: Uint8Array, at: number, end: number): number {
  for (let i = at + 1; i < end; i++) {
    if (b[i] === 0x5c) i++
    else if (b[i] === QUOTE) return i + 1
  }
  return end
}

/** The number that an access log has at a place: a status, a count of bytes. */
function number(line: Line, name: string): string {
  copy(line, line.at + 1)
  const { b, end } = line
  const to = wordEnd(b, line.at, end)
  let n = 0
  let i = line.at
  for (; i < to && i - line.at < 12 && b[i] >= 48 && b[i] <= 57; i++) n = 10 * n + b[i] - 48
  if (i < to || i === line.at) return field(line, 'message', to)
  const { kind, rule } = line.l.field(name, '')
  const isOther = kind === 'enum' && !isCodeNumber(name, n)
  const moved = isOther ? Number.NaN : line.l.values.number(rule, n)
  line.at = to
  const from = line.out.n
  if (Number.isNaN(moved)) appendByte(line.out, 0x2d)
  else appendDecimal(line.out, moved)
  return written(line, from)
}

/** Referrer and program of the client, in quotes, where the combined format has them. */
function agent(line: Line): void {
  const { b, end } = line
  if (b[line.at] !== SPACE || b[line.at + 1] !== QUOTE) return
  const referrer = quotedEnd(b, line.at + 1, end)
  text(line, referrer)
  if (referrer + 1 >= end || b[referrer] !== SPACE || b[referrer + 1] !== QUOTE) return
  const to = quotedEnd(b, referrer + 1, end)
  if (b[to - 1] !== QUOTE || to - referrer < 4) return
  copy(line, referrer + 2)
  field(line, 'useragent', to - 1)
  copy(line, to)
}

/** Reads access logs: host, identity, user, time, request, status, bytes, and what is quoted. */
export function createAccessReader(context: ReaderContext): LogReader {
  return {
    record(b, at, end, out, row) {
      const open = firstOf(b, 0x5b, at, end)
      const found = open > at ? timeAt(b, open + 1, end) : undefined
      if (found === undefined || b[found.end] !== 0x5d) return 'malformed'
      const l = context.valuesAt(found.seconds)
      const line: Line = { l, b, end, out, row, at }
      const client = field(line, 'clientip', wordEnd(b, at, open))
      while (line.at < open - 1) {
        copy(line, line.at + 1)
        field(line, 'user', wordEnd(b, line.at, open))
      }
      copy(line, open + 1)
      time(line, found.end, row)
      copy(line, Math.min(end, found.end + 2))
      if (b[line.at] !== QUOTE) return 'malformed'
      const request = text(line, quotedEnd(b, line.at, end))
      const status = line.at < end ? number(line, 'status') : ''
      const bytes = line.at < end ? number(line, 'bytes') : ''
      const from = out.n
      agent(line)
      text(line, end)
      const rest = written(line, from)
      if (row !== undefined) {
        row.body = request.slice(1, -1)
        row.attributes = { client, status, bytes, rest: rest.trim() }
      }
      return ''
    },
  }
}
