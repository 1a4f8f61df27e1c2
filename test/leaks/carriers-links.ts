/** Frames that hide a value in links of many sorts. */
import { type Bytes, eth, text, udp, w16, w32 } from './build.js'
import {
  arp,
  type Carrier,
  collect,
  inner,
  inner6,
  onIp,
  onIp6,
  onTcp,
  onUdp,
  s4,
  s6,
  sM,
  sN,
} from './hidden.js'
import { mix, zeros } from './mix.js'

const { list, carry } = collect()

carry('pppoe', eth(0x8864, [0x11, 0, 0, 9, ...w16(2 + inner().length), 0, 0x21, ...inner()]), [s4])
carry('pppoe-ipcp', eth(0x8864, [0x11, 0, 0, 9, 0, 12, 0x80, 0x21, 1, 1, 0, 10, 3, 6, ...s4]), [s4])
carry(
  'pppoe-pap',
  eth(0x8864, [0x11, 0, 0, 9, 0, 28, 0xc0, 0x23, 1, 1, 0, 26, 10, ...sN, 10, ...sN]),
  [sN],
)
carry('pppoe-tags', eth(0x8863, [0x11, 9, 0, 0, 0, 28, 1, 1, 0, 10, ...sN, 1, 2, 0, 10, ...sN]), [
  sN,
])
carry('sll', [0, 0, 0, 1, 0, 6, ...sM, 0, 0, 8, 0, ...inner()], [s4, sM], 113)
carry('sll-arp', [0, 0, 0, 1, 0, 6, ...sM, 0x5a, 0x5a, 8, 6, ...arp(1)], [s4, sM], 113)
carry('sll2', [8, 0, 0, 0, 0, 0, 0, 2, 0, 1, 0, 6, ...sM, 0, 0, ...inner()], [s4, sM], 276)
carry('raw', inner(), [s4], 101)
carry('raw6', inner6(), [s6], 229)
carry('null', [2, 0, 0, 0, ...inner()], [s4], 0)
carry('loop', [0, 0, 0, 2, ...inner()], [s4], 108)
carry('ppp', [0xff, 3, 0, 0x21, ...inner()], [s4], 9)
const wifi = (): Bytes => [
  8,
  1,
  0,
  0,
  ...sM,
  ...sM,
  ...sM,
  0,
  0,
  0xaa,
  0xaa,
  3,
  0,
  0,
  0,
  8,
  0,
  ...inner(),
]
const beacon = (): Bytes => [
  0x80,
  0,
  0,
  0,
  ...Array(6).fill(255),
  ...sM,
  ...sM,
  0,
  0,
  ...Array(8).fill(1),
  100,
  0,
  1,
  0,
  0,
  10,
  ...sN,
  1,
  1,
  2,
  221,
  10,
  ...sN,
]
carry('802.11-data', wifi(), [s4, sM], 105)
carry('802.11-beacon', beacon(), [sM, sN], 105)
carry('radiotap-data', [0, 0, 8, 0, 0, 0, 0, 0, ...wifi()], [s4, sM], 127)
carry('radiotap-beacon', [0, 0, 8, 0, 0, 0, 0, 0, ...beacon()], [sM, sN], 127)
carry('unknown-link', [...s4, ...sN], [s4, sN], 147)
carry(
  'wireguard',
  onUdp(51820, [1, 0, 0, 0, ...w32(5), ...sN, ...sN, ...sN, ...Array(110).fill(4)]),
  [sN],
)
carry(
  'isakmp',
  onUdp(500, [
    ...sN.slice(0, 8),
    ...Array(8).fill(0),
    1,
    0x10,
    2,
    0,
    0,
    0,
    0,
    0,
    ...w32(38),
    ...sN,
  ]),
  [sN.slice(0, 8), sN],
)
carry(
  'hopopts-ah-dest',
  onIp6(0, [
    51,
    0,
    1,
    4,
    ...sN.slice(0, 4),
    17,
    4,
    0,
    0,
    ...w32(1),
    ...w32(2),
    ...sN.slice(0, 8),
    0,
    0,
    0,
    0,
    ...udp(1, 2, sN),
  ]),
  [sN],
)
carry('udplite', onIp(136, [...w16(1), ...w16(2), 0, 8, 0, 0, ...sN, ...s4]), [sN, s4])
carry('dccp', onIp(33, [...w16(1), ...w16(2), 4, 0, 0, 0, 0x05, 0, 0, 0, ...s4, ...sN]), [s4, sN])
carry('igmp-unknown', onIp(2, [0x99, 0, 0, 0, ...s4, ...sN]), [s4, sN])
carry('arp-codes', eth(0x0806, mix(s4, '06 04 0001', sM, s4, sM, s4)), [s4, sM])
carry('pause-priorities', eth(0x8808, mix('0101 0000', sN, sM, zeros(26))), [sN, sM])
carry('arp-odd', eth(0x0806, [0, 1, 8, 0, 8, 4, 0, 1, ...sM, 1, 1, ...s4, ...sM, 2, 2, ...s4]), [
  s4,
  sM,
])
carry('macsec', eth(0x88e5, [0x2c, 0, ...w32(1), ...sM, 0, 1, ...sN]), [sM, sN])
carry('eapol', eth(0x888e, [1, 0, 0, 15, 2, 1, 0, 15, 1, ...sN]), [sN])
carry('homeplug', eth(0x88e1, [...sM, ...sN]), [sM, sN])
carry(
  'lacp',
  eth(0x8809, [
    1,
    1,
    1,
    20,
    0x80,
    0,
    ...sM,
    0,
    1,
    0x80,
    0,
    0,
    1,
    0x3d,
    0,
    0,
    0,
    2,
    20,
    0x80,
    0,
    ...sM,
    0,
    1,
    0x80,
    0,
    0,
    1,
    0x3d,
    0,
    0,
    0,
    3,
    16,
    0,
    0,
    ...Array(12).fill(0),
    ...Array(52).fill(0),
  ]),
  [sM],
)
carry('pbb', eth(0x88e7, [0, 0, 0, 7, ...sM, ...sM, 8, 0, ...inner()]), [s4, sM])
carry('ipcomp', onIp(108, [6, 0, 0, 2, ...sN, ...s4]), [sN, s4])
carry('hip', onIp(139, [59, 4, 1, 0x21, 0, 0, 0, 0, ...s6, ...s6]), [s6])
carry('lisp', onUdp(4341, [0, 0, 0, 0, 0, 0, 0, 0, ...inner()]), [s4])
carry('tftp', onUdp(69, [0, 1, ...sN, 0, ...text('octet'), 0]), [sN])
carry('mqtt', onTcp(1883, [0x10, 22, 0, 4, ...text('MQTT'), 4, 2, 0, 60, 0, 10, ...sN]), [sN])
carry(
  'netflow5',
  onUdp(2055, [0, 5, 0, 1, ...Array(20).fill(0), ...s4, ...s4, ...Array(40).fill(0)]),
  [s4],
)
carry('sflow', onUdp(6343, [0, 0, 0, 5, 0, 0, 0, 1, ...s4, ...Array(20).fill(0)]), [s4])

// Groups that protocols were given begin so; what stands behind is nobody's.
for (const oui of ['0180c2', '01000c', '011b19', '010ccd', '09002b', '010ecf', '030000']) {
  const group = mix(oui, s4.slice(1))
  carry(`group-${oui}`, mix(group, group, '88b5 00'), [group])
}

/** In the order in which they are written above. */
export const links: readonly Carrier[] = list
