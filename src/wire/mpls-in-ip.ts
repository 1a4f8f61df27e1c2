/** MPLS label stacks carried in UDP or directly in IP: no header of their own, only a number. */
import { type Dissector, space } from './dissector.js'
import { next } from './frame.js'
import { Weird } from './weird.js'

const ETHERTYPE = space('ethertype')
const MPLS = 0x8847

/** RFC 7510 §3 (UDP port 6635), RFC 4023 §3 (protocol 137). */
export const mplsInIp: Dissector = {
  name: 'mpls-in-ip',
  title: 'MPLS in UDP and IP',
  source: 'RFC 7510, RFC 4023',
  claims: [
    ['udp-port', 6635],
    ['ip-protocol', 137],
  ],
  dissect(f, at, end) {
    if (at + 4 > end) return Weird.truncated
    next(f, ETHERTYPE, MPLS, at, end)
    return 0
  },
}
