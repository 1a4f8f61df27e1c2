/** Four bytes of an address in bytes that have others: when that is chance, and when it is not. */
import { describe, expect, it } from 'vitest'
import { createAddressSearch, tail } from '../../src/audit/address-search.js'

const NEVER = (): boolean => false

/** Numbers below `n`, always the same ones. */
function dice(seed: number): (n: number) => number {
  let x = seed
  return (n) => {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0
    return Math.floor((x / 2 ** 32) * n)
  }
}

/** Different addresses of a few networks, as a site has them. */
function site(n: number): Uint8Array[] {
  const roll = dice(n)
  const made = new Map<string, Uint8Array>()
  while (made.size < n) {
    const a = Uint8Array.of([10, 141, 192][roll(3)], 16 + roll(40), 16 + roll(200), 16 + roll(239))
    made.set(a.join('.'), a)
  }
  return [...made.values()]
}

const noise = (length: number, seed: number): Uint8Array => {
  const roll = dice(seed)
  return Uint8Array.from({ length }, () => roll(256))
}

describe('tail', () => {
  it('is the upper tail of the binomial distribution', () => {
    expect(tail(0, 5, 0.3)).toBeCloseTo(1)
    expect(tail(1, 1, 1 / 101)).toBeCloseTo(1 / 101)
    expect(tail(2, 3, 0.5)).toBeCloseTo(0.5)
    expect(tail(8, 10, 0.5)).toBeCloseTo(56 / 1024)
  })
})

describe('createAddressSearch', () => {
  it('finds no more than chance in noise, over many seeds', () => {
    const addresses = site(3000)
    const bytes = noise(1 << 20, 3)
    let alarms = 0
    for (let seed = 0; seed < 12; seed++) {
      const search = createAddressSearch(addresses, String(seed))
      search.kept(bytes, 0, bytes.length, NEVER)
      if (search.inKept().beyond) alarms++
    }
    expect(alarms).toBeLessThanOrEqual(1)
  })

  it.each([1, 20, 400])('finds one of %i addresses that is left once in noise', (n) => {
    const addresses = site(n)
    const bytes = noise(1 << 14, 5)
    bytes.set(addresses[n - 1], 1000)
    const search = createAddressSearch(addresses, 'seed')
    search.kept(bytes, 0, bytes.length, NEVER)
    expect(search.inKept()).toMatchObject({ different: 1, places: 1, beyond: true })
  })

  it('finds one of many addresses that is left more often than any decoy', () => {
    const addresses = site(8000)
    const search = createAddressSearch(addresses, 'seed')
    const bytes = noise(1 << 18, 7)
    for (let i = 0; i < 40; i++) bytes.set(addresses[77], 500 + i * 600)
    search.kept(bytes, 0, bytes.length, NEVER)
    expect(search.inKept().beyond).toBe(true)
  })

  it('finds many that are left once each, backwards too', () => {
    const addresses = site(8000)
    for (const turn of [(a: Uint8Array) => a, (a: Uint8Array) => a.slice().reverse()]) {
      const search = createAddressSearch(addresses, 'seed')
      const bytes = noise(1 << 18, 9)
      for (let i = 0; i < 40; i++) bytes.set(turn(addresses[i * 9]), 500 + i * 600)
      search.kept(bytes, 0, bytes.length, NEVER)
      const hits = search.inKept()
      expect(hits.different).toBeGreaterThanOrEqual(40)
      expect(hits.beyond).toBe(true)
    }
  })

  it('expects small numbers where small numbers stand, and still finds a network of them', () => {
    const lab = Array.from({ length: 60 }, (_, i) => Uint8Array.of(10, 1, i % 8, 1 + (i >> 3)))
    const roll = dice(11)
    const lists = Uint8Array.from({ length: 1 << 15 }, () => roll(16))
    const honest = createAddressSearch(lab, 'seed')
    honest.kept(lists, 0, lists.length, NEVER)
    expect(honest.inKept().different).toBeGreaterThan(0)
    expect(honest.inKept().beyond).toBe(false)
    lab.forEach((a, i) => lists.set(a, i * 500))
    const leaking = createAddressSearch(lab, 'seed')
    leaking.kept(lists, 0, lists.length, NEVER)
    expect(leaking.inKept().beyond).toBe(true)
  })

  it('judges fields of addresses apart, and what is settled not at all', () => {
    const addresses = site(50)
    const search = createAddressSearch(addresses, 'seed')
    expect(search.field(addresses[3], 0, NEVER)).toBe(true)
    expect(search.field(Uint8Array.of(9, 9, 9, 9), 0, NEVER)).toBe(false)
    expect(search.isInFields(addresses[3], 0)).toBe(true)
    search.kept(addresses[4], 0, 4, () => true)
    expect(search.inFields().places).toBe(1)
    expect(search.inKept().places).toBe(0)
  })

  it('has nothing to find without addresses', () => {
    const search = createAddressSearch([], 'seed')
    search.kept(noise(1000, 1), 0, 1000, NEVER)
    expect(search.inKept()).toMatchObject({ different: 0, expected: 0, beyond: false })
  })
})

describe('zeros, of which a release is full', () => {
  it('are no decoy, whatever addresses the filter holds', () => {
    // The place of this one in the filter is that of zero.
    const address = Uint8Array.of(75, 151, 36, 134)
    const search = createAddressSearch([address], 'zeros')
    const zeros = new Uint8Array(64)
    search.kept(zeros, 0, zeros.length, NEVER)
    expect(search.field(zeros, 0, NEVER)).toBe(false)
    expect(search.isInFields(zeros, 0)).toBe(false)
    expect(search.inKept().decoys).toBe(0)
    expect(search.inFields().decoys).toBe(0)
    search.kept(address, 0, 4, NEVER)
    expect(search.inKept()).toMatchObject({ places: 1, different: 1, decoys: 0 })
  })
})
