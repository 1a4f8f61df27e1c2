/** Times that are moved in one addition. */
import { describe, expect, it } from 'vitest'
import {
  moment,
  moveMoment,
  moveTime,
  readMoment,
  writeMoment,
} from '../../src/otlp/nanoseconds.js'

describe('moveTime', () => {
  const DAY = 86_400
  const shifts = [0, 1, 65_535, 65_536, 1000 * DAY, 3659 * DAY, 9000 * DAY]
  const seconds = [0, 1, 1e8, 572_662_306, 1_716_240_000, 1_999_999_999, 8e9, 18_446_744_073]

  it('moves as moveMoment does', () => {
    const b = new Uint8Array(8)
    const fast = new Uint8Array(8)
    const slow = new Uint8Array(8)
    for (const s of seconds) {
      for (const nanos of [0, 1, 294_967_296, 999_999_999]) {
        if (s === 18_446_744_073 && nanos > 1) continue
        moment.seconds = s
        moment.nanos = nanos
        writeMoment(b, 0)
        for (const sign of [1, -1]) {
          for (const by of shifts) {
            const shift = { seconds: sign * by, nanos: 999_999_999, roundNanos: 1, zero: false }
            moveTime(b, 0, shift, fast, 0)
            readMoment(b, 0)
            moveMoment(shift)
            writeMoment(slow, 0)
            expect([s, nanos, by, ...fast]).toEqual([s, nanos, by, ...slow])
          }
        }
      }
    }
  })

  it('rounds, and lets nothing leave, where the policy says so', () => {
    const b = new Uint8Array(8)
    const out = new Uint8Array(8)
    moment.seconds = 1_716_240_000
    moment.nanos = 123_456_789
    writeMoment(b, 0)
    moveTime(b, 0, { seconds: 5, nanos: 0, roundNanos: 1e9, zero: false }, out, 0)
    readMoment(out, 0)
    expect(moment).toEqual({ seconds: 1_716_240_005, nanos: 0 })
    moveTime(b, 0, { seconds: 5, nanos: 0, roundNanos: 1, zero: true }, out, 0)
    expect([...out]).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
  })
  it('does not move what is no time of a recording, as that would say by how much', () => {
    const b = new Uint8Array(8)
    const out = new Uint8Array(8)
    for (const s of [0, 1, 946_684_800, 978_307_200, 2_147_483_647, 4_102_444_800]) {
      moment.seconds = s
      moment.nanos = 1
      writeMoment(b, 0)
      moveTime(b, 0, { seconds: 86_400_000, nanos: 7, roundNanos: 1, zero: false }, out, 0)
      expect([s, ...out]).toEqual([s, 0, 0, 0, 0, 0, 0, 0, 0])
    }
  })
})
