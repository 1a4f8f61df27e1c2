/** The link state advertisements of OSPF: every header, and the bodies that list neighbours. */
import { u16 } from '../bytes/endian.js'
import { fields, layout } from './fields.js'
import { type Frame, span } from './frame.js'
import { isMask } from './mask.js'
import { short } from './short.js'

const F = fields('ospf.lsa', {
  age: ['software', 'uint', 'age in seconds'],
  options: ['software', 'uint', 'options'],
  type: ['structure', 'uint', 'type of the advertisement'],
  id: ['address', 'ipv4', 'identifier: an address or router in most types'],
  number: ['link', 'uint', 'identifier in version 3, a number without meaning'],
  advertiser: ['address', 'ipv4', 'router that made it'],
  sequence: ['link', 'uint', 'sequence number'],
  checksum: ['content', 'bytes', 'Fletcher checksum over bytes that may not leave'],
  length: ['structure', 'uint', 'length of the advertisement'],
  flags: ['software', 'uint', 'what the router is'],
  count: ['structure', 'uint', 'number of links'],
  link: ['address', 'ipv4', 'what a link leads to: a router, network or address'],
  linkData: ['address', 'ipv4', 'address of the interface, or mask of a stub network'],
  linkType: ['structure', 'uint', 'type of a link, number of its metrics'],
  metric: ['size', 'uint', 'metric'],
  mask: ['size', 'uint', 'mask of the network'],
  attached: ['address', 'ipv4', 'router on the network'],
  body: ['content', 'bytes', 'any other body'],
})
const tail = [
  [F.advertiser, 4],
  [F.sequence, 4],
  [F.checksum, 2],
  [F.length, 2],
] as const
const second = layout('ospf.lsa', [[F.age, 2], [F.options, 1], [F.type, 1], [F.id, 4], ...tail])
const third = layout('ospf.lsa', [[F.age, 2], [F.type, 2], [F.number, 4], ...tail])
const routerStart = layout('ospf.lsa.router', [
  [F.flags, 2],
  [F.count, 2],
])
const routerLink = layout('ospf.lsa.link', [
  [F.link, 4],
  [F.linkData, 4],
  [F.linkType, 2],
  [F.metric, 2],
])
/** A stub network: what is an address elsewhere is a mask here (RFC 2328 §A.4.2). */
const stubLink = layout('ospf.lsa.link', [
  [F.link, 4],
  [F.mask, 4],
  [F.linkType, 2],
  [F.metric, 2],
])
const STUB = 3
/** The last type of a link, to a virtual neighbour. */
const LINK_MAX = 4

/** RFC 2328 §A.4.2. Metrics by type of service, long deprecated, stay content. */
function routerBody(f: Frame, at: number, end: number): void {
  if (at + 4 > end) {
    span(f, F.body, at, end)
    return
  }
  span(f, routerStart, at, at + 4)
  let i = at + 4
  for (; i + 12 <= end && f.b[i + 8] > 0 && f.b[i + 8] <= LINK_MAX; i += 12) {
    const isStub = f.b[i + 8] === STUB && isMask(f.b, i + 4)
    span(f, isStub ? stubLink : routerLink, i, i + 12)
    if (f.b[i + 9] !== 0) {
      i += 12
      break
    }
  }
  span(f, F.body, i, end)
}

/** RFC 2328 §A.4.3. */
function networkBody(f: Frame, at: number, end: number): void {
  let i = at
  if (i + 4 <= end && isMask(f.b, i)) {
    span(f, F.mask, i, i + 4)
    i += 4
  }
  for (; i + 4 <= end; i += 4) span(f, F.attached, i, i + 4)
  span(f, F.body, i, end)
}

function body(f: Frame, version: number, type: number, at: number, end: number): void {
  if (version === 2 && type === 1) routerBody(f, at, end)
  else if (version === 2 && type === 2) networkBody(f, at, end)
  else span(f, F.body, at, end)
}

/** RFC 2328 §B, below the bit of RFC 1793 that says that it does not grow. */
const AGE_MAX = 3600

/**
 * Takes advertisements apart: headers only, as in descriptions and acknowledgements, or whole ones.
 * What has the length of none is the caller's to blank, and may look like anything afterwards.
 * @returns where they end
 */
export function linkStates(
  f: Frame,
  version: number,
  from: number,
  end: number,
  whole: boolean,
): number {
  const b = f.b
  let at = from
  while (at + 20 <= end) {
    const length = u16(b, at + 18)
    const stop = whole ? at + length : at + 20
    if (length < 20 || (u16(b, at) & 0x7fff) > AGE_MAX || (stop > end && short(f) < 0)) break
    span(f, version === 2 ? second : third, at, at + 20)
    if (whole) body(f, version, b[at + 3], at + 20, Math.min(stop, end))
    at = Math.min(stop, end)
  }
  return at
}
