/** The Virtual Router Redundancy Protocol, versions 2 and 3, and CARP, which shares its number. */
import { foldSum, sumWords } from '../bytes/checksum.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { checksum, FLOW, type Frame, Sum, span, transportFlow } from './frame.js'
import { Weird } from './weird.js'

const F = fields('vrrp', {
  version: ['structure', 'uint', 'version and type'],
  router: ['link', 'uint', 'identifier of the virtual router'],
  priority: ['software', 'uint', 'priority of the sender'],
  count: ['structure', 'uint', 'number of addresses'],
  authentication: ['structure', 'uint', 'authentication type'],
  interval: ['software', 'uint', 'interval between advertisements'],
  checksum: ['derived', 'uint', 'checksum'],
  v4: ['address', 'ipv4', 'address of the virtual router'],
  v6: ['address', 'ipv6', 'address of the virtual router'],
  password: ['secret', 'bytes', 'authentication data of version 2'],
  skew: ['software', 'uint', 'CARP advertisement skew'],
  words: ['structure', 'uint', 'CARP length of counter and digest'],
  demotion: ['software', 'uint', 'CARP demotion'],
  counter: ['content', 'bytes', 'CARP counter'],
  digest: ['content', 'bytes', 'CARP message digest'],
})
const second = layout('vrrp', [
  [F.version, 1],
  [F.router, 1],
  [F.priority, 1],
  [F.count, 1],
  [F.authentication, 1],
  [F.interval, 1],
  [F.checksum, 2],
])
const third = layout('vrrp', [
  [F.version, 1],
  [F.router, 1],
  [F.priority, 1],
  [F.count, 1],
  [F.interval, 2],
  [F.checksum, 2],
])
const carp = layout('vrrp.carp', [
  [F.version, 1],
  [F.router, 1],
  [F.skew, 1],
  [F.words, 1],
  [F.demotion, 1],
  [F.interval, 1],
  [F.checksum, 2],
  [F.counter, 8],
  [F.digest, 20],
])

function addresses(f: Frame, from: number, count: number, size: number): number {
  let at = from
  for (let n = 0; n < count; n++, at += size) {
    span(f, size === 4 ? F.v4 : F.v6, at, at + size)
  }
  return at
}

/** RFC 3768 §5.1; CARP (OpenBSD netinet/ip_carp.h) is told by its fixed size and word count. */
function old(f: Frame, at: number, end: number): number {
  const b = f.b
  if (f.net >= 0 && f.flow[f.net * FLOW + 2] !== 4) return Weird['bad-version']
  if (end - at === 36 && b[at + 3] === 7) {
    checksum(f, Sum.inet, at + 6, at, end)
    span(f, carp, at, end)
    return 0
  }
  const stop = at + 8 + b[at + 3] * 4
  if (stop > end) return Weird.truncated
  checksum(f, Sum.inet, at + 6, at, Math.max(end, f.netEnd))
  span(f, second, at, at + 8)
  addresses(f, at + 8, b[at + 3], 4)
  span(f, F.password, stop, Math.min(stop + 8, end))
  return 0
}

/** RFC 9568 §5.2. Over IPv4 senders differ on whether the pseudo-header counts; see what holds. */
function current(f: Frame, at: number, end: number): number {
  const b = f.b
  const size = f.net >= 0 ? f.flow[f.net * FLOW + 2] : 4
  const stop = at + 8 + b[at + 3] * size
  if (stop > end) return Weird.truncated
  transportFlow(f, -1, 112)
  const bare = size === 4 && foldSum(sumWords(b, at, end, 0)) === 0
  checksum(f, bare ? Sum.inet : Sum.pseudo, at + 6, at, Math.max(end, f.netEnd))
  span(f, third, at, at + 8)
  addresses(f, at + 8, b[at + 3], size)
  return 0
}

/** RFC 3768 §5, RFC 9568 §5. */
export const vrrp: Dissector = {
  name: 'vrrp',
  title: 'Virtual Router Redundancy Protocol',
  source: 'RFC 3768, RFC 9568',
  claims: [['ip-protocol', 112]],
  dissect(f, at, end) {
    if (at + 8 > end) return Weird.truncated
    const version = f.b[at] >> 4
    if ((f.b[at] & 15) !== 1) return Weird['bad-value']
    if (version === 2) return old(f, at, end)
    return version === 3 ? current(f, at, end) : Weird['bad-version']
  },
}
