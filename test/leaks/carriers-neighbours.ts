/** Frames that hide a value in what neighbours on a link say, and in addresses looked up. */
import { type Bytes, eth, hex, MAC1, MAC2, mac, w16, w32 } from './build.js'
import { arp, type Carrier, collect, inner, MAC, onUdp, s4, s6, sM, sN, tlv } from './hidden.js'
import { len8, len16, mix, tv8, tv16, zeros } from './mix.js'

const { list, carry } = collect()
const mac1 = mac(MAC1)
const mac2 = mac(MAC2)
const sE = mix(s6.slice(8))

// Neighbours at the link: LLDP, CDP and its kin, bridges, aggregation.
carry(
  'lldp-subtypes',
  eth(
    0x88cc,
    mix(
      tlv(1, mix('05 01', s4)),
      tlv(2, mix('04 01', s4)),
      tlv(1, mix('05 06', sM)),
      tlv(1, mix('07', sN)),
      tlv(2, mix('05', sN)),
      tlv(2, mix('06', sN, sM)),
      tlv(1, mix('04', sN)),
      tlv(2, mix('03', s6)),
    ),
  ),
  [s4, sM, sN, s6],
)
carry(
  'lldp-organisations',
  eth(
    0x88cc,
    mix(
      tlv(127, mix('0080c2 03 0001', len8(sN))),
      tlv(127, mix('0012bb 05', sN)),
      tlv(127, mix('0012bb 0a', sN)),
      tlv(127, mix('0012bb 03 02 0d', sN)),
      tlv(127, mix('000ecf 05', sM)),
      tlv(127, mix('000142 01', sN)),
      tlv(127, mix(sM.slice(0, 3), '01', sN)),
      tlv(127, mix(s4, sN)),
      tlv(127, sM.slice(0, 3)),
      tlv(9, sN),
      '0000',
      sN,
    ),
  ),
  [sN, sM, s4],
)
carry(
  'lldp-management',
  eth(
    0x88cc,
    mix(
      tlv(8, mix('07 06', sM, '02', s4, len8(sN))),
      tlv(8, mix('11 02', s6, '02', w32(1), len8(sN))),
      tlv(8, mix('0b 10', sN, '01', w32(1), '00')),
      tlv(8, sN),
    ),
  ),
  [sM, sN, s6, s4],
)
carry(
  'lldp-odd-lengths',
  eth(0x88cc, mix(tlv(3, sN), tlv(7, sN), tlv(4, s4), tlv(1, []), tlv(2, s4))),
  [sN, s4],
)
const snap = (oui: string, pid: string, ...parts: (string | Bytes)[]): Bytes =>
  mix('01000ccccccc', mac1, len16('aaaa03', oui, pid, ...parts))
const cdpTlv = (type: number, ...parts: (string | Bytes)[]): Bytes => {
  const body = mix(...parts)
  return mix(w16(type), w16(body.length + 4), body)
}
carry(
  'cdp-more',
  snap(
    '00000c',
    '2000',
    '02 b4 0000',
    cdpTlv(3, sN),
    cdpTlv(6, sN),
    cdpTlv(9, sN),
    cdpTlv(10, s4),
    cdpTlv(0x11, s4),
    cdpTlv(0x14, sN),
    cdpTlv(0x16, w32(1), '01 01 cc 0004', s4),
    cdpTlv(0x17, '00', sN),
    cdpTlv(8, '00000c 0112 00000000', s4, sM),
    cdpTlv(5, sN),
    cdpTlv(7, s4, '18'),
    cdpTlv(11, sN),
    cdpTlv(0x1001, sN),
  ),
  [sN, s4, sM],
)
carry(
  'cdp-odd-address',
  snap(
    '00000c',
    '2000',
    '02 b4 0000',
    cdpTlv(
      2,
      w32(3),
      '01 06',
      sM,
      '0004',
      s4,
      '02 08',
      sN.slice(0, 8),
      '0004',
      s4,
      '02 0a',
      sN,
      '000a',
      sN,
    ),
  ),
  [s4, sM, sN.slice(0, 8)],
)
carry(
  'cdp-odd-lengths',
  snap(
    '00000c',
    '2000',
    '02 b4 0000',
    cdpTlv(4, sN),
    cdpTlv(11, s4),
    cdpTlv(10, sN),
    cdpTlv(2, s4),
    cdpTlv(4, '0000', sM),
  ),
  [sN, s4, sM],
)
carry('vtp', snap('00000c', '2003', '01 01 01', len8(sN), zeros(22), s4, sN), [sN, s4])
carry('udld', snap('00000c', '0111', '21 00 0000', tv16(1, sN), tv16(2, sN)), [sN])
carry(
  'pvst',
  snap(
    '00000c',
    '010b',
    '0000 02 02 3c 8001',
    sM,
    '00000000 8001',
    sM,
    '8001 0000 1400 0200 0f00 00 00 00 0002 0001',
  ),
  [sM],
)
carry(
  'edp',
  snap('00e02b', '00bb', '01 00 003c 0000 0001 0000', sM, '9901 0010', sN, '00 99 02', sN),
  [sM, sN],
)
carry('fdp', snap('00e052', '2000', '01 b4 0000 0001', len16(sN), '0002', len16(s4)), [sN, s4])
carry('snap-unknown', snap('3c5ab4', '9e71', sN), [hex('3c5ab49e71'), sN])
carry('llc-unknown', mix(mac2, mac1, len16('42 42 03', sN)), [sN])
carry(
  'llc-netbeui',
  mix('030000000001', mac1, len16('f0 f0 03 2c00 ffef 08 00 0000 0000 0000', sN, sN)),
  [sN],
)
carry(
  'ipx',
  mix(
    'ffffffffffff',
    mac1,
    len16('ffff 0022 00 11 00000000 ffffffffffff 0452', s4, sM, '4003', sN),
  ),
  [s4, sM, sN],
)
carry(
  'isis',
  mix(
    '0180c2000014',
    mac1,
    len16(
      'fefe03 83 1b 01 00 0f 01 00 00 03',
      sM,
      '001e 0040 40',
      sM,
      '01',
      tv8(1, len8(sN)),
      tv8(132, s4),
      tv8(137, sN),
      tv8(6, sM),
      tv8(232, s6),
      tv8(10, '01', sN),
    ),
  ),
  [sM, sN, s4, s6],
)
carry(
  'stp-mst',
  mix(
    '0180c2000000',
    mac1,
    len16(
      '424203 0000 03 02 7c 8000',
      sM,
      '00000000 8000',
      sM,
      '8001 0000 1400 0200 0f00 00 0040 00',
      sN,
      zeros(22),
      '0001',
      zeros(16),
      '00000000 8000',
      sM,
      '14',
    ),
  ),
  [sM, sN],
)
carry(
  'lacp-more',
  eth(
    0x8809,
    mix(
      '01 01 01 14 8000',
      sM,
      '0001 8000 0001 3d 000000 02 14 8000',
      sM,
      '0002 8000 0002 3d 000000 03 10 0000',
      zeros(12),
      '00 00',
      sN,
    ),
  ),
  [sM, sN],
)
carry('lacp-marker', eth(0x8809, mix('02 01 01 16 0001', sM, s4, '0000 00 00', sN)), [sM, s4, sN])
carry(
  'oam-8023ah',
  eth(
    0x8809,
    mix('03 0050 00 01 10 01 0000 00 0f 05ee', sM.slice(0, 3), s4, 'fe 10', sM.slice(0, 3), sN),
  ),
  [s4, sN],
)
carry('esmc', eth(0x8809, mix('0a 0019a7 0001 10000000 01 0004 0f', sN)), [sN])
carry('cfm', eth(0x8902, mix('60 01 04 46 00000001 0001 04', len8(sN), '02', len8(sN), sM)), [
  sN,
  sM,
])
carry('eth-slow-odd', eth(0x8809, mix('77', sN, s4)), [sN, s4])
carry(
  'ptp-2',
  eth(
    0x88f7,
    mix(
      '00 02 0036 00 00 0000',
      zeros(8),
      '00000000',
      sM.slice(0, 3),
      'fffe',
      sM.slice(3),
      '0001 0001 00 00',
      zeros(10),
      sN,
    ),
  ),
  [sM.slice(0, 3).concat(hex('fffe'), sM.slice(3)), sN],
)
carry(
  'ptp-udp',
  onUdp(
    319,
    mix(
      '0b 02 0040 00 00 0000',
      zeros(8),
      '00000000',
      sM.slice(0, 3),
      'fffe',
      sM.slice(3),
      '0001 0001 05 00',
      zeros(10),
      '0025 00 80 f8 fe ffff 80',
      sM.slice(0, 3),
      'fffe',
      sM.slice(3),
    ),
  ),
  [sM.slice(0, 3).concat(hex('fffe'), sM.slice(3))],
)
carry(
  'profinet-dcp',
  eth(
    0x8892,
    mix('fefe 05 00 00000001 0000 0020', tv8(2, '02', '0000', len8(sN)), '01 01 0006', s4, s4),
  ),
  [sN, s4],
)
carry('macsec-sci', eth(0x88e5, mix('2c 00 00000001', sM, '0001 0800', inner())), [sM, s4])
carry('vlan-in-llc', mix(mac2, mac1, '8100 0001', len16('aaaa03 000000 0800', inner())), [s4])
carry('trill', eth(0x22f3, mix('0040 1234 5678', eth(0x0800, inner(), MAC))), [s4, sM])
carry('pbb-inner', eth(0x88e7, mix('00 123456', eth(0x0800, inner(), MAC))), [s4, sM])
carry('fcoe', eth(0x8906, mix(zeros(13), '28', sM, s4, sN)), [sM, s4, sN])
carry('rrcp-loop', eth(0x8899, mix('01 00', sM, sN)), [sM, sN])
carry(
  'batman',
  eth(0x4305, mix('00 0f 05 00 00000001', sM, sM, tv16(1, eth(0x0800, inner(), MAC)))),
  [sM, s4],
)
carry(
  'aarp',
  mix(
    mac2,
    mac1,
    len16('aaaa03 000000 80f3 0001 809b 06 04 0001', sM, '00', s4.slice(0, 3), zeros(6), s4),
  ),
  [sM, s4],
)

// Address resolution in odd sizes and for odd hardware.
carry('arp-infiniband', eth(0x0806, mix('0020 0800 14 04 0001', sM, sN, s4, s4, sM, sN, s4, s4)), [
  sM,
  sN,
  s4,
])
carry('arp-8-byte', eth(0x0806, mix('0018 0800 08 04 0001', sE, s4, sE, s4)), [sE, s4])
carry('arp-ipv6', eth(0x0806, mix('0001 86dd 06 10 0001', sM, s6, sM, s6)), [sM, s6])
carry('arp-zero-size', eth(0x0806, mix('0001 0800 00 04 0001', s4, s4, sN)), [s4, sN])
carry('arp-long-trailer', eth(0x0806, mix(arp(2), sN, s4)), [sM, s4, sN])
carry(
  'inarp-fr',
  mix('1841 03 00 80 000000 0806 000f 0800 02 04 0008 1841', s4, '0000', s4),
  [s4],
  107,
)

/** All of them. */
export const neighbours: readonly Carrier[] = list
