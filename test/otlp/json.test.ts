/** JSON and protocol buffers give the same, chunks do not matter, and other JSON becomes OTLP. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { otlp } from '../../src/layers/otlp.js'
import { drive } from './drive.js'
import { type Filler, fill } from './fill.js'
import { type Request, read, toOtlpJson, write } from './reference.js'

/** Requests of which every field leaves in some form. */
const RECORDS: Request[] = ['Traces', 'Logs', 'Metrics']
const REQUESTS: Request[] = [...RECORDS, 'Profiles']

function filler(): Filler {
  let n = 0
  return {
    text: (path) => `word${n++} ${path.length}`,
    key: () => ['client.address', 'session.id', 'http.route', 'custom.key', 'file.size'][n++ % 5],
    bytes: (_path, size) => Buffer.alloc(size, ++n),
    integer: () => n++ - 3,
    one: (members) => n++ % members,
  }
}

/** A request of each kind with everything in it; of each oneof the last member counts. */
function whole(request: Request): Uint8Array {
  return write(request, fill(request, filler()))
}

function json(bytes: Buffer): unknown {
  return JSON.parse(bytes.toString())
}

describe('otlp json', () => {
  it.each(REQUESTS)('of %s becomes what protocol buffers become', (request) => {
    const bytes = whole(request)
    const fromBytes = drive(bytes)
    const fromJson = drive(Buffer.from(JSON.stringify(toOtlpJson(request, bytes))))
    expect(fromBytes.records.out).toBeGreaterThan(0)
    expect(json(fromJson.bytes)).toEqual(toOtlpJson(request, fromBytes.bytes))
    expect(fromJson.records).toEqual(fromBytes.records)
    expect(fromJson.rows).toEqual(fromBytes.rows)
  })

  it.each(RECORDS)('%s keep their structure in a decoder that others wrote', (request) => {
    const bytes = whole(request)
    const shape = (v: unknown): unknown =>
      Array.isArray(v) ? v.map(shape) : typeof v === 'object' && v !== null ? Object.keys(v) : ''
    const before = read(request, bytes) as Record<string, unknown>
    const after = read(request, drive(bytes).bytes) as Record<string, unknown>
    expect(shape(after)).toEqual(shape(before))
    expect(drive(drive(bytes).bytes).records).toEqual(drive(bytes).records)
  })

  it('does not depend on chunks, nor on lines', () => {
    const one = toOtlpJson('Traces', whole('Traces'))
    const lines = Buffer.from(`${JSON.stringify(one)}\n${JSON.stringify(one, null, 2)}\n`)
    const expected = drive(lines)
    expect(expected.records).toEqual({ in: 2, out: 2, dropped: {} })
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1 }), (cuts) => {
        const out = drive(lines, { cuts })
        expect(out.bytes.equals(expected.bytes)).toBe(true)
        expect(out.records).toEqual(expected.records)
      }),
      { seed: 5, numRuns: 20 },
    )
  })

  it('takes names of fields in both styles, and names of enumerations', () => {
    const span = { span_id: '5fb397be34d26b51', kind: 'SPAN_KIND_SERVER', start_time_unix_nano: 5 }
    const text = JSON.stringify({ resource_spans: [{ scope_spans: [{ spans: [span] }] }] })
    const { bytes } = drive(Buffer.from(text))
    expect(json(bytes)).toMatchObject({
      resourceSpans: [{ scopeSpans: [{ spans: [{ kind: 2, spanId: expect.any(String) }] }] }],
    })
  })

  it('keeps schemas of the conventions, and no other', () => {
    const schemas = (schemaUrl: string) =>
      drive(
        Buffer.from(
          JSON.stringify({
            resourceSpans: [{ schemaUrl, scopeSpans: [{ schemaUrl, spans: [] }] }],
          }),
        ),
      ).bytes.toString()
    const known = 'https://opentelemetry.io/schemas/1.24.0'
    expect(schemas(known).split(known).length).toBe(3)
    expect(schemas('https://opentelemetry.io/schemas/acme')).not.toContain('acme')
    expect(schemas('https://acme.example/schemas/1.24.0')).not.toContain('1.24.0')
  })

  it('drops lines that are no JSON and goes on', () => {
    const good = JSON.stringify(toOtlpJson('Logs', whole('Logs')))
    const cut = '{"resourceLogs": "al'
    const crossed = '{"resourceLogs":[{]}'
    const text = [good, 'rubbish alice', cut, good, crossed, good].join('\n')
    const out = drive(Buffer.from(text))
    expect(out.records.out).toBe(3)
    expect(out.records.dropped).toEqual({ 'bad-json': 2, 'not-json': 1 })
    expect(out.bytes.includes('alice')).toBe(false)
    const short = drive(Buffer.from(good.slice(0, -2)))
    expect(short.records).toEqual({ in: 1, out: 0, dropped: { truncated: 1 } })
  })

  it('bounds depth in linear time', () => {
    const deep = `{"resourceLogs":[{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}]}`
    expect(drive(Buffer.from(deep)).records.dropped).toEqual({ 'too-deep': 1 })
    let any: unknown = { stringValue: '10.1.2.3' }
    for (let i = 0; i < 120; i++) any = { arrayValue: { values: [any] } }
    const logs = { resourceLogs: [{ scopeLogs: [{ logRecords: [{ body: any }] }] }] }
    const out = drive(Buffer.from(JSON.stringify(logs)))
    expect(out.records.out).toBe(1)
    expect(out.suppressed['too-deep']).toBe(1)
  })

  it('reads the tables of profiles after the profiles, wherever they stand', () => {
    const text = '{"dictionary":{"stringTable":["","zqxalice"]},"resourceProfiles":[]}'
    const out = drive(Buffer.from(text), { format: 'otlp-json' })
    const { dictionary } = JSON.parse(out.bytes.toString())
    expect(dictionary.stringTable.length).toBe(2)
    expect(dictionary.stringTable[1]).not.toContain('zqx')
  })
})

const ZIPKIN = [
  {
    traceId: 'a03ee8fff1dcd9b9',
    id: '15fc03927f0f68df',
    parentId: 'f5f268651b2a2b34',
    kind: 'CLIENT',
    name: 'get',
    timestamp: 1_571_896_375_322_000,
    duration: 14_000,
    localEndpoint: { serviceName: 'shopfront', ipv4: '10.1.2.3', port: 8080 },
    remoteEndpoint: { serviceName: 'ledger', ipv4: '10.1.2.4' },
    tags: { 'http.method': 'GET', error: 'alice failed', 'cart.owner': 'alice' },
    annotations: [{ timestamp: 1_571_896_375_323_000, value: 'sent alice' }],
  },
]

const JAEGER = {
  data: [
    {
      traceID: '5b8aa5a2d2c872e8321cf37308d69df2',
      spans: [
        {
          traceID: '5b8aa5a2d2c872e8321cf37308d69df2',
          spanID: '5fb397be34d26b51',
          operationName: 'GET',
          references: [
            {
              refType: 'CHILD_OF',
              traceID: '5b8aa5a2d2c872e8321cf37308d69df2',
              spanID: 'f5f268651b2a2b34',
            },
          ],
          startTime: 1_571_896_375_322_000,
          duration: 2_000,
          tags: [
            { key: 'span.kind', type: 'string', value: 'server' },
            { key: 'http.status_code', type: 'int64', value: 404 },
            { key: 'error', type: 'bool', value: true },
          ],
          logs: [
            {
              timestamp: 1_571_896_375_323_000,
              fields: [{ key: 'event', type: 'string', value: 'exception' }],
            },
          ],
          processID: 'p1',
        },
      ],
      processes: { p1: { serviceName: 'ledger', tags: [{ key: 'ip', value: '10.1.2.3' }] } },
    },
  ],
}

describe('other traces in JSON', () => {
  it('of Zipkin become OTLP', () => {
    const text = Buffer.from(JSON.stringify(ZIPKIN, null, 2))
    expect(otlp.recognise(text)).toBe('zipkin-json')
    const out = drive(text)
    expect(out.records).toEqual({ in: 1, out: 1, dropped: {} })
    const cells = out.rows[0].cells
    expect(cells).toMatchObject({ kind: 'CLIENT', name: 'get', duration: 14_000_000n })
    expect(cells).toMatchObject({ status_code: 'ERROR' })
    expect(JSON.parse(String(cells.attributes))).toMatchObject({ 'http.method': 'GET' })
    expect(`${out.bytes.toString()}`).not.toMatch(/alice|10\.1\.2\.[34]|shopfront|ledger/)
  })

  it('of Jaeger become OTLP', () => {
    const text = Buffer.from(JSON.stringify(JAEGER))
    expect(otlp.recognise(text)).toBe('jaeger-json')
    const out = drive(text)
    const cells = out.rows[0].cells
    expect(cells).toMatchObject({ kind: 'SERVER', name: 'GET', status_code: 'ERROR' })
    expect(cells.parent_span_id).toMatch(/^[0-9a-f]{16}$/)
    expect(JSON.parse(String(cells.attributes))).toMatchObject({ 'http.status_code': 404 })
    expect(JSON.parse(String(cells.events))).toMatchObject([{ name: 'exception' }])
  })
})
