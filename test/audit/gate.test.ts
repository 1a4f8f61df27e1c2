/** The gate: what refuses a release, and what does not. */
import { describe, expect, test } from 'vitest'
import { judge, refusalOf } from '../../src/audit/gate.js'
import { finding } from '../release/made.js'

const at = (numbers: Parameters<typeof finding>[3]) => finding('c', 'q?', 'm', numbers)

describe('judge', () => {
  test('passes when every upper end is within its limit', () => {
    const all = [
      finding('a', 'q?', 'm', { value: 0 }),
      finding('b', 'q?', 'm', { value: 0.2, interval: [0.1, 0.3], limit: 0.3, verdict: 'warn' }),
    ]
    expect(judge(all)).toEqual({ verdict: 'pass', passed: ['a'], warned: ['b'], refused: [] })
  })

  test('refuses when nothing was checked', () => {
    expect(judge([]).verdict).toBe('fail')
  })

  test('refuses a check that answered twice', () => {
    const one = finding('a', 'q?', 'm', { value: 0 })
    expect(judge([one, one]).refused).toEqual([{ check: 'a', reason: 'it answered twice' }])
  })
})

describe('refusalOf', () => {
  test.each([
    ['upper end above the limit', { value: 0.2, interval: [0.1, 0.31], limit: 0.3 }],
    ['warn above the limit', { value: 0.2, interval: [0.1, 0.31], limit: 0.3, verdict: 'warn' }],
    ['pass above the limit', { value: 1, limit: 0, verdict: 'pass' }],
    ['fail within the limit', { value: 0, limit: 0, verdict: 'fail' }],
    ['inconclusive within the limit', { value: 0, limit: 1, verdict: 'inconclusive' }],
    ['not a number', { value: Number.NaN, limit: 1, verdict: 'pass' }],
    ['no limit at all', { value: 0, limit: Number.POSITIVE_INFINITY, verdict: 'pass' }],
    ['value outside of its interval', { value: 5, interval: [0, 1], limit: 2, verdict: 'pass' }],
  ] as [string, Parameters<typeof finding>[3]][])('refuses %s', (_, numbers) => {
    expect(refusalOf(at(numbers))).toBeTypeOf('string')
  })

  test('lets a count at its limit through', () => {
    expect(refusalOf(at({ value: 3, limit: 3 }))).toBeUndefined()
  })
})
