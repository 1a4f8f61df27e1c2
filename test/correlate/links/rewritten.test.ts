/** Joins commute with rewriting: links of rewritten records are the rewritten links. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinLogs } from '../../../src/correlate/link-logs.js'
import { joinTuples, packetsOf } from '../../../src/correlate/link-tuples.js'
import { join } from './measure.js'
import { others } from './other-layers.js'
import { type Plan, record } from './recording.js'
import { rewriting } from './rewritten.js'

const keys = fc.record({
  key: fc.integer({ min: 1, max: 1 << 30 }),
  shift: fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }),
})

const plan = fc.record({
  seed: fc.integer({ min: 1, max: 1 << 30 }),
  requests: fc.integer({ min: 20, max: 90 }),
  rate: fc.integer({ min: 20, max: 400 }),
  connections: fc.integer({ min: 0, max: 12 }),
  clients: fc.integer({ min: 1, max: 3 }),
  clientOffset: fc.integer({ min: -50, max: 50 }),
  enriched: fc.constantFrom(0, 0.4, 1),
  visible: fc.constantFrom(0, 0.3),
  lost: fc.constantFrom(0, 0.1),
  nat: fc.boolean(),
  operations: fc.constantFrom(0, 4),
})

describe('joinSpans', () => {
  it('commutes with rewriting', () => {
    let links = 0
    fc.assert(
      fc.property(plan, keys, (p, { key, shift }) => {
        const r = record(p)
        const w = rewriting(key, shift)
        const [was] = join(r, 64)
        const [now] = join(w.recording(r), 64)
        links += was.length
        expect(now).toEqual(was.map(w.link))
      }),
      { seed: 1, numRuns: 10 },
    )
    expect(links).toBeGreaterThan(1500)
  })

  it('commutes with rewriting where records are alike in everything but their values', () => {
    // Everything happens at the same time, so that only the order of records decides.
    const p: Plan = { seed: 3, requests: 60, rate: 100, connections: 6 }
    const made = record(p)
    const at = made.spans[0].start
    const r = {
      ...made,
      spans: made.spans.map((s) => ({ ...s, start: at, end: at + 9_000_000n })),
      exchanges: made.exchanges.map((x) => ({
        ...x,
        start: at + 1_000_000n,
        end: at + 8_000_000n,
        clientOctets: 100,
        serverOctets: 100,
      })),
    }
    for (const key of [1, 2, 3, 4]) {
      const w = rewriting(key, 12345n)
      expect(join(w.recording(r))[0]).toEqual(join(r)[0].map(w.link))
    }
  })
})

describe('joinLogs and joinTuples', () => {
  it('commute with rewriting', () => {
    fc.assert(
      fc.property(plan, keys, (p, { key, shift }) => {
        const r = record(p)
        const o = others(r, p.seed)
        const w = rewriting(key, shift)
        const spans = w.recording(r).spans
        expect([...joinLogs(o.logs.map(w.log), spans)]).toEqual(
          [...joinLogs(o.logs, r.spans)].map(w.link),
        )
        const flows = o.flows.map(w.flow)
        expect([...joinTuples(o.alerts.map(w.tuple), flows)]).toEqual(
          [...joinTuples(o.alerts, o.flows)].map(w.link),
        )
        expect(flows.map(packetsOf)).toEqual(o.flows.map((f) => w.link(packetsOf(f)!)))
      }),
      { seed: 1, numRuns: 10 },
    )
  })
})
