/** Frames that hide a value in tunnels that carry a value of their own, and around frames. */
import { eth, hex, ipv4, ipv6, MAC1, MAC2, mac, udp, w16, w32 } from './build.js'
import {
  type Carrier,
  collect,
  inner,
  inner6,
  MAC,
  onIp,
  onIp6,
  onUdp,
  s4,
  s6,
  sM,
  sN,
} from './hidden.js'
import { len8, len16, mix, zeros } from './mix.js'

const { list, carry } = collect()
const mac1 = mac(MAC1)
const mac2 = mac(MAC2)
const sE = s6.slice(8)
// Tunnels that carry a value of their own.
carry('erspan-1', onIp(47, mix('0000 88be', eth(0x0800, inner(), MAC))), [s4, sM])
carry(
  'erspan-3-platform',
  onIp(
    47,
    mix('1000 22eb 00000001 2064 0000', s4, '0000 8001 1c', sM, '00', eth(0x0800, inner(), MAC)),
  ),
  [s4, sM],
)
carry(
  'gre-key-routing',
  onIp(47, mix('6000 0800 0000 0000', s4, '0800 00 04', s4, '0000 00 00', ipv4(17, udp(1, 2, [])))),
  [s4],
)
carry(
  'gre-pptp',
  onIp(47, mix('3081 880b 000e', s4.slice(0, 2), s4, s4, 'ff03 c021 01 01 000a 05 06', s4)),
  [s4],
)
carry('gre-unknown', onIp(47, mix('0000', '9e71', sN, s4)), [sN, s4])
carry('vxlan-gpe', onUdp(4790, mix('0c 0000 01 8d8edc 00', inner())), [s4])
carry(
  'vxlan-group',
  onUdp(4789, mix('88 00', s4.slice(0, 2), s4.slice(0, 3), '00', eth(0x0800, inner(), MAC))),
  [s4, sM],
)
carry(
  'geneve-tlv',
  onUdp(6081, mix('06 00 6558 8d8edc 00 0102 80 05', sN, sN, eth(0x0800, inner(), MAC))),
  [sN, s4, sM],
)
const tbcd = hex('2282011032547698')
carry(
  'gtp-c-2',
  onUdp(
    2123,
    mix(
      '48 20 0060',
      s4,
      '000001 00',
      '01 0008 00',
      tbcd,
      '4c 0006 00 1479123456f8',
      '4b 0008 00',
      tbcd,
      '57 0009 00 87',
      s4,
      s4,
      '47 000b 00',
      len8(sN),
      '4f 0005 00 01',
      s4,
      '5d 0010 00 49 0001 00 05 57 0009 02 85',
      s4,
      s4,
    ),
  ),
  [tbcd, sN, hex('1479123456f8')],
)
carry(
  'gtp-c-1',
  onUdp(
    2123,
    mix(
      '32 10 0050',
      s4,
      '0001 00 00 02',
      tbcd,
      '0f fc 10',
      s4,
      '11',
      s4,
      '80 0006 f121',
      s4,
      '83 000a',
      sN,
      '85 0004',
      s4,
      '86 0007 91 1479123456f8',
      '9a 0008',
      tbcd,
    ),
  ),
  [tbcd, sN, s4, hex('1479123456f8')],
)
carry('gtp-u-error', onUdp(2152, mix('32 1a 0010', s4, '0001 00 00 10', s4, '85 0004', s4)), [s4])
carry(
  'gtp-u-options',
  onUdp(2152, mix('36 ff', w16(8 + inner().length), s4, '0001 00 85 01 1234 00', inner())),
  [s4],
)
carry(
  'pfcp',
  onUdp(
    8805,
    mix(
      '21 32 0030',
      s4,
      s4,
      '00000100 003c 0005 00',
      s4,
      '0039 000d 02',
      s4,
      s4,
      s4,
      '0016',
      len16(sN),
    ),
  ),
  [s4, sN],
)
carry('l2tpv3-ip', onIp(115, mix(s4, sN, eth(0x0800, inner(), MAC))), [s4, sM, sN])
carry('nsh-metadata', onIp(47, mix('0000 894f 0f c6 01 01 123456 ff', s4, s4, s4, s4, inner())), [
  s4,
])
carry(
  'lisp-map',
  onUdp(4342, mix('30 08 00 01', sN.slice(0, 8), '0000 0014', sN, sN, '0001', s4)),
  [sN.slice(0, 8), s4],
)
carry('vpls-6in6', onIp6(41, inner6()), [s6])
carry('ayiya-more', onUdp(5072, mix('44 52 11 29 00000001', s6, sN, sN, inner6())), [s6, sN])
carry('6lowpan', mix('41 c8 01 ffff', sE, sE, '7a33 3a', s6), [sE, s6], 195)
carry(
  'nat-pmp-pcp',
  onUdp(
    5351,
    mix(
      '02 01 0000 00000e10',
      zeros(10),
      'ffff',
      s4,
      sN,
      '00 00 11 000000 1234 0000',
      zeros(10),
      'ffff',
      s4,
    ),
  ),
  [s4, sN],
)
carry(
  'netflow-9',
  onUdp(
    2055,
    mix(
      '0009 0002 00000001 00000002 00000003 00000004 0000 0018 0100 0004',
      '0008 0004 000c 0004 0038 0006 0050 0006 0100 001c',
      s4,
      s4,
      sM,
      sM,
      zeros(4),
    ),
  ),
  [s4, sM],
)
carry('sflow-5', onUdp(6343, mix('00000005 00000001', s4, '00000001', sN, s4)), [s4, sN])

// Around the frame, and cut frames.
carry('frame-checksum', mix(eth(0x0800, inner()), s4), [s4])
carry('short-padding', mix(eth(0x0800, ipv4(17, udp(1, 2, []))), sN, s4), [sN, s4])
carry('padding-6', mix(eth(0x86dd, ipv6(17, udp(1, 2, []))), sN, s4), [sN, s4])
carry('padding-llc', mix(mac2, mac1, w16(3), '424203', sN, s4), [sN, s4])
carry('ip-length-zero', eth(0x0800, mix('4500 0000 1234 0000 40 11 0000', s4, s4, udp(1, 2, sN))), [
  s4,
  sN,
])
carry('udp-length-short', onIp(17, mix('1234 0035 0008 0000', sN, s4)), [sN, s4])
carry('udp-length-zero', onIp(17, mix('1234 5678 0000 0000', sN, s4)), [sN, s4])
carry('sll-odd-address', mix('0004 0201 0008', sM, '0000 0800', inner()), [sM, s4], 113)
carry('sll-long-address', mix('0004 0020 0014', sM, '1234 0800', inner()), [sM, s4], 113)
carry('sll2-netlink', mix('0000 0000', w32(1), '0338 00 00', sM, s4.slice(0, 2), sN), [sM, sN], 276)
carry(
  'nflog-prefix',
  mix('02 00 0000', '0e00 0a00', sN, '0000 0800 0100 0800 01 00 2500 0900', inner(), '000000'),
  [sN, s4],
  239,
)
carry('usb', mix(sN, s4, zeros(40)), [sN, s4], 220)
carry('ipnet-bluetooth', mix(sM, s4, sN), [sM, s4, sN], 201)

/** All of them. */
export const tunnels: readonly Carrier[] = list
