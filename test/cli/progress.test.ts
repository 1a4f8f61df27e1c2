/** What is said while long work goes on. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startProgress } from '../../src/cli/progress.js'

const HALF = { bytesRead: 5_000_000, bytesTotal: 10_000_000 }

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('startProgress', () => {
  it.each([
    ['packets', undefined],
    ['records', 'records'],
  ] as const)('says how many %s were read', (units, given) => {
    vi.useFakeTimers()
    const said: unknown[] = []
    vi.spyOn(process.stderr, 'write').mockImplementation((s) => said.push(s) > 0)
    const progress = startProgress('anonymize', false, given)
    progress.update(HALF, 1)
    vi.advanceTimersByTime(20_000)
    progress.update(HALF, 4000)
    expect(said.length).toBe(1)
    const line = `anonymize: 5.0 MB of 10.0 MB, 4000 ${units}, 200 ${units}/s, 20 s left`
    expect(String(said[0])).toContain(line)
  })
})
