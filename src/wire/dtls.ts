/** Datagram Transport Layer Security: TLS over UDP, with numbered records and fragments. */
import { u16, u24 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, span } from './frame.js'
import { recordBody } from './tls.js'
import { tlsFields as T } from './tls-fields.js'
import { handshakeBody } from './tls-handshake.js'
import { Weird } from './weird.js'

const F = fields('dtls', {
  record: ['structure', 'uint', 'record type, version and epoch'],
  sequence: ['link', 'uint', 'number of the record'],
  length: ['structure', 'uint', 'length of the record'],
  handshake: ['structure', 'uint', 'handshake type, length, and place of the fragment'],
})
const header = layout('dtls', [
  [F.record, 5],
  [F.sequence, 6],
  [F.length, 2],
])
const HEADER = 13
const HANDSHAKE_HEADER = 12
const HANDSHAKE = 22
/** RFC 9146 §4: records with connection identifiers. */
const WITH_ID = 25

/** RFC 6347 §4.1: versions are the complements of TLS's; 1.0 of OpenSSL's beginnings is 0x0100. */
function isVersion(version: number): boolean {
  return version === 0xfeff || version === 0xfefd || version === 0x0100
}

function isRecord(b: Uint8Array, at: number, end: number): boolean {
  if (at + HEADER > end || b[at] < 20 || b[at] >= WITH_ID || !isVersion(u16(b, at + 1)))
    return false
  const n = u16(b, at + 11)
  return n > 0 && n <= (1 << 14) + 2048
}

/** Messages of a handshake, by number, with all that are sent again in new ones. */
const MESSAGES_MAX = 255

/** RFC 6347 §4.2.2: each message, or piece of one, with its place in the whole. */
function fragments(f: Frame, from: number, end: number): void {
  const b = f.b
  let at = from
  while (at + HANDSHAKE_HEADER <= end) {
    const length = u24(b, at + 1)
    const offset = u24(b, at + 6)
    const here = u24(b, at + 9)
    const body = at + HANDSHAKE_HEADER
    if (offset + here > length || body + here > end || length >= 1 << 17) break
    if (u16(b, at + 4) > MESSAGES_MAX) break
    span(f, F.handshake, at, body)
    if (offset > 0) span(f, T.content, body, body + here)
    else handshakeBody(f, b[at], body, body + here, body + length)
    at = body + here
  }
  span(f, T.content, f.cursor, end)
}

/** RFC 6347 §4.1. The records of version 1.3 (RFC 9147) are encrypted headers: content. */
export const dtls: Dissector = {
  name: 'dtls',
  title: 'Datagram Transport Layer Security',
  source: 'RFC 6347',
  claims: [['capwap', 1]],
  dissect(f, from, end) {
    const b = f.b
    let at = from
    while (isRecord(b, at, end)) {
      const body = at + HEADER
      const stop = body + u16(b, at + 11)
      if (stop > end && f.snapped === 0 && f.fragmented === 0) break
      const there = Math.min(stop, end)
      span(f, header, at, body)
      // From epoch 1 on all bodies are encrypted.
      if (u16(b, at + 3) > 0) span(f, T.content, body, there)
      else if (b[at] === HANDSHAKE) fragments(f, body, there)
      else recordBody(f, b[at], body, end, stop)
      at = there
    }
    return at === from ? Weird['not-this-protocol'] : 0
  },
  first: [[20, WITH_ID - 1]],
  sniff(b, at, end, transport) {
    return transport === 17 && isRecord(b, at, end)
  },
}
