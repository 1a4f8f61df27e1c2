/** Protocol Independent Multicast, version 2: who wants which group from which source. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { checksum, FLOW, type Frame, Sum, span, transportFlow } from './frame.js'
import { nextIp, short } from './short.js'
import { Weird } from './weird.js'

const F = fields('pim', {
  version: ['structure', 'uint', 'version and type'],
  reserved: ['content', 'bytes', 'reserved bytes and flags'],
  checksum: ['derived', 'uint', 'checksum'],
  option: ['structure', 'uint', 'type and length of a hello option'],
  optionNumber: ['software', 'uint', 'hold time, delays or priority'],
  generation: ['link', 'uint', 'generation identifier'],
  optionValue: ['content', 'bytes', 'value of any other option'],
  family: ['structure', 'uint', 'address family and encoding'],
  flags: ['enum', 'uint', 'flags of an address'],
  mask: ['size', 'uint', 'mask length'],
  v4: ['address', 'ipv4', 'group, source, router or rendezvous point'],
  v6: ['address', 'ipv6', 'group, source, router or rendezvous point'],
  count: ['structure', 'uint', 'number of groups, sources or rendezvous points'],
  hold: ['software', 'uint', 'hold time'],
  priority: ['software', 'uint', 'priority, or length of the hash mask'],
  tag: ['link', 'uint', 'fragment tag'],
  register: ['structure', 'uint', 'flags of a register message'],
  rest: ['content', 'bytes', 'anything else'],
})
const header = layout('pim', [
  [F.version, 1],
  [F.reserved, 1],
  [F.checksum, 2],
])
const IP = space('ip-version')
/** Types of messages (RFC 7761 §4.9, RFC 5059 §4, RFC 3973 §4.7). */
const HELLO = 0
const REGISTER = 1
const REGISTER_STOP = 2
const JOIN_PRUNE = 3
const BOOTSTRAP = 4
const ASSERT = 5
const GRAFT = 6
const GRAFT_ACK = 7
const CANDIDATE = 8
const REFRESH = 10

/**
 * An encoded address at `at` (RFC 7761 §4.9.1): family, encoding, with `prefix` flags and mask.
 * @returns where it ends, or -1 where it is none that is known
 */
function encoded(f: Frame, at: number, end: number, prefix: boolean): number {
  const b = f.b
  if (at < 0 || at + 2 > end || b[at + 1] !== 0) return -1
  const family = b[at]
  if (family !== 1 && family !== 2) return -1
  const value = at + (prefix ? 4 : 2)
  const stop = value + (family === 1 ? 4 : 16)
  if (stop > end) return -1
  span(f, F.family, at, at + 2)
  if (prefix) {
    span(f, F.flags, at + 2, at + 3)
    span(f, F.mask, at + 3, at + 4)
  }
  span(f, family === 1 ? F.v4 : F.v6, value, stop)
  return stop
}

/** A number at `at`, where an earlier step went well and there is room for it; else -1. */
function number(f: Frame, id: number, at: number, size: number, end: number): number {
  if (at < 0 || at + size > end) return -1
  span(f, id, at, at + size)
  return at + size
}

/**
 * Bytes of the options that are numbers (RFC 7761 §4.9.2): hold time, prune delays, priority. One
 * of another size is no number.
 */
const NUMBERS = new Map([
  [1, 2],
  [2, 4],
  [19, 4],
])

/** The last option that IANA has given out; one alone without value could be a letter. */
const OPTION_MAX = 38

/** RFC 7761 §4.9.2: type 24 lists the sender's other addresses. */
function hello(f: Frame, from: number, end: number): number {
  const b = f.b
  let at = from
  while (at + 4 <= end) {
    const type = u16(b, at)
    const stop = at + 4 + u16(b, at + 2)
    if (stop > end) return -1
    if (stop === at + 4 && type > OPTION_MAX) span(f, F.optionValue, at, at + 2)
    span(f, F.option, f.cursor, at + 4)
    let i = at + 4
    if (type === 24) {
      for (let n = i; n >= 0 && n < stop; ) {
        i = n
        n = encoded(f, n, stop, false)
        if (n >= 0) i = n
      }
    } else if (type === 20 && stop === i + 4) i = number(f, F.generation, i, 4, stop)
    else if (NUMBERS.get(type) === stop - i) i = number(f, F.optionNumber, i, stop - i, stop)
    span(f, F.optionValue, i, stop)
    at = stop
  }
  return at
}

/** RFC 7761 §4.9.5: a neighbour, then for each group its joined and pruned sources. */
function joinPrune(f: Frame, from: number, end: number): number {
  const b = f.b
  let at = encoded(f, from, end, false)
  at = number(f, F.reserved, at, 1, end)
  const groups = at >= 0 && at < end ? b[at] : 0
  at = number(f, F.count, at, 1, end)
  at = number(f, F.hold, at, 2, end)
  for (let g = 0; g < groups && at >= 0; g++) {
    at = encoded(f, at, end, true)
    if (at < 0 || at + 4 > end) return -1
    const sources = u16(b, at) + u16(b, at + 2)
    at = number(f, F.count, at, 4, end)
    for (let s = 0; s < sources && at >= 0; s++) at = encoded(f, at, end, true)
  }
  return at
}

/** RFC 5059 §4.1: the router, then for each group its rendezvous points. */
function bootstrap(f: Frame, from: number, end: number): number {
  const b = f.b
  let at = number(f, F.tag, from, 2, end)
  at = number(f, F.priority, at, 1, end)
  at = number(f, F.priority, at, 1, end)
  at = encoded(f, at, end, false)
  while (at >= 0 && at < end) {
    at = encoded(f, at, end, true)
    if (at < 0 || at + 4 > end) return -1
    const points = b[at + 1]
    at = number(f, F.count, at, 2, end)
    at = number(f, F.reserved, at, 2, end)
    for (let p = 0; p < points && at >= 0; p++) {
      at = encoded(f, at, end, false)
      at = number(f, F.hold, at, 2, end)
      at = number(f, F.priority, at, 1, end)
      at = number(f, F.reserved, at, 1, end)
    }
  }
  return at
}

/** RFC 5059 §4.2. */
function candidate(f: Frame, from: number, end: number): number {
  const groups = from < end ? f.b[from] : 0
  let at = number(f, F.count, from, 1, end)
  at = number(f, F.priority, at, 1, end)
  at = number(f, F.hold, at, 2, end)
  at = encoded(f, at, end, false)
  for (let g = 0; g < groups && at >= 0; g++) at = encoded(f, at, end, true)
  return at
}

function body(f: Frame, type: number, at: number, end: number): number {
  if (type === HELLO) return hello(f, at, end)
  if (type === JOIN_PRUNE || type === GRAFT || type === GRAFT_ACK) return joinPrune(f, at, end)
  if (type === BOOTSTRAP) return bootstrap(f, at, end)
  if (type === CANDIDATE) return candidate(f, at, end)
  if (type !== REGISTER_STOP && type !== ASSERT && type !== REFRESH) return at
  const group = encoded(f, at, end, true)
  const source = encoded(f, group, end, false)
  // What follows, metrics, stays content; a refresh names its originator first (RFC 3973 §4.7.10).
  return type === REFRESH ? encoded(f, source, end, false) : source
}

/** RFC 7761 §4.9: over IPv6 the pseudo-header counts, and in a register only the first 8 bytes. */
function sum(f: Frame, at: number, end: number, register: boolean): void {
  transportFlow(f, -1, 103)
  const six = f.net >= 0 && f.flow[f.net * FLOW + 2] === 16
  const whole = f.fragmented !== 0 ? 0x7fffffff : Math.max(end, f.netEnd)
  checksum(f, six ? Sum.pseudo : Sum.inet, at + 2, at, register ? at + 8 : whole)
}

/** RFC 7761 §4.9. A register message holds a whole packet. */
export const pim: Dissector = {
  name: 'pim',
  title: 'Protocol Independent Multicast',
  source: 'RFC 7761',
  claims: [['ip-protocol', 103]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 4 > end) return Weird.truncated
    if (b[at] >> 4 !== 2) return Weird['bad-version']
    const type = b[at] & 15
    if (type === REGISTER && at + 8 > end) return Weird.truncated
    sum(f, at, end, type === REGISTER)
    span(f, header, at, at + 4)
    if (type === REGISTER) {
      span(f, F.register, at + 4, at + 5)
      span(f, F.reserved, at + 5, at + 8)
      nextIp(f, IP, at + 8, end)
      return 0
    }
    const r = body(f, type, at + 4, end)
    if (r < 0) return short(f)
    span(f, F.rest, r, end)
    return 0
  },
}
