/** Logs and spans, records of connections and flows. */
import { describe, expect, it } from 'vitest'
import type { Link } from '../../../src/correlate/link.js'
import { joinLogs } from '../../../src/correlate/link-logs.js'
import type { FlowRef, LogRef, SpanRef } from '../../../src/correlate/link-records.js'
import { scoreLinks } from '../../../src/correlate/link-score.js'
import { joinTuples, packetsOf } from '../../../src/correlate/link-tuples.js'
import { others } from './other-layers.js'
import { record } from './recording.js'

const r = record({ seed: 71, requests: 2000, rate: 60, connections: 12 })
const o = others(r, 72)
const right = (l: Link): boolean => o.truth.get(l.from.id) === l.to.id
const of = (links: readonly Link[], method: string): Link[] =>
  links.filter((l) => l.method === method)

describe('joinLogs', () => {
  const links = [...joinLogs(o.logs, r.spans)]
  it('ties a line to the span that it names', () => {
    const named = o.logs.filter((l) => l.spanId !== undefined)
    const found = of(links, 'span-id')
    expect(found.length).toBe(named.length)
    expect(found.every((l) => right(l) && l.best)).toBe(true)
  })

  it('ties a line to the span of its trace that was open', () => {
    const found = of(links, 'trace-id')
    expect(found.length).toBe(o.logs.filter((l) => l.traceId !== undefined).length)
    expect(found.filter(right).length / found.length).toBeGreaterThan(0.99)
  })

  it('guesses by host and time, and knows how good its guesses are', () => {
    const found = of(links, 'host-time').slice(500)
    const claimed = found.reduce((n, l) => n + l.confidence, 0) / found.length
    const were = found.filter(right).length / found.length
    expect(were).toBeGreaterThan(0.5)
    expect(were).toBeLessThan(0.95)
    expect(claimed).toBeLessThanOrEqual(were + 0.02)
    expect(claimed).toBeGreaterThan(were - 0.15)
    const score = scoreLinks(links).find((s) => s.method === 'host-time')
    expect(score?.known).toBe(o.logs.filter((l) => l.spanId !== undefined).length)
    expect(score?.confident).toBe(0)
  })

  it('learns which kind of span lines name where several are open', () => {
    const spans: SpanRef[] = []
    const logs: LogRef[] = []
    for (let i = 0; i < 100; i++) {
      const at = BigInt(i) * 1000n
      const ids = { traceId: `t${i}`, host: 'a' }
      spans.push({ ...ids, id: `s${i}`, spanId: 's', kind: 'server', start: at, end: at + 900n })
      const call = { start: at + 10n, end: at + 800n }
      spans.push({ ...ids, id: `c${i}`, spanId: 'c', kind: 'client', ...call })
      const named = i < 50 ? { traceId: `t${i}`, spanId: 's' } : {}
      logs.push({ id: `l${i}`, time: at + 100n, host: 'a', ...named })
    }
    const found = of([...joinLogs(logs, spans, { tolerance: 0n })], 'host-time')
    expect(found.length).toBe(100)
    expect(found.slice(2).every((l) => l.to.id === `s${l.from.id.slice(1)}`)).toBe(true)
    expect(found[0].confidence).toBeLessThan(0.5)
    expect(found[99].confidence).toBeGreaterThan(0.8)
    expect(found[99].confidence).toBeLessThan(0.95)
  })

  it('takes the innermost of the spans that were open', () => {
    const span = (id: string, start: bigint, end: bigint, host = 'a'): SpanRef => ({
      id,
      traceId: 't',
      spanId: id,
      kind: 'other',
      start,
      end,
      host,
    })
    const spans = [span('outer', 0n, 100n), span('inner', 40n, 60n), span('far', 45n, 70n, 'b')]
    const log = (time: bigint): LogRef => ({ id: `${time}`, time, host: 'a' })
    const found = [...joinLogs([log(50n), log(80n), log(200n)], spans, { tolerance: 0n })]
    expect(found.map((l) => [l.from.id, l.to.id])).toEqual([
      ['50', 'inner'],
      ['80', 'outer'],
    ])
  })
})

describe('joinTuples', () => {
  const links = [...joinTuples(o.alerts, o.flows)]
  it.each(['community-id', 'tuple', 'local-endpoint'])('finds the flow by %s', (method) => {
    const found = of(links, method)
    expect(found.length).toBeGreaterThan(100)
    expect(found.every(right)).toBe(true)
  })

  it('answers for every record, and marks one link as the best', () => {
    expect(links.filter((l) => l.best).map((l) => l.from.id)).toEqual(o.alerts.map((a) => a.id))
  })

  const flow = (id: string, start: bigint, end: bigint, protocol = 6): FlowRef => ({
    id,
    protocol,
    client: { address: 'c', port: 1 },
    server: { address: 's', port: 2 },
    start,
    end,
  })
  const alert = (time: bigint, protocol?: number) => ({
    layer: 'labels',
    id: 'a',
    time,
    one: { address: 's', port: 2 },
    other: { address: 'c', port: 1 },
    protocol,
  })
  it('tells connections that use a tuple again apart by time, and is less sure', () => {
    const flows = [flow('first', 0n, 100n), flow('second', 150n, 300n)]
    const found = (time: bigint) => [...joinTuples([alert(time)], flows, { tolerance: 60n })]
    expect(found(50n)).toMatchObject([{ to: { id: 'first' }, confidence: 0.999, candidates: 1 }])
    expect(found(100n)).toMatchObject([{ to: { id: 'first' }, confidence: 0.9, candidates: 2 }])
    expect(found(140n)).toMatchObject([{ to: { id: 'second' }, residual: 10 }])
    expect(found(400n)).toEqual([])
  })

  it('takes what an exporter says of a flow that was seen for that flow', () => {
    const ms = 1_000_000n
    const seen = { ...flow('seen', 100n * ms, 200n * ms), firstPacket: 7 }
    const told = flow('told', 92n * ms, 209n * ms)
    const found = (...flows: FlowRef[]) =>
      [...joinTuples([alert(150n * ms)], flows, { tolerance: 1000n * ms })][0]
    for (const both of [
      [told, seen],
      [seen, { ...told, start: 110n * ms }],
    ]) {
      expect(found(...both)).toMatchObject({ to: { id: 'seen' }, confidence: 0.999, candidates: 1 })
    }
    // Another time is another connection, also where nobody saw its packets.
    const next = flow('next', 211n * ms, 300n * ms)
    expect(found(seen, next)).toMatchObject({ to: { id: 'seen' }, candidates: 2 })
    expect(found(told)).toMatchObject({ to: { id: 'told' }, confidence: 0.999 })
  })

  it('does not take a flow of another protocol', () => {
    expect([...joinTuples([alert(50n, 17)], [flow('tcp', 0n, 100n)])]).toEqual([])
    expect([...joinTuples([alert(50n, 17)], [flow('udp', 0n, 100n, 17)])]).toHaveLength(1)
  })
})

describe('packetsOf', () => {
  it('says where the packets of a flow begin and how many there are', () => {
    expect(packetsOf(o.flows[3])).toMatchObject({
      from: { layer: 'flows', id: o.flows[3].id },
      to: { layer: 'packets', id: String(o.flows[3].firstPacket) },
      candidates: 10,
    })
    expect(packetsOf({ ...o.flows[3], firstPacket: undefined })).toBeUndefined()
  })
})
