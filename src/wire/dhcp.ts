/** The Dynamic Host Configuration Protocol for IPv4, and BOOTP, which it grew from. */
import { u16, u32 } from '../bytes/endian.js'
import { dhcpOptions, overloaded } from './dhcp-options.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, span } from './frame.js'
import { short } from './short.js'
import { Weird } from './weird.js'
import { isHostText } from './words.js'

const F = fields('bootp', {
  op: ['structure', 'uint', 'request or reply, type and length of the hardware address'],
  hops: ['enum', 'uint', 'relays passed'],
  xid: ['link', 'uint', 'transaction identifier'],
  secs: ['size', 'uint', 'seconds since the client began'],
  flags: ['structure', 'uint', 'flags'],
  client: ['address', 'ipv4', 'address the client has'],
  your: ['address', 'ipv4', 'address the client is given'],
  server: ['address', 'ipv4', 'address of the next server'],
  relay: ['address', 'ipv4', 'address of the relay agent'],
  mac: ['hardware', 'eui48', 'Ethernet address of the client'],
  hardware: ['hardware', 'bytes', 'hardware address of the client, of another kind'],
  padding: ['content', 'bytes', 'rest of the field for the hardware address'],
  serverName: ['hostname', 'hostname', 'name of the server'],
  text: ['content', 'bytes', 'server name or boot file in any other form, flags that are none'],
  cookie: ['structure', 'uint', 'marker before options'],
  vendor: ['content', 'bytes', 'vendor area without a known marker'],
})
const head = layout('bootp', [
  [F.op, 3],
  [F.hops, 1],
  [F.xid, 4],
  [F.secs, 2],
  [F.flags, 2],
  [F.client, 4],
  [F.your, 4],
  [F.server, 4],
  [F.relay, 4],
])
/** RFC 2131 §2: of the flags one bit is meant, the others are zero. */
const oddHead = layout('bootp', [
  [F.op, 3],
  [F.hops, 1],
  [F.xid, 4],
  [F.secs, 2],
  [F.text, 2],
  [F.client, 4],
  [F.your, 4],
  [F.server, 4],
  [F.relay, 4],
])
const ethernet = layout('bootp.mac', [
  [F.mac, 6],
  [F.padding, 10],
])
const FIXED = 236
const COOKIE = 0x63825363

/** The field of 64 bytes for the server's name: text up to a zero byte. */
function serverName(f: Frame, at: number, options: boolean): void {
  let stop = at
  while (stop < at + 64 && f.b[stop] !== 0) stop++
  if (!options && isHostText(f.b, at, stop)) span(f, F.serverName, at, stop)
  span(f, F.text, f.cursor, at + 64)
}

/** RFC 2131 §2, RFC 951 §3. */
export const dhcp: Dissector = {
  name: 'dhcp',
  title: 'Dynamic Host Configuration Protocol',
  source: 'RFC 2131',
  claims: [
    ['udp-port', 67],
    ['udp-port', 68],
  ],
  dissect(f, at, end) {
    const b = f.b
    const op = b[at]
    if (at + 44 > end) return Weird.truncated
    if ((op !== 1 && op !== 2) || b[at + 2] > 16) return Weird['not-this-protocol']
    if (at + FIXED > end && short(f) < 0) return Weird['bad-length']
    span(f, (u16(b, at + 10) & 0x7fff) === 0 ? head : oddHead, at, at + 28)
    const mac = b[at + 1] === 1 && b[at + 2] === 6
    span(f, mac ? ethernet : F.hardware, at + 28, at + 44)
    if (at + FIXED > end) return 0
    const options = at + FIXED + 4
    const marked = options <= end && u32(b, at + FIXED) === COOKIE
    serverName(f, at + 44, marked && overloaded(b, options, end))
    span(f, F.text, at + 108, at + FIXED)
    if (!marked) {
      span(f, F.vendor, at + FIXED, end)
      return 0
    }
    span(f, F.cookie, at + FIXED, options)
    dhcpOptions(f, options, end)
    return 0
  },
}
