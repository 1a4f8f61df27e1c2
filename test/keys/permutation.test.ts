/** Keyed bijections, exhaustively where the domain is small. */
import { describe, expect, it } from 'vitest'
import { createPermutation, permutePair, shuffle } from '../../src/keys/permutation.js'

const key = new Uint8Array(16).fill(7)

describe('createPermutation', () => {
  const p = createPermutation(key)
  it.each([1, 2, 3, 7, 8, 11, 12])('is one to one on %i bits', (bits) => {
    const seen = new Set<number>()
    for (let i = 0; i < 2 ** bits; i++) seen.add(p.permute32(i, bits, 1, 2, 3))
    expect(seen.size).toBe(2 ** bits)
    expect(Math.max(...seen)).toBe(2 ** bits - 1)
  })
  it.each([31, 32, 33, 40, 61, 63, 64, 65, 72, 96, 127, 128])('stays within %i bits', (bits) => {
    const seen = new Set<string>()
    let ones = 0n
    for (let i = 0; i < 200; i++) {
      const v = Int32Array.of(0, 0, 0, i)
      p.permute(v, bits, 0, 0, 0)
      const n = [...v].reduce((a, w) => (a << 32n) | BigInt(w >>> 0), 0n)
      expect(n >> BigInt(bits)).toBe(0n)
      ones |= n
      seen.add(String(n))
    }
    // Every bit was 1 at some time: no bit is forgotten.
    expect(ones).toBe((1n << BigInt(bits)) - 1n)
    expect(seen.size).toBe(200)
  })
  it('maps many at once as it maps each', () => {
    for (const n of [1, 8, 33]) {
      const many = Uint8Array.from({ length: 8 * n }, (_, i) => (i * 97 + n) & 255)
      const expected = Array.from({ length: n }, (_, i) => {
        const b = Buffer.from(many.subarray(8 * i, 8 * i + 8))
        const v = Int32Array.of(0, 0, b.readInt32BE(0), b.readInt32BE(4))
        p.permute(v, 64, 0, 0, 0)
        b.writeInt32BE(v[2], 0)
        b.writeInt32BE(v[3], 4)
        return b
      })
      p.permuteMany(many, n)
      expect(Buffer.from(many)).toEqual(Buffer.concat(expected))
    }
  })
  it('uses every bit of the input', () => {
    for (const bits of [64, 65, 100, 128]) {
      const seen = new Set<string>()
      for (let bit = 0; bit < bits; bit++) {
        const v = new Int32Array(4)
        v[3 - (bit >>> 5)] = 1 << (bit & 31)
        p.permute(v, bits, 0, 0, 0)
        seen.add(v.join())
      }
      expect(seen.size).toBe(bits)
    }
  })
  it('gives another bijection for another tweak, width or key', () => {
    const images = (f: (i: number) => number): string =>
      Array.from({ length: 64 }, (_, i) => f(i)).join()
    const other = createPermutation(new Uint8Array(16).fill(8))
    const all = [
      images((i) => p.permute32(i, 16, 0, 0, 0)),
      images((i) => p.permute32(i, 16, 1, 0, 0)),
      images((i) => p.permute32(i, 16, 0, 1, 0)),
      images((i) => p.permute32(i, 16, 0, 0, 1)),
      images((i) => p.permute32(i, 15, 0, 0, 0)),
      images((i) => other.permute32(i, 16, 0, 0, 0)),
    ]
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('shuffle', () => {
  it('orders only what it is told to', () => {
    const table = Uint16Array.from({ length: 1000 }, (_, i) => i)
    shuffle(table, 100, 900, key)
    expect([...table.subarray(0, 100)]).toEqual(Array.from({ length: 100 }, (_, i) => i))
    expect([...table].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i))
    expect(table.filter((v, i) => v === i).length).toBeLessThan(210)
  })
  it('makes every order of three about as often', () => {
    const count = new Map<string, number>()
    const k = new Uint8Array(16)
    for (let i = 0; i < 3000; i++) {
      k[0] = i
      k[1] = i >>> 8
      const table = Uint16Array.of(0, 1, 2)
      shuffle(table, 0, 3, k)
      count.set(table.join(), (count.get(table.join()) ?? 0) + 1)
    }
    expect(count.size).toBe(6)
    // 500 each, with a standard deviation of 20.4: five of them either way.
    for (const n of count.values()) expect(Math.abs(n - 500)).toBeLessThan(103)
  })
})

describe('permutePair', () => {
  it('is one to one', () => {
    const seen = new Set<number>()
    for (let i = 0; i < 26 * 36; i++) seen.add(permutePair(key, 26, 36, i))
    expect(seen.size).toBe(26 * 36)
    expect(Math.max(...seen)).toBe(26 * 36 - 1)
  })
})
