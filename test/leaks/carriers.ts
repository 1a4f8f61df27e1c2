/**
 * Frames that each hide a value in one place: addresses, hardware addresses, names, secrets.
 * The first thirty are the places in which other rewriters were found to leak; the rest are of the
 * same sort. Addresses hidden are public ones, so that no special-use range explains a hit.
 */
import {
  type Bytes,
  dns,
  dnsName,
  eth,
  hex,
  ip4,
  ip6,
  ipv4,
  ipv6,
  mac,
  question,
  record,
  tcp,
  text,
  udp,
  w16,
  w32,
} from './build.js'

export interface Carrier {
  name: string
  linkType: number
  frame: Bytes
  /** byte strings that must not be in the output in any form */
  secrets: Bytes[]
}

const V4 = '141.142.220.235'
const V6 = '2a02:1205:34e1:9f00:beef:cafe:1234:5678'
const MAC = '3c:5a:b4:9e:71:d2'
const NAME = 'zuckerbaum'
const s4 = ip4(V4)
const s6 = ip6(V6)
const sM = mac(MAC)
const sN = text(NAME)

const list: Carrier[] = []
function carry(name: string, frame: Bytes, secrets: Bytes[], linkType = 1): void {
  list.push({ name, linkType, frame, secrets })
}
const onIp = (protocol: number, payload: Bytes, o = {}) => eth(0x0800, ipv4(protocol, payload, o))
const onIp6 = (next: number, payload: Bytes) => eth(0x86dd, ipv6(next, payload))
const onUdp = (port: number, payload: Bytes, from = 40000) => onIp(17, udp(from, port, payload))
const onTcp = (port: number, payload: Bytes, options: Bytes = []) =>
  onIp(6, tcp(40000, port, payload, options))
const inner = (): Bytes => ipv4(17, udp(1111, 2222, text('hello')), { src: V4 })
const inner6 = (): Bytes => ipv6(17, udp(1111, 2222, text('hello')), V6)
const tlv = (type: number, value: Bytes): Bytes => [...w16((type << 9) | value.length), ...value]
const bootp = (options: Bytes): Bytes => [
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
const opt = (code: number, value: Bytes): Bytes => [code, value.length, ...value]

const arp = (op: number): Bytes => [0, 1, 8, 0, 6, 4, ...w16(op), ...sM, ...s4, ...sM, ...s4]
carry('arp', eth(0x0806, arp(1)), [s4, sM])
carry('rarp', eth(0x8035, arp(3)), [s4, sM])
carry('eth-addresses', eth(0x0800, ipv4(17, udp(1, 2, [])), MAC), [sM])
carry('ip-addresses', onIp(17, udp(1, 2, []), { src: V4, dst: V4 }), [s4])
carry('ip6-addresses', eth(0x86dd, ipv6(17, udp(1, 2, []), V6, V6)), [s6, s6.slice(8)])
carry(
  'dhcp',
  onUdp(
    67,
    bootp([
      ...opt(53, [1]),
      ...opt(12, sN),
      ...opt(50, s4),
      ...opt(61, [1, ...sM]),
      ...opt(54, s4),
      ...opt(81, [0, 0, 0, ...sN]),
      ...opt(15, sN),
      ...opt(6, [...s4, ...s4]),
      ...opt(3, s4),
      ...opt(82, [1, 4, ...s4, 2, 6, ...sM]),
      ...opt(43, sN),
      ...opt(60, sN),
      ...opt(121, [24, 141, 142, 220, ...s4]),
      ...opt(119, dnsName(`${NAME}.com`)),
      ...opt(252, text(`http://${NAME}/x`)),
      ...opt(224, sN),
    ]),
    68,
  ),
  [s4, sM, sN],
)
carry(
  'dns-a-ptr',
  onUdp(53, dns([question(`www.${NAME}.com`, 1)], [record([0xc0, 12], 1, s4)]), 53),
  [s4, sN],
)
carry(
  'dns-ptr',
  onUdp(
    53,
    dns(
      [question('235.220.142.141.in-addr.arpa', 12)],
      [record([0xc0, 12], 12, dnsName(`${NAME}.de`))],
    ),
  ),
  [dnsName('235.220.142.141').slice(0, -1), sN],
)
carry(
  'dns-ip6-ptr',
  onUdp(
    53,
    dns([
      question(
        `${[...s6]
          .reverse()
          .map((b) => `${(b & 15).toString(16)}.${(b >> 4).toString(16)}`)
          .join('.')}.ip6.arpa`,
        12,
      ),
    ]),
  ),
  [
    dnsName(
      `${[...s6]
        .reverse()
        .map((b) => `${(b & 15).toString(16)}.${(b >> 4).toString(16)}`)
        .join('.')}`,
    ).slice(0, 40),
  ],
)
carry(
  'dns-tcp',
  onTcp(
    53,
    (() => {
      const m = dns([question(`${NAME}.com`, 28)], [record([0xc0, 12], 28, s6)])
      return [...w16(m.length), ...m]
    })(),
  ),
  [s6, sN],
)
carry(
  'dns-ecs',
  onUdp(
    53,
    dns(
      [question('a.com', 1)],
      [],
      [
        [
          0,
          0,
          41,
          16,
          0,
          0,
          0,
          0,
          0,
          ...w16(12 + 12),
          ...w16(8),
          ...w16(8),
          0,
          1,
          32,
          0,
          ...s4,
          ...w16(10),
          ...w16(8),
          1,
          2,
          3,
          4,
          5,
          6,
          7,
          8,
        ].slice(0),
      ],
    ),
  ),
  [s4, [1, 2, 3, 4, 5, 6, 7, 8]],
)
carry(
  'dns-txt',
  onUdp(53, dns([question('a.com', 16)], [record([0xc0, 12], 16, [sN.length, ...sN])])),
  [sN],
)
carry(
  'dns-srv-mx-soa',
  onUdp(
    53,
    dns(
      [question('a.com', 255)],
      [
        record([0xc0, 12], 33, [0, 1, 0, 2, 0, 80, ...dnsName(`${NAME}.a.com`)]),
        record([0xc0, 12], 15, [0, 5, ...dnsName(`mail.${NAME}.org`)]),
        record([0xc0, 12], 6, [
          ...dnsName(`ns.${NAME}.org`),
          ...dnsName(`${NAME}.x.org`),
          ...w32(1),
          ...w32(2),
          ...w32(3),
          ...w32(4),
          ...w32(5),
        ]),
        record([0xc0, 12], 65, [0, 1, 0, 0, 4, 0, 4, ...s4, 0, 6, 0, 16, ...s6]),
      ],
    ),
  ),
  [sN, s4, s6],
)
carry('mdns', onUdp(5353, dns([question(`${NAME}.local`, 1)], [record([0xc0, 12], 1, s4)]), 5353), [
  sN,
  s4,
])
carry('llmnr', onUdp(5355, dns([question(NAME, 1)])), [sN])
carry(
  'nbns',
  onUdp(
    137,
    [
      ...w16(7),
      0x29,
      0x10,
      0,
      1,
      0,
      0,
      0,
      0,
      0,
      1,
      32,
      ...[...text(NAME.toUpperCase().padEnd(15)), 0].flatMap((c) => [65 + (c >> 4), 65 + (c & 15)]),
      0,
      0,
      32,
      0,
      1,
      0xc0,
      12,
      0,
      32,
      0,
      1,
      ...w32(0),
      0,
      6,
      0,
      0,
      ...s4,
    ],
    137,
  ),
  [s4, text(NAME.toUpperCase()).flatMap((c) => [65 + (c >> 4), 65 + (c & 15)])],
)
carry('nbdgm', onUdp(138, [0x11, 2, 0, 1, ...s4, 0, 138, 0, 10, 0, 0, ...sN], 138), [s4, sN])
carry('eth-trailer', [...onIp(17, udp(1, 2, [])), ...s4, ...sN], [s4, sN])
carry('ftp-port', onTcp(21, text('PORT 141,142,220,235,4,1\r\n')), [text('141,142,220,235')])
carry('gre', onIp(47, [0, 0, 8, 0, ...inner()]), [s4])
carry('gre-key-inner6', onIp(47, [0x20, 0, 0x86, 0xdd, ...w32(77), ...inner6()]), [s6])
carry('gre-nvgre', onIp(47, [0x20, 0, 0x65, 0x58, ...w32(77), ...eth(0x0800, inner(), MAC)]), [
  s4,
  sM,
])
carry(
  'erspan',
  onIp(47, [
    0x10,
    0,
    0x88,
    0xbe,
    ...w32(1),
    0x10,
    1,
    0,
    0,
    0,
    0,
    0,
    0,
    ...eth(0x0800, inner(), MAC),
  ]),
  [s4, sM],
)
carry('gtpu', onUdp(2152, [0x30, 255, ...w16(inner().length), ...w32(9), ...inner()]), [s4])
carry(
  'gtpu-ext',
  onUdp(2152, [
    0x34,
    255,
    ...w16(inner().length + 8),
    ...w32(9),
    0,
    0,
    0,
    0x85,
    1,
    0,
    0,
    0,
    ...inner(),
  ]),
  [s4],
)
carry('ipip', onIp(4, inner()), [s4])
carry('6in4', onIp(41, inner6()), [s6])
carry('4in6', onIp6(4, inner()), [s4])
carry('vxlan', onUdp(4789, [8, 0, 0, 0, 0, 0, 7, 0, ...eth(0x0800, inner(), MAC)]), [s4, sM])
carry(
  'geneve',
  onUdp(6081, [
    1,
    0,
    0x65,
    0x58,
    0,
    0,
    7,
    0,
    0x01,
    0x02,
    3,
    1,
    ...s4,
    ...eth(0x0800, inner(), MAC),
  ]),
  [s4, sM],
)
carry('teredo', onUdp(3544, inner6()), [s6])
carry(
  'teredo-origin',
  onUdp(3544, [0, 0, ...w16(~1234 & 0xffff), ...s4.map((b) => ~b & 255), ...inner6()]),
  [s6, s4, s4.map((b) => ~b & 255)],
)
carry(
  'teredo-address',
  eth(
    0x86dd,
    ipv6(
      17,
      udp(1, 2, []),
      `2001:0:8d8e:dceb:0:f0f0:${(~0x8d8e & 0xffff).toString(16)}:${(~0xdceb & 0xffff).toString(16)}`,
    ),
  ),
  [s4, s4.map((b) => ~b & 255)],
)
carry('6to4-address', eth(0x86dd, ipv6(17, udp(1, 2, []), '2002:8d8e:dceb::1')), [s4])
carry('mapped-address', eth(0x86dd, ipv6(17, udp(1, 2, []), '::ffff:8d8e:dceb')), [s4])
carry('nat64-address', eth(0x86dd, ipv6(17, udp(1, 2, []), '64:ff9b::8d8e:dceb')), [s4])
carry('isatap-address', eth(0x86dd, ipv6(17, udp(1, 2, []), 'fe80::5efe:8d8e:dceb')), [s4])
carry('l2tp', onUdp(1701, [0x00, 0x02, 0, 1, 0, 2, 0xff, 0x03, 0x00, 0x21, ...inner()]), [s4])
carry(
  'http-xff',
  onTcp(
    80,
    text(
      `GET /u/${NAME}?q=${V4} HTTP/1.1\r\nHost: www.${NAME}.com\r\nX-Forwarded-For: ${V4}\r\nCookie: sid=${NAME}\r\nX-${NAME}: 1\r\nAuthorization: Basic ${NAME}\r\nUser-Agent: ${NAME}/1\r\nContent-Type: text/${NAME}\r\nServer: ${NAME}\r\nConnection: ${NAME}\r\n\r\n${NAME}`,
    ),
  ),
  [text(V4), sN],
)
carry(
  'http-response',
  onTcp(
    80,
    text(
      `HTTP/1.1 200 ${NAME}\r\nServer: ${NAME}\r\nSet-Cookie: a=${NAME}\r\nLocation: http://${V4}/\r\nETag: "${NAME}"\r\nVia: 1.1 ${NAME}\r\nContent-Length: 5\r\n\r\n${NAME}`,
    ),
  ),
  [text(V4), sN],
)
carry(
  'http-odd-method',
  onTcp(80, text(`${NAME.toUpperCase()} /${NAME} HTTP/1.1\r\nHost: ${NAME}\r\n\r\n`)),
  [sN, text(NAME.toUpperCase())],
)
carry(
  'http-other-port',
  onTcp(9876, text(`GET / HTTP/1.1\r\nHost: ${NAME}\r\nForwarded: for=${V4}\r\n\r\n`)),
  [sN, text(V4)],
)
carry('icmp-redirect-gw', onIp(1, [5, 1, 0, 0, ...s4, ...ipv4(17, udp(1, 2, []))]), [s4])
carry(
  'icmp-unreach-inner',
  onIp(1, [3, 3, 0, 0, 0, 0, 0, 0, ...ipv4(17, udp(1, 2, []), { dst: V4 })]),
  [s4],
)
carry(
  'icmp-unreach-tcp',
  onIp(1, [3, 3, 0, 0, 0, 0, 0, 0, ...ipv4(6, hex('0016 0017 deadbeef'), { dst: V4 })]),
  [s4, hex('deadbeef')],
)
carry('icmp-router-adv', onIp(1, [9, 0, 0, 0, 1, 2, 0, 30, ...s4, 0, 0, 0, 0]), [s4])
carry('icmp-echo-data', onIp(1, [8, 0, 0, 0, 0, 1, 0, 1, ...sN, ...s4]), [sN, s4])
carry('icmp-nested', onIp(1, [3, 1, 0, 0, 0, 0, 0, 0, ...ipv4(4, inner())]), [s4])
carry(
  'icmp6-inner',
  onIp6(58, [1, 4, 0, 0, 0, 0, 0, 0, ...ipv6(17, udp(1, 2, []), '2607:f8b0::9', V6)]),
  [s6, s6.slice(8)],
)
carry('igmpv3-src', onIp(2, [0x22, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 239, 9, 9, 9, ...s4]), [s4])
carry(
  'mld2-src',
  onIp6(58, [143, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1, ...ip6('ff05::1234:5678'), ...s6]),
  [s6],
)
carry('ip-frag2', onIp(17, [...sN, ...s4], { fragment: 0x00b9 }), [sN, s4])
carry('ip-option-lsrr', onIp(17, udp(1, 2, []), { options: [131, 7, 4, ...s4, 0] }), [s4])
carry('ip-option-rr', onIp(17, udp(1, 2, []), { options: [7, 11, 12, ...s4, ...s4, 0] }), [s4])
carry('ip-option-ts', onIp(17, udp(1, 2, []), { options: [68, 12, 13, 1, ...s4, 0, 0, 0, 1] }), [
  s4,
])
carry('ip-option-unknown', onIp(17, udp(1, 2, []), { options: [0x9e, 6, ...s4, 0, 0] }), [s4])
carry('ip-option-after-end', onIp(17, udp(1, 2, []), { options: [0, ...s4, 0, 0, 0] }), [s4])
carry('ip6-eui64', eth(0x86dd, ipv6(17, udp(1, 2, []), '2607:f8b0:1:2:3e5a:b4ff:fe9e:71d2')), [
  hex('3e5ab4fffe9e71d2'),
])
carry('ip6-frag', onIp6(44, [17, 0, 0, 1, 0, 0, 0, 9, ...sN, ...s4]), [sN, s4])
carry(
  'ip6-srh',
  onIp6(43, [17, 4, 4, 1, 1, 0, 0, 0, ...s6, ...ip6('2607:f8b0::7'), ...udp(1, 2, [])]),
  [s6],
)
carry('ip6-rh0', onIp6(43, [17, 2, 0, 1, 0, 0, 0, 0, ...s6, ...udp(1, 2, [])]), [s6])
carry('ip6-home-address', onIp6(60, [17, 2, 1, 2, 0, 0, 201, 16, ...s6, ...udp(1, 2, [])]), [s6])
carry('ip6-hop-unknown', onIp6(0, [17, 0, 0x3e, 4, ...s4, ...udp(1, 2, [])]), [s4])
carry(
  'llc-snap-ip',
  [
    ...mac('02:00:00:00:00:02'),
    ...sM,
    ...w16(8 + inner().length),
    0xaa,
    0xaa,
    3,
    0,
    0,
    0,
    8,
    0,
    ...inner(),
  ],
  [s4, sM],
)
carry(
  'lldp',
  eth(
    0x88cc,
    [
      ...tlv(1, [4, ...sM]),
      ...tlv(2, [3, ...sM]),
      ...tlv(3, [0, 120]),
      ...tlv(4, sN),
      ...tlv(5, sN),
      ...tlv(6, sN),
      ...tlv(8, [5, 1, ...s4, 2, ...w32(1), 0]),
      ...tlv(127, [0, 0x12, 0x0f, 1, ...sN]),
      0,
      0,
    ],
    MAC,
    '01:80:c2:00:00:0e',
  ),
  [s4, sM, sN],
)
carry(
  'cdp',
  [
    ...mac('01:00:0c:cc:cc:cc'),
    ...sM,
    ...w16(8 + 4 + 4 + NAME.length + 17),
    0xaa,
    0xaa,
    3,
    0,
    0,
    0x0c,
    0x20,
    0,
    2,
    180,
    0,
    0,
    0,
    1,
    ...w16(4 + NAME.length),
    ...sN,
    0,
    2,
    0,
    17,
    0,
    0,
    0,
    1,
    1,
    1,
    0xcc,
    0,
    4,
    ...s4,
  ],
  [s4, sM, sN],
)
carry(
  'stp',
  [
    ...mac('01:80:c2:00:00:00'),
    ...sM,
    ...w16(38),
    0x42,
    0x42,
    3,
    0,
    0,
    0,
    0,
    0,
    0x80,
    0,
    ...sM,
    ...w32(0),
    0x80,
    0,
    ...sM,
    0x80,
    1,
    0,
    0,
    20,
    0,
    2,
    0,
    15,
    0,
  ],
  [sM],
)
carry('mpls3', eth(0x8847, [0, 0, 0x10, 64, 0, 0, 0x20, 64, 0, 0, 0x31, 64, ...inner()]), [s4])
carry('mpls-pw', eth(0x8847, [0, 0, 0x31, 64, 0, 0, 0, 0, ...eth(0x0800, inner(), MAC)]), [s4, sM])
carry('vlan3', eth(0x88a8, [0, 1, 0x81, 0, 0, 2, 0x81, 0, 0, 3, 8, 0, ...inner()]), [s4])
const na = (type: number, options: Bytes): Bytes => [type, 0, 0, 0, 0, 0, 0, 0, ...s6, ...options]
carry('nd-na-tlla', onIp6(58, na(136, [2, 1, ...sM])), [s6, sM])
carry('nd-ns', onIp6(58, na(135, [1, 1, ...sM])), [s6, sM])
carry(
  'nd-redirect',
  onIp6(58, [
    137,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    ...s6,
    ...s6,
    2,
    1,
    ...sM,
    4,
    7,
    0,
    0,
    0,
    0,
    0,
    0,
    ...ipv6(17, udp(1, 2, []), V6),
  ]),
  [s6, sM],
)
carry(
  'nd-ra',
  onIp6(58, [
    134,
    0,
    0,
    0,
    64,
    0,
    0,
    30,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    1,
    1,
    ...sM,
    3,
    4,
    64,
    0xc0,
    0,
    0,
    0,
    9,
    0,
    0,
    0,
    9,
    0,
    0,
    0,
    0,
    ...s6,
    25,
    3,
    0,
    0,
    0,
    0,
    0,
    9,
    ...s6,
    31,
    3,
    0,
    0,
    0,
    0,
    0,
    9,
    ...dnsName(NAME),
    0,
    0,
    0,
    0,
  ]),
  [s6, sM, sN],
)
carry(
  'ospf-router',
  onIp(89, [
    2,
    1,
    ...w16(44),
    ...s4,
    ...s4,
    0,
    0,
    0,
    0,
    ...sN.slice(0, 8),
    255,
    255,
    255,
    0,
    0,
    10,
    2,
    1,
    0,
    0,
    0,
    40,
    ...s4,
    ...s4,
  ]),
  [s4, sN.slice(0, 8)],
)
carry('vrrp', onIp(112, [0x21, 1, 100, 1, 0, 1, 0, 0, ...s4, ...sN.slice(0, 8)]), [
  s4,
  sN.slice(0, 8),
])
carry('eigrp', onIp(88, [2, 5, 0, 0, ...Array(16).fill(0), 1, 4, 0, 8, ...s4]), [s4])
carry(
  'pim',
  onIp(103, [
    0x23,
    0,
    0,
    0,
    1,
    0,
    ...s4,
    0,
    1,
    0,
    30,
    1,
    0,
    0,
    32,
    239,
    1,
    1,
    1,
    0,
    1,
    0,
    0,
    1,
    0,
    4,
    32,
    ...s4,
  ]),
  [s4],
)
carry(
  'rip',
  onUdp(520, [2, 2, 0, 0, 0, 2, 0, 0, ...s4, 255, 255, 255, 0, ...s4, 0, 0, 0, 1], 520),
  [s4],
)
carry('bgp', onTcp(179, [...Array(16).fill(255), 0, 29, 1, 4, 0xfd, 0xe8, 0, 90, ...s4, 0]), [s4])
carry('hsrp', onUdp(1985, [0, 0, 16, 3, 10, 120, 1, 0, ...sN.slice(0, 8), ...s4], 1985), [
  s4,
  sN.slice(0, 8),
])
carry(
  'sctp',
  onIp(132, [
    ...w16(1),
    ...w16(2),
    ...w32(9),
    ...w32(0),
    1,
    0,
    ...w16(28 + 4),
    ...w32(7),
    ...w32(65535),
    0,
    1,
    0,
    1,
    ...w32(5),
    0,
    5,
    0,
    8,
    ...s4,
    0,
    11,
    0,
    4,
  ]),
  [s4],
)
carry(
  'stun-xor',
  onUdp(3478, [
    1,
    1,
    0,
    12,
    0x21,
    0x12,
    0xa4,
    0x42,
    ...Array(12).fill(7),
    0,
    0x20,
    0,
    8,
    0,
    1,
    0x12,
    0x34,
    ...s4.map((b, i) => b ^ [0x21, 0x12, 0xa4, 0x42][i]),
  ]),
  [s4.map((b, i) => b ^ [0x21, 0x12, 0xa4, 0x42][i])],
)
carry(
  'stun-mapped',
  onUdp(3478, [
    1,
    1,
    0,
    12,
    0x21,
    0x12,
    0xa4,
    0x42,
    ...Array(12).fill(7),
    0,
    1,
    0,
    8,
    0,
    1,
    0x12,
    0x34,
    ...s4,
  ]),
  [s4],
)
carry('unknown-ethertype', eth(0x88b5, [...s4, ...text(V4), ...sN]), [s4, text(V4), sN])
carry('unknown-protocol', onIp(253, [...s4, ...sN]), [s4, sN])
carry(
  'ah',
  onIp(51, [
    17,
    4,
    0,
    0,
    ...w32(1),
    ...w32(2),
    ...sN.slice(0, 8),
    0,
    0,
    0,
    0,
    ...udp(1, 2, text(NAME)),
  ]),
  [sN.slice(0, 8)],
)
carry('esp', onIp(50, [...w32(0x8d8edceb), ...w32(2), ...sN, ...s4]), [sN, s4])
carry('tcp-opt-exid', onTcp(80, [], [253, 10, 0x99, 0x99, ...s4, 1, 1, 0, 0]), [s4])
carry('tcp-opt-mptcp', onTcp(80, [], [30, 8, 0x30, 1, ...s4, 1, 1, 1, 1]), [s4])
carry('tcp-opt-md5', onTcp(80, [], [19, 18, ...Array(6).fill(0x5a), ...sN, 1, 1]), [sN])
carry('tcp-urgent-ack', onTcp(4444, [...s4, ...sN]), [s4, sN])
const ext = (type: number, v: Bytes): Bytes => [...w16(type), ...w16(v.length), ...v]
const hello = (): Bytes => {
  const name = text(`www.${NAME}.com`)
  const exts = [
    ...ext(0, [...w16(name.length + 3), 0, ...w16(name.length), ...name]),
    ...ext(16, [0, 11, 10, ...sN]),
    ...ext(35, sN),
    ...ext(51, [0, 16, 0, 29, 0, 12, ...sN, 1, 2]),
    ...ext(0x7777, sN),
    ...ext(44, [0, 10, ...sN]),
  ]
  const body = [
    3,
    3,
    ...sN,
    ...Array(22).fill(9),
    10,
    ...sN,
    0,
    2,
    0x13,
    1,
    1,
    0,
    ...w16(exts.length),
    ...exts,
  ]
  const hs = [1, 0, ...w16(body.length), ...body]
  return [22, 3, 1, ...w16(hs.length), ...hs]
}
carry('tls-hello', onTcp(443, hello()), [sN])
carry('tls-hello-port', onTcp(12345, hello()), [sN])
carry('tls-certificate', onTcp(443, [22, 3, 3, 0, 20, 11, 0, 0, 16, 0, 0, 13, 0, 0, 10, ...sN]), [
  sN,
])
carry('tls-appdata', onTcp(443, [23, 3, 3, 0, 14, ...sN, ...s4]), [sN, s4])
carry(
  'quic',
  onUdp(443, [
    0xc3,
    0,
    0,
    0,
    1,
    8,
    ...sN.slice(0, 8),
    4,
    ...s4,
    10,
    ...sN,
    0x40,
    0x20,
    ...Array(32).fill(5),
  ]),
  [sN.slice(0, 8), s4],
)
carry(
  'ntp-refid',
  onUdp(123, [0x24, 2, 6, 0xe9, ...w32(1), ...w32(1), ...s4, ...Array(32).fill(3)], 123),
  [s4],
)
carry(
  'sip',
  onUdp(
    5060,
    text(
      `INVITE sip:${NAME}@${V4} SIP/2.0\r\nVia: SIP/2.0/UDP ${V4}:5060\r\nFrom: <sip:${NAME}@x>\r\nContact: <sip:${NAME}@${V4}>\r\nCall-ID: ${NAME}\r\nContent-Length: 0\r\n\r\n`,
    ),
  ),
  [sN, text(V4)],
)
carry(
  'ssdp',
  onUdp(
    1900,
    text(
      `NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nLOCATION: http://${V4}/d.xml\r\nSERVER: ${NAME}\r\nUSN: uuid:${NAME}\r\n\r\n`,
    ),
    1900,
  ),
  [sN, text(V4)],
)
carry('ssh-banner', onTcp(22, text(`SSH-2.0-${NAME} ${NAME}\r\n`)), [sN])
carry('snmp', onUdp(161, [0x30, 20, 2, 1, 1, 4, 10, ...sN, 0xa0, 2, 0x40, 4, ...s4]), [sN, s4])
carry('syslog', onUdp(514, text(`<34>Oct 11 22:14:15 ${NAME} su: ${V4}`)), [sN, text(V4)])
carry(
  'radius',
  onUdp(1812, [1, 1, 0, 42, ...Array(16).fill(1), 1, 12, ...sN, 4, 6, ...s4, 31, 8, ...sM]),
  [sN, s4, sM],
)
carry('smtp', onTcp(25, text(`MAIL FROM:<${NAME}@example.com>\r\n`)), [sN])
carry(
  'dhcp6',
  onIp6(
    17,
    udp(546, 547, [
      1,
      1,
      2,
      3,
      0,
      1,
      0,
      14,
      0,
      1,
      0,
      1,
      1,
      2,
      3,
      4,
      ...sM,
      0,
      3,
      0,
      40,
      ...w32(1),
      ...w32(0),
      ...w32(0),
      0,
      5,
      0,
      24,
      ...s6,
      ...w32(1),
      ...w32(1),
      0,
      39,
      0,
      12,
      0,
      ...dnsName(NAME).slice(0, 11),
      0,
      23,
      0,
      16,
      ...s6,
    ]),
  ),
  [sM, s6, sN],
)
carry(
  'dhcp6-relay',
  onIp6(
    17,
    udp(547, 547, [
      12,
      0,
      ...s6,
      ...s6,
      0,
      9,
      0,
      22,
      1,
      1,
      2,
      3,
      0,
      1,
      0,
      14,
      0,
      1,
      0,
      1,
      1,
      2,
      3,
      4,
      ...sM,
      0,
      18,
      0,
      10,
      ...sN,
    ]),
  ),
  [sM, s6, sN],
)
carry('pppoe', eth(0x8864, [0x11, 0, 0, 9, ...w16(2 + inner().length), 0, 0x21, ...inner()]), [s4])
carry('pppoe-ipcp', eth(0x8864, [0x11, 0, 0, 9, 0, 12, 0x80, 0x21, 1, 1, 0, 10, 3, 6, ...s4]), [s4])
carry(
  'pppoe-pap',
  eth(0x8864, [0x11, 0, 0, 9, 0, 28, 0xc0, 0x23, 1, 1, 0, 26, 10, ...sN, 10, ...sN]),
  [sN],
)
carry('pppoe-tags', eth(0x8863, [0x11, 9, 0, 0, 0, 28, 1, 1, 0, 10, ...sN, 1, 2, 0, 10, ...sN]), [
  sN,
])
carry('sll', [0, 0, 0, 1, 0, 6, ...sM, 0, 0, 8, 0, ...inner()], [s4, sM], 113)
carry('sll-arp', [0, 0, 0, 1, 0, 6, ...sM, 0x5a, 0x5a, 8, 6, ...arp(1)], [s4, sM], 113)
carry('sll2', [8, 0, 0, 0, 0, 0, 0, 2, 0, 1, 0, 6, ...sM, 0, 0, ...inner()], [s4, sM], 276)
carry('raw', inner(), [s4], 101)
carry('raw6', inner6(), [s6], 229)
carry('null', [2, 0, 0, 0, ...inner()], [s4], 0)
carry('loop', [0, 0, 0, 2, ...inner()], [s4], 108)
carry('ppp', [0xff, 3, 0, 0x21, ...inner()], [s4], 9)
const wifi = (): Bytes => [
  8,
  1,
  0,
  0,
  ...sM,
  ...sM,
  ...sM,
  0,
  0,
  0xaa,
  0xaa,
  3,
  0,
  0,
  0,
  8,
  0,
  ...inner(),
]
const beacon = (): Bytes => [
  0x80,
  0,
  0,
  0,
  ...Array(6).fill(255),
  ...sM,
  ...sM,
  0,
  0,
  ...Array(8).fill(1),
  100,
  0,
  1,
  0,
  0,
  10,
  ...sN,
  1,
  1,
  2,
  221,
  10,
  ...sN,
]
carry('802.11-data', wifi(), [s4, sM], 105)
carry('802.11-beacon', beacon(), [sM, sN], 105)
carry('radiotap-data', [0, 0, 8, 0, 0, 0, 0, 0, ...wifi()], [s4, sM], 127)
carry('radiotap-beacon', [0, 0, 8, 0, 0, 0, 0, 0, ...beacon()], [sM, sN], 127)
carry('unknown-link', [...s4, ...sN], [s4, sN], 147)
carry(
  'wireguard',
  onUdp(51820, [1, 0, 0, 0, ...w32(5), ...sN, ...sN, ...sN, ...Array(110).fill(4)]),
  [sN],
)
carry(
  'isakmp',
  onUdp(500, [
    ...sN.slice(0, 8),
    ...Array(8).fill(0),
    1,
    0x10,
    2,
    0,
    0,
    0,
    0,
    0,
    ...w32(38),
    ...sN,
  ]),
  [sN.slice(0, 8), sN],
)
carry(
  'hopopts-ah-dest',
  onIp6(0, [
    51,
    0,
    1,
    4,
    ...sN.slice(0, 4),
    17,
    4,
    0,
    0,
    ...w32(1),
    ...w32(2),
    ...sN.slice(0, 8),
    0,
    0,
    0,
    0,
    ...udp(1, 2, sN),
  ]),
  [sN],
)
carry('udplite', onIp(136, [...w16(1), ...w16(2), 0, 8, 0, 0, ...sN, ...s4]), [sN, s4])
carry('dccp', onIp(33, [...w16(1), ...w16(2), 4, 0, 0, 0, 0x05, 0, 0, 0, ...s4, ...sN]), [s4, sN])
carry('igmp-unknown', onIp(2, [0x99, 0, 0, 0, ...s4, ...sN]), [s4, sN])
carry('arp-odd', eth(0x0806, [0, 1, 8, 0, 8, 4, 0, 1, ...sM, 1, 1, ...s4, ...sM, 2, 2, ...s4]), [
  s4,
  sM,
])
carry('macsec', eth(0x88e5, [0x2c, 0, ...w32(1), ...sM, 0, 1, ...sN]), [sM, sN])
carry('eapol', eth(0x888e, [1, 0, 0, 15, 2, 1, 0, 15, 1, ...sN]), [sN])
carry('homeplug', eth(0x88e1, [...sM, ...sN]), [sM, sN])
carry(
  'lacp',
  eth(0x8809, [
    1,
    1,
    1,
    20,
    0x80,
    0,
    ...sM,
    0,
    1,
    0x80,
    0,
    0,
    1,
    0x3d,
    0,
    0,
    0,
    2,
    20,
    0x80,
    0,
    ...sM,
    0,
    1,
    0x80,
    0,
    0,
    1,
    0x3d,
    0,
    0,
    0,
    3,
    16,
    0,
    0,
    ...Array(12).fill(0),
    ...Array(52).fill(0),
  ]),
  [sM],
)
carry('pbb', eth(0x88e7, [0, 0, 0, 7, ...sM, ...sM, 8, 0, ...inner()]), [s4, sM])
carry('ipcomp', onIp(108, [6, 0, 0, 2, ...sN, ...s4]), [sN, s4])
carry('hip', onIp(139, [59, 4, 1, 0x21, 0, 0, 0, 0, ...s6, ...s6]), [s6])
carry('lisp', onUdp(4341, [0, 0, 0, 0, 0, 0, 0, 0, ...inner()]), [s4])
carry('tftp', onUdp(69, [0, 1, ...sN, 0, ...text('octet'), 0]), [sN])
carry('mqtt', onTcp(1883, [0x10, 22, 0, 4, ...text('MQTT'), 4, 2, 0, 60, 0, 10, ...sN]), [sN])
carry(
  'netflow5',
  onUdp(2055, [0, 5, 0, 1, ...Array(20).fill(0), ...s4, ...s4, ...Array(40).fill(0)]),
  [s4],
)
carry('sflow', onUdp(6343, [0, 0, 0, 5, 0, 0, 0, 1, ...s4, ...Array(20).fill(0)]), [s4])

export const carriers: readonly Carrier[] = list
