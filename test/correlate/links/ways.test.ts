/** Ways to tie spans to exchanges, each on recordings of which it is known who belongs to whom. */
import { describe, expect, it } from 'vitest'
import { scoreLinks } from '../../../src/correlate/link-score.js'
import { join, judge } from './measure.js'
import { type Plan, record } from './recording.js'

/**
 * Precision and recall in percent of what was measured on real services by a simpler form of the
 * same idea, at all and above a confidence of 0.95. Lags here are made up (log-normal), so that
 * this says that ours is no worse where things are as supposed, not what it does elsewhere.
 */
const cases: readonly (readonly [string, Plan, number, number])[] = [
  ['4 kept, 4 callers', { seed: 1, requests: 1500, callers: 4, connections: 4 }, 99.3, 95.8],
  ['8 kept, 16 callers', { seed: 2, requests: 2000, callers: 16, connections: 8 }, 88.6, 30.2],
  ['8 kept, 64 callers', { seed: 3, requests: 1200, callers: 64, connections: 8 }, 66.6, 0],
  ['none kept', { seed: 5, requests: 2000, callers: 16, connections: 0, lag: 1 }, 42.6, 7],
  ['50 a second', { seed: 6, requests: 1500, rate: 50, connections: 64 }, 99.4, 98.3],
  ['300 a second', { seed: 7, requests: 2500, rate: 300, connections: 64 }, 88.2, 70.8],
  [
    '300 a second, slow',
    { seed: 8, requests: 2500, rate: 300, connections: 64, lag: 1, sigma: 1 },
    88.2,
    70.8,
  ],
  [
    'two clients, 100 a second each',
    { seed: 9, requests: 1200, rate: 100, connections: 64, clients: 2 },
    99.2,
    96.6,
  ],
  [
    '50 a second, 5 % lost',
    { seed: 11, requests: 1500, rate: 50, connections: 64, lost: 0.05 },
    94.5,
    90,
  ],
  [
    '300 a second, one span of ten',
    { seed: 10, requests: 8000, rate: 300, connections: 64, sampled: 0.1 },
    86.3,
    69,
  ],
]

describe('exchange-match', () => {
  it.each(cases)('is as good as it should be: %s', (_, plan, recall, sureRecall) => {
    const r = record(plan)
    const [links] = join({ ...r, spans: r.spans.filter((s) => s.kind === 'client') })
    const q = judge(r, links, 'client', 'exchange-match')
    expect(q.recall).toBeGreaterThanOrEqual(recall)
    expect(q.sureRecall).toBeGreaterThanOrEqual(sureRecall)
    if (sureRecall > 0) expect(q.surePrecision).toBeGreaterThanOrEqual(99)
  })

  it('is not sure of anything where nobody could be', () => {
    const plan = { seed: 4, requests: 1200, callers: 64, connections: 64, lag: 4, sigma: 1 }
    const r = record(plan)
    const [links] = join({ ...r, spans: r.spans.filter((s) => s.kind === 'client') })
    const q = judge(r, links, 'client', 'exchange-match')
    expect(q.precision).toBeLessThan(60)
    expect(links.filter((l) => l.confidence > 0.95 && r.truth.get(l.from.id) !== l.to.id)).toEqual(
      [],
    )
  })

  it('means what its confidence says', () => {
    const plan = { requests: 2000, callers: 16, connections: 8, lag: 0.5, sigma: 1 }
    const bins = new Map<number, { n: number; right: number; claimed: number }>()
    for (const seed of [21, 22]) {
      const r = record({ ...plan, seed })
      const [links] = join({ ...r, spans: r.spans.filter((s) => s.kind === 'client') })
      for (const l of links) {
        const key = Math.min(4, Math.floor(l.confidence * 5))
        const bin = bins.get(key) ?? { n: 0, right: 0, claimed: 0 }
        bin.n++
        bin.claimed += l.confidence
        if (r.truth.get(l.from.id) === l.to.id) bin.right++
        bins.set(key, bin)
      }
    }
    for (const { n, right, claimed } of bins.values()) {
      if (n > 100) expect(Math.abs(right - claimed) / n).toBeLessThan(0.15)
    }
  })

  it('is better where resources name the address of their pod, if it was not translated', () => {
    const q = (plan: Plan, pods: boolean) => {
      const r = record(plan)
      const spans = r.spans.filter((s) => s.kind === 'client')
      const own = (host: string): string => `192.0.2.${1 + Number(host.slice('client-'.length))}`
      // All go by the name of one service.
      const named = spans.map((s) => ({
        ...s,
        host: 'cart',
        ...(pods && { address: own(s.host) }),
      }))
      const [links] = join({ ...r, spans: named })
      return judge(r, links, 'client', 'exchange-match')
    }
    const busy = { requests: 500, rate: 150, connections: 64, clients: 5 }
    const plan = { seed: 41, ...busy, lag: 1, sigma: 1 }
    const [known, unknown] = [q(plan, true), q(plan, false)]
    expect(known.recall).toBeGreaterThan(unknown.recall + 5)
    expect(known.surePrecision).toBeGreaterThanOrEqual(99)
    expect(known.sureRecall).toBeGreaterThan(unknown.sureRecall)
    const behind = { ...plan, nat: true }
    expect(q(behind, true)).toEqual(q(behind, false))
  })

  it('is better where operations have sizes of their own', () => {
    const plan = { seed: 8, requests: 2000, callers: 16, connections: 0, lag: 1 }
    const recall = (operations: number): number => {
      const r = record({ ...plan, operations })
      const [links] = join({ ...r, spans: r.spans.filter((s) => s.kind === 'client') })
      return judge(r, links, 'client', 'exchange-match').recall
    }
    expect(recall(6)).toBeGreaterThan(recall(0) + 3)
  })
})

describe('ports', () => {
  const busy = { requests: 1500, callers: 16, connections: 8 }
  it('tell servers all, and clients whatever knows its own', () => {
    const r = record({ ...busy, seed: 31, enriched: 0.5 })
    const [links] = join(r)
    expect(judge(r, links, 'server', 'peer-port')).toMatchObject({ precision: 100, recall: 100 })
    const local = judge(r, links, 'client', 'local-port')
    expect(local.precision).toBeGreaterThanOrEqual(99.5)
    expect(local.recall).toBeGreaterThan(45)
    expect(judge(r, links, 'client', 'best').surePrecision).toBe(100)
  })

  it('tell apart what was lost from what was not', () => {
    const r = record({ ...busy, seed: 32, enriched: 1, lost: 0.2 })
    const [links] = join(r)
    for (const [role, way] of [
      ['server', 'peer-port'],
      ['client', 'local-port'],
    ] as const) {
      const q = judge(r, links, role, way)
      expect(q.surePrecision).toBeGreaterThanOrEqual(99.5)
      expect(q.sureRecall).toBeGreaterThanOrEqual(97)
    }
  })

  it('tell nothing behind a translation, and all again by its table', () => {
    const r = record({
      ...busy,
      seed: 33,
      requests: 700,
      connections: 0,
      enriched: 1,
      nat: true,
      clients: 2,
    })
    const [without] = join({ ...r, nat: [] })
    expect(without.filter((l) => l.method.startsWith('local-port'))).toEqual([])
    const [links] = join(r)
    const q = judge(r, links, 'client', 'local-port-nat')
    expect(q.precision).toBeGreaterThanOrEqual(99.9)
    expect(q.recall).toBeGreaterThanOrEqual(99.9)
  })
})

describe('trace-graph', () => {
  it('takes clients to the connections of those they called', () => {
    const r = record({ seed: 41, requests: 1500, callers: 16, connections: 8 })
    const [links] = join(r)
    const q = judge(r, links, 'client', 'trace-graph')
    expect(q.precision).toBeGreaterThanOrEqual(99.9)
    expect(q.recall).toBeGreaterThanOrEqual(99.5)
  })

  it('takes nobody anywhere behind a proxy', () => {
    const r = record({ seed: 42, requests: 1000, rate: 100, connections: 8, proxy: true })
    const [links] = join(r)
    expect(links.filter((l) => l.method === 'peer-port' || l.method === 'trace-graph')).toEqual([])
    expect(judge(r, links, 'client', 'best').sureRecall).toBeGreaterThanOrEqual(98)
  })
})

describe('joinSpans', () => {
  it.each([
    [0, 0],
    [3, -2],
    [-120, 40],
    [2900, -700],
    [-4000, 4000],
  ])('finds clocks that are %d and %d ms ahead', (clientOffset, serverOffset) => {
    const plan = { seed: 51, requests: 600, rate: 200, connections: 32, clients: 2 }
    const r = record({ ...plan, clientOffset, serverOffset })
    const [links, { clocks }] = join(r)
    const off = (host: string, ms: number): void => {
      const clock = clocks.get(host)
      expect(Math.abs((clock?.offset ?? NaN) + ms * 1e6)).toBeLessThan(1e6)
      expect(clock?.spread).toBeLessThan(2e6)
    }
    off('client-0', clientOffset)
    off('client-1', -clientOffset)
    off('server', serverOffset)
    expect(judge(r, links, 'client', 'best').sureRecall).toBeGreaterThan(98)
  })

  it('finds no clock where nothing belongs together', () => {
    const r = record({ seed: 52, requests: 400, rate: 100, connections: 8 })
    const other = record({ seed: 53, requests: 400, rate: 100, connections: 8 })
    const spans = other.spans.filter((s) => s.kind === 'client')
    const [links] = join({ ...r, spans })
    expect(links.filter((l) => l.confidence > 0.95).length).toBeLessThan(spans.length / 50)
  })

  it('marks one link of each span as the best', () => {
    const r = record({ seed: 54, requests: 500, rate: 100, connections: 8, enriched: 0.3 })
    const [links] = join(r)
    const best = new Map<string, number>()
    for (const l of links) best.set(l.from.id, (best.get(l.from.id) ?? 0) + (l.best ? 1 : 0))
    expect(new Set(best.values())).toEqual(new Set([1]))
  })
})

describe('scoreLinks', () => {
  it('says of each way what is true of it', () => {
    const plan = { seed: 61, requests: 2000, rate: 300, connections: 64, lag: 1, sigma: 1 }
    const r = record({ ...plan, visible: 1 })
    const [links] = join(r)
    const q = judge(r, links, 'client', 'exchange-match')
    const score = scoreLinks(links).find((s) => s.method === 'exchange-match')
    expect(score).toMatchObject({ between: 'client spans -> exchanges', known: 2000 })
    expect((100 * (score?.right ?? 0)) / 2000).toBeCloseTo(q.recall, 6)
    const sure = links.filter((l) => l.method === 'exchange-match' && l.confidence > 0.95)
    expect(score?.confident).toBe(sure.length)
    expect(q.surePrecision).toBeGreaterThanOrEqual(99)
  })
})
