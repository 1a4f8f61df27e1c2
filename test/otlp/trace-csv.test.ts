/** Spans in CSV: read as the same spans in OTLP are, and nothing else of a line leaves. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { otlp } from '../../src/layers/otlp.js'
import { createTraceCsv } from '../../src/otlp/trace-csv.js'
import { drive } from './drive.js'

const HEADING =
  'TraceID,SpanID,ParentID,PodName,OperationName,StartTimeUnixNano,EndTimeUnixNano,Duration'
const TRACE = '70cbf2beaa0db4988834e26d3cf539d8'
const START = '1700000000905000000'
const lines = [
  `${TRACE},89bf42fb99aea9b5,root,shop-6f6cfc45b-h5m2n,/*,${START},1700000001011013511,106013`,
  `${TRACE},092a34555dff0aa3,89bf42fb99aea9b5,pay-7b-xk,"GET ""a"", b",1700000000906000000,,0`,
]
const table = (...more: string[]): Buffer => Buffer.from([HEADING, ...more, ''].join('\n'))

/** The requests that a table becomes, before anything is rewritten. */
function requests(bytes: Uint8Array, cuts: readonly number[] = [bytes.length]) {
  const found: { resourceSpans: unknown[] }[] = []
  const counts = { in: 0, out: 0, dropped: {} }
  const suppressed = {}
  const reader = createTraceCsv((b) => found.push(JSON.parse(String(b))), counts, suppressed)
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const n = Math.max(1, cuts[i % cuts.length])
    reader.push(bytes.subarray(at, at + n))
    at += n
  }
  reader.end()
  return { found, counts, suppressed }
}

describe('tables of spans', () => {
  it('become requests by what their spans are of', () => {
    const resource = (name: string) => ({
      attributes: [{ key: 'k8s.pod.name', value: { stringValue: name } }],
    })
    const { found, counts } = requests(table(...lines))
    expect(found).toEqual([
      {
        resourceSpans: [
          {
            resource: resource('shop-6f6cfc45b-h5m2n'),
            scopeSpans: [
              {
                spans: [
                  {
                    traceId: TRACE,
                    spanId: '89bf42fb99aea9b5',
                    name: '/*',
                    startTimeUnixNano: '1700000000905000000',
                    endTimeUnixNano: '1700000001011013511',
                  },
                ],
              },
            ],
          },
          {
            resource: resource('pay-7b-xk'),
            scopeSpans: [
              {
                spans: [
                  {
                    traceId: TRACE,
                    spanId: '092a34555dff0aa3',
                    parentSpanId: '89bf42fb99aea9b5',
                    name: 'GET "a", b',
                    startTimeUnixNano: '1700000000906000000',
                    endTimeUnixNano: '1700000000906000000',
                  },
                ],
              },
            ],
          },
        ],
      },
    ])
    expect(counts).toEqual({ in: 0, out: 0, dropped: {} })
  })

  it('are known by their heading alone', () => {
    const format = (heading: string) => otlp.recognise(Buffer.from(`${heading}\n1,2,3\n`))
    expect(format(HEADING)).toBe('trace-csv')
    expect(format(`\ufeff${HEADING.toLowerCase()},other\r`)).toBe('trace-csv')
    expect(format('trace_id,span_id,parent_span_id,operation_name,start_time_unix_nano')).toBe(
      'trace-csv',
    )
    expect(format('Trace ID,Span ID,Parent ID,operation.name,Start-Time-Unix-Nano')).toBe(
      'trace-csv',
    )
    expect(format('TraceID,SpanID,PodName,Log')).toBeUndefined()
    expect(otlp.recognise(Buffer.from(HEADING))).toBeUndefined()
  })

  it('lose lines that are none, by reason, and columns that nobody knows', () => {
    const bad = ['x', lines[0].replace('70cb', 'zzzz'), lines[0].replace(START, '17x0'), '"', '']
    const long = `${TRACE},${'a'.repeat(70_000)}`
    const ran = drive(table(lines[0], ...bad, long, lines[1]))
    expect(ran.records).toEqual({ in: 7, out: 2, dropped: { 'bad-line': 4, 'too-long': 1 } })
    const more = `${HEADING},constructor\n${lines[0]},alice\n${lines[1]},\n`
    const owned = drive(Buffer.from(more))
    expect(owned.records.out).toBe(2)
    expect(requests(Buffer.from(more)).suppressed).toEqual({ 'unknown-column': 1 })
    expect(owned.bytes.includes('alice')).toBe(false)
  })

  it('end where that is certain: of a duration nobody knows the unit', () => {
    const span = `${TRACE},89bf42fb99aea9b5,root,pod,GET,${START}`
    const ends = ['1700000001011013511,7', ',0', ',0.0', ',', ',106013', 'later,', 'later,0']
    const text = table(HEADING, ...ends.map((end) => `${span},${end}`))
    const { rows, records } = drive(text)
    expect(records).toEqual({ in: 8, out: 7, dropped: { 'bad-line': 1 } })
    const lasted = rows.map(({ cells }) => cells.duration)
    expect(lasted).toEqual([106_013_511n, 0n, 0n, null, null, null, 0n])
    expect(requests(text).suppressed).toEqual({ duration: 2 })
  })

  it('however they are cut', () => {
    const bytes = table(...Array.from({ length: 700 }, (_, i) => lines[i % 2]))
    const whole = requests(bytes)
    expect(whole.found).toHaveLength(3)
    const cuts = fc.array(fc.nat(300), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(cuts, (c) => {
        expect(requests(bytes, c)).toEqual(whole)
      }),
      { numRuns: 20, seed: 5 },
    )
  })

  it('of any bytes are counted', () => {
    const bytes = fc.array(fc.oneof(fc.constantFrom(...lines, '"', ','), fc.string()))
    fc.assert(
      fc.property(bytes, (list) => {
        const { found, counts } = requests(table(...list))
        const spans = JSON.stringify(found).split('"spanId"').length - 1
        const rows = list
          .join('\n')
          .split('\n')
          .filter((l) => l.replace(/\r$/, '') !== '')
        expect(spans + counts.in).toBe(rows.length)
      }),
      { numRuns: 300, seed: 6 },
    )
  })
})

const folder = join(process.env.SCRIM_DATA ?? '', 'telemetry')
const day = join(folder, 'nezha', '2023-01-29-faultfree', 'trace')
describe.skipIf(process.env.SCRIM_DATA === undefined || !existsSync(day))(
  'real traces in CSV (set SCRIM_DATA to their folder)',
  () => {
    it('are the spans that they are in OTLP', () => {
      const same = drive(readFileSync(join(folder, 'otlp', 'nezha-faultfree', 'traces.jsonl')))
      const parts = readdirSync(day).map((f) => drive(gunzipSync(readFileSync(join(day, f)))))
      const key = ({ cells: c }: (typeof same.rows)[0]) =>
        [c.trace_id, c.span_id, c.parent_span_id, c.name, c.start_time, c.end_time].join()
      const rows = parts.flatMap((p) => p.rows.map(key))
      expect(rows.length).toBe(4890)
      expect(rows.toSorted()).toEqual(same.rows.map(key).toSorted())
    })
  },
)
