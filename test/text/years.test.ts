/** Times without a year are put where the other records are. */
import { afterEach, describe, expect, it } from 'vitest'
import { createFoundTime, findTime } from '../../src/text/times.js'
import { yearless, yearOf } from '../../src/text/years.js'

const at = (s: string): number => Date.parse(s) / 1000

afterEach(() => {
  yearless.near = Number.NaN
})

describe('yearOf', () => {
  it.each([
    ['2019-07-02T00:00:00Z', 11, 6, 2019],
    ['2020-01-03T00:00:00Z', 12, 31, 2019],
    ['2019-12-30T00:00:00Z', 1, 1, 2020],
    ['2019-12-30T00:00:00Z', 12, 31, 2019],
    ['2020-01-01T00:00:00Z', 1, 1, 2020],
    ['2020-03-01T00:00:00Z', 2, 29, 2020],
  ])('near to %s is for %i/%i %i', (near, month, day, year) => {
    yearless.near = at(near)
    expect(yearOf(month, day)).toBe(year)
  })

  it('is some year where nothing is known', () => {
    expect(yearOf(11, 6)).toBe(2024)
  })
})

describe('findTime', () => {
  const found = (s: string): number => {
    const t = createFoundTime()
    const b = Buffer.from(`${s} host`)
    return findTime(b, 0, b.length, t) ? t.seconds : Number.NaN
  }

  it('takes the year that is near, where none is written, and counts that', () => {
    yearless.near = at('2019-12-30T00:00:00Z')
    const { met } = yearless
    expect(found('Jan  2 08:49:37')).toBe(at('2020-01-02T08:49:37Z'))
    expect(yearless.met).toBe(met + 1)
    expect(found('Sun Nov  6 08:49:37 1994')).toBe(at('1994-11-06T08:49:37Z'))
    expect(yearless.met).toBe(met + 1)
  })
})
