/** The Secure Shell: its first line, and what both sides offer before they encrypt. */
import { u32 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, span } from './frame.js'
import { algorithms } from './ssh-algorithms.js'
import { Weird } from './weird.js'
import { findWord, isPrintable, wordSet } from './words.js'

const F = fields('ssh', {
  version: ['structure', 'text', 'name and version of the protocol, end of line'],
  software: ['software', 'text', 'software and its version'],
  comment: ['content', 'text', 'comment'],
  length: ['structure', 'uint', 'lengths of a packet and of its padding, of a list of names'],
  message: ['structure', 'uint', 'type of a message'],
  cookie: ['secret', 'bytes', 'random value of an offer'],
  algorithms: ['enum', 'text', 'names of algorithms that are known, in order'],
  guess: ['enum', 'uint', 'whether a packet follows that was guessed'],
  body: ['content', 'bytes', 'keys, signatures, names that nobody knows, padding'],
  padding: ['secret', 'bytes', 'end of an offer: without it readers take none of it'],
})
const packet = layout('ssh.packet', [
  [F.length, 5],
  [F.message, 1],
])
const versions = wordSet(['ssh-2.0-', 'ssh-1.99-', 'ssh-1.5-', 'ssh-1.3-'])
/** RFC 4253 §4.2. */
const LINE_MAX = 255

/** Bytes of `SSH-2.0-`, or 0 when `[at, end)` does not begin so. */
function prefix(b: Uint8Array, at: number, end: number): number {
  for (let n = 8; n <= 9; n++) {
    if (at + n <= end && findWord(versions, b, at, at + n) >= 0) return n
  }
  return 0
}

/** RFC 4253 §6.1: no packet is longer, and none without a cipher is no multiple of eight. */
const PACKET_MAX = 35_000
const OFFER = 20
const EXCHANGE = 30
/** Keys and signatures of a message at most. */
const SHARES = 3
const COOKIE = 16
/** Two lists for each of five things, but of languages, and of keys exchanged and of hosts one. */
const LISTS = 10
/** Of a segment so many pieces are told apart, a few times those of any exchange. */
const PIECES_MAX = 400

/** RFC 4253 §12: messages before keys are in use, those of an exchange among them. */
function isMessage(code: number): boolean {
  return (code > 0 && code < 8) || code === OFFER || code === OFFER + 1 || (code >= 30 && code < 35)
}

function isKnown(b: Uint8Array, at: number, end: number): boolean {
  // Another case of letters would be another name.
  for (let i = at; i < end; i++) if (b[i] >= 65 && b[i] <= 90) return false
  return findWord(algorithms, b, at, end) >= 0
}

/** RFC 4251 §5: names, known and others, with the commas behind them. */
function names(f: Frame, from: number, end: number, most: number): void {
  const b = f.b
  let begun = from
  let was = true
  for (let at = from; at < end; ) {
    let stop = at
    while (stop < end && b[stop] !== 0x2c) stop++
    const known = f.n < most && isKnown(b, at, stop)
    if (known !== was) {
      span(f, was ? F.algorithms : F.body, begun, at)
      begun = at
      was = known
    }
    at = stop + 1
  }
  span(f, was ? F.algorithms : F.body, begun, end)
}

/** RFC 4253 §7.1. */
function offer(f: Frame, from: number, end: number, most: number): void {
  const b = f.b
  if (from + COOKIE > end) return
  span(f, F.cookie, from, from + COOKIE)
  let at = from + COOKIE
  for (let i = 0; i < LISTS; i++) {
    const stop = at + 4 <= end ? at + 4 + u32(b, at) : -1
    if (stop < at || stop > end || f.n >= most) return
    span(f, F.length, at, at + 4)
    names(f, at + 4, stop, most)
    at = stop
  }
  if (at < end && b[at] < 2) span(f, F.guess, at, at + 1)
}

/** RFC 4253 §8, RFC 5656 §4: keys and signatures, where they fill a message with their lengths. */
function shares(f: Frame, from: number, end: number): void {
  const b = f.b
  let at = from
  let n = 0
  for (; n < SHARES && at + 4 <= end; n++) {
    const stop = at + 4 + u32(b, at)
    if (stop < at || stop > end) return
    at = stop
  }
  if (at !== end) return
  for (at = from; at < end; ) {
    const stop = at + 4 + u32(b, at)
    span(f, F.length, at, at + 4)
    span(f, F.body, at + 4, stop)
    at = stop
  }
}

/** RFC 4253 §6: packets that no cipher has changed; what goes on in another segment is content. */
function packets(f: Frame, from: number, end: number): number {
  const b = f.b
  const most = f.n + PIECES_MAX
  let at = from
  while (at + 6 <= end && f.n < most) {
    const length = u32(b, at)
    const padding = b[at + 4]
    const fits = length >= 12 && length <= PACKET_MAX && (length + 4) % 8 === 0
    if (!fits || padding < 4 || padding > length - 2 || !isMessage(b[at + 5])) break
    const stop = at + 4 + length
    span(f, packet, at, at + 6)
    const body = Math.min(stop - padding, end)
    if (b[at + 5] === OFFER) {
      offer(f, at + 6, body, most)
      if (stop <= end && f.cursor > at + 6) span(f, F.padding, f.cursor, stop)
    } else if (b[at + 5] >= EXCHANGE) shares(f, at + 6, body)
    span(f, F.body, f.cursor, Math.min(stop, end))
    at = stop
  }
  return at
}

/** RFC 4253 §4.2: `SSH-protocol-software comment`, ended by a line feed; then packets. */
export const ssh: Dissector = {
  name: 'ssh',
  title: 'Secure Shell',
  source: 'RFC 4253',
  claims: [['tcp-port', 22]],
  dissect(f, at, end) {
    const b = f.b
    const software = at + prefix(b, at, end)
    if (software === at) return packets(f, at, end) > at ? 0 : Weird['not-this-protocol']
    let line = software
    while (line < end && b[line] !== 10 && line < at + LINE_MAX) line++
    if (line === end || b[line] !== 10) return Weird['not-this-protocol']
    const stop = b[line - 1] === 13 ? line - 1 : line
    let comment = software
    while (comment < stop && b[comment] !== 32) comment++
    if (!isPrintable(b, software, comment)) return Weird['not-this-protocol']
    span(f, F.version, at, software)
    span(f, F.software, software, comment)
    span(f, F.comment, comment, stop)
    span(f, F.version, stop, line + 1)
    packets(f, line + 1, end)
    return 0
  },
  first: [
    [83, 83],
    [115, 115],
  ],
  sniff(b, at, end, transport) {
    return transport === 6 && prefix(b, at, end) > 0
  },
}
