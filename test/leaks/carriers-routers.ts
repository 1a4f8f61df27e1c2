/** Frames that hide a value in what routers and servers tell each other: groups, routes, time. */
import { ip6, w32 } from './build.js'
import { type Carrier, collect, onIp, onIp6, onTcp, onUdp, s4, s6, sM, sN } from './hidden.js'
import { len8, mix, tv16, zeros } from './mix.js'

const { list, carry } = collect()
carry('mld1', onIp6(58, mix('83 00 0000 0000 0000', ip6('ff05::1234:5678'))), [])
carry(
  'igmp3-aux',
  onIp(2, mix('22 00 0000 0000 0001 04 02 0001 e9090909', s4, s4, sM.slice(0, 4))),
  [s4],
)
carry('vrrp-auth', onIp(112, mix('21 01 64 01 01 01 0000', s4, sN.slice(0, 8))), [
  s4,
  sN.slice(0, 8),
])
carry('hsrp-auth', onUdp(1985, mix('00 00 10 03 0a 64 01 00', sN.slice(0, 8), s4)), [
  s4,
  sN.slice(0, 8),
])
carry(
  'hsrp-2-tlv',
  onUdp(
    2029,
    mix(
      '01 28 02 00 06 04 0001',
      sM,
      w32(100),
      w32(3000),
      w32(10000),
      s4,
      zeros(12),
      '03 08',
      sN.slice(0, 8),
      '04 1c 01 00 0000',
      s4,
      '00000001',
      sN,
      sN.slice(0, 6),
    ),
  ),
  [s4, sM, sN.slice(0, 8)],
)
carry(
  'glbp',
  onUdp(3222, mix('01 00 0001 0000', sM, '01 1c 00 00 00 04 00', s4, '02 0c', sM, '03 0c 01', sN)),
  [sM, s4, sN],
)
carry(
  'ospf-hello-auth',
  onIp(
    89,
    mix(
      '02 01 0030',
      s4,
      s4,
      '0000 0001',
      sN.slice(0, 8),
      'ffffff00 000a 02 01 00000028',
      s4,
      s4,
      s4,
    ),
  ),
  [s4, sN.slice(0, 8)],
)
carry(
  'ospf-lsas',
  onIp(
    89,
    mix(
      '02 04 0080',
      s4,
      '00000000 0000 0000',
      zeros(8),
      '00000003 0001 22 01',
      s4,
      s4,
      '80000001 0000 0024 00 00 0001',
      s4,
      s4,
      '03 00 0001 0001 22 05',
      s4,
      s4,
      '80000001 0000 0024 ffffff00 80000001',
      s4,
      s4,
      '0001 22 0a 01000000',
      s4,
      '80000001 0000 001c 0001 0004',
      s4,
    ),
  ),
  [s4],
)
carry(
  'ospf-3-lsas',
  onIp6(
    89,
    mix(
      '03 04 0054',
      s4,
      '00000000 0000 00 00 00000001 0001 2009 00000001',
      s4,
      '80000001 0000 0040 0002 2001 00000000',
      s4,
      '40 00 0001',
      s6.slice(0, 8),
      '80 00 0001',
      s6,
    ),
  ),
  [s4, s6, s6.slice(0, 8)],
)
carry(
  'eigrp-routes',
  onIp(
    88,
    mix(
      '02 01 0000 00000000 00000001 00000001 00000001 0001 000c 01 00 01 00 00 00 000f 0003 000a',
      sN.slice(0, 6),
      '0102 001c',
      s4,
      zeros(16),
      '18',
      s4.slice(0, 3),
      '0103 002d',
      s4,
      s4,
      '00000001 00000001',
      zeros(20),
      '20',
      s4,
      '0402 0012',
      sN,
      s4,
      '0002 0020 0002 0010 00000001',
      sN,
      sN,
    ),
  ),
  [s4, sN],
)
carry(
  'rip-auth',
  onUdp(
    520,
    mix('02 02 0000 ffff 0002', sN, zeros(6), '0002 0000', s4, 'ffffff00', s4, '00000001'),
  ),
  [s4, sN],
)
carry('rip-odd-family', onUdp(520, mix('02 01 0000 0009 0000', s4, sN, zeros(2), w32(1))), [s4, sN])
carry(
  'bgp-open',
  onTcp(
    179,
    mix(
      'ff'.repeat(16),
      '0035 01 04 fde8 00b4',
      s4,
      '18 02 16 41 04',
      s4,
      '49 0c',
      len8(sN),
      '00 05 00',
    ),
  ),
  [s4, sN],
)
carry(
  'bgp-update',
  onTcp(
    179,
    mix(
      'ff'.repeat(16),
      '0060 02 0004 18',
      s4.slice(0, 3),
      '0030 40 01 01 00 40 02 06 02 01 0000 fde8 40 03 04',
      s4,
      'c0 07 08 0000fde8',
      s4,
      'c0 08 04',
      s4,
      '80 09 04',
      s4,
      '80 0a 04',
      s4,
      '20',
      s4,
    ),
  ),
  [s4],
)
carry('bgp-notification', onTcp(179, mix('ff'.repeat(16), '0020 03 06 02', len8(sN))), [sN])
carry(
  'pim-all',
  onIp(
    103,
    mix('20 00 0000 0014 0004', s4, '0018 0006 0100', s4, '0001 0002 0069 0018 0012 0200', s6),
  ),
  [s4, s6],
)
carry(
  'pim-odd-lengths',
  onIp(103, mix('20 00 0000', tv16(1, sN), tv16(19, s6), tv16(2, s4, [0]), tv16(20, sM))),
  [sN, s6, s4, sM],
)
carry('pim-candidate', onIp(103, mix('28 00 0000 01 00 0096 0100', s4, '0100 00 04 e0000000')), [
  s4,
])
carry('dvmrp', onIp(2, mix('13 02 0000 00 08 ff 03', s4, s4)), [s4])
carry(
  'ldp',
  onUdp(646, mix('0001 0020', s4, '0000 0100 0016 00000001 0400 0004 000f 0000 0401 0004', s4)),
  [s4],
)
carry(
  'bfd-auth',
  onUdp(3784, mix('20 44 03 1a', s4, s4, w32(1000), w32(1000), w32(0), '01 0b 01', sN)),
  [s4, sN],
)
carry(
  'rsvp-objects',
  onIp(
    46,
    mix(
      '10 01 0000 ff 00 003c 000c 01 01',
      s4,
      '11 000050 000c 03 01',
      s4,
      s4,
      '000c 0e 01',
      sN.slice(0, 8),
      '0010 cf 07 07 07',
      sN,
    ),
  ),
  [s4, sN],
)
carry(
  'ntp-autokey',
  onUdp(
    123,
    mix(
      '23 02 06 e9',
      w32(1),
      w32(1),
      s4,
      zeros(32),
      '0201 0014',
      s4,
      sN,
      zeros(2),
      '00000001',
      sN,
      sN.slice(0, 6),
    ),
    123,
  ),
  [s4, sN],
)
carry('ntp-control', onUdp(123, mix('16 02 0001 0000 0000 0000 000a', sN, '0000')), [sN])
carry('ntp-private', onUdp(123, mix('17 00 03 2a 0001 0048 00000000', s4, s4, zeros(30), s6)), [
  s4,
  s6,
])
carry(
  'ntp-refid-text',
  onUdp(123, mix('24 01 06 e9', w32(1), w32(1), sN.slice(0, 4), zeros(32)), 123),
  [sN.slice(0, 4)],
)
carry('daytime-time', onUdp(37, s4), [s4])

/** All of them. */
export const routers: readonly Carrier[] = list
