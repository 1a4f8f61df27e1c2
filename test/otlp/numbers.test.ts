/** Numbers leave as far as what they count explains them, however they are written down. */
import { describe, expect, it } from 'vitest'
import { drive } from './drive.js'
import { attr, double, fixed64, len, str, varint, vint } from './proto.js'

const TIME = fixed64(7, 1_716_240_000_000_000_000n)
const tiers = ['partner', 'research', 'public'] as const

/** What a span with one attribute becomes. */
function left(key: string, value: readonly number[], tier: (typeof tiers)[number]): Buffer {
  return drive(len(1, len(2, len(2, [...TIME, ...attr(9, key, value)]))), { tier }).bytes
}

/** A histogram of one point with these fields behind its time. */
function histogram(unit: string, ...fields: number[][]): number[] {
  const point = [...fixed64(3, 1_716_240_000_000_000_000n), ...fields.flat()]
  const metric = [...len(1, 'x'), ...len(3, unit), ...len(9, len(1, point))]
  return len(1, len(2, len(2, metric)))
}

const doubles = (...values: number[]): number[] => values.flatMap((v) => double(0, v).slice(1))

describe('putNumber', () => {
  it.each(tiers)('lets no text of digits say what a number may not (%s)', (tier) => {
    for (const text of ['-1155456701', '1155456.701', '57.355815', '0.14917012345678']) {
      const all = left('http.status_code', str(text), tier).toString('latin1')
      expect(all).toContain('http.status_code')
      expect(all).not.toContain(text)
      expect(all).not.toContain(text.replace('-', ''))
    }
    const big = left('http.response.body.size', str('4917012345678'), tier).toString('latin1')
    expect(big).not.toContain('4917012345678')
    for (const text of ['404', '-1', '0.25']) {
      expect(left('http.status_code', str(text), tier).toString('latin1')).toContain(text)
    }
  })

  it.each(tiers)('cuts fractions to what a score needs (%s)', (tier) => {
    const key = 'gen_ai.request.temperature'
    const out = (v: number): Buffer => left(key, double(4, v), tier)
    expect(out(0.7).includes(Buffer.from(double(4, 0.7)))).toBe(true)
    expect(out(57.355815).includes(Buffer.from(double(4, 57.3558)))).toBe(true)
    // Eight letters and digits are a double that is nearly nothing.
    const letters = Buffer.from('aliceb42')
    const hidden = [...varint(4 * 8 + 1), ...letters]
    expect(letters.readDoubleLE()).toBeLessThan(1e-60)
    for (const name of [key, 'http.response.body.size', 'service.version']) {
      expect(left(name, hidden, tier).includes(letters.subarray(0, 7))).toBe(false)
    }
  })

  it.each(tiers)('lets no size below zero leave, but for -1 (%s)', (tier) => {
    const key = 'http.response.body.size'
    const out = (v: number): Buffer => left(key, vint(3, v), tier)
    expect(out(-1).includes(Buffer.from(vint(3, -1)))).toBe(true)
    expect(out(-1_062_731_775).includes(Buffer.from(vint(3, -1_062_731_775)))).toBe(false)
    expect(left(key, str('-1062731775'), tier).toString('latin1')).not.toContain('1062731775')
  })

  it('lets no count leave that no double counts', () => {
    const letters = Buffer.from('alicebob').readBigUInt64LE()
    const packed = len(6, fixed64(0, letters).slice(1))
    const out = drive(histogram('By', fixed64(4, letters), packed, double(5, 3)))
    expect(out.bytes.includes('alicebob')).toBe(false)
    expect(out.suppressed).toMatchObject({
      'HistogramDataPoint.count': 1,
      'HistogramDataPoint.bucketCounts': 1,
    })
    expect(out.records.out).toBe(1)
    const most = fixed64(4, 2n ** 53n - 1n)
    expect(drive(histogram('By', most)).bytes.includes(Buffer.from(most))).toBe(true)
  })

  it('lets no line leave that no file has', () => {
    const profile = len(1, len(2, len(2, fixed64(3, 1_716_240_000_000_000_000n))))
    const leaves = (v: number): boolean => {
      const line = Buffer.from(vint(4, v))
      const out = drive([...profile, ...len(2, [...len(3, [...line]), ...len(5, '')])])
      expect(out.records).toEqual({ in: 1, out: 1, dropped: {} })
      return out.bytes.includes(line)
    }
    expect(leaves(4711)).toBe(true)
    expect(leaves(0x8d64ac25)).toBe(false)
  })
})

describe('copyVarint', () => {
  it('writes no bits beyond 64, and no groups of nothing', () => {
    const point = (value: number[]): number[] => {
      const buckets = len(8, len(2, value))
      const own = [...fixed64(3, 1_716_240_000_000_000_000n), ...fixed64(4, 5n), ...buckets]
      return len(1, len(2, len(2, [...len(1, 'x'), ...len(10, len(1, own))])))
    }
    const plain = drive(point([5]))
    expect(plain.suppressed).toEqual({})
    expect(drive(point([0x85, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0])).bytes).toEqual(
      plain.bytes,
    )
    expect(drive(point([0x85, ...Array(8).fill(0x80), 0x7e])).bytes).not.toContain(0x7e)
  })
})

describe('dropLists', () => {
  it('gives a list one fate, packed, one by one and in JSON', () => {
    const bounds = [1, 1_716_240_000, 3]
    const counts = len(
      6,
      [1, 2, 3, 4].flatMap((v) => fixed64(0, BigInt(v)).slice(1)),
    )
    const ten = fixed64(4, 10n)
    const packed = drive(histogram('s', ten, counts, len(7, doubles(...bounds))))
    const single = drive(histogram('s', ten, counts, ...bounds.map((v) => double(7, v))))
    expect(single.bytes).toEqual(packed.bytes)
    expect(single.suppressed).toEqual(packed.suppressed)
    expect(packed.suppressed).toEqual({ 'HistogramDataPoint.explicitBounds': 1 })
    const point = { timeUnixNano: '1716240000000000000', count: '10', explicitBounds: bounds }
    const data = { dataPoints: [{ ...point, bucketCounts: ['1', '2', '3', '4'] }] }
    const metrics = [{ name: 'x', unit: 's', histogram: data }]
    const json = drive(
      Buffer.from(JSON.stringify({ resourceMetrics: [{ scopeMetrics: [{ metrics }] }] })),
    )
    expect(json.bytes.toString()).toContain('"count":"10"')
    // Counts of buckets that nobody knows the bounds of are refused by those who read them.
    expect(json.bytes.toString()).not.toMatch(/explicitBounds|bucketCounts/)
    expect(json.suppressed).toEqual(packed.suppressed)
  })
})

describe('addUp', () => {
  const TIME3 = fixed64(3, 1_716_240_000_000_000_000n)
  const words = (...values: bigint[]): number[] => values.flatMap((v) => fixed64(0, v).slice(1))
  const exponential = (...fields: number[][]): number[] => {
    const point = [...TIME3, ...fields.flat()]
    return len(1, len(2, len(2, [...len(1, 'x'), ...len(10, len(1, point))])))
  }

  it.each(tiers)(
    'lets buckets leave where they add up to the count, however written (%s)',
    (tier) => {
      const packed = len(6, words(1n, 2n, 39n))
      const bounds = len(7, doubles(0.5, 2))
      const out = drive(histogram('By', fixed64(4, 42n), packed, bounds), { tier })
      expect(out.suppressed).toEqual({})
      expect(out.bytes.includes(Buffer.from([...packed, ...bounds]))).toBe(true)
      const apart = [...fixed64(6, 40n), ...fixed64(6, 2n)]
      expect(drive(histogram('By', fixed64(4, 42n), apart), { tier }).suppressed).toEqual({})
      const two = [
        len(8, [...vint(1, 7), ...len(2, [5, 6])]),
        len(9, [...vint(2, 20), ...vint(2, 1)]),
      ]
      const whole = drive(exponential(...two, fixed64(7, 10n), fixed64(4, 42n)), { tier })
      expect(whole.suppressed).toEqual({})
      expect(whole.bytes.includes(Buffer.from(two.flat()))).toBe(true)
      // Only a sum is known of such a point.
      expect(drive(histogram('By', fixed64(4, 42n)), { tier }).suppressed).toEqual({})
    },
  )

  it.each(tiers)('takes a text for no counts, and lets no bounds stand alone (%s)', (tier) => {
    const text = 'alice.smith@example'
    const hidden = drive(exponential(fixed64(4, 42n), len(8, len(2, text))), { tier })
    expect(hidden.bytes.includes('smith')).toBe(false)
    expect(hidden.suppressed).toEqual({ 'ExponentialHistogramDataPoint.buckets': 1 })
    expect(hidden.records).toEqual({ in: 1, out: 1, dropped: {} })
    const bounds = len(7, doubles(0.5))
    const odd = drive(histogram('By', fixed64(4, 42n), len(6, words(1n, 2n)), bounds), { tier })
    expect(odd.suppressed).toEqual({ 'HistogramDataPoint.buckets': 1 })
    expect(odd.bytes.includes(Buffer.from(bounds))).toBe(false)
    expect(odd.bytes.includes(Buffer.from(fixed64(4, 42n)))).toBe(true)
  })

  it.each(tiers)('lets no value leave that eight letters spell (%s)', (tier) => {
    const point = (value: number[]): Buffer => {
      const metric = [...len(1, 'x'), ...len(5, len(1, [...TIME3, ...value]))]
      return drive(len(1, len(2, len(2, metric))), { tier }).bytes
    }
    for (const text of ['alicebob', 'alicebo\0']) {
      const letters = Buffer.from(text)
      expect(point(fixed64(6, letters.readBigUInt64LE())).includes('alic')).toBe(false)
    }
    const double8 = Buffer.from('alicebob')
    expect(point(double(4, double8.readDoubleLE())).includes('ali')).toBe(false)
    // What is measured may be letters by chance: it is told to eight digits then.
    const chance = Buffer.from('alice\x5a^@')
    const out = point(double(4, chance.readDoubleLE()))
    const told = Buffer.concat([Buffer.alloc(3), chance.subarray(3)])
    expect(out.includes(told)).toBe(true)
    expect(told.readDoubleLE() / chance.readDoubleLE()).toBeCloseTo(1, 8)
    for (const v of [0.1, 1 / 3, 5e15, -2.5]) {
      expect(point(double(4, v)).includes(Buffer.from(double(4, v)))).toBe(true)
    }
    for (const v of [1n, 5n * 10n ** 15n, -1n]) {
      expect(point(fixed64(6, v)).includes(Buffer.from(fixed64(6, v)))).toBe(true)
    }
  })
})

describe('carriedBy', () => {
  it('takes no metric of a name of 16 letters for a span', () => {
    const value = [...fixed64(3, 1_716_240_000_000_000_000n), ...double(4, 7)]
    const metric = [...len(1, 'http.server.reqs'), ...len(2, 'requests'), ...len(5, len(1, value))]
    const out = drive(len(1, len(2, len(2, metric))))
    expect(out.rows.map((r) => r.table)).toEqual(['metrics'])
    expect(out.bytes.includes(Buffer.from(double(4, 7)))).toBe(true)
  })
})
