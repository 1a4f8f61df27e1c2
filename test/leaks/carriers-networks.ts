/** Frames that hide a value in addresses, options and messages of networks and their neighbours. */
import {
  type Bytes,
  dnsName,
  eth,
  hex,
  ip6,
  ipv4,
  ipv6,
  mac,
  text,
  udp,
  w16,
  w32,
} from './build.js'
import {
  type Carrier,
  collect,
  inner,
  lines,
  MAC,
  NAME,
  onIp,
  onIp6,
  onTcp,
  onUdp,
  s4,
  s6,
  sM,
  sN,
  tlv,
  V4,
  V6,
} from './hidden.js'

const { list, carry } = collect()

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
      lines(
        `GET /u/${NAME}?q=${V4} HTTP/1.1`,
        `Host: www.${NAME}.com`,
        `X-Forwarded-For: ${V4}`,
        `Cookie: sid=${NAME}`,
        `X-${NAME}: 1`,
        `Authorization: Basic ${NAME}`,
        `User-Agent: ${NAME}/1`,
        `Content-Type: text/${NAME}`,
        `Server: ${NAME}`,
        `Connection: ${NAME}`,
        '',
        `${NAME}`,
      ),
    ),
  ),
  [text(V4), sN],
)
carry(
  'http-response',
  onTcp(
    80,
    text(
      lines(
        `HTTP/1.1 200 ${NAME}`,
        `Server: ${NAME}`,
        `Set-Cookie: a=${NAME}`,
        `Location: http://${V4}/`,
        `ETag: "${NAME}"`,
        `Via: 1.1 ${NAME}`,
        'Content-Length: 5',
        '',
        `${NAME}`,
      ),
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

/** In the order in which they are written above. */
export const networks: readonly Carrier[] = list
