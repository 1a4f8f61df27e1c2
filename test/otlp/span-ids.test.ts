/** Identifiers of spans that are mapped together are those that are mapped one by one. */
import { describe, expect, it } from 'vitest'
import { createSpanIds } from '../../src/otlp/span-ids.js'
import { drive } from './drive.js'
import { fixed64, len } from './proto.js'

const id = (i: number): number[] => [7, 1, 9, 0, 0, i >> 16, (i >> 8) & 255, i & 255]

/** A request of so many spans, each with the one before as its parent. */
function request(from: number, n: number): number[] {
  const spans = Array.from({ length: n }, (_, k) => {
    const own = len(2, id(from + k))
    const parent = k === 0 ? [] : len(4, id(from + k - 1))
    return len(2, [...len(1, [...id(1), ...id(2)]), ...own, ...parent, ...fixed64(7, 0n)])
  })
  return len(1, len(2, spans.flat()))
}

describe('createSpanIds', () => {
  it('makes no difference to what spans become', () => {
    const whole = drive(request(100, 2500), { format: 'otlp-proto' })
    const apart = Array.from({ length: 2500 }, (_, k) => {
      const one = drive(request(100 + k, 1), { format: 'otlp-proto' }).bytes
      return one.subarray(one.length - 17, one.length - 9).toString('hex')
    })
    const text = whole.bytes.toString('hex')
    for (const [k, own] of apart.entries()) {
      const times = k === apart.length - 1 ? 2 : 3
      expect(text.split(own).length).toBe(times)
    }
    expect(new Set(apart).size).toBe(2500)
  })

  it('tells rules and identifiers apart', () => {
    const ids = createSpanIds()
    const out = new Uint8Array(8)
    const known = Uint8Array.from(id(5))
    ids.keep(3, known, 0, Uint8Array.from(id(6)), 0)
    expect(ids.find(3, known, 0, out, 0)).toBe(true)
    expect([...out]).toEqual(id(6))
    expect(ids.find(4, known, 0, out, 0)).toBe(false)
    for (let i = 0; i < 8; i++) {
      const other = Uint8Array.from(known)
      other[i] ^= 1
      expect(ids.find(3, other, 0, out, 0)).toBe(false)
    }
  })

  it('maps what is there of a message that is cut off, and of spans without an id', () => {
    const ids = createSpanIds()
    const spans = Array.from({ length: 20 }, (_, k) => len(2, k % 2 === 0 ? len(2, id(k)) : []))
    const bytes = Uint8Array.from([...spans.flat(), 0x12, 99])
    const met: number[] = []
    ids.prepare(1, bytes, 0, bytes.length, (all, n) => met.push(n, all[7]) > 0)
    expect(met).toEqual([10, 0])
  })
})
