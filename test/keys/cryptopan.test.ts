/** Crypto-PAn against the published vectors, and the property that gives it its name. */
import { readFileSync } from 'node:fs'
import { isIPv6 } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPrefixTree, cryptopan } from '../../src/keys/cryptopan.js'
import { formatIpv4, parseIpv4, parseIpv6 } from './addresses.js'

interface Table {
  readonly name: string
  readonly keyHex: string
  readonly ipv4?: readonly (readonly [string, string])[]
  readonly ipv6?: readonly (readonly [string, string])[]
}
const path = new URL('../vectors/cryptopan/pairs.json', import.meta.url)
const tables = JSON.parse(readFileSync(path, 'utf8')) as Table[]

describe('cryptopan', () => {
  it('has all 63 published pairs before it', () => {
    const n = tables.reduce((s, t) => s + (t.ipv4?.length ?? 0) + (t.ipv6?.length ?? 0), 0)
    expect(n).toBe(63)
  })
  for (const t of tables) {
    const map = cryptopan(Buffer.from(t.keyHex, 'hex'))
    it(`matches the vectors of ${t.name}`, () => {
      for (const [from, to] of t.ipv4 ?? []) {
        expect([from, formatIpv4(map.ipv4(parseIpv4(from)))]).toEqual([from, to])
      }
      for (const [from, to] of t.ipv6 ?? []) {
        expect(isIPv6(from)).toBe(true)
        const words = parseIpv6(from)
        map.ipv6(words)
        expect([from, [...words]]).toEqual([from, [...parseIpv6(to)]])
      }
    })
  }
  it('maps the first 32 bits of an IPv6 address like an IPv4 address', () => {
    const map = cryptopan(Buffer.from(tables[0].keyHex, 'hex'))
    fc.assert(
      fc.property(fc.nat(0xffffffff), (a) => {
        const words = Int32Array.of(a, 0, 0, 0)
        map.ipv6(words)
        expect(words[0] >>> 0).toBe(map.ipv4(a))
      }),
      { seed: 1, numRuns: 200 },
    )
  })
})

describe('createPrefixTree', () => {
  /** Addresses of 29 bits that stay as they are, under 40 keys and 2,000 addresses each. */
  const fixed = (published: boolean): number => {
    const value = new Int32Array(4)
    const out = new Int32Array(4)
    let count = 0
    for (let k = 1; k <= 40; k++) {
      const tree = createPrefixTree(new Uint8Array(32).fill(k), published)
      for (let i = 0; i < 2000; i++) {
        value[0] = Math.imul(i + 1, 0x9e3779b1)
        tree.flips(value, 3, 32, out)
        if (out[0] === 0) count++
      }
    }
    return count
  }
  it('has next to no fixed points, unlike the published padding', () => {
    expect(fixed(true)).toBeGreaterThan(4)
    expect(fixed(false)).toBeLessThanOrEqual(1)
  })
})
