/** What stands in lists within DNS records: options of EDNS, parameters of service bindings. */
import { u16 } from '../bytes/endian.js'
import { alpnNames } from './alpn.js'
import type { DnsFields } from './dns-fields.js'
import { type Frame, span } from './frame.js'
import { Weird } from './weird.js'
import { findWord } from './words.js'

const SUBNET = 8
const COOKIE = 10
const EXTENDED_ERROR = 15
/** EDNS options that IANA has given out end below this. */
const OPTIONS = 32
/** Parameters of services that are registered, and a few to come. */
const KEYS = 16

/** RFC 7871 §6: the family, and prefixes that are no longer than its addresses. */
function isSubnet(b: Uint8Array, at: number): boolean {
  const family = u16(b, at)
  const most = family === 1 ? 32 : 128
  return (family === 1 || family === 2) && b[at + 2] <= most && b[at + 3] <= most
}

/** RFC 9460 §14.3.2: whether a list names registered parameters only. */
function areKeys(b: Uint8Array, from: number, end: number): boolean {
  for (let i = from; i < end; i += 2) if (u16(b, i) >= KEYS) return false
  return true
}

function option(f: Frame, F: DnsFields, code: number, at: number, end: number): void {
  const n = end - at
  if (code === SUBNET && n >= 4 && isSubnet(f.b, at)) {
    // RFC 7871 §6: family, source and scope prefix length, then only the bytes the prefix needs.
    span(f, F.subnet, at, at + 4)
    span(f, F.subnetAddress, at + 4, end)
  } else if (code === COOKIE) span(f, F.cookie, at, end)
  else if (code === EXTENDED_ERROR && n >= 2) {
    span(f, F.extendedError, at, at + 2)
    span(f, F.data, at + 2, end)
  } else span(f, F.optionValue, at, end)
}

/** RFC 6891 §6.1.2. */
export function dnsOptions(f: Frame, F: DnsFields, from: number, end: number): number {
  let at = from
  while (at < end) {
    if (at + 4 > end) return Weird['bad-length']
    const stop = at + 4 + u16(f.b, at + 2)
    if (stop > end) return Weird['bad-length']
    // A code that nobody registered says something by itself where it has no value.
    if (stop === at + 4 && u16(f.b, at) >= OPTIONS) return Weird['bad-value']
    span(f, F.option, at, at + 4)
    option(f, F, u16(f.b, at), at + 4, stop)
    at = stop
  }
  return 0
}

/** RFC 9460 §7.1: names with a length byte each. */
function alpnList(f: Frame, F: DnsFields, from: number, end: number): number {
  const b = f.b
  let at = from
  while (at < end) {
    const stop = at + 1 + b[at]
    if (stop > end) return Weird['bad-length']
    span(f, F.option, at, at + 1)
    span(f, findWord(alpnNames, b, at + 1, stop) < 0 ? F.data : F.alpn, at + 1, stop)
    at = stop
  }
  return 0
}

function parameter(f: Frame, F: DnsFields, key: number, at: number, end: number): number {
  const n = end - at
  if (key === 1) return alpnList(f, F, at, end)
  if (key === 4 && n % 4 === 0) {
    for (let i = at; i < end; i += 4) span(f, F.a, i, i + 4)
  } else if (key === 6 && n % 16 === 0) {
    for (let i = at; i < end; i += 16) span(f, F.aaaa, i, i + 16)
  } else if (key === 3 && n === 2) span(f, F.port, at, end)
  else if (key === 0 && n % 2 === 0 && areKeys(f.b, at, end)) span(f, F.keyList, at, end)
  else span(f, F.data, at, end)
  return 0
}

/** RFC 9460 §14.3.2: mandatory 0, alpn 1, port 3, ipv4hint 4, ipv6hint 6; ech 5 is content. */
export function serviceParameters(f: Frame, F: DnsFields, from: number, end: number): number {
  let at = from
  while (at < end) {
    if (at + 4 > end) return Weird['bad-length']
    const stop = at + 4 + u16(f.b, at + 2)
    if (stop > end) return Weird['bad-length']
    if (stop === at + 4 && u16(f.b, at) >= KEYS) return Weird['bad-value']
    span(f, F.option, at, at + 4)
    const r = parameter(f, F, u16(f.b, at), at + 4, stop)
    if (r < 0) return r
    at = stop
  }
  return 0
}
