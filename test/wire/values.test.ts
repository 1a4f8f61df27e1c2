/** Times are moved in one place: carry, rounding down, and what does not leave. */
import { describe, expect, it } from 'vitest'
import { shiftTime, type TimeShift } from '../../src/wire/values.js'

const by = (given: Partial<TimeShift>): TimeShift => ({
  seconds: 10,
  nanos: 0,
  roundNanos: 1,
  zero: false,
  ...given,
})

function shifted(seconds: number, nanos: number, shift: TimeShift): [number, number] {
  const t = { seconds, nanos }
  shiftTime(t, shift)
  return [t.seconds, t.nanos]
}

describe('shiftTime', () => {
  it('carries a whole second of nanoseconds, and no less', () => {
    expect(shifted(100, 1, by({ nanos: 999_999_999 }))).toEqual([111, 0])
    expect(shifted(100, 0, by({ nanos: 999_999_999 }))).toEqual([110, 999_999_999])
  })

  it('rounds the sum down, to parts of a second or to seconds, also before 1970', () => {
    expect(shifted(100, 123_456_789, by({ roundNanos: 1e6 }))).toEqual([110, 123_000_000])
    expect(shifted(100, 999_999_999, by({ roundNanos: 1e9 }))).toEqual([110, 0])
    expect(shifted(170, 5, by({ roundNanos: 6e10 }))).toEqual([180, 0])
    expect(shifted(-70, 5, by({ roundNanos: 6e10 }))).toEqual([-60, 0])
    expect(shifted(-71, 5, by({ roundNanos: 6e10 }))).toEqual([-120, 0])
  })

  it('leaves nothing of a time that does not leave', () => {
    expect(shifted(100, 5, by({ nanos: 7, zero: true }))).toEqual([0, 0])
  })
})
