/** Pseudonyms of addresses are all known, up to a bound that says so. */
import { describe, expect, it } from 'vitest'
import { createPseudonyms } from '../../src/audit/pseudonyms.js'

const address = (n: number): Uint8Array => Uint8Array.of(n >>> 24, n >>> 16, n >>> 8, n)

describe('createPseudonyms', () => {
  it('has what was added and nothing else, however many there are', () => {
    const p = createPseudonyms()
    for (let i = 1; i <= 30_000; i++) p.add(address(i * 7919))
    p.add(address(7919))
    for (let i = 1; i <= 30_000; i++) {
      expect(p.has(address(i * 7919), 0)).toBe(true)
      expect(p.has(address(i * 7919 + 1), 0)).toBe(false)
    }
    expect(p.has(address(0), 0)).toBe(false)
    expect(p.overflowed).toBe(false)
  })

  it('says when one was not taken', () => {
    const p = createPseudonyms(4)
    for (const n of [1, 2, 3, 4, 4, 1]) p.add(address(n))
    expect(p.overflowed).toBe(false)
    p.add(address(5))
    expect(p.overflowed).toBe(true)
    expect(p.has(address(5), 0)).toBe(false)
  })
})
