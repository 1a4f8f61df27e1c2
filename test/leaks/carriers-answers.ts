/** Frames that hide a value in names and answers: NetBIOS, multicast, every type of DNS record. */
import { dns, dnsName, hex, question, record, text, w32 } from './build.js'
import { type Carrier, collect, NAME, onTcp, onUdp, s4, s6, sM, sN } from './hidden.js'
import { fromUdp, len8, len16, mix, netbios, tv16, zeros } from './mix.js'

const { list, carry } = collect()
const sU = text(NAME.toUpperCase())
const nb = netbios(NAME)
carry(
  'nbns-encoded',
  onUdp(
    137,
    mix(
      '1234 0110 0001 0000 0000 0001',
      len8(nb),
      '00 0020 0001 c00c 0020 0001',
      w32(300),
      '0006 0000',
      s4,
    ),
    137,
  ),
  [s4, nb],
)
carry(
  'nbns-odd',
  onUdp(
    137,
    mix('1234 8500 0000 0001 0000 0000', len8(nb), len8(sN), '00', s4, w32(300), '0004', s4),
  ),
  [s4, nb, sN],
)
carry('nbns-counts', onUdp(137, mix('1234 0110', s4, s4, len8(nb), '00 0020 0001'), 137), [s4, nb])
carry(
  'nbns-status-reply',
  fromUdp(
    137,
    mix(
      '1234 8400 0000 0001 0000 0000',
      len8(nb),
      '00 0021 0001',
      w32(0),
      len16('02', sU, '2020202020 00 0400', sU, '2020202020 1c 8400', sM, zeros(40)),
    ),
  ),
  [nb, sU, sM],
)
carry('nbdgm-length', onUdp(138, mix('11 0a 0001', s4, '008a', s4, len8(nb), '00'), 138), [s4, nb])
carry(
  'nbdgm-names',
  onUdp(
    138,
    mix(
      '11 0a 0001',
      s4,
      '008a 0060 0000',
      len8(nb),
      '00',
      len8(nb),
      '00',
      'ff534d42 25',
      zeros(20),
      sN,
    ),
  ),
  [s4, nb, sN],
)
carry('nbss-session-request', onTcp(139, mix('81 00 0044', len8(nb), '00', len8(nb), '00')), [nb])
carry(
  'mdns-instance',
  onUdp(
    5353,
    dns(
      [question(`${NAME}._http._tcp.local`, 33)],
      [
        record(
          dnsName(`${NAME}._http._tcp.local`),
          33,
          mix('0000 0000 0050', dnsName(`${NAME}.local`)),
        ),
        record(dnsName(`${NAME}.local`), 16, len8(sN)),
        record(dnsName('_http._tcp.local'), 12, dnsName(`${NAME}._http._tcp.local`)),
        record(dnsName(`${NAME}.local`), 47, mix(dnsName(`${NAME}.local`), '0004 40000008')),
      ],
      [record(mix('00'), 41, tv16(4, '00 00', sM, sM))],
    ),
    5353,
  ),
  [sN, sM],
)
const host: [string, number, number[]][] = [
  ['hinfo', 13, mix(len8(sN), len8(sN))],
  ['loc', 29, mix('00 12 16 13', s4, s4, s4)],
  ['naptr', 35, mix('0001 0001', len8(sN), len8(sN), len8(sN), dnsName(`${NAME}.de`))],
  ['uri', 256, mix('0001 0001', text(`http://${NAME}/`))],
  ['caa', 257, mix('00', len8(text('issue')), sN)],
  ['sshfp', 44, mix('01 01', sN, s6)],
  ['tlsa', 52, mix('03 01 01', sN, s6)],
  ['rp', 17, dnsName(`${NAME}.de`).concat(dnsName(`${NAME}.de`))],
  ['apl', 42, mix('0001 20 04', s4, '0002 80 10', s6)],
  ['nsec-types', 47, mix(dnsName('a.de'), '00 20', sN, sN, sN, s4.slice(0, 2))],
  ['nsec-windows', 47, mix(dnsName('a.de'), '37', len8(sN), '40', len8(s4))],
  ['nsec3-codes', 51, mix(s4, '00')],
  ['nsec3', 50, mix('01 00 000a', len8(sN), len8(sN), '00', len8(sN))],
  [
    'svcb',
    64,
    mix(
      '0001',
      dnsName(`${NAME}.de`),
      tv16(1, len8(sN)),
      tv16(4, s4),
      tv16(5, sN),
      tv16(6, s6),
      tv16(0, sN),
      tv16(9, sN),
    ),
  ],
  ['ipseckey', 45, mix('0a 01 02', s4, sN)],
  ['eui48', 108, sM],
  ['x25', 19, len8(sN)],
  ['isdn', 20, mix(len8(sN), len8(s4))],
  ['wks', 11, mix(s4, '06', sN)],
  ['dname', 39, dnsName(`${NAME}.de`)],
  ['afsdb', 18, mix('0001', dnsName(`${NAME}.de`))],
  ['rrsig', 46, mix('0001 08 02 0000012c', s4, s4, s4.slice(0, 2), dnsName(`${NAME}.de`), sN)],
  ['dnskey', 48, mix('0100 03 08', sN, s6)],
  ['ds', 43, mix(s4, sN)],
  ['tkey', 249, mix(dnsName(`${NAME}.de`), s4, s4, '0003 0000', len16(sN), '0000')],
  ['tsig', 250, mix(dnsName(`${NAME}.de`), '0000', s4, '012c', len16(sN), '1234 0000', len16(sN))],
  ['null', 10, sN],
  ['openpgpkey', 61, sN],
  ['smimea', 53, sN],
  ['gpos', 27, mix(len8(sN), len8(sN), len8(sN))],
  ['nid', 104, mix('0001', s4, s4)],
  ['l32', 105, mix('0001', s4)],
  ['lp', 107, mix('0001', dnsName(`${NAME}.de`))],
  ['hip', 55, mix('04 02 0008', s4, sN)],
  ['unknown', 65280, mix(sN, s4, s6)],
  ['a-long', 1, mix(s4, s4)],
  ['aaaa-short', 28, s6.slice(0, 12)],
  ['soa', 6, mix(dnsName(`${NAME}.de`), dnsName(`${NAME}.de`), s4, s4)],
]
for (const [name, type, data] of host) {
  const secrets = [sN, s4, s6, sM].filter((s) => Buffer.from(data).includes(Buffer.from(s)))
  carry(
    `dns-${name}`,
    fromUdp(53, dns([question('a.de', type)], [record(hex('c00c'), type, data)])),
    secrets,
  )
}
carry(
  'dns-edns-options',
  onUdp(
    53,
    dns(
      [question('a.de', 1)],
      [],
      [
        record(
          [0],
          41,
          mix(
            tv16(3, sN),
            tv16(8, '0001 20 00', s4),
            tv16(8, '0002 8000', s6),
            tv16(10, sN.slice(0, 8), sM, s4),
            tv16(20, sN),
            tv16(26946, s4),
            tv16(65001, sN),
            tv16(5, sN),
            tv16(11, '0001'),
            tv16(14, s4),
            tv16(15, '0001', sN),
            tv16(12, sN),
            tv16(18, dnsName(`${NAME}.de`)),
            tv16(65073, s6),
          ),
        ),
      ],
    ),
  ),
  [sN, s4, s6, sM],
)
carry(
  'dns-subnet-odd',
  onUdp(
    53,
    dns(
      [question('a.de', 1)],
      [],
      [
        record(
          [0],
          41,
          mix(tv16(8, s4, s4), tv16(8, '0001 21 00', s4), tv16(8, '0001 20 00', s4, s4)),
        ),
      ],
    ),
  ),
  [s4],
)
carry(
  'dns-update',
  onUdp(
    53,
    mix(
      '4242 2800 0001 0000 0001 0000',
      dnsName(`${NAME}.de`),
      '0006 0001',
      record(dnsName(`${NAME}.de`), 1, s4),
    ),
  ),
  [sN, s4],
)
carry(
  'dns-in-names',
  onUdp(
    53,
    dns([question('141-142-220-235.dyn.example.net', 1), question('3c-5a-b4-9e-71-d2.local', 1)]),
  ),
  [text('141-142-220-235'), text('3c-5a-b4-9e-71-d2')],
)
carry(
  'dns-reverse-classless',
  onUdp(
    53,
    dns([
      question('235.128-25.220.142.141.in-addr.arpa', 12),
      question('220.142.141.in-addr.arpa', 6),
    ]),
  ),
  [hex('03323230 03313432 03313431')],
)

/** All of them. */
export const answers: readonly Carrier[] = list
