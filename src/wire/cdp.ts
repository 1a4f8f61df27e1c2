/** The Cisco Discovery Protocol: devices say who and what they are. */
import { u16, u32 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { checksum, type Frame, Sum, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('cdp', {
  version: ['structure', 'uint', 'protocol version'],
  ttl: ['software', 'uint', 'seconds for which the news is valid'],
  checksum: ['derived', 'uint', 'checksum'],
  tlv: ['structure', 'uint', 'type and length of a TLV'],
  deviceId: ['hostname', 'text', 'name of the device'],
  portId: ['location', 'text', 'port the frame was sent from'],
  platform: ['software', 'text', 'hardware platform'],
  vtpDomain: ['location', 'text', 'VTP management domain'],
  capabilities: ['enum', 'uint', 'what the device can do'],
  nativeVlan: ['vlan', 'vlan', 'native VLAN'],
  duplex: ['enum', 'uint', 'half or full duplex'],
  addresses: ['structure', 'uint', 'number of addresses'],
  addressType: ['structure', 'uint', 'protocol and length of an address'],
  address: ['address', 'ipv4', 'IPv4 address'],
  address6: ['address', 'ipv6', 'IPv6 address'],
  addressOther: ['address', 'bytes', 'address of another protocol'],
  value: ['content', 'bytes', 'software version, location and any other value'],
})
const header = layout('cdp', [
  [F.version, 1],
  [F.ttl, 1],
  [F.checksum, 2],
])
const DEVICE_ID = 0x0001
const ADDRESSES = 0x0002
const PORT_ID = 0x0003
const CAPABILITIES = 0x0004
const PLATFORM = 0x0006
const VTP_DOMAIN = 0x0009
const NATIVE_VLAN = 0x000a
const DUPLEX = 0x000b
const MANAGEMENT = 0x0016

/**
 * Whether `[at, end)` names a protocol: by one byte (NLPID), or by SNAP with an EtherType behind
 * it. Other bytes in its place may be anything.
 */
function isProtocol(b: Uint8Array, at: number, end: number): boolean {
  if (b[at] === 1) return end - at === 3
  const snap = b[at] === 2 && end - at === 10 && u32(b, at + 2) === 0xaaaa0300
  return snap && u16(b, at + 6) === 0
}

/** A count, then protocol type, protocol length, protocol, address length, address, each. */
function addresses(f: Frame, at: number, stop: number): void {
  const b = f.b
  if (at + 4 > stop || u32(b, at) > stop - at) {
    span(f, F.value, at, stop)
    return
  }
  const count = u32(b, at)
  span(f, F.addresses, at, at + 4)
  let i = at + 4
  for (let n = 0; n < count && i + 2 <= stop; n++) {
    const lengthAt = i + 2 + b[i + 1]
    if (lengthAt + 2 > stop || !isProtocol(b, i, lengthAt)) break
    const from = lengthAt + 2
    const to = from + u16(b, lengthAt)
    if (to > stop) break
    span(f, F.addressType, i, from)
    span(f, addressField(b[lengthAt - 1], to - from), from, to)
    i = to
  }
  span(f, F.value, i, stop)
}

/** NLPID 0xcc is IPv4; the SNAP header of IPv6 ends with its EtherType 0x86dd. */
function addressField(lastProtocolByte: number, length: number): number {
  if (lastProtocolByte === 0xcc && length === 4) return F.address
  return lastProtocolByte === 0xdd && length === 16 ? F.address6 : F.addressOther
}

/** A dozen bits are in use; others are bytes of something else. */
function areCapabilities(b: Uint8Array, at: number): boolean {
  return u16(b, at) === 0 && b[at + 2] < 16
}

function fieldOf(b: Uint8Array, type: number, at: number, length: number): number {
  if (type === DEVICE_ID) return F.deviceId
  if (type === PORT_ID) return F.portId
  if (type === PLATFORM) return F.platform
  if (type === VTP_DOMAIN) return F.vtpDomain
  if (type === CAPABILITIES && length === 4 && areCapabilities(b, at)) return F.capabilities
  if (type === NATIVE_VLAN && length === 2) return F.nativeVlan
  return type === DUPLEX && length === 1 ? F.duplex : F.value
}

/** Cisco's description of CDP. */
export const cdp: Dissector = {
  name: 'cdp',
  title: 'Cisco Discovery Protocol',
  source: 'Cisco, Cisco Discovery Protocol packet format',
  claims: [['cisco-snap', 0x2000]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 4 > end) return Weird.truncated
    span(f, header, at, at + 4)
    checksum(f, Sum.cisco, at + 2, at, f.snapped !== 0 ? 0x7fffffff : end)
    let i = at + 4
    while (i + 4 <= end) {
      const stop = i + u16(b, i + 2)
      if (stop < i + 4 || stop > end) break
      const type = u16(b, i)
      span(f, F.tlv, i, i + 4)
      if (type === ADDRESSES || type === MANAGEMENT) addresses(f, i + 4, stop)
      else span(f, fieldOf(b, type, i + 4, stop - i - 4), i + 4, stop)
      i = stop
    }
    return 0
  },
}
