/** Frames that hide a value in handshakes: TLS, QUIC, DTLS, IKE, SSH, WireGuard. */
import { type Bytes, hex, text, w16, w32 } from './build.js'
import { type Carrier, collect, NAME, onTcp, onUdp, s4, sM, sN, V4 } from './hidden.js'
import { crlf, fromTcp, fromUdp, len8, len16, len24, mix, tv8, tv16, zeros } from './mix.js'

const { list, carry } = collect()
const t4 = text(V4)
// TLS: every place in a hello, in both versions, and what follows it.
const extension = (type: number, ...parts: (string | Bytes)[]): Bytes => tv16(type, ...parts)
const record = (type: number, ...parts: (string | Bytes)[]): Bytes =>
  mix([type], '0303', len16(...parts))
const client = (extensions: Bytes, suites: Bytes = hex('1301'), compression: Bytes = [0]): Bytes =>
  record(
    22,
    '01',
    len24('0303', zeros(32), '00', len16(suites), len8(compression), len16(extensions)),
  )
const big = text(NAME.repeat(4)).slice(0, 32)
const extensions: Record<string, Bytes> = {
  'sni-odd': mix(extension(0, len16('01', len16(sN))), extension(0, sN)),
  'sni-two': extension(0, len16('00', len16(sN), '00', len16(sN))),
  'sni-address': extension(0, len16('00', len16(t4))),
  ech: extension(0xfe0d, '00 0001 0001 07', len16(big), len16(big)),
  'ech-inner-esni': mix(extension(0xffce, big), extension(0xfe0d, '01', sN)),
  keys: mix(extension(51, len16('001d', len16(big))), extension(40, len16('001d', len16(big)))),
  'psk-early': mix(
    extension(41, len16(len16(big), w32(7)), len16(len8(big))),
    extension(42, sN),
    extension(45, len8(sN)),
  ),
  'cookie-status': mix(
    extension(44, len16(sN)),
    extension(5, '01', len16(sN), len16(sN)),
    extension(17, sN),
    extension(18, len16(sN)),
  ),
  'alps-npn-padding': mix(
    extension(17513, len16(len8(sN))),
    extension(13172, sN),
    extension(21, sN),
    extension(16, len16(len8(sN), len8(text(`h2${NAME}`)))),
  ),
  authorities: mix(
    extension(47, len16(len16(sN))),
    extension(48, len16(sN)),
    extension(49, sN),
    extension(3, sN),
    extension(12, len8(sN)),
    extension(57, tv8(0, sN.slice(0, 8)), tv8(5, sN)),
  ),
  lists: mix(
    extension(10, len16(sN)),
    extension(11, len8(sN)),
    extension(13, len16(sN)),
    extension(43, len8(sN)),
    extension(50, len16(sN)),
    extension(27, len8(sN)),
    extension(1, sN),
    extension(28, sN),
    extension(14, sN),
    extension(15, sN),
    extension(19, len8(sN)),
    extension(20, len8(sN)),
  ),
  'grease-unknown': mix(
    extension(0x0a0a, sN),
    extension(0x1234, sN),
    extension(65281, len8(sN)),
    extension(23, sN),
    extension(22, sN),
    extension(24, sN),
  ),
}
for (const [name, e] of Object.entries(extensions))
  carry(
    `tls-${name}`,
    onTcp(443, client(e)),
    [sN, big, t4].filter((s) => Buffer.from(e).includes(Buffer.from(s))),
  )
carry('tls-suites', onTcp(443, client([], sN, sN)), [sN])
carry(
  'tls-session',
  onTcp(443, record(22, '01', len24('0303', big, len8(big), '0002 1301 0100'))),
  [big],
)
carry(
  'tls-server-hello',
  fromTcp(
    443,
    record(
      22,
      '02',
      len24(
        '0303',
        big,
        len8(big),
        '1301 00',
        len16(
          extension(16, len16(len8(sN))),
          extension(0, sN),
          extension(51, '001d', len16(big)),
          extension(41, sN),
        ),
      ),
    ),
  ),
  [sN, big],
)
carry('tls-ticket', fromTcp(443, record(22, '04', len24(w32(300), len16(big)))), [big])
carry(
  'tls-ticket-13',
  fromTcp(
    443,
    record(22, '04', len24(w32(300), w32(9), len8(sN), len16(big), len16(extension(42, sN)))),
  ),
  [big, sN],
)
carry(
  'tls-flight',
  fromTcp(
    443,
    record(
      22,
      '0b',
      len24(len24(len24(sN, big))),
      '0c',
      len24('03 001d', len8(big), '0804', len16(big)),
      '0d',
      len24('01 40', len16(sN), len16(len16(sN))),
      '16',
      len24('01', len24(sN)),
      '10',
      len24(len16(big)),
      '0f',
      len24('0804', len16(big)),
      '08',
      len24(len16(extension(16, len16(len8(sN))))),
      '43',
      len24(len8(sN), len8(sN)),
      '19',
      len24('0001', len24(sN), len24(sN)),
      '14',
      len24(sN),
    ),
  ),
  [sN, big],
)
carry(
  'tls-early-then-text',
  onTcp(
    443,
    mix(
      client([]),
      record(23, sN),
      record(21, sN),
      record(24, '01', len16(sN)),
      record(20, sN),
      sN,
    ),
  ),
  [sN],
)
carry(
  'tls-hello-split',
  onTcp(443, client(extension(0, len16('00', len16(sN), zeros(200)))).slice(0, 90)),
  [sN],
)
carry(
  'ssl2-hello',
  onTcp(
    443,
    mix(
      '80 3a 01 0301 0009 0010 0010',
      sN.slice(0, 9),
      text('zuckerbaumzucker'),
      text('zuckerbaumzucker'),
    ),
  ),
  [sN],
)
carry('tls-on-smtp', fromTcp(465, crlf(`220 ${NAME} ESMTP`)), [sN])

// QUIC, DTLS, IKE, ESP, WireGuard.
carry('quic-retry', fromUdp(443, mix('f0 00000001', len8(sN), len8(sM), sN, s4, zeros(16))), [
  sN,
  s4,
])
carry(
  'quic-initial-token',
  onUdp(443, mix('c0 00000001', len8(sN), len8(sM, s4), len8(sN, s4), '4020', sN, s4, zeros(40))),
  [sN, s4, sM],
)
carry(
  'quic-length',
  onUdp(443, mix('c0 00000001', len8(sN), len8(sM), '00 c0', s4, sM.slice(0, 3), zeros(40))),
  [s4],
)
carry('quic-short', onUdp(443, mix('40', sN, s4, zeros(30))), [sN, s4])
carry('quic-versions', fromUdp(443, mix('80 00000000', len8(sN), len8(sN), sN.slice(0, 8), s4)), [
  sN,
  s4,
])
carry('quic-unknown-version', onUdp(443, mix('c0', s4, len8(sN), len8(sN), sN)), [sN, s4])
carry(
  'gquic',
  onUdp(
    443,
    mix(
      '0d',
      sN.slice(0, 8),
      text('Q043'),
      '01',
      text('CHLO'),
      '01000000',
      text('SNI'),
      '00 0a000000',
      sN,
    ),
  ),
  [sN, sN.slice(0, 8)],
)
carry(
  'dtls-hello',
  onUdp(
    4433,
    mix(
      '16 fefd 0000 000000000000',
      len16(
        '01',
        len24('').slice(0, 1),
        w16(60),
        '0000 000000',
        [0, 0, 60],
        'fefd',
        big,
        len8(sN),
        len8(sN),
        '0002 c02b 0100',
      ),
    ),
  ),
  [sN, big],
)
carry('dtls-cid', onUdp(4433, mix('19 fefd 0001 000000000001', sN, len16(sN))), [sN])
const ike = (next: string, ...payloads: (string | Bytes)[]): Bytes =>
  mix(
    sN.slice(0, 8),
    s4,
    s4,
    next,
    '10 02 00 00000000',
    w32(28 + mix(...payloads).length),
    ...payloads,
  )
carry(
  'ike1-main',
  onUdp(
    500,
    ike(
      '01',
      '0d 00 0028 00000001 00000001 0000001c 01 01 0001 00000014 01 01 0000 80010007',
      s4,
      '0d 00 000e',
      sN,
      '00 00 0014',
      sN,
      sM,
    ),
  ),
  [sN.slice(0, 8), s4, sN, sM],
)
carry(
  'ike1-aggressive-id',
  onUdp(
    500,
    ike('05', '00 00 000c 01 11 01f4', s4, '14 00 0012 02 000000', sN, '82 00 0018', sN, sN),
  ),
  [sN.slice(0, 8), s4, sN],
)
carry(
  'ike2-notify',
  onUdp(
    500,
    mix(
      sN.slice(0, 8),
      zeros(8),
      '29 20 22 08 00000000 00000070 29 00 001c 0000 4004',
      sN,
      sN,
      '29 00 001c 0000 4005',
      sN,
      sN,
      '00 00 0018',
      sN,
      sN,
    ),
  ),
  [sN.slice(0, 8), sN],
)
carry('ike-natt', onUdp(4500, mix('00000000', ike('05', '00 00 000c 01 11 01f4', s4))), [
  s4,
  sN.slice(0, 8),
])
carry('esp-udp', onUdp(4500, mix(s4, '00000001', sN, sM)), [s4, sN, sM])
carry('openvpn', onUdp(1194, mix('38', sN.slice(0, 8), '00 00000000')), [sN.slice(0, 8)])
carry('wireguard-data', onUdp(51820, mix('04000000', s4, w32(0), w32(0), sN, sN, sN, '0000')), [
  s4,
  sN,
])
carry(
  'wireguard-cookie',
  onUdp(51820, mix('03000000', s4, text(NAME.repeat(2)), s4, big, '00000000')),
  [s4, sN],
)
carry(
  'ssh-kexinit',
  onTcp(
    22,
    mix(
      '0000005c 05 14',
      text(NAME),
      sM,
      ...Array.from({ length: 8 }, () => [...w32(NAME.length), ...sN]),
      '00 00000000',
      zeros(5),
    ),
  ),
  [sN, sM],
)
const offered = (...lists: string[]): Bytes => {
  const body = mix(
    '14',
    sM,
    sM,
    s4,
    ...lists.map((names) => [...w32(names.length), ...text(names)]),
    '00',
    s4,
  )
  const padding = 16 - ((body.length + 5) % 8)
  return mix(
    w32(body.length + 1 + padding),
    [padding],
    body,
    sN.slice(0, padding),
    zeros(padding - sN.slice(0, padding).length),
  )
}
carry(
  'ssh-offer-among-known',
  onTcp(22, [
    ...crlf('SSH-2.0-x'),
    ...offered(
      `aes128-ctr,${NAME},none`,
      `${NAME}@openssh.com`,
      `none,${NAME}`,
      V4,
      '',
      '',
      '',
      '',
      '',
      NAME,
    ),
  ]),
  [sN, sM, s4, t4],
)
carry('ssh-key-exchange', onTcp(22, mix('0000002c 05 1f', sN, sM, s4, zeros(40))), [sN, sM, s4])
carry('ssh-banner-comment', onTcp(22, crlf(`SSH-2.0-${NAME}_1.2 ${NAME}`)), [sN])
carry('ssh-text-before', fromTcp(22, crlf(NAME, V4, 'SSH-2.0-x')), [sN, t4])

/** All of them. */
export const secure: readonly Carrier[] = list
