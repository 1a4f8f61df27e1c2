/** Frames that hide a value in routing, in what nobody understands, and in applications. */
import { type Bytes, dnsName, eth, text, udp, w16, w32 } from './build.js'
import {
  type Carrier,
  collect,
  lines,
  NAME,
  onIp,
  onIp6,
  onTcp,
  onUdp,
  s4,
  s6,
  sM,
  sN,
  V4,
} from './hidden.js'

const { list, carry } = collect()

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
      lines(
        `INVITE sip:${NAME}@${V4} SIP/2.0`,
        `Via: SIP/2.0/UDP ${V4}:5060`,
        `From: <sip:${NAME}@x>`,
        `Contact: <sip:${NAME}@${V4}>`,
        `Call-ID: ${NAME}`,
        'Content-Length: 0',
        '',
        '',
      ),
    ),
  ),
  [sN, text(V4)],
)
carry(
  'ssdp',
  onUdp(
    1900,
    text(
      lines(
        'NOTIFY * HTTP/1.1',
        'HOST: 239.255.255.250:1900',
        `LOCATION: http://${V4}/d.xml`,
        `SERVER: ${NAME}`,
        `USN: uuid:${NAME}`,
        '',
        '',
      ),
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

/** In the order in which they are written above. */
export const sessions: readonly Carrier[] = list
