/** Frames that hide a value in what hosts say when they join a network: DHCP in both versions. */
import { dnsName, text, w32 } from './build.js'
import { bootp, type Carrier, collect, NAME, onUdp, opt, s4, s6, sM, sN } from './hidden.js'
import { len8, len16, mix, tv8, tv16, zeros } from './mix.js'

const { list, carry } = collect()

const dhcpOptions: Record<string, number[]> = {
  'option-61-uuid': opt(61, mix('00', sN, s4)),
  'option-61-duid': opt(61, mix('ff', w32(1), '0001 0001 11223344', sM)),
  'option-82-all': opt(
    82,
    mix(
      tv8(1, sN),
      tv8(2, sM),
      tv8(5, s4),
      tv8(6, sN),
      tv8(11, s4),
      tv8(12, sN),
      tv8(151, '00', sN),
      tv8(9, '00001234', len8(sN)),
    ),
  ),
  'option-43-pxe': opt(43, mix(tv8(6, s4), tv8(8, '0001 01', s4), tv8(9, '0001', len8(sN)), 'ff')),
  'option-124-125': mix(opt(124, mix('00001234', len8(sN))), opt(125, mix('00001234', len8(sN)))),
  'option-93-94-97': mix(opt(93, sN), opt(94, mix('01', sN)), opt(97, mix('00', sM, sN))),
  'option-66-67-150': mix(opt(66, sN), opt(67, sN), opt(150, s4), opt(17, sN), opt(40, sN)),
  'option-33-249': mix(opt(33, mix(s4, s4)), opt(249, mix('20', s4, s4)), opt(28, s4), opt(42, s4)),
  'option-120-114': mix(opt(120, mix('01', s4)), opt(114, text(`http://${NAME}/`)), opt(100, sN)),
  'option-77-118-90': mix(
    opt(77, len8(sN)),
    opt(118, s4),
    opt(90, mix('01 01 00', sN)),
    opt(56, sN),
  ),
  'option-52-overload': mix(opt(52, [3]), opt(12, sN)),
  'option-1-2-58': mix(opt(1, s4), opt(2, s4), opt(26, s4), opt(46, sN), opt(57, s4), opt(53, sN)),
  'option-116-117-145': mix(opt(116, sN), opt(117, sN), opt(145, sN), opt(23, sN), opt(55, sN)),
}
for (const [name, options] of Object.entries(dhcpOptions)) {
  carry(`dhcp-${name}`, onUdp(67, bootp(options), 68), [s4, sM, sN])
}
// A true date gives away by how much all times of a release were moved.
const sDate = w32(1731628801)
for (const code of [152, 154, 155]) {
  carry(`dhcp-option-${code}-date`, onUdp(67, bootp(opt(code, sDate)), 68), [sDate])
}
carry(
  'dhcp-odd-hardware',
  onUdp(
    67,
    mix(
      '01 20 10 00 1a2b3c4d 0000 8000',
      s4,
      s4,
      s4,
      s4,
      sM,
      sN,
      zeros(192),
      '63825363',
      opt(61, mix('20', sM, sN)),
      'ff',
    ),
    68,
  ),
  [s4, sM, sN],
)
carry(
  'dhcp-long-hardware',
  onUdp(
    67,
    mix('01 01 ff 00 1a2b3c4d 0000 0000', s4, s4, s4, s4, sM, sN, zeros(192), '63825363 350101 ff'),
    68,
  ),
  [s4, sM, sN],
)

const six: Record<string, number[]> = {
  'duid-en-uuid': mix(tv16(1, '0002 00001234', sN), tv16(2, '0004', sN, sM)),
  'duid-unknown': mix(tv16(1, '0009', sN, sM), tv16(2, '0003 0020', sM, sN)),
  'duid-llt-long': tv16(1, '0001 0001 11223344', sM, sN),
  'ia-nested': mix(
    tv16(3, sM, '00', w32(1), w32(2), tv16(5, s6, w32(9), w32(9), tv16(13, '0001', sN))),
    tv16(4, '00000009', tv16(5, s6, w32(1), w32(1))),
    tv16(25, '00000009', w32(1), w32(2), tv16(26, w32(1), w32(1), '40', s6, tv16(13, '0000', sN))),
  ),
  'fqdn-vendor': mix(
    tv16(39, '00', dnsName(`${NAME}.example`)),
    tv16(16, '00001234', len16(sN)),
    tv16(17, '00001234', tv16(1, sN), tv16(2, s6)),
    tv16(15, len16(sN)),
  ),
  'names-and-urls': mix(
    tv16(24, dnsName(`${NAME}.de`)),
    tv16(59, text(`http://${NAME}/x`)),
    tv16(60, len16(sN)),
    tv16(37, '00001234', sN, sM),
    tv16(38, sN),
    tv16(18, sN),
    tv16(79, '0001', sM),
  ),
  servers: mix(
    tv16(23, s6),
    tv16(22, s6),
    tv16(21, dnsName(`${NAME}.de`)),
    tv16(31, s6),
    tv16(56, tv16(1, s6), tv16(3, dnsName(`${NAME}.de`))),
    tv16(64, dnsName(`${NAME}.de`)),
    tv16(12, s6),
  ),
  'odd-lengths': mix(
    tv16(8, sN),
    tv16(14, sN),
    tv16(7, sN),
    tv16(13, sN),
    tv16(6, sN),
    tv16(61, sN),
    tv16(82, sN),
    tv16(32, sN),
    tv16(11, '03 01 00', sN),
    tv16(999, sN, s6),
    tv16(19, sN),
    tv16(62, sN),
  ),
}
for (const [name, options] of Object.entries(six)) {
  carry(
    `dhcp6-${name}`,
    onUdp(547, mix('01 abcdef', options), 546),
    [s6, s4, sM, sN].filter((s) => Buffer.from(options).includes(Buffer.from(s))),
  )
}

/** All of them. */
export const joining: readonly Carrier[] = list
