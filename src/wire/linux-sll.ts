/** The headers Linux puts before packets captured on all interfaces at once. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, next, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('sll', {
  pktType: ['structure', 'uint', 'direction of the packet'],
  hatype: ['structure', 'uint', 'ARPHRD type of the interface'],
  halen: ['structure', 'uint', 'bytes of the hardware address'],
  src: ['hardware', 'eui48', 'hardware address of the sender'],
  srcOther: ['hardware', 'bytes', 'hardware address of another size'],
  unused: ['content', 'bytes', 'bytes behind the address, and reserved bytes'],
  ltype: ['structure', 'uint', 'EtherType, or a frame type of Linux'],
  ifindex: ['link', 'uint', 'index of the interface'],
})
const head = layout('sll', [
  [F.pktType, 2],
  [F.hatype, 2],
  [F.halen, 2],
])
const head2 = layout('sll2', [
  [F.ltype, 2],
  [F.unused, 2],
  [F.ifindex, 4],
  [F.hatype, 2],
  [F.pktType, 1],
  [F.halen, 1],
])
const address48 = layout('sll', [
  [F.src, 6],
  [F.unused, 2],
])
const ETHERTYPE = space('ethertype')
const LLC = space('llc')
const LINK = space('link-type')
const ARPHRD_IEEE80211_RADIOTAP = 803
const ARPHRD_NETLINK = 824
const ARPHRD_IPGRE = 778
const ETH_P_802_2 = 4

function address(f: Frame, at: number, length: number): void {
  if (length === 6) span(f, address48, at, at + 8)
  else if (length === 0) span(f, F.unused, at, at + 8)
  else {
    const stop = at + Math.min(8, length)
    span(f, F.srcOther, at, stop)
    span(f, F.unused, stop, at + 8)
  }
}

/**
 * Directions are numbers below 8, addresses of interfaces have at most 32 bytes (Linux's
 * `if_packet.h`, `netdevice.h`): anything else is no header of Linux.
 */
function isHeader(direction: number, addressBytes: number): boolean {
  return direction < 8 && addressBytes <= 32
}

function follow(f: Frame, hatype: number, type: number, at: number, end: number): void {
  if (hatype === ARPHRD_NETLINK) return
  if (hatype === ARPHRD_IEEE80211_RADIOTAP) next(f, LINK, 127, at, end)
  else if (hatype === ARPHRD_IPGRE && type < 1536) return
  else if (type >= 1536) next(f, ETHERTYPE, type, at, end)
  else if (type === ETH_P_802_2) next(f, LLC, 0, at, end)
}

/** tcpdump.org LINKTYPE_LINUX_SLL. */
export const linuxSll: Dissector = {
  name: 'sll',
  title: 'Linux cooked capture',
  source: 'tcpdump.org LINKTYPE_LINUX_SLL',
  claims: [['link-type', 113]],
  dissect(f, at, end) {
    const payload = at + 16
    if (payload > end) return Weird.truncated
    if (!isHeader(u16(f.b, at), u16(f.b, at + 4))) return Weird['bad-value']
    span(f, head, at, at + 6)
    address(f, at + 6, u16(f.b, at + 4))
    span(f, F.ltype, at + 14, payload)
    follow(f, u16(f.b, at + 2), u16(f.b, at + 14), payload, end)
    return 0
  },
}

/** tcpdump.org LINKTYPE_LINUX_SLL2. */
export const linuxSll2: Dissector = {
  name: 'sll2',
  title: 'Linux cooked capture version 2',
  source: 'tcpdump.org LINKTYPE_LINUX_SLL2',
  claims: [['link-type', 276]],
  dissect(f, at, end) {
    const payload = at + 20
    if (payload > end) return Weird.truncated
    if (!isHeader(f.b[at + 10], f.b[at + 11])) return Weird['bad-value']
    span(f, head2, at, at + 12)
    address(f, at + 12, f.b[at + 11])
    follow(f, u16(f.b, at + 8), u16(f.b, at), payload, end)
    return 0
  },
}
