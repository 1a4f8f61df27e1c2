/** The Link Layer Discovery Protocol: devices say who they are and where they are plugged in. */
import { u16, u24 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields } from './fields.js'
import { type Frame, rest, span } from './frame.js'

const F = fields('lldp', {
  tlv: ['structure', 'uint', 'type and length of a TLV'],
  subtype: ['structure', 'uint', 'subtype of an identifier'],
  chassisHw: ['hardware', 'eui48', 'hardware address that names the chassis'],
  chassisName: ['hostname', 'text', 'name of the chassis'],
  portHw: ['hardware', 'eui48', 'hardware address that names the port'],
  portName: ['location', 'text', 'name of the port'],
  addressFamily: ['structure', 'uint', 'family of an address'],
  addressLength: ['structure', 'uint', 'length of an address and its family'],
  address: ['address', 'ipv4', 'IPv4 address'],
  address6: ['address', 'ipv6', 'IPv6 address'],
  addressHw: ['hardware', 'eui48', 'hardware address used for management'],
  addressOther: ['address', 'bytes', 'address of another family'],
  ttl: ['software', 'uint', 'seconds for which the news is valid'],
  portDescription: ['content', 'text', 'description of the port'],
  systemName: ['hostname', 'text', 'name of the system'],
  systemDescription: ['content', 'text', 'description of the system'],
  capabilities: ['enum', 'uint', 'what the system can do, and does'],
  interface: ['link', 'uint', 'number of the interface'],
  vlan: ['vlan', 'vlan', 'VLAN of the port, or for management'],
  vlanFlags: ['enum', 'uint', 'whether VLANs by protocol are supported, and on'],
  oui: ['structure', 'uint', 'organisation and subtype of a TLV'],
  value: ['content', 'bytes', 'any other value'],
})
const CHASSIS = 1
const PORT = 2
const MANAGEMENT = 8

const IEEE_802_1 = 0x0080c2

/**
 * Organisations whose TLVs are standards: IEEE 802.1 and 802.3, TIA (LLDP-MED), PROFIBUS. Others
 * are makers, whose number names them.
 */
const standard = new Set([IEEE_802_1, 0x00120f, 0x0012bb, 0x000ecf])

/** IEEE 802.1AB §8.5.2.3: the first byte is an IANA address family: 1 IPv4, 2 IPv6, 6 hardware. */
function address(f: Frame, at: number, stop: number): void {
  if (at === stop) return
  const family = f.b[at]
  const length = stop - at - 1
  span(f, F.addressFamily, at, at + 1)
  let id = F.addressOther
  if (family === 1 && length === 4) id = F.address
  else if (family === 2 && length === 16) id = F.address6
  else if (family === 6 && length === 6) id = F.addressHw
  span(f, id, at + 1, stop)
}

/**
 * §8.5.2, §8.5.3: hardware and network addresses have other subtypes for chassis than for ports.
 */
function identifier(f: Frame, type: number, at: number, stop: number): void {
  if (at === stop) return
  const subtype = f.b[at]
  const isHw = subtype === (type === CHASSIS ? 4 : 3) && stop - at === 7
  span(f, F.subtype, at, at + 1)
  if (isHw) span(f, type === CHASSIS ? F.chassisHw : F.portHw, at + 1, stop)
  else if (subtype === (type === CHASSIS ? 5 : 4)) address(f, at + 1, stop)
  else span(f, type === CHASSIS ? F.chassisName : F.portName, at + 1, stop)
}

/** §8.5.9: address, interface number, object identifier. */
function management(f: Frame, at: number, stop: number): void {
  const addressEnd = at < stop ? at + 1 + f.b[at] : stop + 1
  if (addressEnd > stop) {
    span(f, F.value, at, stop)
    return
  }
  span(f, F.addressLength, at, at + 1)
  address(f, at + 1, addressEnd)
  if (addressEnd + 5 <= stop) {
    span(f, F.subtype, addressEnd, addressEnd + 1)
    span(f, F.interface, addressEnd + 1, addressEnd + 5)
    span(f, F.value, addressEnd + 5, stop)
  } else span(f, F.value, addressEnd, stop)
}

/** IEEE 802.1AB-2016 table 8-4: eleven bits of what a system can do, and of what it does. */
function areCapabilities(b: Uint8Array, at: number): boolean {
  return b[at] < 8 && b[at + 2] < 8
}

/**
 * IEEE 802.1Q §D.2: VLAN of the port (1), by port and protocol (2), a name (3), for management (5).
 */
function bridging(f: Frame, subtype: number, at: number, stop: number): void {
  const length = stop - at
  let i = at
  if (subtype === 2 && length === 3 && f.b[at] < 8) {
    span(f, F.vlanFlags, at, at + 1)
    i = at + 1
  }
  const isAlone = (subtype === 1 || subtype === 5) && length === 2
  if (i > at || isAlone || (subtype === 3 && length > 2)) {
    span(f, F.vlan, i, i + 2)
    i += 2
  }
  span(f, F.value, i, stop)
}

function value(f: Frame, type: number, at: number, stop: number): void {
  const length = stop - at
  if (type === CHASSIS || type === PORT) identifier(f, type, at, stop)
  else if (type === 3 && length === 2) span(f, F.ttl, at, stop)
  else if (type === 4) span(f, F.portDescription, at, stop)
  else if (type === 5) span(f, F.systemName, at, stop)
  else if (type === 6) span(f, F.systemDescription, at, stop)
  else if (type === 7 && length === 4 && areCapabilities(f.b, at)) span(f, F.capabilities, at, stop)
  else if (type === MANAGEMENT) management(f, at, stop)
  else if (type === 127 && length >= 4 && standard.has(u24(f.b, at))) {
    span(f, F.oui, at, at + 4)
    if (u24(f.b, at) === IEEE_802_1) bridging(f, f.b[at + 3], at + 4, stop)
    else span(f, F.value, at + 4, stop)
  } else span(f, F.value, at, stop)
}

/** IEEE 802.1AB §8. */
export const lldp: Dissector = {
  name: 'lldp',
  title: 'Link Layer Discovery Protocol',
  source: 'IEEE 802.1AB §8',
  claims: [['ethertype', 0x88cc]],
  dissect(f, at, end) {
    let i = at
    while (i + 2 <= end) {
      const head = u16(f.b, i)
      const stop = i + 2 + (head & 511)
      if (stop > end) break
      // A row of reserved types without values is text in UTF-16.
      if (head >> 9 > MANAGEMENT && stop === i + 2) break
      span(f, F.tlv, i, i + 2)
      value(f, head >> 9, i + 2, stop)
      i = stop
      if (head >> 9 === 0) {
        span(f, rest.trailer, i, end)
        break
      }
    }
    return 0
  },
}
