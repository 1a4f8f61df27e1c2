/** Times of pcapng, held to exact arithmetic for every resolution. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createClock, readTicks, time } from '../../src/capture/ticks.js'

function check(resolution: number, ticks: bigint): void {
  const power = BigInt(resolution & 0x7f)
  const units = (resolution & 0x80) !== 0 ? 2n ** power : 10n ** power
  readTicks(createClock(resolution, 0), Number(ticks >> 32n), Number(ticks & 0xffffffffn))
  expect(time.seconds).toBe(Number(ticks / units))
  expect(time.nanos).toBe(Number(((ticks % units) * 1_000_000_000n) / units))
}

describe('readTicks', () => {
  it('is exact for every resolution and count of ticks', () => {
    const resolutions = fc.integer({ min: 0, max: 255 })
    const ticks = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n })
    fc.assert(fc.property(resolutions, ticks, check), { numRuns: 3000, seed: 1 })
  })

  it('is exact around whole seconds', () => {
    for (const resolution of [0, 3, 5, 6, 8, 9, 10, 12, 0x80, 0x8e, 0x94, 0x9e, 0x9f, 0xa0]) {
      const power = BigInt(resolution & 0x7f)
      const units = (resolution & 0x80) !== 0 ? 2n ** power : 10n ** power
      for (const second of [0n, 1n, 1_700_000_000n, 4_294_967_295n, 9_000_000_000n]) {
        for (const off of [-2n, -1n, 0n, 1n]) {
          const ticks = second * units + off
          if (ticks >= 0n && ticks < 1n << 64n) check(resolution, ticks)
        }
      }
    }
  })

  it('adds the offset of the interface to the seconds', () => {
    readTicks(createClock(6, -5), 0, 7_000_001)
    expect([time.seconds, time.nanos]).toEqual([2, 1000])
  })
})
