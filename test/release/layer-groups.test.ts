/** Inputs of one format are said as one, and nothing of any of them is lost in it. */
import { describe, expect, it } from 'vitest'
import type { LayerInputFacts } from '../../src/release/facts.js'
import { groupsOf } from '../../src/release/layer-groups.js'

const input = (format: string, n: number, near?: string): LayerInputFacts => ({
  layer: 'logs',
  format,
  file: `logs/${n}`,
  records: { in: 10 * n, out: 9 * n, dropped: { malformed: n - 1, [`r${n}`]: 1 } },
  suppressed: { 'too-long': n },
  bytes: { in: 100 * n, out: 50 * n },
  ...(near === undefined ? {} : { yearless: { records: n, near } }),
})

describe('groupsOf', () => {
  it('adds up what inputs of one format had, in the order in which formats came', () => {
    const all = [input('syslog', 1), input('eve', 5), input('syslog', 2, '2020'), input('eve', 1)]
    expect(groupsOf(all)).toEqual([
      {
        layer: 'logs',
        format: 'syslog',
        inputs: 2,
        records: { in: 30, out: 27, dropped: { malformed: 1, r1: 1, r2: 1 } },
        suppressed: { 'too-long': 3 },
        bytes: { in: 300, out: 150 },
        yearless: { records: 2, near: '2020' },
      },
      {
        layer: 'logs',
        format: 'eve',
        inputs: 2,
        records: { in: 60, out: 54, dropped: { malformed: 4, r5: 1, r1: 1 } },
        suppressed: { 'too-long': 6 },
        bytes: { in: 600, out: 300 },
      },
    ])
  })

  it('names each time that a year was taken from, once', () => {
    const all = [input('a', 1, '2020'), input('a', 2, '2021'), input('a', 3, '2020')]
    expect(groupsOf(all)[0].yearless).toEqual({ records: 6, near: '2020, 2021' })
  })

  it('leaves what it was given as it was', () => {
    const one = input('a', 1, '2020')
    const before = structuredClone(one)
    groupsOf([one, input('a', 2, '2021'), one])
    expect(one).toEqual(before)
  })
})
