/** Open Shortest Path First, versions 2 and 3: packets and the headers of link state. */
import { u16 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { checksum, type Frame, Sum, span, transportFlow } from './frame.js'
import { isMask } from './mask.js'
import { linkStates } from './ospf-lsa.js'
import { short } from './short.js'
import { Weird } from './weird.js'

const F = fields('ospf', {
  version: ['structure', 'uint', 'version and packet type'],
  length: ['structure', 'uint', 'length of the packet'],
  router: ['address', 'ipv4', 'router identifier'],
  area: ['link', 'uint', 'area identifier'],
  checksum: ['derived', 'uint', 'checksum'],
  authentication: ['structure', 'uint', 'authentication type'],
  authenticationData: ['secret', 'bytes', 'password, or key number and sequence'],
  instance: ['link', 'uint', 'instance identifier of version 3'],
  reserved: ['content', 'bytes', 'reserved bytes'],
  mask: ['size', 'uint', 'mask of the network'],
  interface: ['link', 'uint', 'interface identifier'],
  interval: ['software', 'uint', 'hello or dead interval'],
  options: ['software', 'uint', 'options'],
  priority: ['software', 'uint', 'priority of the router'],
  designated: ['address', 'ipv4', 'designated or backup designated router'],
  neighbour: ['address', 'ipv4', 'neighbour'],
  mtu: ['software', 'uint', 'interface MTU'],
  flags: ['structure', 'uint', 'flags of a database description'],
  sequence: ['link', 'uint', 'sequence number of a database description'],
  requestType: ['structure', 'uint', 'type of the requested link state'],
  requestId: ['address', 'ipv4', 'identifier of the requested link state'],
  requestNumber: ['link', 'uint', 'identifier of the requested link state in version 3'],
  advertiser: ['address', 'ipv4', 'router that made the requested link state'],
  count: ['structure', 'uint', 'number of advertisements'],
  rest: ['content', 'bytes', 'anything else: extensions, digests, link-local signalling'],
})
const start = [
  [F.version, 2],
  [F.length, 2],
  [F.router, 4],
  [F.area, 4],
  [F.checksum, 2],
] as const
const second = layout('ospf', [...start, [F.authentication, 2], [F.authenticationData, 8]])
const third = layout('ospf', [...start, [F.instance, 1], [F.reserved, 1]])
const hello2 = layout('ospf.hello', [
  [F.mask, 4],
  [F.interval, 2],
  [F.options, 1],
  [F.priority, 1],
  [F.interval, 4],
  [F.designated, 4],
  [F.designated, 4],
])
const hello3 = layout('ospf.hello', [
  [F.interface, 4],
  [F.priority, 1],
  [F.options, 3],
  [F.interval, 2],
  [F.interval, 2],
  [F.designated, 4],
  [F.designated, 4],
])
const description2 = layout('ospf.description', [
  [F.mtu, 2],
  [F.options, 1],
  [F.flags, 1],
  [F.sequence, 4],
])
const description3 = layout('ospf.description', [
  [F.reserved, 1],
  [F.options, 3],
  [F.mtu, 2],
  [F.reserved, 1],
  [F.flags, 1],
  [F.sequence, 4],
])
const request2 = layout('ospf.request', [
  [F.requestType, 4],
  [F.requestId, 4],
  [F.advertiser, 4],
])
const request3 = layout('ospf.request', [
  [F.reserved, 2],
  [F.requestType, 2],
  [F.requestNumber, 4],
  [F.advertiser, 4],
])

function repeat(f: Frame, id: number, size: number, from: number, end: number): number {
  let at = from
  for (; at + size <= end; at += size) span(f, id, at, at + size)
  return at
}

/** Requests, as long as their types are numbers that RFC 2328 §A.4.1 and RFC 5250 give. */
function requests(f: Frame, id: number, two: boolean, from: number, end: number): number {
  let at = from
  for (; at + 12 <= end; at += 12) {
    if (two && (u16(f.b, at) !== 0 || u16(f.b, at + 2) > 11)) break
    span(f, id, at, at + 12)
  }
  return at
}

/** A mask and a dead interval below 2^16 s in version 2, options that mean something in 3. */
function isHello(b: Uint8Array, two: boolean, at: number): boolean {
  return two ? isMask(b, at) && u16(b, at + 8) === 0 : b[at + 5] === 0 && b[at + 6] < 8
}

/** RFC 2328 §A.3, RFC 5340 §A.3: hello, description, request, update, acknowledgement. */
function body(f: Frame, version: number, type: number, at: number, end: number): number {
  const two = version === 2
  if (type === 1) {
    if (at + 20 > end) return at
    if (!isHello(f.b, two, at)) return at
    span(f, two ? hello2 : hello3, at, at + 20)
    return repeat(f, F.neighbour, 4, at + 20, end)
  }
  if (type === 2) {
    const size = two ? 8 : 12
    if (at + size > end) return at
    span(f, two ? description2 : description3, at, at + size)
    return linkStates(f, version, at + size, end, false)
  }
  if (type === 3) return requests(f, two ? request2 : request3, two, at, end)
  if (type === 4) {
    if (at + 4 > end || u16(f.b, at) !== 0) return at
    span(f, F.count, at, at + 4)
    return linkStates(f, version, at + 4, end, true)
  }
  return type === 5 ? linkStates(f, version, at, end, false) : at
}

/** RFC 2328 §D.4, RFC 5340 §A.3.1: authentication is left out; a digest replaces the sum. */
function sum(f: Frame, version: number, at: number, stop: number): void {
  transportFlow(f, -1, 89)
  const whole = f.fragmented !== 0 ? 0x7fffffff : stop
  const plain = version === 3 || u16(f.b, at + 14) === 0
  const method = version === 3 ? Sum.pseudo : Sum.inet
  checksum(f, method, at + 12, at, plain ? whole : 0x7fffffff)
}

/** RFC 2328 §A.3.1, RFC 5340 §A.3.1. */
export const ospf: Dissector = {
  name: 'ospf',
  title: 'Open Shortest Path First',
  source: 'RFC 2328, RFC 5340',
  claims: [['ip-protocol', 89]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 16 > end) return Weird.truncated
    const version = b[at]
    if (version !== 2 && version !== 3) return Weird['bad-version']
    const size = version === 2 ? 24 : 16
    const stop = at + u16(b, at + 2)
    if (stop < at + size) return Weird['bad-length']
    if (at + size > end) return Weird.truncated
    if (stop > end && short(f) < 0) return Weird['bad-length']
    const limit = Math.min(stop, end)
    sum(f, version, at, stop)
    span(f, version === 2 ? second : third, at, at + size)
    const r = body(f, version, b[at + 1], at + size, limit)
    if (r < 0) return r
    span(f, F.rest, r, limit)
    return 0
  },
}
