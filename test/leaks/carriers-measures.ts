/**
 * Frames that hide text in numbers that leave as they are: measures stand one behind the other, or
 * are listed, and no sender means those that are words. And text in lists of codes without values.
 */
import {
  type Bytes,
  dns,
  dnsName,
  eth,
  ip6,
  MAC1,
  mac,
  question,
  record,
  text,
  w16,
} from './build.js'
import { type Carrier, collect, NAME, onIp, onIp6, onTcp, onUdp, s4, sN, V6 } from './hidden.js'
import { mix, tv16, wide, zeros } from './mix.js'

const { list, carry } = collect()
/** As many letters as two numbers have bytes. */
const EIGHT = 'zuckerba'
const eight = text(EIGHT)
const twelve = text('zuckerbaumin')
const four = text('zuck')
/** Each letter as a number of four bytes: a code without a value. */
const codes: Bytes = [...NAME].flatMap((c) => [0, 0, 0, c.charCodeAt(0)])
/** The same, where code comes before length. */
const listed: Bytes = [...codes.slice(2), 0, 0]

for (const [form, timers] of [
  ['ascii', text('zuckerbaum-anna!')],
  ['utf16', wide(EIGHT).reverse()],
] as const) {
  const soa = mix(dnsName('ns.example'), dnsName('host.example'), '00000001', timers)
  const answer = record(dnsName('example.com'), 6, soa)
  carry(`soa-${form}`, onUdp(40000, dns([question('example.com', 6)], [answer]), 53), [
    form === 'ascii' ? sN : timers,
  ])
}
carry('utf32-edns', onUdp(53, dns([question('a.example', 1)], [], [record([0], 41, listed)])), [
  codes.slice(2),
])
carry('utf32-dhcp6', onUdp(547, mix('01abcdef', listed)), [codes.slice(2)])
carry('utf32-dhcp6-vendor', onUdp(547, mix('01abcdef', tv16(17, mix('00000009', listed)))), [
  codes.slice(2),
])
carry('utf32-dhcp6-clocks', onUdp(547, mix('01abcdef', tv16(56, listed))), [codes.slice(2)])
carry('utf32-pim', onIp(103, mix('2000 0000', listed)), [codes.slice(2)])
carry('utf32-stun', onUdp(3478, mix('0001', w16(listed.length), '2112a442', zeros(12), listed)), [
  codes.slice(2),
])
const geneve = mix('05 00 6558 000001 00', wide(NAME), mac(MAC1), mac(MAC1), '88b5 00')
carry('utf16-geneve', onUdp(6081, geneve), [sN])

carry('nd-mtu', onIp6(58, mix('8600 0000 4000 0708', zeros(8), '0501 0000', s4)), [s4])
carry('nd-interval', onIp6(58, mix('8600 0000 4000 0708', zeros(8), '0701 0000', s4)), [s4])
carry('icmp6-mtu', onIp6(58, mix('0200 0000', s4)), [s4])
/** The address as a number, as long as that of a telephone. */
const decimal = String(Number(`0x${Buffer.from(s4).toString('hex')}`))
const web = `HTTP/1.1 200 OK\r\nAge: ${decimal}\r\nRetry-After: ${decimal}\r\n\r\n`
carry('http-decimal', onTcp(80, text(web)), [text(decimal)])
const call = `SIP/2.0 183 OK\r\nRSeq: ${decimal}\r\nExpires: ${decimal}\r\nl: ${decimal}\r\n\r\n`
carry('sip-decimal', onUdp(5060, text(call)), [text(decimal)])
const device = `NOTIFY * HTTP/1.1\r\nMX: ${decimal}\r\n\r\n`
carry('ssdp-decimal', onUdp(1900, text(device)), [text(decimal)])
/** What may stand between words, in an order of its own. */
for (const [form, value] of [
  ['blanks', 'gzip \t\t \t   \t \t\t'],
  ['separators', 'gzip,;=",=;;,"='],
  ['numbers', '4,9,1,5,1,1,2,3'],
  ['weights', '*/*;q=0.141,*/*;q=0.142,*/*;q=0.220,*/*;q=0.235'],
]) {
  const message = `HTTP/1.1 200 OK\r\nAccept: ${value}\r\n\r\n`
  carry(`http-${form}`, onTcp(80, text(message)), [text(value)])
}
const leading = ' \t\t \t   \t \t\t'
carry('sip-blanks', onUdp(5060, text(`SIP/2.0 200 OK\r\nAllow:${leading}ACK\r\n\r\n`)), [
  text(leading),
])

const utf32 = mix(codes.slice(3), zeros(3))
const inAir = mix('0800 0000', mac(MAC1), mac(MAC1), mac(MAC1), '1000')
const info = mix('0000', [utf32.length + 8, 0], '69000000', utf32)
carry('utf32-ppi', mix(info, inAir), [codes.slice(3)], 192)
const configuration = mix('1100 0009 000d c021 0101 000b 0305', s4)
carry('ppp-authentication', eth(0x8864, mix(configuration, '02')), [s4])

const inRoute = mix('4000 6558 00000000', s4, zeros(s4[3]), zeros(4), mac(MAC1), mac(MAC1), '88b5')
carry('gre-source-route', onIp(47, inRoute), [s4])

const inHandshake = mix('16 fefd 0000 000000000001 000c', '0b00', s4, '000000 000000')
carry('dtls-numbers', onUdp(4433, inHandshake), [s4])

carry('dhcp6-times', onUdp(547, mix('01abcdef 0003 000c 00000001', eight)), [eight])
carry('bfd-intervals', onUdp(3784, mix('20c0 03 18 00000001 00000002', twelve)), [twelve])
const second = mix('0128 02 00 06 04 0000', mac(MAC1), '00000064', eight, zeros(16))
carry('hsrp2-times', onUdp(1985, second), [eight])
carry('ntp-delays', onUdp(123, mix('2303 06ec', eight, '2d0e0102', zeros(32))), [eight])
carry('nd-ra-timers', onIp6(58, mix('8600 0000 4000 0708', eight)), [eight])
const prefix = mix('0304 40c0', eight, zeros(4), ip6(V6))
carry('nd-prefix-times', onIp6(58, mix('8600 0000 4000 0708', zeros(8), prefix)), [eight])
carry('rtcp-sent', onUdp(40001, mix('80c80006 11223344', zeros(12), eight)), [eight])
const sack = mix('0300 001c 00000001 00010000 0003 0000', twelve)
carry('sctp-gaps', onIp(132, mix('c000c001 00000001 00000000', sack)), [twelve])
const rising = text('abcdefgh')
const risingSack = mix('0300 0018 00000001 00010000 0002 0000', rising)
carry('sctp-rising-gaps', onIp(132, mix('c000c001 00000001 00000000', risingSack)), [rising])
const bridge = mix('0000 00 00 00 8000', mac(MAC1), '00000004 8000', mac(MAC1), '8001', eight)
carry('stp-timers', eth(38, mix('424203', bridge)), [eight])
carry('igmp-record', onIp(2, mix('2200 0000 0000 0001', four, 'e0000005')), [four])
const ospf = (type: string, body: Bytes) =>
  onIp(89, mix('02', type, w16(24 + body.length), '01010101 00000000 0000 0000', zeros(8), body))
carry('ospf-hello-times', ospf('01', mix('ffffff00', eight, zeros(8))), [eight])
const link = mix('00000001 0001 0201', zeros(8), '80000001 0000 0024 0000 0001', zeros(8), four)
carry('ospf-link', ospf('04', link), [four])

export const measures: readonly Carrier[] = list
