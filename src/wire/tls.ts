/** Transport Layer Security: records, and what a handshake says before it encrypts. */
import { u16, u24 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { type Frame, span } from './frame.js'
import { tlsFields as F } from './tls-fields.js'
import { handshakeBody, isHandshake } from './tls-handshake.js'
import { Weird } from './weird.js'

const HEADER = 5
const CIPHER_CHANGE = 20
const ALERT = 21
const HANDSHAKE = 22
const HEARTBEAT = 24
/** RFC 5246 §6.2.3: 2^14 bytes and 2048 for what encryption adds. */
const RECORD_MAX = (1 << 14) + 2048

/** RFC 8446 §5.1: type, version 3.0 to 3.4, length. */
function isRecord(b: Uint8Array, at: number, end: number): boolean {
  if (at + HEADER > end || b[at] < CIPHER_CHANGE || b[at] > HEARTBEAT) return false
  const n = u16(b, at + 3)
  return b[at + 1] === 3 && b[at + 2] <= 4 && n > 0 && n <= RECORD_MAX
}

/** Notes the messages in a handshake record that ends at `stop`; only up to `end` it is there. */
function handshakes(f: Frame, from: number, end: number, stop: number): void {
  const b = f.b
  const there = Math.min(end, stop)
  let at = from
  // Where a frame has no room for another field, the cursor stays.
  while (f.broken === 0 && at + 4 <= there && isHandshake(b, at, stop)) {
    const bodyEnd = at + 4 + u24(b, at + 1)
    span(f, F.handshake, at, at + 4)
    handshakeBody(f, b[at], at + 4, there, bodyEnd)
    at = f.cursor
  }
  span(f, F.content, f.cursor, there)
}

/** RFC 8446 §6: level 1 or 2 and a description; an encrypted alert is longer. */
function isAlert(b: Uint8Array, at: number, stop: number): boolean {
  return stop - at === 2 && (b[at] === 1 || b[at] === 2) && b[at + 1] <= 121
}

/** Notes the body of a record of a type. */
export function recordBody(f: Frame, type: number, at: number, end: number, stop: number): void {
  const b = f.b
  const there = Math.min(end, stop)
  if (type === HANDSHAKE) handshakes(f, at, end, stop)
  else if (type === ALERT && stop <= end && isAlert(b, at, stop)) span(f, F.alert, at, stop)
  else if (type === CIPHER_CHANGE && stop <= end && stop - at === 1 && b[at] === 1) {
    span(f, F.cipherChange, at, stop)
  } else span(f, F.content, at, there)
}

/** RFC 8446, RFC 5246; SSL 3.0 (RFC 6101) has the same records. */
export const tls: Dissector = {
  name: 'tls',
  title: 'Transport Layer Security',
  source: 'RFC 8446, RFC 5246',
  claims: [
    ['tcp-port', 443],
    ['tcp-port', 465],
    ['tcp-port', 563],
    ['tcp-port', 636],
    ['tcp-port', 853],
    ['tcp-port', 989],
    ['tcp-port', 990],
    ['tcp-port', 993],
    ['tcp-port', 995],
    ['tcp-port', 5061],
    ['tcp-port', 5349],
    ['tcp-port', 8443],
    ['tcp-port', 8883],
  ],
  dissect(f, from, end) {
    const b = f.b
    let at = from
    while (isRecord(b, at, end)) {
      const body = at + HEADER
      const stop = body + u16(b, at + 3)
      span(f, F.record, at, body)
      if (body < end) recordBody(f, b[at], body, end, stop)
      if (stop > end) return 0
      at = stop
    }
    return at === from ? Weird['not-this-protocol'] : 0
  },
  first: [[CIPHER_CHANGE, HEARTBEAT]],
  sniff(b, at, end, transport) {
    return transport === 6 && isRecord(b, at, end)
  },
}
