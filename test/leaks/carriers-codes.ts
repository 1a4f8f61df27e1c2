/**
 * Frames that hide a value in codes and lengths, which have to stay where they are known: text in
 * UTF-16 reads as a list of codes without values, and a number that should be one of few may be an
 * address.
 */
import { eth, hex, ipv6, MAC1, MAC2, mac, text, udp, w16 } from './build.js'
import { bootp, type Carrier, collect, NAME, onUdp, s4, sN, tlv } from './hidden.js'
import { mix, wide, zeros } from './mix.js'

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

export const codes: readonly Carrier[] = list
