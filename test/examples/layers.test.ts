/** The recording with all layers holds what its README says, counted by readers of its own. */
import { readFileSync } from 'node:fs'
import { hostname, release } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { dataset, missing, readAllSecrets, readLayer } from '../../examples/shop/check.mjs'
import { type Ends, endsOf, framesOf } from './independent.js'
import { jsonBelow, otlp, protoBelow, readSpans, type Span } from './spans.js'

const frames = framesOf(readLayer('packets')[0]?.bytes ?? Buffer.alloc(0))
const ends = frames.map(endsOf)
const spans = readSpans()
const secrets = readAllSecrets()
const named = (type: string) => secrets.filter((s) => s.type === type).map((s) => s.value)
const plain = (address: unknown) => String(address).replace('::ffff:', '')
const linesOf = (name: string) =>
  (readLayer('logs').find((f) => f.name === name)?.bytes ?? '').toString().trimEnd().split('\n')

/** Who sent TCP segments to whom: `address port address port`. */
const flows = new Set(
  ends.flatMap(({ ips, ports }: Ends) =>
    ports === undefined ? [] : [`${ips[0]} ${ports[0]} ${ips[1]} ${ports[1]}`],
  ),
)

function flowOf({ attributes: a }: Span): string {
  const peer = `${plain(a['network.peer.address'])} ${a['network.peer.port']}`
  if (a['rpc.system'] === 'grpc') return `10.20.0.34 50051 ${peer}`
  return `${plain(a['network.local.address'])} ${a['network.local.port']} ${peer}`
}

describe('recording', () => {
  it('holds every secret in the layers it is listed for', () => {
    expect(secrets.filter((s) => s.layers.length > 0).length).toBeGreaterThan(90)
    expect([...missing()]).toEqual([])
  })

  it('has as many packets, spans, log records and metrics as the README says', () => {
    expect(frames.length).toBe(24_805)
    expect(protoBelow('traces.binpb', 1, 2, 2)).toHaveLength(1841)
    expect(jsonBelow('traces.jsonl', 'resourceSpans', 'scopeSpans', 'spans')).toHaveLength(250)
    expect(protoBelow('logs.binpb', 1, 2, 2)).toHaveLength(293)
    expect(jsonBelow('logs.jsonl', 'resourceLogs', 'scopeLogs', 'logRecords')).toHaveLength(84)
    expect(protoBelow('metrics.binpb', 1, 2, 2)).toHaveLength(176)
    const metrics = jsonBelow('metrics.jsonl', 'resourceMetrics', 'scopeMetrics', 'metrics')
    expect(metrics).toHaveLength(52)
  })

  it('has gauges, sums, histograms with exemplars, and exponential histograms', () => {
    const kinds = [5, 7, 9, 10].map((n) => protoBelow('metrics.binpb', 1, 2, 2, n).length)
    expect(kinds).toEqual([35, 44, 87, 10])
    const exemplars = [
      ...otlp('metrics.jsonl')
        .toString()
        .matchAll(/"exemplars":\[\{[^\]]*?\}/g),
    ]
    const ids = exemplars.map((m) => /"spanId":"([0-9a-f]{16})"/.exec(m[0])?.[1])
    expect(ids).toHaveLength(20)
    expect(ids.filter((id) => !spans.some((s) => s.id === id))).toEqual([])
  })

  it('carries the flow of every span that tells its ports', () => {
    const clients = spans.filter((s) => s.kind === 3 && s.attributes['network.local.port'])
    expect(clients).toHaveLength(821)
    expect(clients.filter((s) => !flows.has(flowOf(s)))).toEqual([])
    const servers = spans.filter((s) => s.kind === 2)
    expect(servers).toHaveLength(974)
    expect(servers.filter((s) => !flows.has(flowOf(s)))).toEqual([])
  })

  it('carries the identifier of every HTTP client span in a clear header', () => {
    const text = Buffer.concat(frames).toString('latin1')
    const found = text.matchAll(/traceparent: 00-([0-9a-f]{32})-([0-9a-f]{16})-01/g)
    const heads = new Set([...found].map((m) => `${m[1]} ${m[2]}`))
    const callers = spans.filter((s) => s.kind === 3 && s.attributes['http.request.method'])
    expect(callers).toHaveLength(317)
    expect(callers.filter((s) => !heads.has(`${s.trace} ${s.id}`))).toEqual([])
  })

  it('has log lines whose spans are there', () => {
    const known = new Set(spans.map((s) => `${s.trace} ${s.id}`))
    const lines = ['front.jsonl', 'cart.jsonl', 'orders.jsonl', 'stock.jsonl'].flatMap(linesOf)
    const pairs = lines.map((line) => JSON.parse(line)).filter((line) => line.trace_id)
    expect([lines.length, pairs.length]).toEqual([377, 376])
    expect(pairs.filter((p) => !known.has(`${p.trace_id} ${p.span_id}`))).toEqual([])
    const syslog = linesOf('syslog-5424.log').map((l) => /trace_id="(\w+)" span_id="(\w+)"/.exec(l))
    expect(syslog).toHaveLength(294)
    expect(syslog.filter((m) => !known.has(`${m?.[1]} ${m?.[2]}`))).toEqual([])
  })

  it('names each of its files once in dataset.yaml', () => {
    const list = parse(readFileSync(join(dataset, 'dataset.yaml'), 'utf8'))
    const paths = [...list.inputs, ...list.labels].map((input: { path: string }) => input.path)
    const layers = ['packets', 'otlp', 'logs', 'labels']
    const files = layers.flatMap((l) => readLayer(l).map((f) => `${l}/${f.name}`))
    expect(paths.toSorted()).toEqual(files.toSorted())
  })
})

describe('labels', () => {
  const [head = '', ...rows] = String(readLayer('labels')[0]?.bytes).trimEnd().split('\n')
  const labels = rows.map((row) => {
    const cells = row.split(',')
    return Object.fromEntries(head.split(',').map((name, i) => [name, cells[i] ?? '']))
  })

  it('name three attacks and two faults, in order', () => {
    const what = labels.map((l) => `${l['kind']} ${l['technique'] || l['affected']}`)
    expect(what).toEqual([
      'attack T1046',
      'fault stock',
      'attack T1110.001',
      'fault orders',
      'attack T1110.003',
    ])
    const times = labels.flatMap((l) => [l['start'] ?? '', l['end'] ?? ''])
    expect(times).toEqual(times.toSorted())
    expect(labels.every((l) => l['said_by'] === 'construction')).toBe(true)
  })

  it('agree with what the servers logged of the attacker', () => {
    const guesses = linesOf('auth.log').filter((l) => l.includes('Failed password'))
    expect(guesses.filter((l) => l.includes('from 45.141.7.66'))).toHaveLength(15)
    const denied = linesOf('web-access.log').filter((l) => l.startsWith('45.141.7.66 '))
    expect(denied.filter((l) => l.includes('POST /store/login HTTP/1.1" 401'))).toHaveLength(12)
  })
})

describe('the machine it was recorded on', () => {
  const texts = ['packets', 'otlp', 'logs', 'labels'].flatMap((l) => readLayer(l))

  it('is named by no address that is not listed', () => {
    const macs = new Set(named('mac').map((m) => m.replaceAll(':', '')))
    const isGroup = (mac: string) => Number.parseInt(mac.slice(0, 2), 16) % 2 === 1
    const seen = new Set(ends.flatMap((e) => e.macs))
    expect([...seen].filter((m) => !isGroup(m) && !macs.has(m))).toEqual([])
    const ips = new Set([...named('ipv4'), ...named('ipv6')])
    const open = /^(0\.0\.0\.0|255\.255\.255\.255|22[4-9]\..*|ff0.*|::)$/
    const found = new Set(ends.flatMap((e) => e.ips))
    expect(found.size).toBeGreaterThan(60)
    expect([...found].filter((ip) => !ips.has(ip) && !open.test(ip))).toEqual([])
  })

  it('is named by no address in logs', () => {
    const ips = new Set([...named('ipv4'), '0.0.0.0', '127.0.0.1'])
    const logs = readLayer('logs').map((f) => f.bytes.toString())
    // Versions of browsers have four numbers too.
    const quads = logs.flatMap((t) => [
      ...t.matchAll(/(?<![\d./])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g),
    ])
    expect(quads.length).toBeGreaterThan(1000)
    expect([...new Set(quads.map((m) => m[0]))].filter((ip) => !ips.has(ip))).toEqual([])
  })

  it.each(texts.map((f) => [f.name, f.bytes.toString('latin1')]))(
    '%s names no path of it',
    (...r) => {
      const paths = r[1].match(/\/(?:root|tmp|work|mnt|usr\/local|home(?!\/anna))\/[\w./-]*/g)
      expect(paths ?? []).toEqual([])
      for (const own of [hostname(), release()]) if (own.length > 4) expect(r[1]).not.toContain(own)
    },
  )
})
