/** Packets logged by the Linux firewall: attributes around a packet. */
import { u16, u16le } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, next, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('nflog', {
  family: ['structure', 'uint', 'address family'],
  version: ['structure', 'uint', 'version'],
  resourceId: ['enum', 'uint', 'resource identifier'],
  tlv: ['structure', 'uint', 'length and type of an attribute, in the order of the host'],
  packetHeader: ['structure', 'uint', 'EtherType and hook'],
  ifindex: ['link', 'uint', 'index of an interface'],
  mark: ['link', 'uint', 'mark of the packet'],
  hwLength: ['structure', 'uint', 'length of the hardware address'],
  hwAddress: ['hardware', 'eui48', 'hardware address of the sender'],
  hwOther: ['hardware', 'bytes', 'hardware address of another size'],
  timestamp: ['time', 'bytes', 'time of the packet'],
  user: ['person', 'uint', 'user or group that owns the socket'],
  padding: ['content', 'bytes', 'padding'],
  value: ['content', 'bytes', 'log prefix and any other value'],
})
const header = layout('nflog', [
  [F.family, 1],
  [F.version, 1],
  [F.resourceId, 2],
])
const packetHeader = layout('nflog.packet', [
  [F.packetHeader, 3],
  [F.padding, 1],
])
const VERSION = space('ip-version')
const ARP = 0x0806
const ETHERTYPE = space('ethertype')
const PAYLOAD = 9

function hardware(f: Frame, at: number, stop: number): void {
  const length = u16(f.b, at)
  const addressEnd = Math.min(stop, at + 4 + length)
  span(f, F.hwLength, at, at + 2)
  span(f, F.padding, at + 2, at + 4)
  span(f, length === 6 ? F.hwAddress : F.hwOther, at + 4, addressEnd)
  span(f, F.padding, addressEnd, stop)
}

/** Attributes as in the kernel's nfnetlink_log.h. */
function attribute(f: Frame, type: number, at: number, stop: number): void {
  const length = stop - at
  if (type === 1 && length === 4) span(f, packetHeader, at, stop)
  else if (type === 2 && length === 4) span(f, F.mark, at, stop)
  else if (type === 3) span(f, F.timestamp, at, stop)
  else if (type >= 4 && type <= 7 && length === 4) span(f, F.ifindex, at, stop)
  else if (type === 8 && length === 12) hardware(f, at, stop)
  else if ((type === 11 || type === 14) && length === 4) span(f, F.user, at, stop)
  else span(f, F.value, at, stop)
}

/** Families: 2 IPv4, 3 ARP, 10 IPv6. Bridged frames (7) are payload. */
function packet(f: Frame, family: number, at: number, stop: number): void {
  if (family === 2) next(f, VERSION, 4, at, stop)
  else if (family === 10) next(f, VERSION, 6, at, stop)
  else if (family === 3) next(f, ETHERTYPE, ARP, at, stop)
}

/** tcpdump.org LINKTYPE_NFLOG. What follows the packet, if anything, becomes trailer. */
export const nflog: Dissector = {
  name: 'nflog',
  title: 'Linux netfilter log',
  source: 'tcpdump.org LINKTYPE_NFLOG',
  claims: [['link-type', 239]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 4 > end) return Weird.truncated
    if (b[at + 1] !== 0) return Weird['bad-version']
    span(f, header, at, at + 4)
    let i = at + 4
    while (i + 4 <= end) {
      // Lengths and types are small: a type beyond 255 is one read in the wrong order.
      const isLittle = u16le(b, i + 2) < 256
      const length = isLittle ? u16le(b, i) : u16(b, i)
      const stop = i + length
      if (length < 4) return Weird['bad-length']
      const type = isLittle ? u16le(b, i + 2) : u16(b, i + 2)
      // The packet comes last and may be cut; what it holds has lengths of its own.
      if (stop > end && (type !== PAYLOAD || f.snapped === 0)) return Weird.truncated
      span(f, F.tlv, i, i + 4)
      if (type === PAYLOAD) {
        packet(f, b[at], i + 4, Math.min(stop, end))
        return 0
      }
      attribute(f, type, i + 4, stop)
      const padded = Math.min(end, at + ((stop - at + 3) & ~3))
      span(f, F.padding, stop, padded)
      i = padded
    }
    return 0
  },
}
