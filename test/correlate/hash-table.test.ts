/** The table of counters: exact until it is full, and bounded. */
import { describe, expect, it } from 'vitest'
import { createHashTable } from '../../src/correlate/hash-table.js'

describe('createHashTable', () => {
  it('counts as a map does', () => {
    const table = createHashTable(256)
    const map = new Map<string, number>()
    let x = 1
    for (let i = 0; i < 5000; i++) {
      x = (Math.imul(x, 1664525) + 1013904223) | 0
      const [high, low] = [x >> 28, (x >> 24) & 7]
      table.values[table.slot(high, low)]++
      map.set(`${high} ${low}`, (map.get(`${high} ${low}`) ?? 0) + 1)
    }
    expect(table.size).toBe(map.size)
    const counts = [...table.slots()].map((s) => table.values[s]).sort((a, b) => a - b)
    expect(counts).toEqual([...map.values()].sort((a, b) => a - b))
    expect(table.refused).toBe(0)
  })

  it('keeps keys apart that begin at one place', () => {
    const table = createHashTable(16)
    const slots = [0, 16, 32, 48].map((k) => table.slot(k, 0))
    expect(new Set(slots).size).toBe(4)
    expect([0, 16, 32, 48].map((k) => table.slot(k, 0))).toEqual(slots)
    expect(table.slot(0, 16)).not.toBe(table.slot(16, 0))
  })

  it('refuses new keys at three quarters, and still finds the old', () => {
    const table = createHashTable(16)
    for (let k = 0; k < 12; k++) expect(table.slot(k * 7, -k)).toBeGreaterThanOrEqual(0)
    for (let k = 12; k < 40; k++) expect(table.slot(k * 7, -k)).toBe(-1)
    expect([table.size, table.refused]).toEqual([12, 28])
    for (let k = 0; k < 12; k++) expect(table.slot(k * 7, -k)).toBeGreaterThanOrEqual(0)
    expect([...table.slots()].length).toBe(12)
  })

  it('takes all 32 bits of both halves, zero and negative ones too', () => {
    const table = createHashTable(64)
    const words = [0, -1, 1, 0x7fffffff, -0x80000000]
    const slots = words.flatMap((h) => words.map((l) => table.slot(h, l)))
    expect(new Set(slots).size).toBe(25)
  })
})
