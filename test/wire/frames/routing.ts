/** Annotated frames of routing protocols, after the documents their dissectors name as sources. */
import { type Annotated, carried, eth, ip4, overIp4, overIp6, overUdp, type Part } from './build.js'

function ospf(type: string, length: string, body: readonly Part[]): Part[] {
  return [
    ['ospf.version', `02${type}`],
    ['ospf.length', length],
    ['ospf.router', '0a0a0a01'],
    ['ospf.area', '00000000'],
    ['ospf.checksum', 'ffff'],
    ['ospf.authentication', '0000'],
    ['ospf.authentication-data', '0000000000000000'],
    ...body,
  ]
}

function lsa(type: string, length: string): Part[] {
  return [
    ['ospf.lsa.age', '0001'],
    ['ospf.lsa.options', '22'],
    ['ospf.lsa.type', type],
    ['ospf.lsa.id', '0a0a0a01'],
    ['ospf.lsa.advertiser', '0a0a0a01'],
    ['ospf.lsa.sequence', '80000001'],
    ['ospf.lsa.checksum', 'beef'],
    ['ospf.lsa.length', length],
  ]
}

/** OSPF, versions 2 and 3. */
export const ospfFrames: readonly Annotated[] = [
  overIp4('ospf hello', 89, [
    ...ospf('01', '0030', [
      ['ospf.mask', 'ffffff00'],
      ['ospf.interval', '000a'],
      ['ospf.options', '12'],
      ['ospf.priority', '01'],
      ['ospf.interval', '00000028'],
      ['ospf.designated', '0a000001'],
      ['ospf.designated', '0a000002'],
      ['ospf.neighbour', '0a0a0a02'],
    ]),
    ['frame.payload', 'ffed0003000100040000000a'],
  ]),
  overIp4('ospf database description', 89, [
    ...ospf('02', '0034', [
      ['ospf.mtu', '05dc'],
      ['ospf.options', '42'],
      ['ospf.flags', '01'],
      ['ospf.sequence', '00001000'],
      ...lsa('01', '0030'),
    ]),
  ]),
  overIp4('ospf request', 89, [
    ...ospf('03', '0024', [
      ['ospf.request-type', '00000001'],
      ['ospf.request-id', '0a0a0a01'],
      ['ospf.advertiser', '0a0a0a01'],
    ]),
  ]),
  overIp4('ospf update', 89, [
    ...ospf('04', '007c', [
      ['ospf.count', '00000003'],
      ...lsa('01', '0024'),
      ['ospf.lsa.flags', '0200'],
      ['ospf.lsa.count', '0001'],
      ['ospf.lsa.link', '0a000000'],
      ['ospf.lsa.mask', 'ffffff00'],
      ['ospf.lsa.link-type', '0300'],
      ['ospf.lsa.metric', '000a'],
      ...lsa('02', '001c'),
      ['ospf.lsa.mask', 'ffffff00'],
      ['ospf.lsa.attached', '0a0a0a02'],
      ...lsa('05', '0020'),
      ['ospf.lsa.body', 'ff000000800000140a000003'],
    ]),
  ]),
  overIp6('ospf 3 hello', 89, [
    ['ospf.version', '0301'],
    ['ospf.length', '0028'],
    ['ospf.router', '01010101'],
    ['ospf.area', '00000001'],
    ['ospf.checksum', 'ffff'],
    ['ospf.instance', '00'],
    ['ospf.reserved', '00'],
    ['ospf.interface', '00000005'],
    ['ospf.priority', '01'],
    ['ospf.options', '000013'],
    ['ospf.interval', '000a'],
    ['ospf.interval', '0028'],
    ['ospf.designated', '00000000'],
    ['ospf.designated', '00000000'],
    ['ospf.neighbour', '02020202'],
  ]),
  overIp6('ospf 3 acknowledgement', 89, [
    ['ospf.version', '0305'],
    ['ospf.length', '0024'],
    ['ospf.router', '01010101'],
    ['ospf.area', '00000001'],
    ['ospf.checksum', 'ffff'],
    ['ospf.instance', '00'],
    ['ospf.reserved', '00'],
    ['ospf.lsa.age', '0001'],
    ['ospf.lsa.type', '2001'],
    ['ospf.lsa.number', '00000000'],
    ['ospf.lsa.advertiser', '01010101'],
    ['ospf.lsa.sequence', '80000001'],
    ['ospf.lsa.checksum', 'beef'],
    ['ospf.lsa.length', '0018'],
  ]),
]

/** Router redundancy. */
export const redundancyFrames: readonly Annotated[] = [
  overIp4('vrrp 2', 112, [
    ['vrrp.version', '21'],
    ['vrrp.router', '01'],
    ['vrrp.priority', '64'],
    ['vrrp.count', '01'],
    ['vrrp.authentication', '00'],
    ['vrrp.interval', '01'],
    ['vrrp.checksum', 'ffff'],
    ['vrrp.v4', '0a000001'],
    ['vrrp.password', '0000000000000000'],
  ]),
  overIp6('vrrp 3', 112, [
    ['vrrp.version', '31'],
    ['vrrp.router', '01'],
    ['vrrp.priority', '64'],
    ['vrrp.count', '01'],
    ['vrrp.interval', '0064'],
    ['vrrp.checksum', 'ffff'],
    ['vrrp.v6', 'fe800000000000000000000000000007'],
  ]),
  overIp4('carp', 112, [
    ['vrrp.version', '21'],
    ['vrrp.router', '01'],
    ['vrrp.skew', '00'],
    ['vrrp.words', '07'],
    ['vrrp.demotion', '00'],
    ['vrrp.interval', '01'],
    ['vrrp.checksum', 'ffff'],
    ['vrrp.counter', '0011223344556677'],
    ['vrrp.digest', '5a'.repeat(20)],
  ]),
  overUdp('hsrp 1', 1985, [
    ['hsrp.version', '00'],
    ['hsrp.op', '00'],
    ['hsrp.state', '10'],
    ['hsrp.interval', '03'],
    ['hsrp.interval', '0a'],
    ['hsrp.priority', '78'],
    ['hsrp.group', '01'],
    ['hsrp.reserved', '00'],
    ['hsrp.password', '636973636f000000'],
    ['hsrp.virtual', 'c0a80001'],
  ]),
  overUdp('hsrp 2', 1985, [
    ['hsrp.type', '0128'],
    ['hsrp.version', '02'],
    ['hsrp.op', '00'],
    ['hsrp.state', '06'],
    ['hsrp.ip-version', '04'],
    ['hsrp.group', '0001'],
    ['hsrp.sender', '0200c0a80001'],
    ['hsrp.priority', '00000064'],
    ['hsrp.interval', '00000bb8'],
    ['hsrp.interval', '00002710'],
    ['hsrp.virtual', 'c0a80001'],
    ['hsrp.unused', '000000000000000000000000'],
    ['hsrp.type', '0308'],
    ['hsrp.password', '636973636f000000'],
  ]),
  overUdp('bfd', 3784, [
    ['bfd.version', '20'],
    ['bfd.state', '44'],
    ['bfd.multiplier', '03'],
    ['bfd.length', '21'],
    ['bfd.mine', '00000001'],
    ['bfd.unknown', '00000000'],
    ['bfd.interval', '000f4240'],
    ['bfd.interval', '000f4240'],
    ['bfd.interval', '00000000'],
    ['bfd.authentication', '010901736563726574'],
  ]),
]

function group(address: string): Part[] {
  return [
    ['pim.family', '0100'],
    ['pim.flags', '00'],
    ['pim.mask', '20'],
    ['pim.v4', address],
  ]
}

function router(address: string): Part[] {
  return [
    ['pim.family', '0100'],
    ['pim.v4', address],
  ]
}

function pim(name: string, type: string, body: readonly Part[]): Annotated {
  const head: Part[] = [
    ['pim.version', `2${type}`],
    ['pim.reserved', '00'],
    ['pim.checksum', 'ffff'],
  ]
  return overIp4(name, 103, [...head, ...body])
}

/** Multicast routing. */
export const pimFrames: readonly Annotated[] = [
  pim('pim hello', '0', [
    ['pim.option', '00010002'],
    ['pim.option-number', '0069'],
    ['pim.option', '00140004'],
    ['pim.generation', '11223344'],
    ['pim.option', '00180006'],
    ...router('0a000009'),
    ['pim.option', 'fde80001'],
    ['pim.option-value', '01'],
  ]),
  pim('pim register', '1', [['pim.register', '00'], ['pim.reserved', '000000'], ...carried]),
  pim('pim register stop', '2', [...group('e1000001'), ...router('0a000001')]),
  pim('pim join', '3', [
    ...router('0a000001'),
    ['pim.reserved', '00'],
    ['pim.count', '01'],
    ['pim.hold', '00d2'],
    ...group('e1000001'),
    ['pim.count', '00010001'],
    ...group('0a000002'),
    ...group('0a000003'),
  ]),
  pim('pim bootstrap', '4', [
    ['pim.tag', '1122'],
    ['pim.priority', '1e'],
    ['pim.priority', '00'],
    ...router('0a000001'),
    ...group('e0000000'),
    ['pim.count', '0101'],
    ['pim.reserved', '0000'],
    ...router('0a000004'),
    ['pim.hold', '0096'],
    ['pim.priority', '00'],
    ['pim.reserved', '00'],
  ]),
  pim('pim assert', '5', [
    ...group('e1000001'),
    ...router('0a000001'),
    ['pim.rest', '8000000000000000'],
  ]),
  pim('pim candidate', '8', [
    ['pim.count', '01'],
    ['pim.priority', '00'],
    ['pim.hold', '0096'],
    ...router('0a000004'),
    ...group('e0000000'),
  ]),
]

function bgp(length: string, type: string, body: readonly Part[]): Part[] {
  return [['bgp.marker', 'ff'.repeat(16)], ['bgp.length', length], ['bgp.type', type], ...body]
}

/** BGP, RIP, EIGRP, RSVP, flow export. */
export const exchangeFrames: readonly Annotated[] = [
  {
    name: 'bgp',
    parts: eth(
      '0800',
      ip4(6, [
        ['tcp.src-port', 'c001'],
        ['tcp.dst-port', '00b3'],
        ['tcp.seq', '00001000'],
        ['tcp.ack', '00002000'],
        ['tcp.flags', '5018'],
        ['tcp.window', '1000'],
        ['tcp.checksum', '0000'],
        ['tcp.urgent-unused', '0000'],
        ...bgp('001d', '01', [
          ['bgp.version', '04'],
          ['bgp.system', 'fde8'],
          ['bgp.hold', '00b4'],
          ['bgp.router', '0a000001'],
          ['bgp.value', '00'],
        ]),
        ...bgp('0013', '04', []),
        ...bgp('0017', '02', [['bgp.value', '00000000']]),
        ...bgp('0016', '03', [
          ['bgp.code', '0602'],
          ['bgp.value', '00'],
        ]),
      ]),
    ),
  },
  overUdp('rip 1', 520, [
    ['rip.command', '0201'],
    ['rip.unused', '0000'],
    ['rip.family', '0002'],
    ['rip.unused', '0000'],
    ['rip.address', '0a000000'],
    ['rip.unused', '0000000000000000'],
    ['rip.metric', '00000001'],
  ]),
  overUdp('rip 2', 520, [
    ['rip.command', '0202'],
    ['rip.unused', '0000'],
    ['rip.family', 'ffff'],
    ['rip.authentication', '0002'],
    ['rip.secret', '70617373776f72640000000000000000'],
    ['rip.family', '0002'],
    ['rip.tag', '0000'],
    ['rip.address', '0a000000'],
    ['rip.mask', 'ff000000'],
    ['rip.router', '0a000001'],
    ['rip.metric', '00000001'],
  ]),
  overUdp('ripng', 521, [
    ['rip.command', '0201'],
    ['rip.unused', '0000'],
    ['rip.prefix', '20010db8000100000000000000000000'],
    ['rip.tag', '0000'],
    ['rip.prefix-length', '30'],
    ['rip.metric', '01'],
  ]),
  overIp4('eigrp', 88, [
    ['eigrp.version', '02'],
    ['eigrp.op', '05'],
    ['eigrp.checksum', 'ffff'],
    ['eigrp.flags', '00000000'],
    ['eigrp.sequence', '00000000'],
    ['eigrp.ack', '00000000'],
    ['eigrp.router', '0000'],
    ['eigrp.system', '0064'],
    ['eigrp.type', '0001'],
    ['eigrp.length', '000c'],
    ['eigrp.value', '010001000000000f'],
  ]),
  overIp4('eigrp hello with a neighbour that is to wait', 88, [
    ['eigrp.version', '02'],
    ['eigrp.op', '05'],
    ['eigrp.checksum', 'ffff'],
    ['eigrp.flags', '00000000'],
    ['eigrp.sequence', '00000000'],
    ['eigrp.ack', '00000000'],
    ['eigrp.router', '0000'],
    ['eigrp.system', '0064'],
    ['eigrp.type', '0003'],
    ['eigrp.length', '0009'],
    ['eigrp.address-length', '04'],
    ['eigrp.address', '0a000001'],
  ]),
  overIp4('rsvp', 46, [
    ['rsvp.version', '10'],
    ['rsvp.type', '01'],
    ['rsvp.checksum', 'ffff'],
    ['rsvp.ttl', 'ff'],
    ['rsvp.reserved', '00'],
    ['rsvp.length', '0014'],
    ['rsvp.length', '000c'],
    ['rsvp.object', '0101'],
    ['rsvp.value', '0a00000111001388'],
  ]),
  overUdp('netflow 9', 2055, [
    ['netflow.version', '0009'],
    ['netflow.count', '0001'],
    ['netflow.uptime', '00001000'],
    ['netflow.time', '5f000000'],
    ['netflow.sequence', '00000001'],
    ['netflow.domain', '00000007'],
    ['netflow.records', '0100000c0a0000010a000002'],
  ]),
  overUdp('ipfix', 4739, [
    ['netflow.version', '000a'],
    ['netflow.count', '001c'],
    ['netflow.time', '5f000000'],
    ['netflow.sequence', '00000001'],
    ['netflow.domain', '00000007'],
    ['netflow.records', '0100000c0a0000010a000002'],
  ]),
  overIp6('mobility', 135, [
    ['mobility.next', '3b'],
    ['mobility.length', '01'],
    ['mobility.type', '05'],
    ['mobility.reserved', '00'],
    ['mobility.checksum', 'ffff'],
    ['mobility.message', '00010002000301020304'],
  ]),
]
