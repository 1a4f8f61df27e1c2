/** Address resolution, forwards, reverse and inverse. */
import { u16 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, rest, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('arp', {
  hwType: ['structure', 'uint', 'hardware type'],
  protoType: ['structure', 'uint', 'protocol type'],
  hwSize: ['structure', 'uint', 'bytes of a hardware address'],
  protoSize: ['structure', 'uint', 'bytes of a protocol address'],
  opcode: ['structure', 'uint', 'operation'],
  srcHw: ['hardware', 'eui48', 'hardware address of the sender'],
  srcProto: ['address', 'ipv4', 'protocol address of the sender'],
  dstHw: ['hardware', 'eui48', 'hardware address of the target'],
  dstProto: ['address', 'ipv4', 'protocol address of the target'],
  unassigned: ['content', 'bytes', 'hardware type or operation that nobody registered'],
  otherHw: ['hardware', 'bytes', 'hardware address of another size'],
  otherProto: ['address', 'bytes', 'address of another protocol'],
})
const head = [
  [F.hwType, 2],
  [F.protoType, 2],
  [F.hwSize, 1],
  [F.protoSize, 1],
  [F.opcode, 2],
] as const
const header = layout('arp', head)
const pairs = [
  [F.srcHw, 6],
  [F.srcProto, 4],
  [F.dstHw, 6],
  [F.dstProto, 4],
] as const
const whole = layout('arp', [...head, ...pairs])
const oddWhole = layout('arp', [
  [F.unassigned, 2],
  [F.protoType, 2],
  [F.hwSize, 1],
  [F.protoSize, 1],
  [F.unassigned, 2],
  ...pairs,
])

/** A hardware address, then a protocol address, each of any size. */
function pair(
  f: Frame,
  at: number,
  hw: number,
  proto: number,
  isIpv4: boolean,
  src: boolean,
): void {
  const mid = at + hw
  const mac = src ? F.srcHw : F.dstHw
  const ip = src ? F.srcProto : F.dstProto
  span(f, hw === 6 ? mac : F.otherHw, at, mid)
  span(f, isIpv4 && proto === 4 ? ip : F.otherProto, mid, mid + proto)
}

/** IANA, ARP parameters: the largest numbers of hardware and operations that are registered. */
const HARDWARE_MAX = 257
const OPERATION_MAX = 25

/**
 * RFC 826, RFC 903, RFC 2390. Hardware and operations that nobody registered may be anything: they
 * are content, and where the addresses are not those of Ethernet and IPv4, so is all the rest.
 */
export const arp: Dissector = {
  name: 'arp',
  title: 'Address Resolution Protocol',
  source: 'RFC 826, RFC 903, RFC 2390',
  claims: [
    ['ethertype', 0x0806],
    ['ethertype', 0x8035],
  ],
  dissect(f, at, end) {
    const b = f.b
    if (at + 8 > end) return Weird.truncated
    const isOdd = u16(b, at) > HARDWARE_MAX || u16(b, at + 6) > OPERATION_MAX
    const hw = b[at + 4]
    const proto = b[at + 5]
    const stop = at + 8 + 2 * (hw + proto)
    const isIpv4 = u16(b, at + 2) === 0x0800
    const isWhole = hw === 6 && proto === 4 && isIpv4
    if (isOdd && (!isWhole || stop > end)) return 0
    if (stop > end) return Weird.truncated
    if (isWhole) span(f, isOdd ? oddWhole : whole, at, stop)
    else {
      span(f, header, at, at + 8)
      pair(f, at + 8, hw, proto, isIpv4, true)
      pair(f, at + 8 + hw + proto, hw, proto, isIpv4, false)
    }
    span(f, rest.trailer, stop, end)
    return 0
  },
}
