/** Frames that hide a value in 802.11: elements, management frames, headers of the radio. */
import { type Bytes, eth, hex, MAC1, MAC2, mac, w16, w32 } from './build.js'
import { type Carrier, collect, inner, MAC, onUdp, s4, sM, sN } from './hidden.js'
import { len16, mix, tv8, tv16, zeros } from './mix.js'

const { list, carry } = collect()
const mac1 = mac(MAC1)
const mac2 = mac(MAC2)
// Radio: management frames in every place, headers before them.
const management = (subtype: string, fixed: string, ...elements: Bytes[]): Bytes =>
  mix(subtype, '00 0000 ffffffffffff', sM, sM, '1000', fixed, ...elements)
const everyElement = [...Array(256).keys()].filter((n) => n !== 221).map((n) => tv8(n, sN))
carry(
  '802.11-probe',
  management('40', '', tv8(0, sN), tv8(1, '02040b16'), tv8(50, hex('0c12'), s4), tv8(3, '01')),
  [sM, sN, s4],
  105,
)
carry(
  '802.11-every-element',
  management('80', '0102030405060708 6400 1104', ...everyElement.slice(0, 128)),
  [sM, sN],
  105,
)
carry(
  '802.11-every-element-2',
  management('80', '0102030405060708 6400 1104', ...everyElement.slice(128)),
  [sM, sN],
  105,
)
carry(
  '802.11-elements-of-4',
  management('80', '0102030405060708 6400 1104', ...[...Array(256).keys()].map((n) => tv8(n, s4))),
  [sM, s4],
  105,
)
carry(
  '802.11-elements-of-6',
  management('50', '0102030405060708 6400 1104', ...[...Array(256).keys()].map((n) => tv8(n, sM))),
  [sM],
  105,
)
carry(
  '802.11-wps',
  management(
    '80',
    '0102030405060708 6400 1104',
    tv8(221, '0050f204', tv16(0x1011, sN), tv16(0x1021, sN), tv16(0x1047, sM, sN)),
  ),
  [sM, sN],
  105,
)
carry(
  '802.11-associate',
  management('00', '3104 0a00', tv8(0, sN), tv8(33, '0214'), tv8(36, s4)),
  [sM, sN, s4],
  105,
)
carry(
  '802.11-reassociate',
  mix('20 00 0000', mac2, sM, sM, '1000 3104 0a00', sM, tv8(0, sN)),
  [sM, sN],
  105,
)
carry('802.11-auth', management('b0', '0000 0100 0000', tv8(16, sN)), [sM, sN], 105)
carry('802.11-auth-odd', management('b0', '', s4, sM), [sM, s4], 105)
carry('802.11-sae', management('b0', '0300 0100 0000 1300', sN, sN, s4), [sM, sN, s4], 105)
carry('802.11-action', management('d0', '04 09 506f9a 09', sN, sM), [sM, sN], 105)
carry('802.11-neighbour', management('d0', '05 05 01', tv8(52, sM, s4, '510107')), [sM, s4], 105)
carry('802.11-deauth', management('c0', '0700', tv8(221, '00173500', sN)), [sM, sN], 105)
carry(
  '802.11-block-ack',
  mix('94 00 0000', mac2, sM, '0500', sN.slice(0, 8), s4),
  [sM, sN.slice(0, 8)],
  105,
)
carry('802.11-null-qos', mix('c8 01 0000', mac2, sM, sM, '1000 0000'), [sM], 105)
carry('802.11-protected', mix('08 41 0000', mac2, sM, sM, '1000', s4, s4, sN), [sM, s4, sN], 105)
carry(
  '802.11-mesh',
  mix(
    '88 03 0000',
    mac2,
    sM,
    sM,
    '1000',
    sM,
    '0001 02 1f 00000001',
    sM,
    sM,
    'aaaa03 000000 0800',
    inner(),
  ),
  [sM, s4],
  105,
)
carry(
  '802.11-amsdu',
  mix('88 01 0000', mac2, sM, mac1, '1000 8000', mac2, sM, len16('aaaa03 000000 0800', inner())),
  [sM, s4],
  105,
)
carry(
  'radiotap-vendor',
  mix(
    '00 00 2400 000000e0 00000040 0000',
    sM.slice(0, 3),
    '01 0a00',
    sN,
    zeros(4),
    '80 00 0000 ffffffffffff',
    sM,
    sM,
    '1000',
    zeros(12),
  ),
  [sN, sM],
  127,
)
carry(
  'radiotap-numbers',
  mix(
    '00 00 3400 08c02409',
    Array<Bytes>(11).fill(s4).flat(),
    '80 00 0000 ffffffffffff',
    sM,
    sM,
    '1000',
    zeros(12),
  ),
  [sM, s4],
  127,
)
carry(
  'radiotap-rates',
  mix('00 00 1000 0c400000', s4, s4, '80 00 0000 ffffffffffff', sM, sM, '1000', zeros(12)),
  [sM, s4],
  127,
)
carry(
  'prism-items',
  mix(
    '00000044 00000090',
    sN,
    zeros(6),
    ...[...Array(10).keys()].map(() => mix(sN, '0000')),
    '80 00 0000 ffffffffffff',
    sM,
    sM,
    '1000',
    zeros(12),
  ),
  [sM, sN],
  119,
)
carry(
  'ppi-fields',
  mix(
    '00 00 3000',
    w32(105).reverse(),
    '3275 0a00',
    sN,
    '0300 0c00',
    sN,
    '0000',
    '0200 0400',
    s4,
    '80 00 0000 ffffffffffff',
    sM,
    sM,
    '1000',
    zeros(12),
  ),
  [sM, sN],
  192,
)

// What access points carry to a controller: every element, the radio's address, frames of the air.
const probe = management('40', '', tv8(0, sN), tv8(1, '02040b16'), tv8(50, hex('0c12'), s4))
const everyValue = [...Array(53).keys()].map((n) => tv16(n + 1, sN, s4, sM))
const said = (type: string, ...elements: Bytes[]): Bytes => {
  const body = mix(...elements)
  return mix('00 200210 0000 0000 06', sM, '00', type, '01', w16(body.length + 3), '00', body)
}
carry('capwap-elements', onUdp(5246, said('00000001', ...everyValue)), [sM, sN, s4])
carry(
  'capwap-binding',
  onUdp(5246, said('0033dd01', tv16(1024, sN, s4), tv16(1048, sM), tv16(1049, sN), sN)),
  [sM, sN, s4],
)
carry('capwap-unknown-message', onUdp(5246, said('0000001b', tv16(1, sN, s4))), [sM, sN, s4])
carry('capwap-air', onUdp(5247, mix('00 200320 0000 0000 04', s4, '000000', probe)), [sM, sN, s4])
carry(
  'capwap-air-long',
  onUdp(5247, mix('00 300330 0000 0000 06', sM, '00 06', sN.slice(0, 6), '00', probe)),
  [sM],
)
carry('capwap-ethernet', onUdp(5247, mix('00 100200 0000 0000', eth(0x0800, inner(), MAC))), [
  s4,
  sM,
])
carry('capwap-fragment', onUdp(5247, mix('00 100280 1234 0058', sN, s4)), [sN, s4])
carry('capwap-header-of-names', onUdp(5247, mix('00 400210 0000 0000 06', sM, '00', sN, s4)), [sM])
carry(
  'capwap-alive',
  onUdp(5247, mix('00 100208 0000 0000', w16(2 + 4 + sN.length), tv16(35, sN))),
  [sN],
)
carry('capwap-encrypted', onUdp(5246, mix('01000000 16 fefd 0001 000000000001', len16(sN, s4))), [
  sN,
  s4,
])

/** All of them. */
export const radio: readonly Carrier[] = list
