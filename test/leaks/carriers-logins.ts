/** Frames that hide a value in what hosts say when they log in, report and look for others. */
import { dns, eth, hex, question, record, text, w16 } from './build.js'
import {
  type Carrier,
  collect,
  inner,
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
import { crlf, fromTcp, fromUdp, len8, len16, mix, tlv8, tv16, wide, zeros } from './mix.js'

const { list, carry } = collect()
const sW = wide(NAME)
const sU = text(NAME.toUpperCase())
const ntlm3 = (): number[] => {
  const base = 88
  const d = wide(NAME.toUpperCase())
  const field = (at: number) => mix([d.length, 0, d.length, 0, at, 0, 0, 0])
  return mix(
    text('NTLMSSP'),
    '00 03000000',
    field(base),
    field(base),
    field(base),
    field(base + d.length),
    field(base + d.length * 2),
    field(base),
    '05828862 0a00614a 0000000f',
    zeros(16),
    d,
    d,
    d,
  )
}
const sWU = wide(NAME.toUpperCase())
carry(
  'smb1-negotiate',
  onTcp(445, mix('00 000054 ff534d42 72', zeros(27), '00', len16('02', sN, '00'))),
  [sN],
)
carry('smb2-ntlm', onTcp(445, mix('00 000100 fe534d42 4000', zeros(56), '1900', ntlm3())), [sWU])
carry(
  'http-ntlm',
  onTcp(
    80,
    mix(
      text('GET / HTTP/1.1\r\nAuthorization: NTLM '),
      text(Buffer.from(ntlm3()).toString('base64')),
      text('\r\n\r\n'),
    ),
  ),
  [text(Buffer.from(ntlm3()).toString('base64')).slice(140, 170)],
)
const kerberos = (): number[] =>
  mix(
    '6a 60 30 5e a1 03 020105 a2 03 02010a a4 50 304e a1 1a 3018 a003 020101 a111 300f 1b',
    len8(sN),
    'a2 0c 1b',
    len8(sN),
    'a9 10 300e 300c a003 020114 a105 04',
    len8(sW),
  )
carry('kerberos-udp', onUdp(88, kerberos()), [sN, sW])
carry('kerberos-tcp', onTcp(88, mix('00000062', kerberos())), [sN])
carry(
  'ldap-bind',
  onTcp(389, mix('30 30 020101 60 2b 020103 04', len8(text(`cn=${NAME},dc=de`)), '80', len8(sN))),
  [sN],
)
carry(
  'cldap-netlogon',
  onUdp(389, mix('30 30 020101 63 2b 04', len8(text(`DnsDomain=${NAME}`)), '04', len8(sU))),
  [sN, sU],
)
carry(
  'snmp-community',
  onUdp(
    161,
    mix(
      '30 40 020101 04',
      len8(sN),
      'a0 30 020101 020100 020100 30 20 301e 06 08 2b06010201041401 40 04',
      s4,
    ),
  ),
  [sN, s4],
)
carry(
  'snmp-trap',
  onUdp(
    162,
    mix(
      '30 50 020100 04',
      len8(sN),
      'a4 40 06 06 2b0601040109 40 04',
      s4,
      '020106 020101 4301 01 04',
      len8(sM),
    ),
  ),
  [sN, s4, sM],
)
carry(
  'syslog-rfc5424',
  onUdp(514, text(`<34>1 2003-10-11T22:14:15.003Z ${NAME} su - ID47 [x@1 ip="${V4}"] ${NAME}`)),
  [sN, text(V4)],
)
carry(
  'tacacs-start',
  onTcp(
    49,
    mix(
      'c0 01 01 01 11223344 00000030 01 01 01 01',
      [NAME.length, NAME.length, V4.length, 0],
      sN,
      sN,
      text(V4),
    ),
  ),
  [sN, text(V4)],
)
carry(
  'radius-attributes',
  onUdp(
    1812,
    mix(
      '01 01 0070',
      zeros(16),
      tlv8(1, sN),
      tlv8(4, s4),
      tlv8(8, s4),
      tlv8(31, text('3C-5A-B4-9E-71-D2')),
      tlv8(30, text('3C-5A-B4-9E-71-D2:zuckerbaum')),
      tlv8(32, sN),
      tlv8(26, '00000009', tlv8(1, sN)),
      tlv8(79, '0201000f01', sN),
    ),
  ),
  [sN, s4, text('3C-5A-B4-9E-71-D2')],
)
carry(
  'radius-more',
  onUdp(
    1813,
    mix(
      '04 01 0080',
      zeros(16),
      tlv8(44, sN),
      tlv8(87, sN),
      tlv8(95, s6),
      tlv8(97, '0040', s6),
      tlv8(98, s6),
      tlv8(61, s4),
      tlv8(6, s4),
      tlv8(5, s4),
      tlv8(14, s4),
      tlv8(24, sN),
      tlv8(27, s4),
      tlv8(40, s4),
      tlv8(55, s4),
      tlv8(66, sN),
    ),
  ),
  [sN, s4, s6],
)
carry('eap-identity', eth(0x888e, mix('01 00', len16('02 01', w16(5 + NAME.length), '01', sN))), [
  sN,
])
carry(
  'eap-ttls-tls',
  eth(
    0x888e,
    mix(
      '01 00',
      len16('02 01 0030 15 80 00000020 16 0301 001c 01 000018 0303', sN, sN, sN.slice(0, 4)),
    ),
  ),
  [sN],
)
carry(
  'eap-md5-name',
  eth(0x888e, mix('01 00', len16('01 02', w16(22 + NAME.length), '04 10', zeros(16), sN))),
  [sN],
)
carry(
  'eap-wps',
  eth(
    0x888e,
    mix(
      '01 00',
      len16(
        '02 03 0050 fe 00372a 00000001 04 00',
        tv16(0x1011, sN),
        tv16(0x1020, sM),
        tv16(0x1042, sN),
        tv16(0x1047, sM, sN),
      ),
    ),
  ),
  [sN, sM],
)
carry(
  'eapol-key',
  eth(
    0x888e,
    mix(
      '02 03',
      len16(
        '02 008a 0010 0000000000000001',
        sN,
        sN,
        sN,
        sN.slice(0, 2),
        zeros(40),
        len16('dd 16 000fac 04', sN, sM),
      ),
    ),
  ),
  [sN, sM],
)
carry(
  'ssdp-location',
  onUdp(
    1900,
    crlf(
      'NOTIFY * HTTP/1.1',
      'HOST: 239.255.255.250:1900',
      `LOCATION: http://${V4}:8080/d.xml`,
      `USN: uuid:${NAME}::upnp:rootdevice`,
      `SERVER: ${NAME}/1 UPnP/1.0`,
      `NT: ${NAME}`,
      `01-NLS: ${NAME}`,
      `X-${NAME}: 1`,
      '',
    ),
  ),
  [sN, text(V4)],
)
carry(
  'ws-discovery',
  onUdp(
    3702,
    text(`<s:E><a:Address>urn:uuid:${NAME}</a:Address><d:XAddrs>http://${V4}/</d:XAddrs></s:E>`),
  ),
  [sN, text(V4)],
)
carry('wol-udp', onUdp(9, mix('ffffffffffff', ...Array.from({ length: 16 }, () => sM), sM)), [sM])
carry('wol-short', eth(0x0842, mix('ffffffffffff', ...Array.from({ length: 15 }, () => sM))), [sM])
carry('llmnr-answer', fromUdp(5355, dns([question(NAME, 1)], [record(hex('c00c'), 1, s4)])), [
  sN,
  s4,
])
carry(
  'ip-in-content-names',
  onIp(17, mix(w16(53), w16(9999), w16(8 + inner().length), '0000', inner())),
  [s4],
)
carry('bacnet', onUdp(0xbac0, mix('81 04 0018', s4, 'bac0 0120 ffff 00ff 10 00 c4', s4, sN)), [
  s4,
  sN,
])
carry('modbus', onTcp(502, mix('0001 0000 0010 01 10 0001 0005 0a', sN)), [sN])
carry(
  'mqtt-client',
  onTcp(1883, mix('10 30 0004 4d515454 04 c2 003c', len16(sN), len16(sN), len16(sN))),
  [sN],
)
carry(
  'amqp',
  fromTcp(5672, mix('01 0000 00000030 000a 000a 00 09 00000024', len8(sN), '53 00000010', sN)),
  [sN],
)
carry('coap-host', onUdp(5683, mix('40 01 1234 3a', sN, '7b', text(V4.slice(0, 11)))), [sN])

/** All of them. */
export const logins: readonly Carrier[] = list
