/** Values of logs in text: by the kind of their field, by their form, and then word by word. */
import { epochNanos } from '../bytes/nanoseconds.js'
import { append, appendString, createOutput, type Output } from '../bytes/output.js'
import { areInstalled } from '../text/installed-names.js'
import { appendTime, createFoundTime, findTime } from '../text/times.js'
import type { Kind } from '../wire/fields.js'
import type { LogField, LogValues } from './log-reader.js'

/**
 * Kinds whose values, when they do not leave, leave nothing: a host is no less named by a word that
 * everybody has.
 */
const CLOSED: ReadonlySet<Kind> = new Set([
  'person',
  'secret',
  'content',
  'location',
  'address',
  'hostname',
  'hardware',
  'link',
  'port',
  'vlan',
  'software',
])

const found = createFoundTime()

/** Appends a time in text, moved; false when it is none. */
export function putTime(l: LogValues, b: Uint8Array, at: number, end: number, o: Output): boolean {
  if (!findTime(b, at, end, found) || found.end !== end) return false
  appendTime(b, found, l.values.time, o)
  return true
}

/** The time that was moved last, in nanoseconds since 1970. */
export function movedNanos(): bigint {
  return epochNanos(found.seconds, found.nanos)
}

/** Where the time at `at` ends, and its seconds since 1970; undefined when there is none. */
export function timeAt(
  b: Uint8Array,
  at: number,
  end: number,
): { readonly end: number; readonly seconds: number } | undefined {
  return findTime(b, at, end, found) ? { end: found.end, seconds: found.seconds } : undefined
}

/** Appends a value in text by the kind of its field. @returns whether it leaves */
export function putValue(
  l: LogValues,
  field: LogField,
  b: Uint8Array,
  at: number,
  end: number,
  o: Output,
): boolean {
  const { kind, rule } = field
  if (at === end) return true
  // Of code words leave: only what a policy says of the field itself would hold here.
  if (kind !== 'code' && l.values.fate(rule) === 'suppress') {
    return l.values.text(rule, b, at, end, o)
  }
  const from = o.n
  if (kind === 'time') {
    if (putTime(l, b, at, end, o)) return true
    if (l.values.text(rule, b, at, end, o)) return true
  } else if (kind !== undefined && CLOSED.has(kind)) return l.values.text(rule, b, at, end, o)
  o.n = from
  if (field.service !== undefined) {
    if (!areInstalled(b, at, end)) return l.values.text(field.service, b, at, end, o)
    append(o, b, at, end)
    return true
  }
  return l.text(b, at, end, o, field.announces === true ? 'all' : undefined)
}

const scratch = createOutput(1 << 12)
const input = createOutput(1 << 12)

/** The bytes of a string, until the next is asked for. */
export function bytesOf(s: string): Readonly<Output> {
  input.n = 0
  appendString(input, s)
  return input
}

/** What text becomes, as a string. */
export function rewritten(
  l: LogValues,
  field: LogField | undefined,
  s: string,
): string | undefined {
  const { bytes: b, n } = bytesOf(s)
  scratch.n = 0
  const left = field === undefined ? l.text(b, 0, n, scratch) : putValue(l, field, b, 0, n, scratch)
  return left ? stringOf(scratch, 0) : undefined
}

/** What was written from `from` on, as a string. */
export function stringOf(o: Output, from: number): string {
  return Buffer.from(o.bytes.buffer, o.bytes.byteOffset + from, o.n - from).toString()
}
