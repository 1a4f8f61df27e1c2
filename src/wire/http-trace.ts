/**
 * Headers that carry the identifiers of traces and requests. The identifiers are fields of their
 * own, so that packets and spans of one request stay together; all else in them is content.
 */
import { hexDigit } from '../bytes/digits.js'
import { type Frame, span } from './frame.js'
import type { ValueReader } from './text-message.js'

/** Ids for the parts of such a header. */
export interface TraceFields {
  readonly traceId: number
  readonly spanId: number
  readonly requestId: number
  readonly word: number
  readonly line: number
  readonly content: number
}

/** Of 16 or 32 digits, of 16, of 16 or a single zero; `version` and `flags` are words. */
type Part = 'trace' | 'span' | 'parent' | 'version' | 'flags'

/** How many hexadecimal digits begin at `at`. */
function run(b: Uint8Array, at: number, end: number): number {
  let i = at
  while (i < end && hexDigit(b[i]) >= 0) i++
  return i - at
}

/** W3C Trace Context §3.2: version 00, and the flags that are defined, 0 to 3. */
function isWord(part: Part, b: Uint8Array, at: number, end: number): boolean {
  if (part === 'version') return end - at === 2 && b[at] === 48 && b[at + 1] === 48
  const last = b[end - 1]
  if (end - at === 1) return last === 48 || last === 49 || last === 100
  return end - at === 2 && b[at] === 48 && last >= 48 && last <= 51
}

/** Whether the part `[at, end)` is of the form that its place wants. */
function fits(part: Part, b: Uint8Array, at: number, end: number): boolean {
  const n = end - at
  if (part === 'parent' && n === 1) return b[at] === 48
  if (part === 'version' || part === 'flags') return isWord(part, b, at, end)
  return run(b, at, end) === n && (n === 16 || (n === 32 && part === 'trace'))
}

function idOf(F: TraceFields, part: Part, size: number): number {
  if (part === 'trace') return F.traceId
  return size === 16 ? F.spanId : F.word
}

function partEnd(b: Uint8Array, at: number, end: number, separator: number): number {
  let i = at
  while (i < end && b[i] !== separator) i++
  return i
}

/** How many of the parts `[at, end)` has; 0 when one of them is of another form. */
function count(parts: readonly Part[], separator: number, b: Uint8Array, at: number, end: number) {
  let from = at
  for (let i = 0; i < parts.length; i++) {
    const stop = partEnd(b, from, end, separator)
    if (!fits(parts[i], b, from, stop)) return 0
    if (stop === end) return i + 1
    from = stop + 1
  }
  return 0
}

/** Parts in this order between separators, at least `least` of them; else content. */
function inOrder(
  F: TraceFields,
  separator: string,
  least: number,
  parts: readonly Part[],
): ValueReader {
  const mark = separator.charCodeAt(0)
  return (f: Frame, at, end) => {
    const n = count(parts, mark, f.b, at, end)
    if (n < least) {
      span(f, F.content, at, end)
      return
    }
    let from = at
    for (let i = 0; i < n; i++) {
      const stop = partEnd(f.b, from, end, mark)
      span(f, idOf(F, parts[i], stop - from), from, stop)
      if (stop < end) span(f, F.line, stop, stop + 1)
      from = stop + 1
    }
  }
}

/** Whether dashes stand where a UUID has them (RFC 9562 §4), and hexadecimal digits elsewhere. */
function isUuid(b: Uint8Array, at: number, end: number): boolean {
  if (end - at !== 36) return false
  for (let i = 0; i < 36; i++) {
    const dash = i === 8 || i === 13 || i === 18 || i === 23
    if (dash ? b[at + i] !== 45 : hexDigit(b[at + i]) < 0) return false
  }
  return true
}

/** A UUID, or an even number of hexadecimal digits. */
function request(F: TraceFields): ValueReader {
  return (f, at, end) => {
    const b = f.b
    const n = end - at
    const hex = n >= 16 && n <= 128 && (n & 1) === 0 && run(b, at, end) === n
    span(f, hex || isUuid(b, at, end) ? F.requestId : F.content, at, end)
  }
}

/** The readers, each with the names of its headers. */
export function traceReaders(F: TraceFields): readonly (readonly [ValueReader, string])[] {
  return [
    [inOrder(F, '-', 4, ['version', 'trace', 'span', 'flags']), 'traceparent traceresponse'],
    [inOrder(F, '-', 2, ['trace', 'span', 'flags', 'parent']), 'b3'],
    [inOrder(F, '-', 2, ['trace', 'span', 'flags']), 'sentry-trace'],
    // Jaeger writes a parent that is none as a single 0.
    [inOrder(F, ':', 4, ['trace', 'span', 'parent', 'flags']), 'uber-trace-id'],
    [inOrder(F, '-', 1, ['trace']), 'x-b3-traceid x-trace-id'],
    [inOrder(F, '-', 1, ['span']), 'x-b3-spanid x-b3-parentspanid x-span-id'],
    [inOrder(F, '-', 1, ['flags']), 'x-b3-sampled x-b3-flags'],
    [request(F), 'x-request-id x-correlation-id request-id x-amzn-requestid'],
  ]
}
