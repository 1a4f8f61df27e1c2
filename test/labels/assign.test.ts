/** Labels meet flows by endpoints and time; before and after rewriting they meet the same ones. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Assertion, isRetraction } from '../../src/labels/assertion.js'
import { assign, type FlowRow } from '../../src/labels/assign.js'
import { openLabels } from '../../src/labels/reader.js'
import { createLabelRewriter } from '../../src/layers/label-rewrite.js'
import { changed, moved, partner } from '../layers/run-layer.js'

const flow = (id: number, source: string, port: number, from: bigint, to: bigint): FlowRow => ({
  flowId: BigInt(id),
  [`sourceIPv${source.includes(':') ? 6 : 4}Address`]: source,
  [`destinationIPv${source.includes(':') ? 6 : 4}Address`]: source.includes(':')
    ? '2001:db8::2'
    : '192.0.2.2',
  sourceTransportPort: port,
  destinationTransportPort: 80,
  protocolIdentifier: 6,
  flowStartNanoseconds: from,
  flowEndNanoseconds: to,
})

const G = 1_000_000_000n
const DAY = 1_700_000_000n * G
const t = (seconds: number): bigint => DAY + BigInt(seconds) * G

const flows = [
  flow(1, '192.0.2.1', 40001, t(0), t(10)),
  flow(2, '192.0.2.1', 40002, t(5), t(6)),
  flow(3, '2001:db8::1', 40003, t(7), t(30)),
  // the same endpoints again, later
  flow(4, '192.0.2.1', 40001, t(100), t(110)),
]

function label(more: Partial<Assertion>): Assertion {
  return {
    subject: { kind: 'window' },
    taxonomy: 'class',
    value: 'scan',
    tier: 'construction',
    said: { tool: 'runner' },
    ...more,
  }
}

const ends = {
  kind: 'flow',
  source: '192.0.2.2',
  sourcePort: 80,
  destination: '192.0.2.1',
  destinationPort: 40001,
  protocol: 6,
} as const

const met = (l: Assertion) =>
  assign([l], flows).assertions.map((a) => [a.subject.flowId, a.tier, a.candidates])

describe('assign', () => {
  it('by endpoints in either direction, and time where the label has one', () => {
    expect(met(label({ subject: ends, start: t(3), end: t(3) }))).toEqual([[1, 'construction', 1]])
    expect(met(label({ subject: ends, start: t(99), end: t(100) }))).toEqual([
      [4, 'construction', 1],
    ])
    expect(met(label({ subject: ends }))).toEqual([
      [1, 'construction', 2],
      [4, 'construction', 2],
    ])
    const { sourcePort: _, destinationPort: __, ...hosts } = ends
    expect(met(label({ subject: hosts, end: t(20) }))).toEqual([
      [1, 'window', 2],
      [2, 'window', 2],
    ])
    const { destinationPort: ___, ...server } = ends
    expect(met(label({ subject: server, start: t(6) })).map(([id]) => id)).toEqual([1, 2])
    expect(met(label({ subject: { ...ends, protocol: 17 } }))).toEqual([])
  })

  it('by window and host: whatever the source knows, the tier is window', () => {
    expect(met(label({ start: t(6), end: t(7) }))).toEqual([
      [1, 'window', 3],
      [2, 'window', 3],
      [3, 'window', 3],
    ])
    const host = { kind: 'host', host: '2001:DB8:0::1' } as const
    expect(met(label({ subject: host }))).toEqual([[3, 'window', 1]])
    const at = { kind: 'window', host: '192.0.2.2', destinationPort: 80, protocol: 6 } as const
    expect(met(label({ subject: at, start: t(6) })).map(([id]) => id)).toEqual([1, 2])
    expect(met(label({ subject: { ...at, destinationPort: 81 }, start: t(6) }))).toEqual([])
    const both = { kind: 'window', host: '192.0.2.2' } as const
    expect(met(label({ subject: both, start: t(101) }))).toEqual([[4, 'window', 1]])
  })

  it('says what met nothing, and why', () => {
    const trace = { kind: 'trace', traceId: 'ab' } as const
    const { unassigned, assertions } = assign(
      [
        label({ subject: trace }),
        label({ subject: { kind: 'dataset' } }),
        label({ start: t(50), end: t(60) }),
      ],
      flows,
    )
    expect(assertions).toEqual([])
    expect(unassigned).toEqual({ 'about-trace': 1, 'about-dataset': 1, 'no-flow': 1 })
  })

  it('takes rows as they stand in JSON lines, and passes over those without addresses', () => {
    const row = { ...flows[0], flowId: '1', flowStartNanoseconds: String(t(0)) }
    const rows = [row, { flowId: 2n, protocolIdentifier: 2, flowStartNanoseconds: t(1) }]
    expect(assign([label({ start: t(1) })], rows).assertions).toHaveLength(1)
  })
})

function rewriteRow(row: FlowRow): FlowRow {
  const entries = Object.entries(row).map(([name, v]) => {
    if (name.endsWith('Address')) return [name, changed(String(v))]
    return [name, name.endsWith('Nanoseconds') ? moved(v as bigint) : v]
  })
  return Object.fromEntries(entries)
}

function rewriteAll(labels: readonly Assertion[]): Assertion[] {
  const rewriter = createLabelRewriter(() => partner, {})
  return labels.map((l) => {
    const e = rewriter.entry(l)
    if (typeof e === 'string' || isRetraction(e)) throw new Error(String(e))
    return e
  })
}

const sorted = (of: readonly Assertion[]): string[] =>
  of
    .map((a) => JSON.stringify(a, (_, v) => (typeof v === 'bigint' ? String(v) : v)))
    .map((s) => JSON.stringify(Object.entries(JSON.parse(s)).sort()))
    .sort()

const seconds = fc.integer({ min: 0, max: 120 })
const hosts = fc.constantFrom('192.0.2.1', '192.0.2.2', '192.0.2.9', '2001:db8::1', '2001:db8::2')
const ports = fc.constantFrom(80, 40001, 40002)

const anyFlow = fc.record({ a: hosts, b: hosts, p: ports, q: ports, from: seconds, long: seconds })
const anyLabel = fc.record({
  kind: fc.constantFrom('flow', 'window', 'host'),
  a: hosts,
  b: hosts,
  p: fc.option(ports),
  from: fc.option(seconds),
  long: seconds,
})

function flowFrom(x: { a: string; b: string; p: number; q: number; from: number; long: number }) {
  const v = (s: string): number => (s.includes(':') ? 6 : 4)
  return {
    [`sourceIPv${v(x.a)}Address`]: x.a,
    [`destinationIPv${v(x.b)}Address`]: x.b,
    sourceTransportPort: x.p,
    destinationTransportPort: x.q,
    protocolIdentifier: 6,
    flowStartNanoseconds: t(x.from),
    flowEndNanoseconds: t(x.from + x.long),
  }
}

describe('assign, and rewriting', () => {
  it('commute: what was met before is what is met after', () => {
    fc.assert(
      fc.property(
        fc.array(anyFlow, { maxLength: 12 }),
        fc.array(anyLabel, { minLength: 1, maxLength: 6 }),
        (xs, ys) => {
          const rows = xs.map((x, i) => ({ flowId: BigInt(i), ...flowFrom(x) }))
          const labels = ys.map(({ kind, a, b, p, from, long }) => {
            const port = p === null ? {} : { sourcePort: p, destinationPort: 80 }
            const subject =
              kind === 'flow'
                ? ({ kind, source: a, destination: b, protocol: 6, ...port } as const)
                : kind === 'host'
                  ? ({ kind, host: a } as const)
                  : ({ kind: 'window' } as const)
            const timed = from !== null || kind === 'window'
            const start = t(from ?? 0)
            return label({ subject, ...(timed ? { start, end: start + BigInt(long) * G } : {}) })
          })
          const before = assign(labels, rows)
          const after = assign(rewriteAll(labels), rows.map(rewriteRow))
          expect(sorted(after.assertions)).toEqual(sorted(rewriteAll(before.assertions)))
          expect(after.unassigned).toEqual(before.unassigned)
        },
      ),
      { seed: 7, numRuns: 60 },
    )
  })
})

const data = join(process.env.SCRIM_DATA ?? '', 'flows/ctu-test5.tabs.binetflow')
const hasData = process.env.SCRIM_DATA !== undefined && existsSync(data)

describe.skipIf(!hasData)('labels of a data set (set SCRIM_DATA to their folder)', () => {
  it('meet the flows of the same table', () => {
    const labels: Assertion[] = []
    const reader = openLabels('flows-csv', (read) => {
      if (typeof read !== 'string') labels.push(...(read as Assertion[]))
    })
    reader.push(readFileSync(data))
    reader.end()
    expect(labels.length).toBeGreaterThan(6000)
    const rows = labels.slice(0, 500).map((l, i) => {
      const { source = '', destination = '', sourcePort, destinationPort, protocol } = l.subject
      return {
        flowId: i,
        sourceIPv4Address: source,
        destinationIPv4Address: destination,
        sourceTransportPort: sourcePort,
        destinationTransportPort: destinationPort,
        protocolIdentifier: protocol,
        flowStartNanoseconds: l.start,
        flowEndNanoseconds: l.end,
      }
    })
    const { assertions, unassigned } = assign(labels.slice(0, 500), rows)
    expect(unassigned).toEqual({})
    const own = assertions.filter((a) => labels[a.subject.flowId ?? -1].value === a.value)
    expect(own.length / assertions.length).toBeGreaterThan(0.9)
  })
})
