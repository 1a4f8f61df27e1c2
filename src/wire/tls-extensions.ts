/**
 * The extensions of TLS hellos. Each reader gets the bytes of one extension that are there: of the
 * last one in a segment that may be only a part. What a reader leaves over is a secret: it loses
 * its bytes, not its place, since readers of a hello want the whole of it.
 */
import { u16 } from '../bytes/endian.js'
import { alpnNames } from './alpn.js'
import { type Frame, span } from './frame.js'
import * as codes from './tls-codes.js'
import { tlsFields as F } from './tls-fields.js'
import { Weird } from './weird.js'
import { findWord, isHostText } from './words.js'

/** Takes the value `[at, end)` apart; `client` says who sent it. */
type Extension = (f: Frame, at: number, end: number, client: boolean) => void

const nothing: Extension = () => undefined

/** Whether a list with a length of two bytes at `at` ends where the extension does. */
function hasList(f: Frame, at: number, end: number): boolean {
  return at + 2 <= end && at + 2 + u16(f.b, at) === end
}

/** RFC 6066 §3: a list of names, of which only type 0 exists. Servers send it empty. */
const serverName: Extension = (f, from, end) => {
  const b = f.b
  if (!hasList(f, from, end)) return
  span(f, F.length, from, from + 2)
  let at = from + 2
  while (at + 3 <= end && b[at] === 0) {
    const stop = at + 3 + u16(b, at + 1)
    if (stop > end) return
    span(f, F.length, at, at + 3)
    span(f, isHostText(b, at + 3, stop) ? F.serverName : F.content, at + 3, stop)
    at = stop
  }
}

/** A list of 16-bit numbers behind its length. */
function numbers(id: number, known: codes.Registry): Extension {
  return (f, at, end) => {
    if (!hasList(f, at, end) || !codes.isList(f.b, at + 2, end, known)) return
    span(f, F.length, at, at + 2)
    span(f, id, at + 2, end)
  }
}

/** A list of bytes behind its length of one byte. */
function byteList(id: number, most: number): Extension {
  return (f, at, end) => {
    const value = at + 1
    if (value > end || value + f.b[at] !== end) return
    if (!codes.isByteList(f.b, value, end, most)) return
    span(f, F.length, at, value)
    span(f, id, value, end)
  }
}

/** A single number of at most two bytes, not above `most`. */
function number(most: number): Extension {
  return (f, at, end) => {
    const n = end - at
    const value = n === 1 ? f.b[at] : n === 2 ? u16(f.b, at) : most + 1
    if (value <= most) span(f, F.option, at, end)
  }
}

/** RFC 7301 §3.1; the settings extension of Chromium (17513, 17613) has the same form. */
const alpn: Extension = (f, from, end) => {
  const b = f.b
  if (!hasList(f, from, end)) return
  span(f, F.length, from, from + 2)
  let at = from + 2
  while (at < end) {
    const stop = at + 1 + b[at]
    if (stop > end) return
    span(f, F.length, at, at + 1)
    span(f, findWord(alpnNames, b, at + 1, stop) < 0 ? F.content : F.alpn, at + 1, stop)
    at = stop
  }
}

/** RFC 6066 §8: nearly always OCSP with two empty lists, which says nothing; else content. */
const statusRequest: Extension = (f, at, end) => {
  const b = f.b
  if (end - at === 5 && b[at] === 1 && u16(b, at + 1) === 0 && u16(b, at + 3) === 0) {
    span(f, F.option, at, end)
  }
}

/** RFC 8446 §4.2.1: a list of a client, one version of a server. */
const versions: Extension = (f, at, end, client) => {
  const b = f.b
  if (!client) {
    if (end - at === 2 && codes.isList(b, at, end, codes.registered.versions))
      span(f, F.versions, at, end)
    return
  }
  if (at + 1 > end || at + 1 + b[at] !== end) return
  if (!codes.isList(b, at + 1, end, codes.registered.versions)) return
  span(f, F.length, at, at + 1)
  span(f, F.versions, at + 1, end)
}

/** RFC 8879 §3. */
const certificateCompression: Extension = (f, at, end) => {
  if (at + 1 > end || at + 1 + f.b[at] !== end) return
  if (!codes.isList(f.b, at + 1, end, codes.registered.compressions)) return
  span(f, F.length, at, at + 1)
  span(f, F.option, at + 1, end)
}

/** One entry of a key share: group, length, key; gives where it ends or a weird. */
function keyShareEntry(f: Frame, at: number, end: number): number {
  if (at + 4 > end) return Weird.truncated
  const stop = at + 4 + u16(f.b, at + 2)
  if (stop > end) return Weird.truncated
  if (!codes.isList(f.b, at, at + 2, codes.registered.groups)) return Weird['bad-value']
  span(f, F.groups, at, at + 2)
  span(f, F.length, at + 2, at + 4)
  span(f, F.keyExchange, at + 4, stop)
  return stop
}

/** RFC 8446 §4.2.8: a list of a client, one of a server, only a group to retry with. */
const keyShare: Extension = (f, at, end, client) => {
  if (!client) {
    if (end - at === 2) {
      if (codes.isList(f.b, at, end, codes.registered.groups)) span(f, F.groups, at, end)
    } else keyShareEntry(f, at, end)
    return
  }
  if (at + 2 > end) return
  span(f, F.length, at, at + 2)
  for (let i = at + 2; i >= 0 && i < end; ) i = keyShareEntry(f, i, end)
}

/** RFC 8446 §4.2.11: identities with ages, then binders. */
const preSharedKey: Extension = (f, at, end, client) => {
  const b = f.b
  if (!client) {
    if (end - at === 2) span(f, F.option, at, end)
    return
  }
  if (at + 2 > end) return
  const binders = Math.min(at + 2 + u16(b, at), end)
  span(f, F.length, at, at + 2)
  let i = at + 2
  while (i + 6 <= binders && i + 6 + u16(b, i) <= binders) {
    const stop = i + 2 + u16(b, i)
    span(f, F.length, i, i + 2)
    span(f, F.identity, i + 2, stop)
    span(f, F.ticketAge, stop, stop + 4)
    i = stop + 4
  }
  if (i !== binders || i + 2 > end) return
  span(f, F.length, i, i + 2)
  i += 2
  while (i < end && i + 1 + b[i] <= end) {
    span(f, F.length, i, i + 1)
    span(f, F.binder, i + 1, i + 1 + b[i])
    i += 1 + b[i]
  }
}

/** RFC 8446 §4.2.2. */
const cookie: Extension = (f, at, end) => {
  if (!hasList(f, at, end)) return
  span(f, F.length, at, at + 2)
  span(f, F.cookie, at + 2, end)
}

/** RFC 5746 §3.2. */
const renegotiation: Extension = (f, at, end) => {
  if (at + 1 > end) return
  span(f, F.length, at, at + 1)
  span(f, F.verify, at + 1, end)
}

const RENEGOTIATION = 0xff01
const readers: Extension[] = new Array(64).fill(nothing)
for (const [type, reader] of [
  [0, serverName],
  [1, number(4)],
  [5, statusRequest],
  [10, numbers(F.groups, codes.registered.groups)],
  [11, byteList(F.pointFormats, 2)],
  [13, numbers(F.signatures, codes.registered.signatures)],
  [15, number(2)],
  [16, alpn],
  [27, certificateCompression],
  [28, number(0x4001)],
  [35, (f, at, end) => span(f, F.ticket, at, end)],
  [41, preSharedKey],
  [43, versions],
  [44, cookie],
  [45, byteList(F.option, 1)],
  [50, numbers(F.signatures, codes.registered.signatures)],
  [51, keyShare],
] as readonly (readonly [number, Extension])[]) {
  readers[type] = reader
}

function readerOf(type: number): Extension {
  if (type < readers.length) return readers[type]
  if (type === RENEGOTIATION) return renegotiation
  return type === 17513 || type === 17613 ? alpn : nothing
}

/**
 * Notes type and length of an extension. A type that nobody registered is a word of the sender's
 * own choice: it goes, and its place stays.
 */
function noteHead(f: Frame, at: number): void {
  if (codes.has(codes.registered.extensions, u16(f.b, at))) span(f, F.extension, at, at + 4)
  else {
    span(f, F.extensionData, at, at + 2)
    span(f, F.length, at + 2, at + 4)
  }
}

/**
 * Notes extensions up to `stop`, of which only the bytes up to `end` are there.
 * @returns `stop`, `Weird.truncated` at the end of the bytes, or another negative weird
 */
export function tlsExtensions(
  f: Frame,
  from: number,
  end: number,
  stop: number,
  client: boolean,
): number {
  const b = f.b
  let at = from
  while (at < stop) {
    if (at + 4 > stop) return Weird['bad-length']
    if (at + 4 > end) return Weird.truncated
    const value = at + 4
    const valueEnd = value + u16(b, at + 2)
    if (valueEnd > stop) return Weird['bad-length']
    noteHead(f, at)
    const there = Math.min(valueEnd, end)
    if (there > value) readerOf(u16(b, at))(f, value, there, client)
    span(f, F.extensionData, f.cursor, there)
    if (valueEnd > end) return Weird.truncated
    at = valueEnd
  }
  return stop
}
