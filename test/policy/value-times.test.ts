/** Times as values: moved in the form in which they stand, or not at all. */
import { describe, expect, it } from 'vitest'
import { createOutput } from '../../src/bytes/output.js'
import { appendIsoTime, moveCount } from '../../src/policy/value-times.js'

const shift = { seconds: 86_400, nanos: 0, roundNanos: 1, zero: false }

function iso(text: string, by = shift): string | undefined {
  const out = createOutput(64)
  const left = appendIsoTime(text, by, out)
  return left ? Buffer.from(out.bytes.subarray(0, out.n)).toString() : String(out.n)
}

describe('appendIsoTime', () => {
  it('moves what is a time, and appends nothing of what is none', () => {
    expect(iso('2024-03-01T10:00:00.25Z')).toBe('2024-03-02T10:00:00.25Z')
    for (const text of ['', '2024-03-01', '2024-03-01 10:00', '2024-13-01T10:00:00Z']) {
      expect(iso(text)).toBe('0')
    }
  })
  it('appends nothing where times do not leave', () => {
    expect(iso('2024-03-01T10:00:00Z', { ...shift, zero: true })).toBe('0')
    expect(moveCount('1709287200', { ...shift, zero: true })).toBeUndefined()
    expect(moveCount('1709287200', shift)).toBe('1709373600')
  })
})
