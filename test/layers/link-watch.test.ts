/** Links of a release: from rows of tables and frames that pass, to rows of tables. */
import { describe, expect, it } from 'vitest'
import { columnsOf, exchangesTable, flowsTable } from '../../src/layers/flow-tables.js'
import { createFlowWatch } from '../../src/layers/flow-watch.js'
import { clocksTable, linkQualityTable, linksTable } from '../../src/layers/link-tables.js'
import { createLinkWatch, type LinkWatch } from '../../src/layers/link-watch.js'
import type { Cell, Table } from '../../src/layers/table.js'
import { dissect, reset } from '../../src/wire/dissect.js'
import { createFrame } from '../../src/wire/frame.js'
import { type Recording, record } from '../correlate/links/recording.js'
import { memorySpill } from '../correlate/spill.js'
import { hexOf, ip4, type Part } from '../wire/frames/build.js'

const table = (name: string, columns: string): Table => ({
  name,
  doc: name,
  columns: columns.split(' ').map((c) => ({ name: c, type: 'string', doc: c })),
})
const spansTable = table(
  'spans',
  'trace_id span_id parent_span_id name kind start_time end_time service_name attributes resource',
)
const logsTable = table('logs', 'time trace_id span_id service_name resource')

type Rows = Map<string, Record<string, Cell>[]>
const linesTable = table('logs', 'time trace_id span_id service_name resource host')

/** A watch, and the rows that it gave. */
function open(most?: number, exported?: () => boolean): [LinkWatch, Rows] {
  const rows: Rows = new Map()
  const watch = createLinkWatch(
    (t, cells) => {
      const row = Object.fromEntries(t.columns.map((c, i) => [c.name, cells[i]]))
      rows.set(t.name, [...(rows.get(t.name) ?? []), row])
    },
    {
      spill: memorySpill(),
      ...(most === undefined ? {} : { most }),
      ...(exported === undefined ? {} : { others: false, exported }),
    },
  )
  return [watch, rows]
}

const put = (watch: LinkWatch, t: Table, values: Record<string, Cell>): void =>
  watch.row(
    t,
    t.columns.map((c) => values[c.name] ?? null),
  )

/** Gives a recording as rows, flows last as a flow table does. */
function feed(watch: LinkWatch, r: Recording): Map<string, string> {
  const flows = new Map<string, bigint>()
  const truth = new Map<string, string>()
  const names = new Map<string, string>()
  r.exchanges.forEach((x, i) => {
    const flowId = flows.get(x.flow) ?? BigInt(flows.size)
    flows.set(x.flow, flowId)
    names.set(x.id, `${flowId}/${i}`)
    put(watch, exchangesTable, {
      flowId,
      ordinal: BigInt(i),
      firstClientNanoseconds: x.start,
      lastClientNanoseconds: x.start,
      firstServerNanoseconds: x.end,
      lastServerNanoseconds: x.end,
      clientOctets: BigInt(x.clientOctets),
      serverOctets: BigInt(x.serverOctets),
      multiplexedSuspected: false,
    })
  })
  for (const [flow, flowId] of flows) {
    const x = r.exchanges.find((e) => e.flow === flow)
    if (x === undefined) continue
    put(watch, flowsTable, {
      flowId,
      sourceIPv4Address: x.client.address,
      destinationIPv4Address: x.server.address,
      sourceTransportPort: x.client.port,
      destinationTransportPort: x.server.port,
    })
  }
  for (const s of r.spans) {
    truth.set(`${s.traceId}/${s.spanId}`, names.get(r.truth.get(s.id) ?? '') ?? '')
    const ends: Record<string, unknown> = {}
    if (s.peer && s.kind === 'server') {
      ends['network.peer.address'] = `::ffff:${s.peer.address}`
      ends['network.peer.port'] = s.peer.port
    } else if (s.peer) {
      ends['net.peer.ip'] = s.peer.address
      ends['net.peer.port'] = String(s.peer.port)
    }
    put(watch, spansTable, {
      trace_id: s.traceId,
      span_id: s.spanId,
      parent_span_id: s.parentId ?? null,
      kind: s.kind.toUpperCase(),
      start_time: s.start,
      end_time: s.end,
      service_name: s.host,
      attributes: JSON.stringify(ends),
      resource: JSON.stringify({ 'host.name': `${s.host}.example` }),
    })
  }
  return truth
}

describe('createLinkWatch', () => {
  it('finds in rows what was recorded, and says how good it is', () => {
    const [watch, rows] = open()
    const plan = { seed: 5, requests: 400, rate: 100, connections: 8, clientOffset: 20 }
    const truth = feed(watch, record(plan))
    watch.finish()
    const links = rows.get('links') ?? []
    const best = links.filter((l) => l.best === true)
    expect(best.length).toBe(800)
    for (const l of best) {
      expect(`${l.flow_id}/${l.exchange}`).toBe(truth.get(`${l.trace_id}/${l.span_id}`))
    }
    expect(new Set(links.map((l) => l.method))).toEqual(
      new Set(['peer-port', 'trace-graph', 'exchange-match']),
    )
    const hosts = rows.get('clocks')?.map((c) => c.host)
    expect(new Set(hosts)).toEqual(new Set(['client-0.example', 'server.example']))
    const client = rows.get('clocks')?.find((c) => c.host === 'client-0.example')
    expect(Math.abs(Number(client?.offset) + 20e6)).toBeLessThan(1e6)
    expect(rows.get('link_quality')?.map((q) => q.method)).toContain('exchange-match')
    for (const t of [linksTable, linkQualityTable, clocksTable]) {
      for (const row of rows.get(t.name) ?? []) {
        t.columns.forEach((c) => {
          const cell = row[c.name]
          if (cell === null) return
          const type = typeof cell === 'number' ? 'number' : typeof cell
          const expected = { string: 'string', boolean: 'boolean', int64: 'bigint' }
          const wanted = c.type === 'timestamp' ? 'bigint' : Object(expected)[c.type]
          expect([c.name, type]).toEqual([c.name, wanted ?? 'number'])
        })
      }
    }
  })

  it('ties lines of logs to spans', () => {
    const [watch, rows] = open()
    const ids = { trace_id: 'a1', span_id: 'b1', service_name: 'cart' }
    put(watch, spansTable, { ...ids, kind: 'SERVER', start_time: 100n, end_time: 900n })
    put(watch, logsTable, { ...ids, time: 200n })
    put(watch, logsTable, { service_name: 'cart', time: 300n })
    put(watch, logsTable, { service_name: 'cart' })
    watch.finish()
    const best = rows.get('links')?.filter((l) => l.best) ?? []
    expect(best).toMatchObject([
      { log_row: 0n, trace_id: 'a1', span_id: 'b1', method: 'span-id' },
      { log_row: 1n, trace_id: 'a1', span_id: 'b1', method: 'host-time' },
    ])
  })

  it('ties lines of files to spans of the host or service that they name', () => {
    const [watch, rows] = open()
    const resource = (instance: string, host: string): string =>
      JSON.stringify({ 'service.instance.id': instance, 'host.name': host })
    const line = (host: string | null, service_name: string | null): void =>
      put(watch, linesTable, { time: 200n, host, service_name })
    // Files may come before the spans.
    line('h1', null)
    line('h2', 'cart')
    line(null, 'cart')
    line('elsewhere', 'cart')
    line('both', null)
    const span = { trace_id: 'a1', kind: 'SERVER', start_time: 100n, end_time: 900n }
    const put1 = (span_id: string, service_name: string, instance: string, host: string): void =>
      put(watch, spansTable, { ...span, span_id, service_name, resource: resource(instance, host) })
    put1('b1', 'front', 'i1', 'h1')
    put1('b2', 'cart', 'i2', 'h2')
    put1('b3', 'x', 'i3', 'both')
    put1('b4', 'y', 'i4', 'both')
    watch.finish()
    const found = rows.get('links')?.map((l) => [l.log_row, l.span_id, l.method])
    expect(found).toEqual([
      [0n, 'b1', 'host-time'],
      [1n, 'b2', 'host-time'],
      [2n, 'b2', 'host-time'],
    ])
  })

  it('ties lines to spans, however many there are: most wait elsewhere', () => {
    const spill = memorySpill()
    const found: [unknown, unknown][] = []
    const watch = createLinkWatch(
      (t, cells) => {
        if (t !== linksTable) return
        const { log_row: row, span_id: span, method } = columnsOf(linksTable)
        if (cells[method] === 'span-id') found.push([cells[row], cells[span]])
      },
      { spill },
    )
    const n = 20_000
    for (let i = 0; i < n; i++) {
      const [time, ids] = [BigInt(i) * 1_000_000n, { trace_id: `a${i >> 3}`, span_id: `b${i}` }]
      const one = { service_name: 'cart', resource: '{}', ...ids }
      put(watch, spansTable, {
        ...one,
        kind: 'SERVER',
        start_time: time,
        end_time: time + 5_000_000n,
        attributes: '{}',
      })
      put(watch, logsTable, { ...one, time: time + 1_000_000n })
    }
    expect(spill.blocks).toHaveLength(2 * ((1 << 14) / 512))
    watch.finish()
    expect(found).toHaveLength(n)
    expect(found.findIndex(([row, span]) => span !== `b${row}`)).toBe(-1)
  })

  it('holds no more exchanges than it may', () => {
    const [watch, rows] = open(10)
    feed(watch, record({ seed: 5, requests: 20, rate: 100, connections: 8 }))
    watch.finish()
    expect(watch.left).toBe(10)
    const linked = new Set(rows.get('links')?.map((l) => `${l.flow_id}/${l.exchange}`))
    expect(linked.size).toBe(10)
  })

  it('knows the span that a request in a frame names', () => {
    const [watch, rows] = open()
    const flows = createFlowWatch(watch.row)
    const f = createFrame()
    const frame = (ports: string, seq: string, text: string, millis: number): void => {
      const tcp: Part[] = [
        ['tcp', `${ports}${seq}`],
        ['tcp', '5018faf000000000'],
        ['http', Buffer.from(text).toString('hex')],
      ]
      const b = Uint8Array.from(Buffer.from(hexOf(ip4(6, tcp)), 'hex'))
      reset(f, b, 0, b.length, b.length)
      expect(dissect(f, 101)).toBeGreaterThanOrEqual(0)
      flows.after(f, f.end, 1000, millis * 1e6)
      watch.after(f, f.end, 1000, millis * 1e6)
    }
    const ask = (span: string): string =>
      `GET / HTTP/1.1\r\ntraceparent: 00-${'a'.repeat(32)}-${span}-01\r\n\r\n`
    const spans = ['1'.repeat(16), '2'.repeat(16), '3'.repeat(16)]
    let seq = 1
    spans.forEach((span, i) => {
      const text = ask(span)
      // The capture sees one direction only: requests follow one another without an answer.
      const client = seq.toString(16).padStart(8, '0')
      frame('c0011f90', `${client}00000001`, text, 10 * i)
      seq += text.length
    })
    flows.finish()
    put(watch, spansTable, {
      trace_id: 'a'.repeat(32),
      span_id: spans[0],
      kind: 'CLIENT',
      start_time: 999_999_000_000n,
      end_time: 1_000_050_000_000n,
      service_name: 'front',
    })
    watch.finish()
    expect(rows.get('links')).toMatchObject([
      { span_id: spans[0], flow_id: 0n, exchange: 0n, method: 'trace-context', best: true },
    ])
    expect(rows.get('exchanges')).toHaveLength(1)
    expect(columnsOf(linksTable).exchange).toBeGreaterThan(0)
  })

  it('links flows of packets alone by what exporters in them say of translations', () => {
    const links = (strangers: number, exported: boolean): readonly unknown[] => {
      const [watch, rows] = open(undefined, () => exported)
      const server = { destinationIPv4Address: '203.0.113.80', destinationTransportPort: 443 }
      const inside = { sourceIPv4Address: '10.0.0.5', sourceTransportPort: 40_000 }
      const outside = { sourceIPv4Address: '198.51.100.7', sourceTransportPort: 61_001 }
      const time = { flowStartNanoseconds: 5_000_000_000n, flowEndNanoseconds: 6_000_000_000n }
      const flow = (values: Record<string, Cell>, i: number) =>
        put(watch, flowsTable, { ...server, ...time, ...values, protocolIdentifier: 6, ...num(i) })
      const num = (i: number) => (i < 0 ? {} : { flowId: BigInt(i), firstPacket: i })
      for (let i = 0; i < strangers; i++) flow({ ...inside, sourceTransportPort: i % 30_000 }, i)
      flow(inside, strangers)
      flow(outside, strangers + 1)
      const after = {
        postNATSourceIPv4Address: '198.51.100.7',
        postNAPTSourceTransportPort: 61_001,
      }
      flow({ ...inside, other: JSON.stringify(after) }, -1)
      watch.finish()
      return rows.get('links') ?? []
    }
    const found = [{ method: 'nat-map', flow_id: 0n, confidence: 0.999, candidates: 1 }]
    expect(links(0, false)).toMatchObject(found)
    expect(links(20_000, true)).toMatchObject([{ ...found[0], flow_id: 20_000n }])
    // Where nobody exports, many flows are not held.
    expect(links(20_000, false)).toEqual([])
  })
})
