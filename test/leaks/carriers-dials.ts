/** Frames that hide a value in dialled lines: L2TP, PPTP, PPP, PPPoE, and packets in odd places. */
import { type Bytes, dnsName, eth, ip6, ipv4, tcp, text, udp, w16, w32 } from './build.js'
import {
  type Carrier,
  collect,
  inner6,
  NAME,
  onIp,
  onTcp,
  onUdp,
  s4,
  s6,
  sM,
  sN,
  V4,
} from './hidden.js'
import { len8, len16, mix, tv8, tv16, zeros } from './mix.js'

const { list, carry } = collect()
// L2TP, PPTP, PPP and PPPoE.
const avp = (type: number, ...parts: (string | Bytes)[]): Bytes =>
  mix(w16(0x8000 | (6 + mix(...parts).length)), '0000', w16(type), ...parts)
const control = (...avps: Bytes[]): Bytes =>
  mix('c802', w16(12 + avps.flat().length), '1122 0000 0000 0000', ...avps)
carry(
  'l2tp-avps',
  onUdp(
    1701,
    control(
      avp(0, '0001'),
      avp(7, sN),
      avp(8, sN),
      avp(11, sN),
      avp(13, sN),
      avp(21, sN),
      avp(22, text('+41441234567')),
      avp(30, sN),
      avp(31, sN),
      avp(33, sN),
    ),
  ),
  [sN, text('+41441234567')],
)
carry('l2tp-3', onUdp(1701, mix('c803 0030', s4, '0000 0000', avp(7, sN), avp(60, s4))), [sN, s4])
carry(
  'pptp-control',
  onTcp(
    1723,
    mix(
      '009c 0001 1a2b3c4d 0001 0000 0100 0000',
      w32(1),
      w32(1),
      '0000 0001',
      sN,
      zeros(54),
      sN,
      zeros(54),
    ),
  ),
  [sN],
)
const ppp = (protocol: number, ...parts: (string | Bytes)[]): Bytes =>
  eth(0x8864, mix('11 00 1234', len16(w16(protocol), ...parts)))
carry('ppp-chap', ppp(0xc223, '01 01', w16(5 + 16 + NAME.length), '10', zeros(16), sN), [sN])
carry('ppp-chap-response', ppp(0xc223, '02 01', w16(5 + 10 + NAME.length), '0a', sN, sN), [sN])
carry('ppp-chap-message', ppp(0xc223, '03 01', w16(4 + NAME.length), sN), [sN])
carry('ppp-pap-reply', ppp(0xc023, '02 01', w16(5 + NAME.length), len8(sN)), [sN])
carry(
  'ppp-ipcp-all',
  ppp(
    0x8021,
    '01 01',
    w16(4 + 36),
    '03 06',
    s4,
    '81 06',
    s4,
    '82 06',
    s4,
    '83 06',
    s4,
    '01 0a',
    s4,
    s4,
    '02 06',
    s4,
    zeros(0),
  ),
  [s4],
)
carry('ppp-ipcp-odd', ppp(0x8021, '01 01', w16(4 + 24), '03 0c', sN, 'fe 0c', sN), [sN])
carry('ppp-ipv6cp', ppp(0x8057, '01 01 000e 01 0a', s6.slice(8)), [s6.slice(8)])
carry(
  'ppp-lcp-endpoint',
  ppp(0xc021, '01 01', w16(4 + 9 + 13 + 6), '13 09 03', sM, '13 0d 01', sN, '03 06', s4),
  [sM, s4, sN],
)
carry('ppp-lcp-echo', ppp(0xc021, '09 01', w16(8 + 10), s4, sN), [s4, sN])
carry('ppp-lcp-ident', ppp(0xc021, '0c 01', w16(8 + 10), s4, sN), [s4, sN])
carry('ppp-lcp-reject', ppp(0xc021, '08 01', w16(6 + 10), '8021', sN), [sN])
carry('ppp-unknown', ppp(0x4021, sN, s4), [sN, s4])
carry('ppp-ccp-ecp', ppp(0x80fd, '01 01', w16(4 + 12 + 6), '00 0c', sN, '12 06', s4), [sN, s4])
carry(
  'pppoe-all-tags',
  eth(
    0x8863,
    mix(
      '11 07 0000',
      len16(
        tv16(0x0101, sN),
        tv16(0x0102, sN),
        tv16(0x0103, sM, sN),
        tv16(0x0104, sN),
        tv16(0x0105, '00000de9', tv8(1, sN), tv8(2, sM)),
        tv16(0x0110, sM),
        tv16(0x0201, sN),
        tv16(0x0203, sN),
        tv16(0x0120, s4),
        tv16(0x7777, sN),
      ),
    ),
  ),
  [sN, sM, s4],
)

// Packets within packets of other sorts.
carry(
  'udp-socket-in-6',
  onIp(41, mix('60000000 0008 11 40', s6, ip6('2607:f8b0::2'), udp(1, 2, []))),
  [s6],
)
carry('teredo-6', onUdp(3544, mix('0001 00 00', zeros(8), '00', inner6())), [s6])
carry(
  'geneve-options',
  onUdp(
    6081,
    mix('06 00 6558 123456 00 0102 80 02', sM, '0000 0103 01 01', s4, '0800', '00000000').slice(
      0,
      32,
    ),
  ),
  [sM],
)
carry(
  'dns-over-proxy-port',
  onTcp(8888, mix(len16('4242 0100 0001 0000 0000 0000', dnsName(`${NAME}.de`), '0001 0001'))),
  [sN],
)
carry(
  'tcp-in-udp-length',
  onIp(17, mix(w16(53), w16(53), '0008 0000', ipv4(6, tcp(1, 2, sN), { src: V4 }))),
  [s4, sN],
)
carry('tcp-fast-open', onTcp(443, sN, mix('22 0c', sN, 'fe 08 f989', s4)), [sN, s4])

/** All of them. */
export const dials: readonly Carrier[] = list
