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
  const value = new Int32Array(4)
  const out = new Int32Array(4)
  it('leaves no more addresses as they are than chance does', () => {
    let published = 0
    let fixed = 0
    for (let k = 1; k <= 40; k++) {
      const key = new Uint8Array(32).fill(k)
      const tree = createPrefixTree(key)
      const classic = cryptopan(key)
      for (let i = 0; i < 2000; i++) {
        value[0] = Math.imul(i + 1, 0x9e3779b1)
        tree.flips(value, 3, 32, out)
        if (out[0] === 0) fixed++
        if (((classic.ipv4(value[0] >>> 0) ^ value[0]) & 0x1fffffff) === 0) published++
      }
    }
    expect(published).toBeGreaterThan(4)
    expect(fixed).toBeLessThanOrEqual(1)
  })
  it('flips by what comes before alone, wherever it begins and ends', () => {
    const tree = createPrefixTree(new Uint8Array(16).fill(7))
    const bits = fc.integer({ min: 0, max: 128 })
    const word = fc.integer({ min: -0x80000000, max: 0x7fffffff })
    fc.assert(
      fc.property(fc.tuple(word, word, word, word), bits, bits, bits, (v, p, q, other) => {
        const [from, to] = [Math.min(p, q), Math.max(p, q)]
        value.set(v)
        tree.flips(value, 0, 128, out)
        const all = [...out]
        tree.flips(value, from, to, out)
        const flip = (o: ArrayLike<number>, i: number): number =>
          (o[i >>> 5] >>> (31 - (i & 31))) & 1
        for (let i = 0; i < 128; i++) {
          expect(flip(out, i)).toBe(i >= from && i < to ? flip(all, i) : 0)
        }
        if (other === 128) return
        value[other >>> 5] ^= 1 << (31 - (other & 31))
        tree.flips(value, 0, 128, out)
        for (let i = 0; i <= other; i++) expect(flip(out, i)).toBe(flip(all, i))
      }),
      { seed: 2, numRuns: 200 },
    )
  })
  it('says what it says when nothing was asked before', () => {
    const key = new Uint8Array(16).fill(8)
    const worn = createPrefixTree(key)
    for (let i = 0; i < 2000; i++) {
      for (let w = 0; w < 4; w++) value[w] = Math.imul(4 * i + w, 0x9e3779b1)
      worn.flips(value, i % 9, 128, out)
      const said = [...out]
      createPrefixTree(key).flips(value, i % 9, 128, out)
      expect(said).toEqual([...out])
    }
  })
  it('flips half of the bits, each node by itself', () => {
    const tree = createPrefixTree(new Uint8Array(16).fill(9))
    const ones = new Float64Array(128)
    for (let i = 0; i < 4000; i++) {
      for (let w = 0; w < 4; w++) value[w] = Math.imul(i * 4 + w + 1, 0x9e3779b1)
      tree.flips(value, 0, 128, out)
      for (let b = 0; b < 128; b++) ones[b] += (out[b >>> 5] >>> (31 - (b & 31))) & 1
    }
    // Bits below the first dozen have thousands of nodes: six standard deviations of 4,000 throws.
    for (let b = 12; b < 128; b++) expect(Math.abs(ones[b] - 2000)).toBeLessThan(190)
  })
})
