/** Caches change nothing but the time that it takes. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { put16, put32, u32 } from '../../src/bytes/endian.js'
import { type BytesMap, cacheSix, cacheWord, type WordMap } from '../../src/keys/cache.js'

/** What a map of bytes makes of a value that lies between others. */
function through(map: BytesMap, value: Uint8Array): number[] {
  const b = new Uint8Array(value.length + 2).fill(0xaa)
  b.set(value, 1)
  map(b, 1)
  return [...b]
}

/** Few values, so that they meet in the table; some above 2^31. */
const word = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 0xffffffff }))

describe('cacheWord', () => {
  it.each([0, 1, 2, 8])('gives what the map gives with 2^%i entries', (log2) => {
    const plain = (v: number): number => Math.imul(v, 0x9e3779b1) >>> 0
    const map = cacheWord(log2, plain)
    fc.assert(
      fc.property(word, (v) => {
        const b = new Uint8Array(4)
        put32(b, 0, v)
        const want = [0xaa, ...b, 0xaa]
        put32(b, 0, plain(v))
        want.splice(1, 4, ...b)
        put32(b, 0, v)
        expect(through(map, b)).toEqual(want)
      }),
      { seed: 5, numRuns: 2000 },
    )
  })

  it('asks the map once for a value that stays in the table', () => {
    let asked = 0
    const map = cacheWord(8, (v) => {
      asked++
      return v ^ 1
    })
    const b = new Uint8Array(4)
    for (let i = 0; i < 10; i++) {
      put32(b, 0, 0xfedcba98)
      map(b, 0)
      expect(u32(b, 0)).toBe(0xfedcba99)
    }
    expect(asked).toBe(1)
  })
})

describe('cacheSix', () => {
  it.each([0, 1, 8])('gives what the map gives with 2^%i entries', (log2) => {
    const plain: WordMap = (v) => {
      const low = Math.imul(v[3], 0x85ebca6b)
      v[2] = (v[2] * 31) & 0xffff
      v[3] = low
    }
    const map = cacheSix(log2, plain)
    fc.assert(
      fc.property(word, fc.nat(3), (low, high) => {
        const b = new Uint8Array(6)
        put16(b, 0, high)
        put32(b, 2, low)
        const words = Int32Array.of(0, 0, high, low)
        plain(words)
        const want = new Uint8Array(6)
        put16(want, 0, words[2])
        put32(want, 2, words[3])
        expect(through(map, b)).toEqual([0xaa, ...want, 0xaa])
      }),
      { seed: 6, numRuns: 2000 },
    )
  })
})
