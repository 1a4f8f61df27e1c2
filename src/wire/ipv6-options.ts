/** IPv6 hop-by-hop and destination options. */
import { u16, u32 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields } from './fields.js'
import { FLOW, type Frame, next, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('ipv6-opt', {
  nxt: ['structure', 'uint', 'protocol of what follows'],
  len: ['structure', 'uint', 'length of the header in 8-byte units, not counting the first'],
  type: ['structure', 'uint', 'option type and length'],
  routerAlert: ['enum', 'uint', 'why routers should look'],
  jumbo: ['structure', 'uint', 'length of a jumbogram'],
  tunnelLimit: ['software', 'uint', 'how many more tunnels the packet may enter'],
  homeAddress: ['address', 'ipv6', 'home address of a mobile node'],
  padding: ['content', 'bytes', 'padding'],
  value: ['content', 'bytes', 'value of any other option'],
})
const PROTOCOL = space('ip-protocol')

/**
 * RFC 2675 §2: the length counts from the end of the fixed header, whose own is 0, and is more than
 * 65,535. One that is not so, or that runs over the end of the frame, is no length.
 */
function jumbogram(f: Frame, at: number): boolean {
  const fixedEnd = f.flow[f.net * FLOW] + 32
  const length = u32(f.b, at)
  const wireEnd = f.at + f.wire
  if (u16(f.b, fixedEnd - 36) !== 0 || length < 0x10000 || fixedEnd + length > wireEnd) return false
  f.netEnd = fixedEnd + length
  return true
}

/** One option of known length, its value in `[at, stop)`. */
function value(f: Frame, type: number, at: number, stop: number): void {
  const length = stop - at
  if (type === 1) span(f, F.padding, at, stop)
  else if (type === 0x05 && length === 2) span(f, F.routerAlert, at, stop)
  else if (type === 0x04 && length === 1) span(f, F.tunnelLimit, at, stop)
  else if (type === 0xc2 && length === 4 && jumbogram(f, at)) span(f, F.jumbo, at, stop)
  else if (type === 0xc9 && length === 16) {
    // RFC 6275 §11.3.2: checksums are made with the home address in place of the source.
    f.flow[f.net * FLOW] = at
    span(f, F.homeAddress, at, stop)
  } else span(f, F.value, at, stop)
}

/**
 * RFC 8200 §4.2. Options that run over the end of their header are content, as are those without a
 * value, which only padding has not: a row of them is text in UTF-16.
 */
function options(f: Frame, at: number, end: number): number {
  const b = f.b
  if (f.net < 0 || f.flow[f.net * FLOW + 2] !== 16) return 0
  if (at + 8 > end) return Weird.truncated
  const stop = at + 8 + b[at + 1] * 8
  if (stop > end) return Weird.truncated
  const protocol = b[at]
  f.flow[f.net * FLOW + 4] = protocol
  span(f, F.nxt, at, at + 1)
  span(f, F.len, at + 1, at + 2)
  let i = at + 2
  while (i < stop) {
    if (b[i] === 0) {
      span(f, F.type, i, i + 1)
      i++
      continue
    }
    const valueAt = i + 2
    const isEmpty = b[i + 1] === 0 && b[i] !== 1
    if (isEmpty || valueAt > stop || valueAt + b[i + 1] > stop) {
      span(f, F.value, i, stop)
      break
    }
    span(f, F.type, i, valueAt)
    const valueEnd = valueAt + b[i + 1]
    value(f, b[i], valueAt, valueEnd)
    i = valueEnd
  }
  next(f, PROTOCOL, protocol, stop, end)
  return 0
}

/** RFC 8200 §4.3. */
export const ipv6HopByHop: Dissector = {
  name: 'ipv6-hopopts',
  title: 'IPv6 hop-by-hop options',
  source: 'RFC 8200 §4.3',
  claims: [['ip-protocol', 0]],
  dissect: options,
}

/** RFC 8200 §4.6. */
export const ipv6Destination: Dissector = {
  name: 'ipv6-dstopts',
  title: 'IPv6 destination options',
  source: 'RFC 8200 §4.6',
  claims: [['ip-protocol', 60]],
  dissect: options,
}
