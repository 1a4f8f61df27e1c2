/** The bodies of TLS handshake messages that are sent in the clear, and their common head. */
import { u16, u24 } from '../bytes/endian.js'
import { areSeconds } from './bounds.js'
import { type Frame, span } from './frame.js'
import { isByteList, isList, registered } from './tls-codes.js'
import { tlsExtensions } from './tls-extensions.js'
import { tlsFields as F, helloLayout, retryLayout } from './tls-fields.js'
import { Weird } from './weird.js'

/** RFC 8446 §4.1.3: SHA-256 of the words HelloRetryRequest. */
const RETRY = Uint8Array.from(
  'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c'.match(/../g) ?? [],
  (x) => Number.parseInt(x, 16),
)
const HELLO_REQUEST = 0
const CLIENT_HELLO = 1
const SERVER_HELLO = 2
const HELLO_VERIFY = 3
const NEW_TICKET = 4
const CLIENT_KEY_EXCHANGE = 16
/** Lengths of a certificate chain beyond this are not sent; ciphertext mostly claims more. */
const MESSAGE_MAX = 1 << 17

/** Handshake types that occur in the clear (IANA, TLS HandshakeType). */
const known = new Uint8Array(256)
for (const t of [0, 1, 2, 3, 4, 8, 11, 12, 13, 14, 15, 16, 20, 21, 22, 23, 67]) known[t] = 1

function isVersion(b: Uint8Array, at: number): boolean {
  const minor = b[at + 1]
  if (b[at] === 3) return minor <= 4
  return b[at] === 0xfe ? minor >= 0xfc : b[at] === 1 && minor === 0
}

function isRetry(b: Uint8Array, at: number): boolean {
  for (let i = 0; i < RETRY.length; i++) if (b[at + i] !== RETRY[i]) return false
  return true
}

/** Notes a value behind a length of one byte; gives where it ends or a weird. */
function shortValue(f: Frame, id: number, at: number, end: number, stop: number): number {
  if (at + 1 > stop) return Weird['bad-length']
  if (at + 1 > end) return Weird.truncated
  const valueEnd = at + 1 + f.b[at]
  if (valueEnd > stop) return Weird['bad-length']
  span(f, F.length, at, at + 1)
  if (valueEnd > end) return Weird.truncated
  span(f, id, at + 1, valueEnd)
  return valueEnd
}

function cipherSuites(f: Frame, at: number, end: number, stop: number): number {
  if (at + 2 > stop) return Weird['bad-length']
  if (at + 2 > end) return Weird.truncated
  const valueEnd = at + 2 + u16(f.b, at)
  if (valueEnd > stop) return Weird['bad-length']
  span(f, F.length, at, at + 2)
  if (valueEnd > end) return Weird.truncated
  span(
    f,
    isList(f.b, at + 2, valueEnd, registered.suites) ? F.cipherSuites : F.content,
    at + 2,
    valueEnd,
  )
  return valueEnd
}

function compressions(f: Frame, at: number, end: number, stop: number): number {
  const listEnd = at + 1 < end ? at + 1 + f.b[at] : end
  const plain = listEnd <= end && isByteList(f.b, at + 1, listEnd, 1)
  return shortValue(f, plain ? F.compression : F.content, at, end, stop)
}

/** The list of extensions, which old hellos do not have. */
function extensions(f: Frame, at: number, end: number, stop: number, client: boolean): number {
  if (at === stop) return stop
  if (at + 2 > stop) return Weird['bad-length']
  if (at + 2 > end) return Weird.truncated
  if (at + 2 + u16(f.b, at) !== stop) return Weird['bad-length']
  span(f, F.length, at, at + 2)
  return tlsExtensions(f, at + 2, end, stop, client)
}

/** RFC 8446 §4.1.2; RFC 6347 §4.2.1 puts a cookie behind the session identifier. */
function clientHello(f: Frame, at: number, end: number, stop: number): number {
  const b = f.b
  if (at + 34 > stop || !isVersion(b, at)) return Weird['not-this-protocol']
  if (at + 34 > end) return Weird.truncated
  span(f, helloLayout, at, at + 34)
  let i = shortValue(f, F.sessionId, at + 34, end, stop)
  if (i >= 0 && b[at] !== 3) i = shortValue(f, F.cookie, i, end, stop)
  if (i >= 0) i = cipherSuites(f, i, end, stop)
  if (i >= 0) i = compressions(f, i, end, stop)
  return i < 0 ? i : extensions(f, i, end, stop, true)
}

/** RFC 8446 §4.1.3, RFC 5246 §7.4.1.3. */
function serverHello(f: Frame, at: number, end: number, stop: number): number {
  const b = f.b
  if (at + 34 > stop || !isVersion(b, at)) return Weird['not-this-protocol']
  if (at + 34 > end) return Weird.truncated
  span(f, isRetry(b, at + 2) ? retryLayout : helloLayout, at, at + 34)
  const i = shortValue(f, F.sessionId, at + 34, end, stop)
  if (i < 0) return i
  if (i + 3 > stop) return Weird['bad-length']
  if (i + 3 > end) return Weird.truncated
  span(f, isList(b, i, i + 2, registered.suites) ? F.cipherSuites : F.content, i, i + 2)
  span(f, isByteList(b, i + 2, i + 3, 1) ? F.compression : F.content, i + 2, i + 3)
  return extensions(f, i + 3, end, stop, false)
}

/** RFC 6347 §4.2.1. */
function helloVerify(f: Frame, at: number, end: number, stop: number): number {
  if (at + 3 > stop || !isVersion(f.b, at)) return Weird['not-this-protocol']
  if (at + 3 > end) return Weird.truncated
  span(f, F.version, at, at + 2)
  return shortValue(f, F.cookie, at + 2, end, stop)
}

/** RFC 5077 §3.3. */
function newTicket(f: Frame, at: number, end: number, stop: number): number {
  if (at + 6 > stop || at + 6 > end) return Weird.truncated
  if (at + 6 + u16(f.b, at + 4) !== stop) return Weird['not-this-protocol']
  span(f, areSeconds(f.b, at, 1) ? F.lifetime : F.content, at, at + 4)
  span(f, F.length, at + 4, at + 6)
  if (stop > end) return Weird.truncated
  span(f, F.ticket, at + 6, stop)
  return stop
}

/**
 * Whether `at` begins a handshake message in the clear: a known type and a length it can have.
 * Encrypted messages have neither, but for one in thousands.
 * @param stop where the record ends
 */
export function isHandshake(b: Uint8Array, at: number, stop: number): boolean {
  if (known[b[at]] === 0) return false
  const n = u24(b, at + 1)
  if (n >= MESSAGE_MAX) return false
  // Zeros are more often the nonce of an encrypted message than a request for a hello.
  if (b[at] === HELLO_REQUEST) return n === 0 && stop === at + 4
  // A hello may span records; of all else a message that does not fit is taken for ciphertext.
  const hello = b[at] === CLIENT_HELLO || b[at] === SERVER_HELLO
  return hello ? n >= 38 : at + 4 + n <= stop
}

/**
 * Notes the body of a message, which ends at `stop` but of which only the bytes up to `end` are
 * there. A body that is not what its type says becomes content.
 */
export function handshakeBody(f: Frame, type: number, at: number, end: number, stop: number): void {
  const n = f.n
  let r = 0
  if (type === CLIENT_HELLO) r = clientHello(f, at, end, stop)
  else if (type === SERVER_HELLO) r = serverHello(f, at, end, stop)
  else if (type === HELLO_VERIFY) r = helloVerify(f, at, end, stop)
  else if (type === NEW_TICKET) r = newTicket(f, at, end, stop)
  if (r < 0 && !(r === Weird.truncated && stop > end)) {
    f.n = n
    f.cursor = at
  }
  const rest = type === CLIENT_KEY_EXCHANGE ? F.premaster : F.content
  span(f, rest, f.cursor, Math.min(stop, end))
}
