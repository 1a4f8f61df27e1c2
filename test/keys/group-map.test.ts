/** The maps of parts that layers share: prefix-preserving, one to one, fixed where they must be. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGroupMap } from '../../src/keys/group-map.js'
import { keyring } from './keyrings.js'

const maps = createGroupMap(keyring(1))
const list = [
  ['nic', maps.nic, 24],
  ['ipv4Group', maps.ipv4Group, 23],
  ['ipv6Group', maps.ipv6Group, 32],
] as const

describe.each(list)('createGroupMap %s', (_name, map, bits) => {
  it('keeps the length of every shared prefix, so that it is one to one', () => {
    fc.assert(
      fc.property(fc.nat(2 ** bits - 1), fc.nat(bits - 1), fc.nat(2 ** bits - 1), (a, bit, b) => {
        for (const c of [b, (a ^ (1 << bit)) >>> 0]) {
          expect(Math.clz32(map(a) ^ map(c))).toBe(Math.clz32(a ^ c))
        }
      }),
      { seed: 11, numRuns: 2000 },
    )
  })
})

describe('createGroupMap', () => {
  it('fixes well-known groups and no others', () => {
    for (let i = 0; i < 512; i++) expect(maps.ipv4Group(i)).toBe(i)
    expect(maps.ipv4Group(0x7ffffa)).toBe(0x7ffffa)
    for (const i of [0, 1, 2, 0xfb, 0x10002, 0x1ffff]) expect(maps.ipv6Group(i)).toBe(i)
    let fixed = 0
    for (let i = 0; i < 1000; i++)
      if (maps.ipv4Group(0x200000 + i * 1009) === 0x200000 + i * 1009) fixed++
    expect(fixed).toBeLessThan(5)
  })
  it('maps solicited-node groups by the last 24 bits of the address', () => {
    for (let i = 0; i < 200; i++) {
      const nic = (i * 83501) & 0xffffff
      expect(maps.ipv6Group(0xff000000 + nic)).toBe(0xff000000 + maps.nic(nic))
    }
  })
})
