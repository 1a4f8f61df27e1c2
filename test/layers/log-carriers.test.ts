/** What an auditor plants in logs is read as records of each format, and stands in every field. */
import { describe, expect, it } from 'vitest'
import { logs } from '../../src/layers/logs.js'
import { logNames } from '../../src/text/log-keys.js'
import { partner } from './run-layer.js'

const mark = 'Mr xq"tz bcd'
const all = logs.carriers?.(Buffer.from(mark)) ?? []

describe('logCarriers', () => {
  it('has one of each format', () => {
    expect(all.map(({ format }) => format)).toEqual(Object.keys(logs.formats))
  })

  it.each(all.map((c) => [c.format, c] as const))(
    'is read as records of %s',
    (format, { bytes }) => {
      const parts: Buffer[] = []
      const run = logs.open(format, {
        valuesAt: () => partner,
        write: (b, at, end) => void parts.push(Buffer.from(b.subarray(at, end))),
      })
      run.push(bytes)
      run.end()
      const { records } = run.counts
      expect([records.out > 0, records.dropped]).toEqual([true, {}])
      expect(Buffer.concat(parts).length).toBeGreaterThan(50)
      expect(Buffer.concat(parts).toString()).not.toContain('xq')
    },
  )

  it('holds the mark under every name that is known', () => {
    const json = all.find(({ format }) => format === 'log-json')?.bytes ?? Buffer.alloc(0)
    const o = JSON.parse(Buffer.from(json).toString()) as Record<string, unknown>
    for (const name of logNames()) expect(JSON.stringify(o[name.replace(' ', '.')])).toContain('xq')
  })
})
