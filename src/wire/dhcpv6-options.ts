/** The options of DHCP for IPv6 (RFC 8415 §21 and later), by code; some hold options themselves. */
import { u16 } from '../bytes/endian.js'
import { areSeconds } from './bounds.js'
import { dnsName, type NameFields } from './dns-name.js'
import { duid, isEnterprise } from './duid.js'
import { fields, layout } from './fields.js'
import { type Frame, span } from './frame.js'
import { short } from './short.js'
import { Weird } from './weird.js'
import { isPrintable } from './words.js'

const F = fields('dhcpv6', {
  messageType: ['structure', 'uint', 'message type'],
  transaction: ['link', 'uint', 'transaction identifier'],
  hops: ['enum', 'uint', 'relays passed'],
  linkAddress: ['address', 'ipv6', 'address that names the link of the client'],
  peerAddress: ['address', 'ipv6', 'address the message was received from'],
  option: ['structure', 'uint', 'option code and length, types and flags within'],
  iaid: ['link', 'uint', 'identity association'],
  seconds: ['size', 'uint', 'duration or lifetime'],
  prefixLength: ['structure', 'uint', 'length of a prefix'],
  optionAddress: ['address', 'ipv6', 'address or prefix in an option'],
  requested: ['software', 'bytes', 'options the client asks for'],
  enterprise: ['software', 'uint', 'enterprise number of the vendor'],
  vendorClass: ['software', 'text', 'vendor class'],
  architecture: ['software', 'bytes', 'architecture and boot interface of the client'],
  status: ['enum', 'uint', 'status code, preference, or a message type asked for'],
  name: ['hostname', 'label', 'label of a name'],
  mark: ['structure', 'uint', 'length bytes of names, and the root'],
  timeZone: ['location', 'text', 'name of the time zone'],
  mac: ['hardware', 'eui48', 'Ethernet address of the client'],
  value: ['content', 'bytes', 'value of any other option'],
})
const header = layout('dhcpv6', [
  [F.messageType, 1],
  [F.transaction, 3],
])
const relayed = layout('dhcpv6.relay', [
  [F.messageType, 1],
  [F.hops, 1],
  [F.linkAddress, 16],
  [F.peerAddress, 16],
])
const association = layout('dhcpv6.association', [
  [F.iaid, 4],
  [F.seconds, 4],
  [F.seconds, 4],
])
const address = layout('dhcpv6.address', [
  [F.optionAddress, 16],
  [F.seconds, 4],
  [F.seconds, 4],
])
const prefix = layout('dhcpv6.prefix', [
  [F.seconds, 4],
  [F.seconds, 4],
  [F.prefixLength, 1],
  [F.optionAddress, 16],
])
const names: NameFields = { label: F.name, mark: F.mark }
const partialNames: NameFields = { label: F.name, mark: F.mark, partial: true }

/** Options within options, relayed messages within relayed messages. */
const DEPTH_MAX = 12
const RELAY_FORWARD = 12
const RELAY_REPLY = 13
/** DHCPv4-query of RFC 7341 (20, 21) has another header. */
const MESSAGE_TYPES = 36

/** Takes the value `[at, end)` of an option apart; what it leaves over becomes content. */
type Option = (f: Frame, at: number, end: number, depth: number) => void

const nothing: Option = () => undefined

const addresses: Option = (f, at, end) => {
  if ((end - at) % 16 !== 0) return
  for (let i = at; i < end; i += 16) span(f, F.optionAddress, i, i + 16)
}

/**
 * A layout or field of fixed size, where the two durations are that may stand in it, and whether
 * options follow it.
 */
function fixed(id: number, size: number, nested = false, durations = -1): Option {
  return (f, at, end, depth) => {
    if (at + size > end) return
    if (durations >= 0 && !areSeconds(f.b, at + durations, 2)) return
    span(f, id, at, at + size)
    if (nested) dhcpv6Options(f, at + size, end, depth + 1)
  }
}

const lasting: Option = (f, at, end) => {
  if (end - at >= 4 && areSeconds(f.b, at, 1)) span(f, F.seconds, at, at + 4)
}

/** RFC 8415 §10. */
const nameList: Option = (f, at, end) => {
  for (let i = at; i >= 0 && i < end; ) i = dnsName(f, names, i, i, end)
}

/** RFC 4704 §4: flags, then a name that need not be complete. */
const fullName: Option = (f, at, end) => {
  if (at >= end) return
  span(f, F.option, at, at + 1)
  dnsName(f, partialNames, at + 1, at + 1, end)
}

/** RFC 8415 §21.7: codes of options, of which IANA has given out fewer than 256. */
const requested: Option = (f, at, end) => {
  let known = ((end - at) & 1) === 0
  for (let i = at; i < end && known; i += 2) known = f.b[i] === 0
  span(f, known ? F.requested : F.value, at, end)
}

/** Classes, each with its length; `text` is the field of those that are printable. */
function classes(f: Frame, from: number, end: number, text: number): void {
  let at = from
  while (at + 2 <= end) {
    const stop = at + 2 + u16(f.b, at)
    if (stop > end) return
    span(f, F.option, at, at + 2)
    span(f, isPrintable(f.b, at + 2, stop) ? text : F.value, at + 2, stop)
    at = stop
  }
}

/** RFC 8415 §21.16: enterprise number, then texts with a length each. */
const vendorClass: Option = (f, from, end) => {
  if (from + 4 > end || !isEnterprise(f.b, from)) return
  span(f, F.enterprise, from, from + 4)
  classes(f, from + 4, end, F.vendorClass)
}

/** Whether codes, each with the length of its value, fill the range. */
function areOptions(b: Uint8Array, from: number, end: number): boolean {
  let at = from
  while (at + 4 <= end) at += 4 + u16(b, at + 2)
  return at === end
}

/** The last code whose option may be empty: a list of codes alone could be a text. */
const EMPTY_MAX = 32

/** Notes code and length of an option of any code; zeros in their place read as another one. */
function heading(f: Frame, at: number): void {
  const isText = u16(f.b, at + 2) === 0 && u16(f.b, at) > EMPTY_MAX
  span(f, isText ? F.value : F.option, at, at + 4)
}

/**
 * RFC 8415 §21.17: enterprise number, then options of the vendor. Codes and lengths stay: zeros in
 * their place read as empty options, of which the last is cut short.
 */
const vendorOptions: Option = (f, from, end) => {
  const b = f.b
  if (from + 4 > end || !isEnterprise(b, from) || !areOptions(b, from + 4, end)) return
  span(f, F.enterprise, from, from + 4)
  for (let at = from + 4; at < end; ) {
    const stop = at + 4 + u16(b, at + 2)
    heading(f, at)
    span(f, F.value, at + 4, stop)
    at = stop
  }
}

/** RFC 8415 §21.15. What a user is called is content; a class of no length reads as malformed. */
const userClass: Option = (f, from, end) => classes(f, from, end, F.value)

/** RFC 5908 §4: servers by address 1, by group 2, by name 3. */
const timeServers: Option = (f, from, end) => {
  const b = f.b
  let at = from
  while (at + 4 <= end) {
    const stop = at + 4 + u16(b, at + 2)
    if (stop > end) return
    const type = u16(b, at)
    heading(f, at)
    if ((type === 1 || type === 2) && stop - at === 20) span(f, F.optionAddress, at + 4, stop)
    else if (type === 3) nameList(f, at + 4, stop, 0)
    span(f, F.value, f.cursor, stop)
    at = stop
  }
}

/** RFC 6939 §4. */
const clientLinkLayer: Option = (f, at, end) => {
  if (end - at !== 8 || u16(f.b, at) !== 1) return
  span(f, F.option, at, at + 2)
  span(f, F.mac, at + 2, end)
}

const relayMessage: Option = (f, at, end, depth) => {
  dhcpv6Message(f, at, end, depth + 1)
}

/** RFC 4833 §3. */
const timeZone: Option = (f, at, end) => {
  if (isPrintable(f.b, at, end)) span(f, F.timeZone, at, end)
}

const readers: Option[] = new Array(128).fill(nothing)
function set(reader: Option, ...codes: readonly number[]): void {
  for (const code of codes) readers[code] = reader
}
set((f, at, end) => duid(f, at, end), 1, 2)
set(fixed(association, 12, true, 4), 3, 25)
set(fixed(F.iaid, 4, true), 4)
set(fixed(address, 24, true, 16), 5)
set(fixed(prefix, 25, true, 0), 26)
set(requested, 6)
set(fixed(F.status, 1), 7, 19)
set(fixed(F.status, 2), 13)
set(fixed(F.seconds, 2), 8)
set(lasting, 32, 82, 83)
set(relayMessage, 9)
set(addresses, 12, 22, 23, 27, 28, 31, 34, 40)
set(userClass, 15)
set(vendorClass, 16)
set(vendorOptions, 17)
set(nameList, 21, 24, 29, 30, 33, 51, 57, 58, 64, 65)
set(fullName, 39)
set(timeZone, 41, 42)
set(timeServers, 56)
set((f, at, end) => span(f, F.architecture, at, end), 61)
set(fixed(F.architecture, 3), 62)
set(clientLinkLayer, 79)

/** Notes options; where one does not fit, it and all behind it is left over. */
function dhcpv6Options(f: Frame, from: number, end: number, depth: number): void {
  let at = from
  while (depth < DEPTH_MAX && at + 4 <= end) {
    const stop = at + 4 + u16(f.b, at + 2)
    if (stop > end) return
    const code = u16(f.b, at)
    if (stop === at + 4 && code > EMPTY_MAX) return
    span(f, F.option, at, at + 4)
    if (code < readers.length && stop > at + 4) readers[code](f, at + 4, stop, depth)
    span(f, F.value, f.cursor, stop)
    at = stop
  }
}

/** Notes a message and its options (RFC 8415 §8 and §9). */
export function dhcpv6Message(f: Frame, at: number, end: number, depth: number): number {
  const type = f.b[at]
  if (at + 4 > end) return Weird.truncated
  if (type < 1 || type > MESSAGE_TYPES) return Weird['not-this-protocol']
  const relay = type === RELAY_FORWARD || type === RELAY_REPLY
  const options = at + (relay ? 34 : 4)
  if (options > end) return short(f)
  span(f, relay ? relayed : header, at, options)
  dhcpv6Options(f, options, end, depth)
  return 0
}
