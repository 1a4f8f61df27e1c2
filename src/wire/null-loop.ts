/** The loopback interfaces of the BSDs: an address family, then a packet. */
import { u16, u32, u32le } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields } from './fields.js'
import { next, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('null', {
  family: ['structure', 'uint', 'address family, in the byte order of the capturing host'],
})
const VERSION = space('ip-version')

/**
 * AF_INET is 2 everywhere; AF_INET6 is 24 (NetBSD, OpenBSD), 28 (FreeBSD), 30 (Darwin), 10 (Linux).
 */
function version(family: number): number {
  if (family === 2) return 4
  return family === 24 || family === 28 || family === 30 || family === 10 ? 6 : -1
}

/** tcpdump.org LINKTYPE_NULL and LINKTYPE_LOOP. */
export const nullLoop: Dissector = {
  name: 'null',
  title: 'BSD loopback',
  source: 'tcpdump.org LINKTYPE_NULL, LINKTYPE_LOOP',
  claims: [
    ['link-type', 0],
    ['link-type', 108],
  ],
  dissect(f, at, end) {
    const payload = at + 4
    if (payload > end) return Weird.truncated
    span(f, F.family, at, payload)
    // Families are small numbers: whichever byte order makes a small one is the right one.
    const big = u32(f.b, at)
    let v = version(big < 65536 ? big : u32le(f.b, at))
    // Some write an EtherType where the family ought to be.
    const type = u16(f.b, at + 2)
    if (v < 0 && type === 0x0800) v = 4
    else if (v < 0 && type === 0x86dd) v = 6
    // No family is large in both byte orders: such bytes are none, and say what they like.
    if (v < 0 && big > 255 && u32le(f.b, at) > 255) return Weird['bad-value']
    if (v > 0) next(f, VERSION, v, payload, end)
    return 0
  },
}
