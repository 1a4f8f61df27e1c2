/**
 * One request has one result, however its lengths are written: those of one byte, which nearly all
 * programs write, and longer ones, which are read field by field.
 */
import { describe, expect, it } from 'vitest'
import { drive } from './drive.js'
import { padded, request, short } from './random-request.js'

describe('otlp in protocol buffers', () => {
  it.each(['partner', 'research', 'public'] as const)('does not depend on lengths (%s)', (tier) => {
    let lost = 0
    for (let seed = 1; seed <= 60; seed++) {
      const one = drive(request(seed, short), { tier, format: 'otlp-proto' })
      const other = drive(request(seed, padded), { tier, format: 'otlp-proto' })
      expect(one.records).toEqual({ in: 6, out: 6, dropped: {} })
      expect(one.bytes.equals(other.bytes)).toBe(true)
      expect(one.suppressed).toEqual(other.suppressed)
      lost += Object.keys(one.suppressed).length
    }
    expect(lost).toBeGreaterThan(0)
  })

  it('does not depend on what was seen before', () => {
    const requests = Array.from({ length: 40 }, (_, seed) => request(1 + (seed % 20), short))
    const together = drive(Buffer.concat(requests), { format: 'otlp-proto' })
    const apart = requests.map((one) => drive(one, { format: 'otlp-proto' }).bytes)
    expect(together.bytes.equals(Buffer.concat(apart))).toBe(true)
  })
})
