/** The Domain Name System over UDP and TCP, and its relatives on the local link. */
import { u16 } from '../bytes/endian.js'
import { areSeconds } from './bounds.js'
import type { Dissector } from './dissector.js'
import { type DnsFields, dnsFields, llmnrFields, mdnsFields } from './dns-fields.js'
import { dnsName } from './dns-name.js'
import { OPT, rdata } from './dns-rdata.js'
import { type Frame, span } from './frame.js'
import { Weird } from './weird.js'

const HEADER = 12
const MESSAGE_MAX = 65535
/** Messages that one TCP segment may hold; a bound on work. */
const MESSAGES_MAX = 64

/** RFC 1035 §3.2.4, RFC 2136 §2.3: IN, CS, CH, HS, NONE, ANY; multicast DNS uses the top bit. */
function knownClass(value: number): boolean {
  const c = value & 0x7fff
  return (c >= 1 && c <= 4) || c === 254 || c === 255
}

function question(f: Frame, F: DnsFields, start: number, at: number, end: number): number {
  const i = dnsName(f, F.question, start, at, end)
  if (i < 0) return i
  if (i + 4 > end) return Weird.truncated
  if (!knownClass(u16(f.b, i + 2))) return Weird['not-this-protocol']
  span(f, F.asked, i, i + 4)
  return i + 4
}

/**
 * RFC 6891 §6.1.3: response codes end below 32 (IANA), there is version 0, and of the flags two
 * (RFC 3225, RFC 9824). Anything else may be anything.
 */
function knownExtension(b: Uint8Array, at: number): boolean {
  return b[at] <= 1 && b[at + 1] === 0 && (u16(b, at + 2) & 0x3fff) === 0
}

/** The fixed part of a record, whose type is at `at`; a time to live that none means is content. */
function fixedPart(b: Uint8Array, F: DnsFields, at: number): number {
  if (u16(b, at) === OPT) return knownExtension(b, at + 4) ? F.edns : F.oddEdns
  return areSeconds(b, at + 4, 1) ? F.record : F.oddRecord
}

function record(f: Frame, F: DnsFields, start: number, at: number, end: number): number {
  const i = dnsName(f, F.names, start, at, end)
  if (i < 0) return i
  const data = i + 10
  if (data > end) return Weird.truncated
  if (u16(f.b, i) !== OPT && !knownClass(u16(f.b, i + 2))) return Weird['not-this-protocol']
  span(f, fixedPart(f.b, F, i), i, data)
  const stop = data + u16(f.b, i + 8)
  if (stop > end) return Weird.truncated
  rdata(f, F, start, data, stop)
  return stop
}

/** RFC 1035 §4.1.1, RFC 2136: opcodes 3 and above 6 have no meaning. */
function knownOpcode(flags: number): boolean {
  const opcode = (flags >> 11) & 15
  return opcode <= 6 && opcode !== 3
}

/**
 * Takes one message apart; gives where it ends, or a negative weird.
 * @param stop where it ends as was announced, which may be beyond what is there
 */
function message(f: Frame, F: DnsFields, at: number, end: number, stop: number): number {
  const b = f.b
  if (at + HEADER > end) return Weird.truncated
  if (!knownOpcode(u16(b, at + 2))) return Weird['not-this-protocol']
  const questions = u16(b, at + 4)
  const records = u16(b, at + 6) + u16(b, at + 8) + u16(b, at + 10)
  // The shortest question takes 5 bytes, the shortest record 11.
  if (HEADER + questions * 5 + records * 11 > stop - at) return Weird['not-this-protocol']
  span(f, F.header, at, at + HEADER)
  let i = at + HEADER
  for (let n = 0; n < questions && i >= 0; n++) i = question(f, F, at, i, end)
  for (let n = 0; n < records && i >= 0; n++) {
    i = record(f, F, at, i, end)
    if (f.broken !== 0) return f.broken
  }
  return i
}

/**
 * Whether a message that broke off at the end of the bytes is worth keeping up to there: not before
 * a whole name was read, for a mere header proves nothing.
 */
function brokeOff(f: Frame, result: number, at: number): boolean {
  return result === Weird.truncated && f.broken === 0 && f.cursor > at + HEADER
}

/** A whole datagram. */
function datagram(f: Frame, F: DnsFields, at: number, end: number): number {
  const stop = f.fragmented !== 0 ? at + MESSAGE_MAX : Math.max(end, f.netEnd)
  const r = message(f, F, at, end, stop)
  if (r >= 0) return 0
  const cut = f.snapped !== 0 || f.fragmented !== 0
  return cut && brokeOff(f, r, at) ? 0 : r
}

/**
 * RFC 1035 §4.2.2: a length before each message. The first message must begin the segment; a
 * message that the segment does not finish keeps what was understood of it.
 */
function stream(f: Frame, F: DnsFields, from: number, end: number): number {
  let at = from
  for (let n = 0; n < MESSAGES_MAX && at + 2 + HEADER <= end; n++) {
    const stop = at + 2 + u16(f.b, at)
    const before = f.n
    const scratchEnd = f.scratchEnd
    span(f, F.streamLength, at, at + 2)
    const r = message(f, F, at + 2, Math.min(stop, end), stop)
    if (r < 0) {
      if (stop > end && brokeOff(f, r, at + 2)) return 0
      if (n === 0 || f.broken !== 0) return r
      // What follows is no message; those before it stand.
      f.n = before
      f.scratchEnd = scratchEnd
      f.cursor = at
      return 0
    }
    if (r < stop) span(f, F.data, r, stop)
    at = stop
  }
  return at === from ? Weird['not-this-protocol'] : 0
}

/** RFC 1035 §4. */
export const dns: Dissector = {
  name: 'dns',
  title: 'Domain Name System',
  source: 'RFC 1035',
  claims: [['udp-port', 53]],
  dissect: (f, at, end) => datagram(f, dnsFields, at, end),
}

/** RFC 1035 §4.2.2, RFC 7766. */
export const dnsStream: Dissector = {
  name: 'dns-tcp',
  title: 'Domain Name System over TCP',
  source: 'RFC 7766',
  claims: [['tcp-port', 53]],
  dissect: (f, at, end) => stream(f, dnsFields, at, end),
}

/** RFC 6762 §18. */
export const mdns: Dissector = {
  name: 'mdns',
  title: 'Multicast DNS',
  source: 'RFC 6762',
  claims: [['udp-port', 5353]],
  dissect: (f, at, end) => datagram(f, mdnsFields, at, end),
}

/** RFC 4795 §2.1. */
export const llmnr: Dissector = {
  name: 'llmnr',
  title: 'Link-Local Multicast Name Resolution',
  source: 'RFC 4795',
  claims: [['udp-port', 5355]],
  dissect: (f, at, end) => datagram(f, llmnrFields, at, end),
}
