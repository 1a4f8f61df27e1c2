/**
 * What frames that hide a value have in common: the values, and the packets around them. Addresses
 * hidden are public ones, so that no special-use range explains a hit.
 */
import { type Bytes, eth, ip4, ip6, ipv4, ipv6, mac, tcp, text, udp, w16, w32 } from './build.js'

/** One frame and what it hides. */
export interface Carrier {
  name: string
  linkType: number
  frame: Bytes
  /** byte strings that must not be in the output in any form */
  secrets: Bytes[]
}

/** An empty list of frames, and how to add to it. */
export function collect() {
  const list: Carrier[] = []
  const carry = (name: string, frame: Bytes, secrets: Bytes[], linkType = 1): void => {
    list.push({ name, linkType, frame, secrets })
  }
  return { list, carry }
}

export const V4 = '141.142.220.235'
export const V6 = '2a02:1205:34e1:9f00:beef:cafe:1234:5678'
export const MAC = '3c:5a:b4:9e:71:d2'
export const NAME = 'zuckerbaum'
export const s4 = ip4(V4)
export const s6 = ip6(V6)
export const sM = mac(MAC)
export const sN = text(NAME)

export const onIp = (protocol: number, payload: Bytes, o = {}) =>
  eth(0x0800, ipv4(protocol, payload, o))
export const onIp6 = (next: number, payload: Bytes) => eth(0x86dd, ipv6(next, payload))
export const onUdp = (port: number, payload: Bytes, from = 40000) =>
  onIp(17, udp(from, port, payload))
export const onTcp = (port: number, payload: Bytes, options: Bytes = []) =>
  onIp(6, tcp(40000, port, payload, options))
export const inner = (): Bytes => ipv4(17, udp(1111, 2222, text('hello')), { src: V4 })
export const inner6 = (): Bytes => ipv6(17, udp(1111, 2222, text('hello')), V6)
export const tlv = (type: number, value: Bytes): Bytes => [
  ...w16((type << 9) | value.length),
  ...value,
]
export const bootp = (options: Bytes): Bytes => [
  1,
  1,
  6,
  0,
  ...w32(0x1a2b3c4d),
  0,
  0,
  0,
  0,
  ...s4,
  ...ip4('0.0.0.0'),
  ...s4,
  ...s4,
  ...sM,
  ...Array(10).fill(0),
  ...text(NAME),
  ...Array(64 - NAME.length).fill(0),
  ...text(NAME),
  ...Array(128 - NAME.length).fill(0),
  0x63,
  0x82,
  0x53,
  0x63,
  ...options,
  255,
]
export const opt = (code: number, value: Bytes): Bytes => [code, value.length, ...value]
export const arp = (op: number): Bytes => [0, 1, 8, 0, 6, 4, ...w16(op), ...sM, ...s4, ...sM, ...s4]

/** Lines as protocols of text end them; between, not after. */
export const lines = (...all: readonly string[]): string => all.join('\r\n')
