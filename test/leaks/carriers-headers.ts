/** Frames that hide a value in headers: parameters, options, extensions, messages of ICMP. */
import { type Bytes, ipv4, ipv6, text, udp, w16, w32 } from './build.js'
import { type Carrier, collect, NAME, onIp, onIp6, onTcp, s4, s6, sM, sN } from './hidden.js'
import { len8, mix, zeros } from './mix.js'

const { list, carry } = collect()
const sE = s6.slice(8)
// Transport and network headers.
const init = (...parameters: Bytes[]): Bytes =>
  mix(
    '13c4 13c4 00000000 00000000 01 00',
    w16(20 + parameters.flat().length),
    '11223344 00010000 000a 000a 00000001',
    ...parameters,
  )
const parameter = (type: number, ...parts: (string | Bytes)[]): Bytes => {
  const body = mix(...parts)
  return mix(w16(type), w16(body.length + 4), body, zeros((4 - (body.length % 4)) % 4))
}
carry(
  'sctp-parameters',
  onIp(
    132,
    init(
      parameter(5, s4),
      parameter(6, s6),
      parameter(11, sN),
      parameter(7, sN),
      parameter(9, w32(1)),
      parameter(0x8002, sN),
      parameter(0x8003, sN),
      parameter(0x8004, sN),
      parameter(0xc006, s4),
      parameter(0x9999, sN),
      parameter(12, sN),
      parameter(5, s4, s4),
      parameter(6, s4),
    ),
  ),
  [s4, s6, sN],
)
carry(
  'sctp-counts',
  onIp(132, mix('13c4 13c4 11223344 00000000 03 00 0014 00000001 00008000', s4, s4)),
  [s4],
)
carry(
  'sctp-chunks',
  onIp(
    132,
    mix(
      '13c4 13c4 11223344 00000000',
      '0a 00 000e',
      sN,
      '0000',
      '04 00 0012 0001 000e',
      sN,
      '0000',
      '09 00 0012 0001 000e',
      sN,
      '0000',
      '06 00 0012 000c 000e',
      sN,
      '0000',
      'c1 00 0018 00000001 0005 0008',
      s4,
      'c001 0008 00000001 80 00 0008',
      s4,
      '0f 00 0012 0000 0001',
      sN,
      '0000',
    ),
  ),
  [sN, s4],
)
carry(
  'sctp-odd-protocol',
  onIp(132, mix('13c4 13c4 11223344 00000000 00 03 001a 00000001 0000 0000', s4, sN, '0000')),
  [s4, sN],
)
carry(
  'mptcp-all',
  onTcp(443, [], mix('1e 0c 00 81', sN.slice(0, 8), '1e 08 30 01', s4, '1e 0c 10 01', s4, s4)),
  [s4, sN.slice(0, 8)],
)
carry(
  'mptcp-add-port',
  onTcp(443, [], mix('1e 0a 34 01', s4, '1234 1e 10 34 02', s4, sN.slice(0, 8), '01 01')),
  [s4, sN.slice(0, 8)],
)
carry(
  'mptcp-fail',
  onTcp(
    443,
    [],
    mix('1e 0c 60 00', sN.slice(0, 8), '1e 0c 70 00', sN.slice(0, 8), '1e 08 80 00', s4),
  ),
  [s4, sN.slice(0, 8)],
)
carry(
  'tcp-options-odd',
  onTcp(
    443,
    [],
    mix('05 0a', s4, s4, '1b 08', s4, '0000 0e 03 8d 06 06', s4, '1c 04 8d8e', '45 08', sM),
  ),
  [s4, sM],
)
carry('tcp-options-after-end', onTcp(443, [], mix('00', sN, s4, '00')), [s4, sN])
carry(
  'ip-options-more',
  onIp(17, udp(1, 2, []), {
    options: mix('82 0b', s4, s4, '00 94 04 8d8e 89 07 04', s4, '52 0c 0001 0001', s4, '8d8e 0000'),
  }),
  [s4],
)
carry(
  'ip-option-ts-both',
  onIp(17, udp(1, 2, []), { options: mix('44 14 15 01', s4, '00000001', s4, '00000002') }),
  [s4],
)
carry(
  'ip-option-bad-pointer',
  onIp(17, udp(1, 2, []), { options: mix('07 0b 03', s4, s4, '00 83 07 ff', s4, '00') }),
  [s4],
)
carry('ip6-rpl', onIp6(43, mix('11 02 03 02 00 00 0000', s6, udp(1, 2, []))), [s6])
carry(
  'ip6-rpl-short',
  onIp6(43, mix('11 02 03 02 c8 00 0000', s6.slice(12), s6.slice(12), s6.slice(8), udp(1, 2, []))),
  [s6.slice(12)],
)
carry(
  'ip6-srh-tlv',
  onIp6(
    43,
    mix(
      '11 06 04 00 00 00 0000',
      s6,
      '05 0e 0000 00000001',
      sN.slice(0, 8),
      'fe 0e',
      sN,
      s4,
      udp(1, 2, []),
    ),
  ),
  [s6, sN.slice(0, 8), s4],
)
carry(
  'ip6-options',
  onIp6(
    60,
    mix(
      '11 05 01 04',
      s4,
      'c9 10',
      s6,
      '8b 06',
      s4,
      '0000 05 02',
      s4.slice(0, 2),
      '6d 04',
      s4,
      '01 02 0000',
      udp(1, 2, []),
    ),
  ),
  [s4, s6],
)
carry('ip6-hop-jumbo', onIp6(0, mix('11 00 c2 04', s4, udp(1, 2, []))), [s4])
carry(
  'ip6-mobility',
  onIp6(135, mix('3b 05 05 00 0000 0001 8000 000a', '03 10', s6, '08 0a', sN, s4, '0000')),
  [s6, sN],
)
carry(
  'icmp-extension',
  onIp(
    1,
    mix(
      '0b 00 0000 00 20 0000',
      ipv4(17, udp(1, 2, []), { dst: s4.join('.') }),
      zeros(100),
      '2000 0000 0018 02 0f',
      w32(7),
      '0001 0000',
      s4,
      len8(sN, '00'),
      '0008 01 01',
      s4,
    ),
  ),
  [s4, sN],
)
carry(
  'icmp6-extension',
  onIp6(
    58,
    mix(
      '03 00 0000 10 000000',
      ipv6(17, udp(1, 2, []), '2607:f8b0::9', '2607:f8b0::8'),
      zeros(80),
      '2000 0000 0020 02 0e 0002 0000',
      s6,
      len8(sN, '00'),
    ),
  ),
  [s6, sN],
)
carry('icmp-old-codes', onIp(1, mix('11 00 0000 0001 0001', s4)), [])
carry('icmp-domain', onIp(1, mix('26 00 0000 0001 0001 0000012c', len8(sN), '00')), [sN])
carry('icmp-traceroute', onIp(1, mix('1e 00 0000 0001 0000 0001 0001', s4, s4)), [s4])
carry(
  'icmp-extended-echo',
  onIp(1, mix('2a 00 0000 0001 01 01 2000 0000 000c 03 03 0001 04 00', s4)),
  [s4],
)
carry('icmp-photuris', onIp(1, mix('28 00 0000', sN.slice(0, 4), s4)), [s4])
carry('icmp6-node-info', onIp6(58, mix('8b 01 0000 0002 0000', sN.slice(0, 8), len8(sN), '00')), [
  sN,
])
carry(
  'icmp6-nested',
  onIp6(
    58,
    mix(
      '01 04 0000 00000000',
      ipv6(
        58,
        mix(
          '03 00 0000 00000000',
          ipv6(17, udp(1, 2, []), '2607::1', '2a02:1205:34e1:9f00:beef:cafe:1234:5678'),
        ),
      ),
    ),
  ),
  [s6],
)
carry(
  'icmp6-rpl',
  onIp6(
    58,
    mix('9b 01 0000 1e f0 0001 88 00 00 00', s6, '03 1e 40', '00', w32(9), w32(9), '00000000', s6),
  ),
  [s6],
)
carry(
  'nd-options-all',
  onIp6(
    58,
    mix(
      '86 00 0000 40 00 0708 00000000 00000000',
      '1f 04 0000 00000258',
      len8(sN),
      '02 6465 00',
      zeros(10),
      '19 03 0000 00000258',
      s6,
      '25 03',
      text('https://'),
      text(NAME),
      zeros(4),
      '0e 02',
      sN,
      s4,
      '09 02 0000 00000000',
      sN.slice(0, 8),
      '22 02 00000000',
      sN.slice(0, 8),
      '18 03 40 08 00000258',
      s6,
      '26 02 0258',
      s6.slice(0, 12),
      '05 01 0000',
      s4,
    ),
  ),
  [sN, s6],
)
carry(
  'nd-odd-lengths',
  onIp6(58, mix('87 00 0000 00000000', s6, '01 02', sM, sE, '02 03', sM, s6)),
  [s6, sM, sE],
)
carry('nd-aro-6lowpan', onIp6(58, mix('87 00 0000 00000000', s6, '21 02 00 00 0000 0001', sE)), [
  s6,
  sE,
])

/** All of them. */
export const headers: readonly Carrier[] = list
