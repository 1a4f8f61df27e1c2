/**
 * Frames that hide a value in codes and lengths, which have to stay where they are known: text in
 * UTF-16 reads as a list of codes without values, and a number that should be one of few may be an
 * address.
 */
import {
  type Bytes,
  dns,
  dnsName,
  eth,
  hex,
  ip4,
  ipv6,
  MAC1,
  MAC2,
  mac,
  question,
  text,
  udp,
  w16,
} from './build.js'
import { bootp, type Carrier, collect, NAME, onTcp, onUdp, s4, sM, sN, tlv } from './hidden.js'
import { mix, netbios, tv16, wide, zeros } from './mix.js'

const { list, carry } = collect()
const name = wide(NAME)
/** Letters whose codes are even: as types of LLDP they leave its lengths zero. */
const EVEN = 'zxvtrpnl'
const inner = udp(1111, 2222, text('hello'))

carry('utf16-dhcp', onUdp(67, bootp([...hex('350101'), ...name])), [sN])
carry(
  'utf16-lldp',
  eth(
    0x88cc,
    mix(tlv(1, mix('04', mac(MAC1))), tlv(2, hex('0531')), tlv(3, hex('0078')), wide(EVEN)),
  ),
  [text(EVEN)],
)
carry('utf16-ip6-hop', eth(0x86dd, ipv6(0, mix('1102', name, '0100', inner))), [sN])
carry('utf16-ip6-destination', eth(0x86dd, ipv6(60, mix('1102', name, '0100', inner))), [sN])
const segments = mix('1105 0400 0000 0000', mac(MAC1), zeros(10), name, '0402 0000', inner)
carry('utf16-srh', eth(0x86dd, ipv6(43, segments)), [sN])
carry(
  'utf16-802.11',
  mix('80 00 0000 ffffffffffff', mac(MAC1), mac(MAC1), '1000 0102030405060708 6400 1104', name),
  [sN],
  105,
)

const prism = (code: string, length: string) =>
  mix(
    code,
    length,
    text('wlan0'),
    zeros(11),
    zeros(120),
    '0800 0000',
    mac(MAC2),
    mac(MAC1),
    mac(MAC2),
  )
carry('prism-code', prism(Buffer.from(s4).toString('hex'), '90000000'), [s4], 119)
carry('prism-length', prism('44000000', Buffer.from(s4).toString('hex')), [s4], 119)
carry('ppi-link-type', mix('0000 0800', s4, '0800 0000', mac(MAC2), mac(MAC1)), [s4], 192)
carry('nflog-length', mix('02000005 1000 0800', s4, zeros(8), '0800 0a00 61626300'), [s4], 239)

const pass = zeros(16)
const radius = (attributes: number[]) =>
  onUdp(1812, mix('01 7f', w16(20 + attributes.length), pass, attributes))
carry('utf16-radius', radius(name), [sN])
carry('radius-vendor', radius(mix('1a 0a', s4, s4)), [s4])
carry('radius-types', radius(s4.flatMap((type) => [type, 3, 0]).concat(mix('c0 06', s4))), [s4])
const l2tp = (attributes: number[]) =>
  onUdp(1701, mix('c802', w16(12 + attributes.length), zeros(8), attributes))
carry('utf16-l2tp', l2tp(name), [sN])
carry('l2tp-vendor', l2tp(mix('800a', s4, zeros(4), '8006', s4)), [s4])
carry('utf16-rtcp', onUdp(40001, mix('80c90001 11223344 81ca0006 11223344', name)), [sN])
carry('ntp-control', onUdp(123, mix('1682', s4, s4, '000a', sN, '0000')), [s4, sN])
carry('ntp-control-odd', onUdp(123, mix('d6', s4, zeros(7))), [s4])

// Durations, priorities and flags that no sender means, but whoever hides something.
const inA = dnsName('a.de')
const withTtl = (ttl: number[], type = 1, data = ip4('45.79.14.21')) => [
  ...mix('c00c', w16(type), '0001', ttl, w16(data.length), data),
]
const answer = (...records: Bytes[]) => dns([question('a.de', 1)], records)
const signature = mix('0001 08 02', s4, '66000000 65000000 1234', inA, zeros(8))
carry('dns-ttl', onUdp(53, answer(withTtl(s4))), [s4])
carry('dns-ttl-text', onUdp(53, answer(withTtl(text('qvxj')))), [text('qvxj')])
carry('mdns-ttl', onUdp(5353, answer(withTtl(s4))), [s4])
carry('llmnr-ttl', onUdp(5355, answer(withTtl(s4))), [s4])
carry('dns-signed-ttl', onUdp(53, answer(withTtl([0, 0, 1, 0], 46, signature))), [s4])
const nbnsName = mix('20', netbios('a'), '00')
const nbnsAnswer = (ttl: number[]) =>
  mix('1234 8500 0000 0001 0000 0000', nbnsName, '0020 0001', ttl, '0006 0000 2d4f0e15')
carry('nbns-ttl', onUdp(137, nbnsAnswer(s4)), [s4])
carry('dhcp-lease', onUdp(67, bootp(mix('350105', '3304', s4, '3a04', s4))), [s4])
carry('dhcp-flags', onUdp(67, mix('01010600 1a2b3c4d 8d8e dceb', zeros(224))), [s4])
carry('dhcp6-refresh', onUdp(547, mix('07 010203', tv16(32, s4), tv16(82, s4))), [s4])
const ticket = mix('04 00000a', s4, '0004 01020304')
carry('tls-ticket-lifetime', onTcp(443, mix('16 0303 000e', ticket)), [s4])
const stun = (...attributes: Bytes[]) =>
  onUdp(3478, mix('0003', w16(attributes.flat().length), '2112a442', zeros(12), ...attributes))
carry('stun-lifetime', stun(tv16(0x000d, s4)), [s4])
carry('stun-priority', stun(tv16(0x0024, text('qvxj'))), [text('qvxj')])
const receiver = mix('81c90007 11223344 55667788', s4, '00001234', s4, '12345678', s4)
carry('rtcp-report', onUdp(40001, receiver), [s4])

// What drivers write before frames: numbers beyond those they have.
const beacon = mix('0800 0000', mac(MAC2), mac(MAC1), mac(MAC2), '1000')
carry('sll-numbers', mix(sM, zeros(8), '0800', inner), [sM], 113)
carry('radiotap-present', mix('0000 1000', '00000080', s4, '00000000', beacon), [s4], 127)
carry('radiotap-first-present', mix('0000 0800', hex('8d8edc6b'), beacon), [hex('8d8edc6b')], 127)
const ofPpi = (radio: number[]) =>
  mix('0000 2000 69000000 0200 1400', zeros(8), '0000', radio, 'c4a0', beacon)
carry('ppi-radio', ofPpi(text('qvxjqvxj')), [text('qvxjqvxj')], 192)
const avsRadio = mix('00008d8e', hex('dceb0000'))
carry('avs-orders', mix('80211001 00000040', zeros(16), avsRadio, zeros(32), beacon), [s4], 163)
carry('nflog-version', mix(s4, '0800 0a00 61626300'), [s4], 239)
carry(
  '802.11-ht-control',
  mix('8880 0000', mac(MAC2), mac(MAC1), mac(MAC2), '1000 0000', s4),
  [s4],
  105,
)
carry(
  '802.11-auth-numbers',
  mix('b000 0000', mac(MAC2), mac(MAC1), mac(MAC2), '1000 0000', s4),
  [s4],
  105,
)

carry('pppoe-length', eth(0x8864, mix('1100 0009', s4, inner)), [s4])
const types = mix(s4.slice(0, 2), '0000', s4.slice(2), '0000')
carry('pppoe-types', eth(0x8863, mix('1109 0000 0008', types)), [types])
carry('chdlc-address', mix(s4, inner), [s4], 104)

export const codes: readonly Carrier[] = list
