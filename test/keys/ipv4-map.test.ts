/** IPv4 pseudonyms: classes, prefixes, one to one, and caches that change nothing. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGroupMap } from '../../src/keys/group-map.js'
import { createIpv4Map } from '../../src/keys/ipv4-map.js'
import { formatIpv4, parseIpv4 } from './addresses.js'
import { keyring } from './keyrings.js'

type Map4 = (address: number) => number
function make(bits: number, key = 1): Map4 {
  const keys = keyring(key)
  return createIpv4Map(keys, createGroupMap(keys), bits)
}
const modes = [32, 24, 20, 8, 0]
const RANGES = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/4',
  '240.0.0.0/4',
]

/** The special-use range of an address, written apart from the product's own. */
function rangeOf(a: number): string {
  const inside = (r: string): boolean => {
    const [address, length] = r.split('/')
    const size = 2 ** (32 - Number(length))
    return Math.floor(a / size) === Math.floor(parseIpv4(address) / size)
  }
  return RANGES.find(inside) ?? 'public'
}
/** Any address, with special-use ranges and their neighbours as likely as all the rest. */
const address = fc.oneof(
  fc.nat(0xffffffff),
  fc
    .tuple(fc.constantFrom(...RANGES), fc.integer({ min: -300, max: 300 }))
    .map(([r, d]) => (parseIpv4(r.split('/')[0]) + d + 2 ** 32) % 2 ** 32),
  fc.tuple(fc.constantFrom(...RANGES), fc.nat(0xffffff)).map(([r, d]) => {
    const [first, length] = r.split('/')
    return parseIpv4(first) + (d % 2 ** (32 - Number(length)))
  }),
)

describe.each(modes)('createIpv4Map with %i bits', (bits) => {
  const map = make(bits)
  it('keeps every address in its class', () => {
    fc.assert(
      fc.property(address, (a) => {
        expect([formatIpv4(a), rangeOf(map(a))]).toEqual([formatIpv4(a), rangeOf(a)])
      }),
      { seed: 2, numRuns: 1200 },
    )
  })
  it('leaves alone what everybody has', () => {
    for (const a of ['0.0.0.0', '127.0.0.1', '255.255.255.255', '224.0.0.251', '224.0.1.1']) {
      expect(formatIpv4(map(parseIpv4(a)))).toBe(a)
    }
    expect(formatIpv4(map(parseIpv4('239.255.255.250')))).toBe('239.255.255.250')
  })
  it('is one to one on a private range', () => {
    // All of 192.168/16 for the published form; a quarter of it, whose images must differ, else.
    const n = bits === 32 ? 65536 : 16384
    const first = parseIpv4('192.168.0.0')
    const seen = new Set<number>()
    for (let i = 0; i < n; i++) seen.add(map(first + i))
    expect(seen.size).toBe(n)
    expect([...seen].every((a) => a >>> 16 === 0xc0a8)).toBe(true)
  })
  it('depends on the key', () => {
    const other = make(bits, 2)
    let same = 0
    for (let i = 0; i < 1000; i++)
      if (map(0x08080000 + 37 * i) === other(0x08080000 + 37 * i)) same++
    expect(same).toBeLessThan(20)
  })
})

/** Leading bits in which two different addresses agree. */
function shared(a: number, b: number): number {
  return Math.clz32(a ^ b)
}

describe('createIpv4Map', () => {
  it('keeps the length of every shared prefix with 32 bits', () => {
    const map = make(32)
    fc.assert(
      fc.property(address, address, fc.nat(31), (a, b, bit) => {
        const neighbour = (a ^ (1 << bit)) >>> 0
        // Groups are mapped by their low 23 bits alone.
        for (const c of [b, neighbour]) {
          if (rangeOf(a) === '224.0.0.0/4' && rangeOf(c) === '224.0.0.0/4') continue
          expect(shared(map(a), map(c))).toBe(shared(a, c))
        }
      }),
      { seed: 4, numRuns: 1200 },
    )
  })
  it('keeps prefixes of 24 bits and no longer ones with 24 bits', () => {
    const map = make(24)
    let longer = 0
    for (let i = 0; i < 2000; i++) {
      const a = 0x53000000 + i * 4099
      expect(shared(map(a), map(a ^ 0x100))).toBe(23)
      const inner = shared(map(a), map(a ^ 1))
      expect(inner).toBeGreaterThanOrEqual(24)
      if (inner === 31) longer++
    }
    // By chance one pair in 255 would stay neighbours.
    expect(longer).toBeLessThan(40)
  })
  it('keeps no prefix of public addresses with 0 bits', () => {
    const map = make(0)
    let close = 0
    for (let i = 0; i < 4000; i++) {
      const a = 0x53000000 + i * 4099
      if (shared(map(a), map(a ^ 1)) >= 8) close++
    }
    // A share of 2^-8, a little more since some addresses are not public: 16 to 20.
    expect(close).toBeLessThan(50)
  })
  it('maps groups by the 23 bits that their MAC has', () => {
    const map = make(32)
    const groups = createGroupMap(keyring(1))
    for (let i = 0; i < 500; i++) {
      const a = 0xe0000000 + i * 536813
      if (a >= 0xf0000000) break
      expect(map(a) & 0x7fffff).toBe(groups.ipv4Group(a & 0x7fffff))
      expect(map(a) >>> 23).toBe(a >>> 23)
    }
  })
})
