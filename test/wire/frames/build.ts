/** Frames written down field by field: which bytes belong to which field, by name. */

/** A field's name and its bytes in hexadecimal. */
export type Part = readonly [string, string]

/** A frame in the order of its bytes. Frames begin with Ethernet. */
export interface Annotated {
  readonly name: string
  readonly parts: readonly Part[]
}

function bytes(parts: readonly Part[]): number {
  return parts.reduce((n, [, hex]) => n + hex.length / 2, 0)
}

function word(n: number, digits: number): string {
  return n.toString(16).padStart(digits, '0')
}

/** The bytes of a frame in hexadecimal. */
export function hexOf(parts: readonly Part[]): string {
  return parts.map(([, hex]) => hex).join('')
}

/** An Ethernet header before `inner`. */
export function eth(type: string, inner: readonly Part[]): Part[] {
  return [['eth.dst', '0200c0a80002'], ['eth.src', '0200c0a80001'], ['eth.type', type], ...inner]
}

/** An IPv4 header before `inner`: from 192.0.2.1 to 198.51.100.2. */
export function ip4(protocol: number, inner: readonly Part[]): Part[] {
  return [
    ['ipv4.version', '45'],
    ['ipv4.tos', '00'],
    ['ipv4.length', word(20 + bytes(inner), 4)],
    ['ipv4.id', '0001'],
    ['ipv4.fragment', '0000'],
    ['ipv4.ttl', '40'],
    ['ipv4.protocol', word(protocol, 2)],
    ['ipv4.checksum', '0000'],
    ['ipv4.src', 'c0000201'],
    ['ipv4.dst', 'c6336402'],
    ...inner,
  ]
}

/** An IPv6 header before `inner`: from 2001:db8::1 to 2001:db8::2. */
export function ip6(protocol: number, inner: readonly Part[]): Part[] {
  return [
    ['ipv6.version', '60'],
    ['ipv6.flow', '000000'],
    ['ipv6.plen', word(bytes(inner), 4)],
    ['ipv6.nxt', word(protocol, 2)],
    ['ipv6.hlim', '40'],
    ['ipv6.src', '20010db8000000000000000000000001'],
    ['ipv6.dst', '20010db8000000000000000000000002'],
    ...inner,
  ]
}

/** A UDP header without a checksum before `inner`, from port 49153. */
export function udp(port: number, inner: readonly Part[]): Part[] {
  return [
    ['udp.src-port', 'c001'],
    ['udp.dst-port', word(port, 4)],
    ['udp.length', word(8 + bytes(inner), 4)],
    ['udp.checksum', '0000'],
    ...inner,
  ]
}

/** What tunnels carry in these frames: UDP between ports nobody claims, with three bytes. */
export const carried: readonly Part[] = [
  ['ipv4.version', '45'],
  ['ipv4.tos', '00'],
  ['ipv4.length', '001f'],
  ['ipv4.id', '0002'],
  ['ipv4.fragment', '0000'],
  ['ipv4.ttl', '40'],
  ['ipv4.protocol', '11'],
  ['ipv4.checksum', '66ca'],
  ['ipv4.src', '0a000001'],
  ['ipv4.dst', '0a000002'],
  ['udp.src-port', 'c002'],
  ['udp.dst-port', 'c003'],
  ['udp.length', '000b'],
  ['udp.checksum', '0000'],
  ['frame.payload', 'abcdef'],
]

/** IPv4 frames over Ethernet. */
export function overIp4(name: string, protocol: number, inner: readonly Part[]): Annotated {
  return { name, parts: eth('0800', ip4(protocol, inner)) }
}

/** IPv6 frames over Ethernet. */
export function overIp6(name: string, protocol: number, inner: readonly Part[]): Annotated {
  return { name, parts: eth('86dd', ip6(protocol, inner)) }
}

/** UDP over IPv4 over Ethernet. */
export function overUdp(name: string, port: number, inner: readonly Part[]): Annotated {
  return overIp4(name, 17, udp(port, inner))
}
