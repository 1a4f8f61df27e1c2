/** Long recordings are looked at in windows, whose number does not matter. */
import { describe, expect, it } from 'vitest'
import type { ExchangeRef, SpanRef } from '../../../src/correlate/link-records.js'
import { joinSpans } from '../../../src/correlate/link-sweep.js'
import { join, judge } from './measure.js'
import { record } from './recording.js'

const plan = { seed: 81, requests: 4000, rate: 200, connections: 32, clientOffset: -30 }

describe('joinSpans', () => {
  it('finds in many windows what it finds in one', () => {
    const r = record(plan)
    const [one] = join(r, 100_000)
    const [many, { windows, late, dropped, spans, exchanges }] = join(r, 256)
    expect(windows).toBeGreaterThan(8)
    expect({ late, dropped, spans, exchanges }).toEqual({
      late: 0,
      dropped: 0,
      spans: 8000,
      exchanges: 4000,
    })
    for (const way of ['exchange-match', 'best'] as const) {
      const whole = judge(r, one, 'client', way)
      const parts = judge(r, many, 'client', way)
      expect(parts.recall).toBeGreaterThan(whole.recall - 1)
      expect(parts.surePrecision).toBeGreaterThanOrEqual(99.5)
    }
    expect(new Set(many.map((l) => l.from.id)).size).toBe(8000)
  })

  it('holds no more than is going on', () => {
    const r = record({ ...plan, requests: 6000 })
    let taken = 0
    let done = 0
    let most = 0
    function* counted<T extends SpanRef | ExchangeRef>(list: T[]): Generator<T> {
      for (const v of list) {
        taken++
        yield v
      }
    }
    const inputs = { spans: counted(r.spans), exchanges: counted(r.exchanges), nat: r.nat }
    for (const link of joinSpans(inputs, { window: 512, maxSkew: 1e8 })) {
      if (!link.best) continue
      done += link.role === 'client' ? 2 : 1
      most = Math.max(most, taken - done)
    }
    expect(done).toBe(18_000)
    expect(most).toBeLessThan(3000)
  })

  it('does not wait for spans that last for ever', () => {
    const r = record({ ...plan, requests: 1500 })
    const [first] = r.spans
    const end = first.start + 3_600_000_000_000n
    const spans = [{ ...first, id: 'stream', spanId: 'stream', end }, ...r.spans]
    const [links] = join({ ...r, spans }, 128)
    expect(judge(r, links, 'client', 'best').sureRecall).toBeGreaterThan(98)
  })

  it('counts what comes too late, and ends where there is nothing', () => {
    const r = record({ ...plan, requests: 300 })
    const spans = [...r.spans.slice(1), r.spans[0]]
    expect(join({ ...r, spans })[1].late).toBe(1)
    expect(join({ spans: [], exchanges: [], nat: [], truth: new Map() })[0]).toEqual([])
    expect(join({ ...r, exchanges: [] })[0]).toEqual([])
  })
})
