/** Values of metrics that are times: they would say when a recording was made. */
import { describe, expect, it } from 'vitest'
import { drive } from './drive.js'

const T = 1_772_531_000

function gauge(name: string, unit: string, value: object, tier?: 'public', fields = {}) {
  const points = [{ timeUnixNano: '1772532000000000000', ...value }]
  const metrics = [{ name, unit, gauge: { dataPoints: points } }]
  const request = { resourceMetrics: [{ scopeMetrics: [{ metrics }] }] }
  const how = { fields, ...(tier === undefined ? {} : { tier }) }
  return drive(Buffer.from(`${JSON.stringify(request)}\n`), how)
}

describe('values of metrics that are times', () => {
  it.each([
    ['process_start_time_seconds', 's', { asDouble: T + 0.5 }],
    ['process.start', 's', { asInt: String(T) }],
    ['last', 'ms', { asInt: `${T}123` }],
    ['last', 'ns', { asInt: `${T}123456789` }],
    ['last', 'us', { asDouble: T * 1e6 }],
    ['node_boot_time', '', { asDouble: T }],
    ['last_backup', '1', { asInt: String(T) }],
  ])('do not leave, and are counted: %s in %j', (name, unit, value) => {
    for (const tier of [undefined, 'public'] as const) {
      const out = gauge(name, unit, value, tier)
      expect(out.bytes.toString()).not.toContain(String(T))
      expect(out.records).toEqual({ in: 1, out: 1, dropped: {} })
      expect(out.suppressed[`NumberDataPoint.${Object.keys(value)[0]}`]).toBe(1)
    }
  })

  it.each([
    ['process.memory.usage', 'By', { asInt: String(T) }],
    ['node_memory_free_bytes', '', { asDouble: T }],
    ['requests_total', '1', { asInt: String(T) }],
    ['system.cpu.frequency', 'Hz', { asInt: String(T) }],
    ['process.uptime', 's', { asInt: '86400' }],
    ['far', 's', { asDouble: 5e9 }],
  ])('leave where they are something else: %s in %j', (name, unit, value) => {
    const out = gauge(name, unit, value)
    expect(out.bytes.toString()).toContain(String(Object.values(value)[0]))
    expect(out.suppressed[`NumberDataPoint.${Object.keys(value)[0]}`]).toBeUndefined()
  })

  it.each([
    ['user_count_created_at', ''],
    ['backup_total_last_success', ''],
    ['discount_valid_until', ''],
    ['orbits', 'unix'],
    ['last', 'seconds since epoch'],
  ])('do not leave under a name or a unit that only sounds like a size: %s in %j', (name, unit) => {
    expect(gauge(name, unit, { asInt: String(T) }).bytes.toString()).not.toContain(String(T))
  })

  it.each([
    ['requestCount', '', T],
    ['heap', 'bytes', T],
    ['duration', 'ns', 2e9],
    ['duration', 'ms', 2e9],
  ])('leave where no time is so short, or it is a size: %s in %j', (name, unit, value) => {
    expect(gauge(name, unit, { asDouble: value }).bytes.toString()).toContain(String(value))
  })

  it.each([
    ['histogram', { count: '2', sum: 2 * T }],
    ['histogram', { sum: 2 * T, count: '2' }],
    ['histogram', { count: '9', min: T }],
    ['histogram', { count: '9', max: T }],
    ['histogram', { count: '9', explicitBounds: [1, T], bucketCounts: ['1', '2', '6'] }],
    ['exponentialHistogram', { count: '2', sum: 2 * T }],
    ['exponentialHistogram', { count: '9', min: T }],
    ['exponentialHistogram', { count: '9', max: T }],
    ['exponentialHistogram', { count: '9', zeroThreshold: T }],
    ['summary', { count: '2', sum: 2 * T }],
    ['summary', { count: '9', quantileValues: [{ quantile: 0.5, value: T }] }],
  ])('do not leave in a %s, also as a sum: %j', (type, value) => {
    const left = (unit: string): string => {
      const point = { timeUnixNano: '1772532000000000000', ...value }
      const metrics = [{ name: 'last_login', unit, [type]: { dataPoints: [point] } }]
      const request = { resourceMetrics: [{ scopeMetrics: [{ metrics }] }] }
      const { bytes, records } = drive(Buffer.from(`${JSON.stringify(request)}\n`))
      expect(records).toEqual({ in: 1, out: 1, dropped: {} })
      return bytes.toString()
    }
    expect(left('s')).not.toMatch(/17725310|35450620/)
    expect(left('By')).toMatch(/17725310|35450620/)
  })

  it('leave where the policy keeps values', () => {
    const keep = { 'metric.value': { transform: 'keep', args: {} } }
    const out = gauge('process.start', 's', { asInt: String(T) }, undefined, keep)
    expect(out.bytes.toString()).toContain(String(T))
  })
})
