/**
 * What may leave of SIP values that name people and hosts: the scheme of a URI, how a message was
 * carried, and the identifiers by which messages of one dialog and transaction are told.
 */
import { type Frame, span } from './frame.js'
import type { ValueReader } from './text-message.js'
import { findWord, wordSet } from './words.js'

/** Span ids that the readers note. */
export interface SipFields {
  readonly line: number
  readonly word: number
  readonly target: number
  readonly dialog: number
  readonly content: number
}

const schemes = wordSet(['sip', 'sips', 'tel', 'urn'])
const transports = wordSet(
  ['UDP', 'TCP', 'TLS', 'SCTP', 'WS', 'WSS'].map((transport) => `SIP/2.0/${transport}`),
)
const identifiers = wordSet(['tag', 'branch'])
/** RFC 3261 §8.1.1.7: how branches begin that are unique. */
const COOKIE = Buffer.from('z9hG4bK')

/** Where the byte `c` stands in `[at, end)`, or `end`. */
function find(b: Uint8Array, c: number, at: number, end: number): number {
  let i = at
  while (i < end && b[i] !== c) i++
  return i
}

/** RFC 3261 §19.1: a scheme, a colon, and whom the request is for. */
export function uri(F: SipFields): ValueReader {
  return (f, at, end) => {
    const colon = find(f.b, 58, at, Math.min(end, at + 5))
    const known = colon < end && findWord(schemes, f.b, at, colon) >= 0
    if (known) span(f, F.line, at, colon + 1)
    span(f, F.target, known ? colon + 1 : at, end)
  }
}

/** RFC 3261 §25.1: where the token at `at` ends. */
function tokenEnd(b: Uint8Array, at: number, end: number): number {
  let i = at
  while (i < end && b[i] > 32 && b[i] !== 59 && b[i] !== 44 && b[i] !== 34) i++
  return i
}

function cookieEnd(b: Uint8Array, at: number, end: number): number {
  if (at + COOKIE.length >= end) return at
  for (let i = 0; i < COOKIE.length; i++) if (b[at + i] !== COOKIE[i]) return at
  return at + COOKIE.length
}

/** Notes tags and branches among the parameters in `[from, end)`, and all else as content. */
function parameters(f: Frame, F: SipFields, from: number, end: number): void {
  const b = f.b
  for (let at = find(b, 59, from, end); at < end; at = find(b, 59, at + 1, end)) {
    const equals = find(b, 61, at, Math.min(end, at + 8))
    if (equals >= end || findWord(identifiers, b, at + 1, equals) < 0) continue
    const stop = tokenEnd(b, equals + 1, end)
    const value = cookieEnd(b, equals + 1, stop)
    span(f, F.content, f.cursor, at)
    span(f, F.line, at, value)
    span(f, F.dialog, value, stop)
  }
  span(f, F.content, f.cursor, end)
}

/** RFC 3261 §20.20, §20.39: parameters stand behind the address, which may hold others. */
export function party(F: SipFields): ValueReader {
  return (f, at, end) => {
    let from = end
    while (from > at && f.b[from - 1] !== 62) from--
    parameters(f, F, from, end)
  }
}

/** RFC 3261 §20.42: how and by which hosts a message came. */
export function via(F: SipFields): ValueReader {
  return (f, at, end) => {
    const space = find(f.b, 32, at, end)
    if (findWord(transports, f.b, at, space) >= 0) span(f, F.word, at, space)
    parameters(f, F, f.cursor, end)
  }
}
