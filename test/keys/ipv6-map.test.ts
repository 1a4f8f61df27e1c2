/** IPv6 pseudonyms: classes, prefixes, one to one, and agreement with the layers around them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AddressMaps, createAddressMaps } from '../../src/keys/address-maps.js'
import { hexOf, parseIpv4, parseIpv6, sharedBits } from './addresses.js'
import { keyring } from './keyrings.js'

function make(ipv4Bits: number, ipv6Bits: number, key = 1, cached = true): AddressMaps {
  return createAddressMaps(keyring(key), { ipv4Bits, ipv6Bits, vendors: [], cached })
}
const modes = [
  [32, 128],
  [24, 48],
  [24, 64],
  [8, 20],
  [0, 0],
] as const

function mapped(maps: AddressMaps, a: Int32Array): Int32Array {
  const copy = Int32Array.from(a)
  maps.ipv6(copy)
  return copy
}

const isEui = (a: Int32Array): boolean => (a[2] & 0xff) === 0xff && a[3] >>> 24 === 0xfe
const isIsatap = (a: Int32Array): boolean => (a[2] & ~0x02000000) === 0x5efe

/** The class of an address, written apart from the product's own. */
function classOf(a: Int32Array): string {
  const h = hexOf(a)
  const list: [RegExp, string][] = [
    [/^0{24}/, 'compatible'],
    [/^0{20}ffff/, 'mapped'],
    [/^0{16}/, 'zero'],
    [/^0064ff9b0{16}/, 'nat64'],
    [/^0064ff9b0{8}/, 'nat64-rest'],
    [/^20010000/, 'teredo'],
    [/^2002/, '6to4'],
    [/^[23]/, 'global'],
    [/^fc/, 'fc'],
    [/^fd/, 'fd'],
    [/^fe800{12}/, 'link-local'],
    [/^fe[89ab]/, 'link-local-rest'],
    [/^ff../, `multicast ${h.slice(0, 4)}`],
  ]
  const name = list.find(([form]) => form.test(h))?.[1] ?? 'other'
  if (/^(compatible|mapped|nat64|teredo|multicast)/.test(name)) return name
  if (isIsatap(a)) return `${name} isatap`
  return isEui(a) && name !== 'zero' ? `${name} eui` : name
}

const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })
const prefixes = [
  ['::', 2],
  ['::ffff:0:0', 3],
  ['64:ff9b::', 2],
  ['64:ff9b::', 3],
  ['2001::', 1],
  ['2002::', 0],
  ['2001:db8::', 2],
  ['2001:db8::', 1],
  ['fd12:3456:789a:1::', 2],
  ['fe80::', 2],
  ['fe81::', 1],
  ['fc00::', 1],
  ['ff02::', 3],
  ['ff05::', 1],
  ['ff02::1:ff00:0', 3],
  ['4000::', 1],
] as const
/** Any address, with the prefixes that have rules of their own as likely as all the rest. */
const address = fc
  .tuple(fc.constantFrom(...prefixes), fc.tuple(word, word, word, word), fc.nat(9))
  .map(([[prefix, from], random, form]) => {
    const a = parseIpv6(prefix)
    for (let i = from === 0 ? 1 : from; i < 4; i++) a[i] |= random[i]
    if (from === 0) a[0] |= random[0] & 0xffff
    if (form === 0) return Int32Array.from(random)
    if (form < 4) a.set([random[2] | 0xff, 0xfe000000 | (random[3] & 0xffffff)], 2)
    if (form === 4) a[2] = 0x5efe | (random[0] & 0x02000000)
    return a
  })

describe.each(modes)('createIpv6Map with %i and %i bits', (v4, v6) => {
  const maps = make(v4, v6)
  it('keeps every address in its class', () => {
    fc.assert(
      fc.property(address, (a) => {
        expect([hexOf(a), classOf(mapped(maps, a))]).toEqual([hexOf(a), classOf(a)])
      }),
      { seed: 5, numRuns: 1000 },
    )
  })
  it('is one to one on a sample of neighbours', () => {
    const from = new Map<string, string>()
    fc.assert(
      fc.property(address, fc.nat(127), (a, bit) => {
        const b = Int32Array.from(a)
        b[bit >>> 5] ^= 1 << (31 - (bit & 31))
        for (const x of [a, b]) {
          const image = hexOf(mapped(maps, x))
          expect(from.get(image) ?? hexOf(x)).toBe(hexOf(x))
          from.set(image, hexOf(x))
        }
      }),
      { seed: 6, numRuns: 800 },
    )
  })
  it('leaves alone what everybody has', () => {
    for (const text of ['::', '::1', 'ff02::1', 'ff02::fb', 'ff05::1:3', 'ff02::1:2']) {
      expect(hexOf(mapped(maps, parseIpv6(text)))).toBe(hexOf(parseIpv6(text)))
    }
  })
  it('gives the same with a cache and without', () => {
    const none = make(v4, v6, 1, false)
    fc.assert(
      fc.property(address, (a) => {
        expect(hexOf(mapped(maps, a))).toBe(hexOf(mapped(none, a)))
        expect(hexOf(mapped(maps, a))).toBe(hexOf(mapped(none, a)))
      }),
      { seed: 7, numRuns: 300 },
    )
  })
  it('maps embedded IPv4 addresses like IPv4 addresses', () => {
    const v = parseIpv4('203.0.113.77')
    const image = maps.ipv4(v)
    expect(image).not.toBe(v)
    for (const text of ['::', '::ffff:0:0', '64:ff9b::', 'fe80::5efe:0:0', 'fd00::200:5efe:0:0']) {
      const a = parseIpv6(text)
      a[3] = v
      expect([text, mapped(maps, a)[3] >>> 0]).toEqual([text, image])
    }
    const site = Int32Array.of(0x20020000 | (v >>> 16), (v << 16) | 7, 1, 2)
    const out = mapped(maps, site)
    expect(((out[0] << 16) | (out[1] >>> 16)) >>> 0).toBe(image)
    const teredo = mapped(maps, Int32Array.of(0x20010000, v, 0x8000_ffff, ~v))
    expect([teredo[1] >>> 0, ~teredo[3] >>> 0, teredo[2] >>> 16]).toEqual([image, image, 0x8000])
  })
  it('agrees with the MAC of an interface and its groups', () => {
    fc.assert(
      fc.property(fc.nat(0xffffff), fc.nat(0xffffff), word, (oui, nic, site) => {
        const mac = Int32Array.of(0, 0, (oui & 0xfeffff) >>> 8, (oui << 24) | nic)
        const id = ((oui & 0xfeffff) ^ 0x020000) << 8
        const a = mapped(maps, Int32Array.of(0x20010db8, site, id | 0xff, 0xfe000000 | nic))
        maps.hardware.eui48(mac)
        const image = (mac[2] << 8) | (mac[3] >>> 24)
        expect((a[2] >>> 8) ^ 0x020000).toBe(image)
        expect(image & 0x030000).toBe(0x020000)
        expect(a[3] & 0xffffff).toBe(mac[3] & 0xffffff)
        const group = Int32Array.of(0xff020000, 0, 1, 0xff000000 | nic)
        const groupImage = mapped(maps, group)
        expect([...groupImage.subarray(0, 3)]).toEqual([0xff020000 | 0, 0, 1])
        expect(groupImage[3] >>> 24).toBe(0xff)
        expect(groupImage[3] & 0xffffff).toBe(a[3] & 0xffffff)
        const groupMac = Int32Array.of(0, 0, 0x3333, group[3])
        maps.hardware.eui48(groupMac)
        expect([...groupMac]).toEqual([0, 0, 0x3333, groupImage[3]])
      }),
      { seed: 8, numRuns: 150 },
    )
  })
})

/** Whether `prefix-preserving` claims the length of the whole shared prefix for this pair. */
function exact(a: Int32Array, b: Int32Array): boolean {
  return !classOf(a).startsWith('multicast') && !isEui(a) && !isEui(b)
}

describe('createIpv6Map', () => {
  const maps = make(32, 128)
  it('keeps the length of every shared prefix with 128 bits', () => {
    fc.assert(
      fc.property(address, address, fc.nat(127), (a, b, bit) => {
        const neighbour = Int32Array.from(a)
        neighbour[bit >>> 5] ^= 1 << (31 - (bit & 31))
        for (const c of [b, neighbour]) {
          const [x, y] = [mapped(maps, a), mapped(maps, c)]
          if (classOf(a).startsWith('multicast') && classOf(c).startsWith('multicast')) continue
          if (exact(a, c)) expect(sharedBits(x, y)).toBe(sharedBits(a, c))
          else expect(Math.min(sharedBits(x, y), 64)).toBe(Math.min(sharedBits(a, c), 64))
        }
      }),
      { seed: 9, numRuns: 1500 },
    )
  })
  it('lets no embedded prefix of a group survive', () => {
    // RFC 3306 §4: ff3e, then 0, the length, and the prefix 2001:db8:1:2::/64.
    const group = Int32Array.of(0xff3e0040, 0x20010db8, 0x00010002, 0x40001234)
    const out = mapped(maps, group)
    expect(out[0] >>> 16).toBe(0xff3e)
    expect(out[1]).not.toBe(group[1])
    expect(out[2]).not.toBe(group[2])
    const scopes = mapped(maps, Int32Array.of(0xff350040, group[1], group[2], group[3]))
    expect([...scopes.subarray(1)]).toEqual([...out.subarray(1)])
  })
  it('keeps sites and no subnets with 48 bits', () => {
    const site = make(24, 48)
    const a = mapped(site, parseIpv6('2001:db8:7:1::1'))
    const b = mapped(site, parseIpv6('2001:db8:7:2::1'))
    const c = mapped(site, parseIpv6('2001:db8:6:2::1'))
    expect(sharedBits(a, b)).toBeGreaterThanOrEqual(48)
    expect(sharedBits(a, c)).toBe(47)
  })
  it('depends on the key', () => {
    const other = make(32, 128, 2)
    const a = parseIpv6('2001:db8::1')
    expect(hexOf(mapped(maps, a))).not.toBe(hexOf(mapped(other, a)))
  })
})
