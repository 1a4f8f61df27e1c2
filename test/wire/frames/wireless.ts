/** Annotated frames of what access points say to controllers, after RFC 5415 and RFC 5416. */
import { type Annotated, carried, eth, overUdp, type Part } from './build.js'

/** A header with these flags, which say its length as well. */
const header = (flags: string): readonly Part[] => [
  ['capwap.preamble', '00'],
  ['capwap.flags', flags],
  ['capwap.whole', '00000000'],
]

/** CAPWAP, control and frames. */
export const wirelessFrames: readonly Annotated[] = [
  overUdp('capwap discovery request', 5246, [
    ...header('200210'),
    ['capwap.length', '06'],
    ['capwap.hw', '02005e100001'],
    ['capwap.options', '00'],
    ['capwap.message', '00000001'],
    ['capwap.sequence', '07'],
    ['capwap.length', '000f'],
    ['capwap.control', '00'],
    ['capwap.element', '00140001'],
    ['capwap.value', '00'],
    ['capwap.element', '002d0003'],
    ['capwap.value', '617474'],
  ]),
  overUdp('capwap message of the binding, a long address, an element nobody knows', 5246, [
    ...header('280210'),
    ['capwap.length', '08'],
    ['capwap.long-hw', '02005efffe100001'],
    ['capwap.options', '000000'],
    ['capwap.message', '0033dd01'],
    ['capwap.sequence', '01'],
    ['capwap.length', '0011'],
    ['capwap.control', '00'],
    ['capwap.element', '04000002'],
    ['capwap.value', '0101'],
    ['capwap.value', '2710000461747421'],
  ]),
  overUdp('capwap frame of the air', 5247, [
    ...header('200320'),
    ['capwap.length', '04'],
    ['capwap.options', 'd0280016000000'],
    ['wlan.fc', '4000'],
    ['wlan.duration', '0000'],
    ['wlan.ra', 'ffffffffffff'],
    ['wlan.ta', '02005e100003'],
    ['wlan.addr3', 'ffffffffffff'],
    ['wlan.fragment', '30'],
    ['wlan.seq', '01'],
    ['wlan-tag.number', '0004'],
    ['wlan-tag.ssid', '486f6d65'],
  ]),
  overUdp('capwap frame of Ethernet', 5247, [...header('100200'), ...eth('0800', carried)]),
  overUdp('capwap fragment', 5247, [
    ['capwap.preamble', '00'],
    ['capwap.flags', '100280'],
    ['capwap.fragment', '1234'],
    ['capwap.offset', '0058'],
    ['frame.payload', '0a000001'],
  ]),
  overUdp('capwap kept alive', 5247, [
    ...header('100208'),
    ['capwap.length', '0016'],
    ['capwap.element', '00230010'],
    ['capwap.value', '000102030405060708090a0b0c0d0e0f'],
  ]),
  overUdp('capwap, encrypted', 5246, [
    ['capwap.preamble', '01000000'],
    ['dtls.record', '17feff0001'],
    ['dtls.sequence', '000000000005'],
    ['dtls.length', '0004'],
    ['tls.content', '01020304'],
  ]),
  overUdp('not capwap', 5246, [['frame.payload', '00201210cb007105']]),
]
