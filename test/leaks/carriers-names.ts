/** Frames that hide a value in names, in answers, and in the packet inside of a tunnel. */
import { dns, dnsName, eth, ipv4, ipv6, question, record, text, udp, w16, w32 } from './build.js'
import {
  arp,
  bootp,
  type Carrier,
  collect,
  inner,
  inner6,
  MAC,
  NAME,
  onIp,
  onIp6,
  onTcp,
  onUdp,
  opt,
  s4,
  s6,
  sM,
  sN,
  V4,
  V6,
} from './hidden.js'

const { list, carry } = collect()

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
      // RFC 4380 §4: the client's address with its bits turned over
      '2001:0:8d8e:dceb:0:f0f0:7271:2314',
    ),
  ),
  [s4, s4.map((b) => ~b & 255)],
)
// Any label is a suffix there, by the public suffix list.
carry('dns-wildcard-suffix', onUdp(53, dns([question(`pc4.${NAME}.sch.uk`, 1)])), [sN])
carry('http-wildcard-suffix', onTcp(80, text(`GET / HTTP/1.1\r\nHost: a.${NAME}.er\r\n\r\n`)), [sN])
carry(
  'mdns-dotted-label',
  onUdp(5353, dns([[15, ...text('_tcp.'), ...sN, ...dnsName('local'), 0, 12, 0, 1]])),
  [sN],
)

/** In the order in which they are written above. */
export const names: readonly Carrier[] = list
