/**
 * The journal's export format: fields of a record in lines `NAME=value`, or, where a value is not
 * text, the name, eight bytes of length in little-endian order and the value; an empty line ends
 * a record (systemd, Journal Export Formats).
 */
import { appendByte, appendString, type Output } from '../bytes/output.js'
import { moveSeconds } from './log-numbers.js'
import type { LogReader, LogValues, ReaderContext } from './log-reader.js'
import { suppressed } from './log-room.js'
import type { Framer } from './log-run.js'
import type { LogRow } from './log-table.js'
import { putValue, stringOf } from './log-values.js'

const LINE = 10
const EQUALS = 0x3d
const NAME = /^[A-Z_][A-Z0-9_]{0,63}$/

/** One field: where its name and value begin and end, and where the next field begins. */
interface Place {
  name: number
  value: number
  to: number
  after: number
}

/** Finds the field at `at`; false when it does not end before `end`. */
function readField(b: Uint8Array, at: number, end: number, p: Place): boolean {
  let i = at
  while (i < end && b[i] !== LINE && b[i] !== EQUALS) i++
  if (i === end) return false
  p.name = i
  if (b[i] === EQUALS) {
    p.value = i + 1
    while (i < end && b[i] !== LINE) i++
    p.to = i
    p.after = i + 1
    return i < end
  }
  if (i + 9 > end) return false
  let n = 0
  for (let k = 8; k >= 1; k--) n = n * 256 + b[i + k]
  p.value = i + 9
  p.to = p.value + n
  p.after = p.to + 1
  return p.after <= end
}

/** Finds records of the journal: all fields up to an empty line. */
export function createJournalFramer(): Framer {
  const p: Place = { name: 0, value: 0, to: 0, after: 0 }
  return {
    from: 0,
    to: 0,
    after: 0,
    next(b, at, end, isLast) {
      let i = at
      this.from = at
      for (;;) {
        if (i < end && b[i] === LINE) {
          this.to = i
          this.after = i + 1
          return true
        }
        if (i >= end || !readField(b, i, end, p)) {
          if (!isLast) return false
          this.to = end
          this.after = end
          return true
        }
        i = p.after
      }
    },
  }
}

/** Counts of microseconds move; others are sizes and identifiers of their field. */
function putField(l: LogValues, name: string, b: Uint8Array, p: Place, out: Output): boolean {
  const field = l.field(name, '')
  const n = p.to - p.value
  if (field.kind === 'time' && n === 16) {
    const s = Buffer.from(b.buffer, b.byteOffset + p.value, n).toString()
    const moved = /^\d+$/.test(s) ? moveSeconds(l.values.time, Number(s)) : undefined
    if (moved === undefined) return false
    appendString(out, String(moved))
    return true
  }
  return putValue(l, field, b, p.value, p.to, out)
}

function note(row: LogRow, name: string, value: string): void {
  if (name === '__REALTIME_TIMESTAMP') {
    row.time = /^\d{1,18}$/.test(value) ? BigInt(value) * 1000n : null
  } else if (name === 'MESSAGE') row.body = value
  else if (name === '_HOSTNAME') row.host = value
  else if (name === 'SYSLOG_IDENTIFIER') row.service = value
  else if (name === 'PRIORITY') row.severity = value
  else row.attributes = { ...row.attributes, [name]: value }
}

function secondsOf(b: Uint8Array, at: number, end: number): number | undefined {
  const s = Buffer.from(b.buffer, b.byteOffset + at, Math.min(1024, end - at)).toString('latin1')
  const m = /^__REALTIME_TIMESTAMP=(\d{16})$/m.exec(s)
  return m === null ? undefined : Number(m[1]) / 1e6
}

/** Reads records of the journal. */
export function createJournalReader(context: ReaderContext): LogReader {
  const p: Place = { name: 0, value: 0, to: 0, after: 0 }
  return {
    record(b, at, end, out, row) {
      const l = context.valuesAt(secondsOf(b, at, end))
      const start = out.n
      for (let i = at; i < end; i = p.after) {
        // The last line ends with the record.
        if (!readField(b, i, Math.min(b.length, end + 1), p)) return 'malformed'
        const name = Buffer.from(b.buffer, b.byteOffset + i, p.name - i).toString('latin1')
        if (!NAME.test(name)) return 'malformed'
        const known = l.field(name, '').kind !== undefined
        const own = known ? name : nameOf(l, name)
        const from = out.n
        appendString(out, own)
        const equals = out.n
        appendByte(out, EQUALS)
        if (!putField(l, name, b, p, out)) {
          suppressed(context.counts, l.field(name, '').kind ?? 'unknown')
          out.n = from
          continue
        }
        for (let k = equals; k < out.n; k++) if (out.bytes[k] === LINE) out.bytes[k] = 0x20
        if (row !== undefined) note(row, own, stringOf(out, equals + 1))
        appendByte(out, LINE)
      }
      return out.n === start ? 'empty' : ''
    },
  }
}

/** Names that programs made up leave word by word, as far as the format allows. */
function nameOf(l: LogValues, name: string): string {
  const scratch: Output = { bytes: new Uint8Array(256), n: 0 }
  const b = Buffer.from(name.replace(/_/g, ' '))
  l.text(b, 0, b.length, scratch)
  const s = stringOf(scratch, 0)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^\d/, '_')
  return NAME.test(s) ? s : 'FIELD'
}
