/** Frames that hide a value in calls and the ways to them: STUN, TURN, SIP, RTP. */
import { type Bytes, hex, text, w16 } from './build.js'
import { type Carrier, collect, inner, NAME, onTcp, onUdp, s4, s6, sN, V4, V6 } from './hidden.js'
import { crlf, fromUdp, len8, len16, mix, tv8, tv16, zeros } from './mix.js'

const { list, carry } = collect()
const t4 = text(V4)
const t6 = text(V6)
const COOKIE = [0x21, 0x12, 0xa4, 0x42]
const xored = (b: Bytes, key: Bytes): Bytes => b.map((v, i) => v ^ (key[i % key.length] as number))

// STUN and TURN: RFC 8489, RFC 8656.
const stun = (type: number, ...attributes: Bytes[]): Bytes => {
  const all = attributes.flatMap((a) => [...a, ...zeros((4 - (a.length % 4)) % 4)])
  return mix(w16(type), w16(all.length), COOKIE, hex('000102030405060708090a0b'), all)
}
const key6 = mix(COOKIE, hex('000102030405060708090a0b'))
const x4 = xored(s4, COOKIE)
const x6 = xored(s6, key6)
for (const [name, type] of Object.entries({
  mapped: 0x0020,
  peer: 0x0012,
  relayed: 0x0016,
  old: 0x8020,
})) {
  carry(
    `stun-xor-${name}`,
    onUdp(3478, stun(0x0101, tv16(type, '0001 5566', x4), tv16(type, '0002 5566', x6))),
    [x4, x6, s4, s6].slice(0, 2),
  )
}
for (const [name, type] of Object.entries({
  mapped: 0x0001,
  source: 0x0004,
  changed: 0x0005,
  other: 0x802c,
  origin: 0x802b,
  alternate: 0x8023,
})) {
  carry(
    `stun-${name}-address`,
    fromUdp(3478, stun(0x0101, tv16(type, '0001 5566', s4), tv16(type, '0002 5566', s6))),
    [s4, s6],
  )
}
carry(
  'stun-texts',
  onUdp(
    3478,
    stun(
      0x0001,
      tv16(6, sN),
      tv16(0x14, sN),
      tv16(0x15, sN),
      tv16(0x8022, sN),
      tv16(0x1e, sN, s6),
      tv16(8, sN, s4),
      tv16(9, '0000 0401', sN),
      tv16(0x802a, sN.slice(0, 8)),
      tv16(0x8029, sN.slice(0, 8)),
      tv16(0x7fff, sN),
    ),
  ),
  [sN, sN.slice(0, 8)],
)
carry(
  'turn-data',
  onUdp(
    3478,
    stun(
      0x0016,
      tv16(0x12, '0001 5566', x4),
      tv16(0x13, inner()),
      tv16(0x22, sN.slice(0, 8)),
      tv16(0x0a, sN),
    ),
  ),
  [s4, x4, sN.slice(0, 8)],
)
carry('turn-channel', onUdp(3478, mix('4001', len16(sN, s4))), [sN, s4])
carry(
  'stun-odd-family',
  onUdp(
    3478,
    stun(0x0101, tv16(0x20, '0003 5566', sN), tv16(0x20, '0001 5566', s4, s4), tv16(0x20, s4)),
  ),
  [sN, s4],
)

// RFC 3489, on a port of nobody: there is no fixed value.
for (const [name, message] of Object.entries({
  request: mix(
    '0001 0014 000102030405060708090a0b0c0d0e0f',
    tv16(2, '0001 5566', s4),
    tv16(3, '00000002'),
  ),
  response: mix(
    '0101 0024 000102030405060708090a0b0c0d0e0f',
    ...[1, 4, 5].map((type) => tv16(type, '0001 5566', s4)),
  ),
})) {
  carry(`stun-classic-${name}`, onUdp(41_000, message), [s4])
}

// SIP, SDP, RTSP, RTP, RTCP.
const sdp = crlf(
  'v=0',
  `o=${NAME} 1 1 IN IP4 ${V4}`,
  `s=${NAME}`,
  `c=IN IP4 ${V4}`,
  `a=candidate:1 1 UDP 1 ${V4} 5000 typ host`,
  `c=IN IP6 ${V6}`,
  `a=ice-pwd:${NAME}`,
)
carry(
  'sip-all-headers',
  onUdp(
    5060,
    mix(
      crlf(
        `INVITE sip:${NAME}@${V4}:5062;transport=udp SIP/2.0`,
        `Via: SIP/2.0/UDP ${V4}:5060;branch=z9hG4bK${NAME};rport`,
        `v: SIP/2.0/TCP ${NAME}.de;received=${V4}`,
        `From: "${NAME}" <sip:${NAME}@${V4}>;tag=${NAME}`,
        `To: <tel:+41${NAME}>`,
        `Call-ID: ${NAME}@${V4}`,
        `i: ${NAME}`,
        `CSeq: 42 ${NAME.toUpperCase()}`,
        `Contact: <sip:${NAME}@[${V6}]>;+sip.instance="<urn:uuid:${NAME}>"`,
        `User-Agent: ${NAME}`,
        `Authorization: Digest username="${NAME}", nonce="${NAME}"`,
        `P-Asserted-Identity: <sip:${NAME}>`,
        `Record-Route: <sip:${V4};lr>`,
        `Route: <sip:${NAME}>`,
        `Subject: ${NAME}`,
        `Content-Type: application/${NAME}`,
        `Allow: INVITE, ${NAME.toUpperCase()}`,
        `Max-Forwards: 70`,
        `Expires: ${NAME}`,
        `Supported: ${NAME}`,
        `X-${NAME}: 1`,
        'Content-Length: 200',
        '',
      ),
      sdp,
    ),
  ),
  [t4, t6, sN, text(NAME.toUpperCase())],
)
carry(
  'sip-response',
  fromUdp(
    5060,
    mix(
      crlf(
        `SIP/2.0 200 ${NAME}`,
        `Via: SIP/2.0/UDP ${V4};branch=${NAME}`,
        `Warning: 399 ${V4} "${NAME}"`,
        `Server: ${NAME}`,
        `Retry-After: 5 (${NAME})`,
        `CSeq: 1 INVITE`,
        '',
      ),
      sdp,
    ),
  ),
  [t4, sN],
)
carry(
  'sip-odd-method',
  onUdp(5060, crlf(`${NAME.toUpperCase()} sip:${NAME} SIP/2.0`, `CSeq: 1 ${NAME}`, '')),
  [sN, text(NAME.toUpperCase())],
)
carry(
  'sip-folded',
  onUdp(
    5060,
    crlf('OPTIONS sip:a SIP/2.0', 'Subject: a', ` ${NAME}`, `\t${V4}`, `Call-ID:`, ` ${NAME}`, ''),
  ),
  [sN, t4],
)
carry(
  'rtsp',
  onTcp(
    554,
    crlf(
      `DESCRIBE rtsp://${NAME}:554/ RTSP/1.0`,
      `CSeq: 2`,
      `Transport: RTP/AVP;destination=${V4}`,
      `Session: ${NAME}`,
      '',
    ),
  ),
  [sN, t4],
)
carry(
  'rtcp-texts',
  onUdp(
    5005,
    mix(
      '81ca 0008 11223344',
      tv8(1, sN),
      tv8(2, sN.slice(0, 8)),
      '00 00 81cc 0004 11223344',
      sN.slice(0, 4),
      s4,
      s4,
      '81cb 0004 11223344',
      len8(sN),
      '00',
    ),
  ),
  [sN, s4],
)
carry(
  'rtp-extension',
  onUdp(5004, mix('90 60 0001 00000001 11223344 bede 0003', sN, '0000', sN, s4)),
  [sN, s4],
)
const elements = mix('17', sN.slice(0, 8), '23', s4, '38', s4, s4, '00')
carry(
  'rtp-elements',
  onUdp(40_004, mix('90 6f 0001 00000001 11223344 bede 0006', elements, sN, s4)),
  [sN, s4],
)

/** All of them. */
export const calls: readonly Carrier[] = list
