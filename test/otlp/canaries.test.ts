/** A value is planted in every place of every message: none of them may be found afterwards. */
import { describe, expect, it } from 'vitest'
import { attributes } from '../../src/otlp/places.js'
import { type Driven, drive } from './drive.js'
import { encodeAll, type Filler, fill } from './fill.js'
import { attr, fixed64, len, vint } from './proto.js'
import { type Request, toOtlpJson } from './reference.js'

/** Ways in which a value may be written down again. */
function forms(b: Buffer): string[] {
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), b]).toString('base64')
    return text.slice(shift === 0 ? 0 : shift + 1, Math.floor(((b.length + shift) * 8) / 6))
  })
  const percent = [...b].map((c) => `%${c.toString(16)}`).join('')
  return [
    b.toString('latin1'),
    b.toString('hex'),
    b.toString('hex').toUpperCase(),
    Buffer.from(b).reverse().toString('latin1'),
    b.toString('latin1').toUpperCase(),
    percent,
    ...base64,
  ]
}

interface Planted {
  readonly filler: Filler
  readonly places: Map<string, Buffer>
}

/** Values no list of words knows, each with the place where it was planted. */
function plant(): Planted {
  const places = new Map<string, Buffer>()
  let n = 0
  const text = (path: string): string => {
    const word = `zqx${(n++ * 7919 + 46656).toString(36)}vk`
    places.set(`${path} ${word}`, Buffer.from(word))
    return word
  }
  const bytes = (path: string, size: number): Uint8Array => {
    const b = Buffer.alloc(size, text(path))
    places.set(`${path} bytes`, b.subarray(0, 8))
    return b
  }
  const integer = (path: string): number => {
    const v = 7_310_000_000_000 + n++ * 1_000_003
    places.set(`${path} ${v}`, Buffer.from(String(v)))
    const raw = Buffer.alloc(8)
    raw.writeBigUInt64LE(BigInt(v))
    places.set(`${path} varint`, Buffer.from(vint(1, v).slice(1)))
    return v
  }
  return { filler: { text, key: text, bytes, integer }, places }
}

function found(out: Driven, places: Map<string, Buffer>): string[] {
  const rows = JSON.stringify(out.rows, (_, v) => (typeof v === 'bigint' ? String(v) : v))
  const all = `${out.bytes.toString('latin1')}\n${rows}`
  return [...places].filter(([, b]) => forms(b).some((s) => all.includes(s))).map(([p]) => p)
}

const REQUESTS: Request[] = ['Traces', 'Logs', 'Metrics', 'Profiles']

describe('values planted in every place', () => {
  for (const tier of ['partner', 'research', 'public'] as const) {
    it.each(REQUESTS)(`of %s in protocol buffers do not leave under ${tier}`, (request) => {
      const { filler, places } = plant()
      const bytes = encodeAll(request, fill(request, filler))
      expect(places.size).toBeGreaterThan(40)
      const before = { ...drive([], { format: 'otlp-proto' }), bytes: Buffer.from(bytes) }
      expect(found(before, places).length).toBeGreaterThan(40)
      const out = drive(bytes, { tier })
      expect(out.records.out).toBeGreaterThan(0)
      expect(found(out, places)).toEqual([])
    })

    it.each(REQUESTS)(`of %s in JSON do not leave under ${tier}`, (request) => {
      const { filler, places } = plant()
      const bytes = encodeAll(request, fill(request, filler))
      const json = Buffer.from(JSON.stringify(toOtlpJson(request, bytes)))
      const out = drive(json, { tier })
      expect(out.records.out).toBeGreaterThan(0)
      expect(found(out, places)).toEqual([])
    })
  }

  it('in each attribute that is known do not leave under partner', () => {
    const { filler, places } = plant()
    const all = attributes.flatMap(({ key }) => [
      ...attr(9, key, filler.text(key)),
      ...attr(9, key, vint(3, filler.integer(key))),
      ...attr(9, key, len(7, filler.bytes(key, 20))),
    ])
    const span = len(2, [...fixed64(7, 1_716_240_000_000_000_000n), ...all])
    const out = drive(len(1, len(2, span)))
    expect(out.records.out).toBe(1)
    expect(found(out, places)).toEqual([])
  })

  it('as a number where only small ones can be do not leave', () => {
    const address = 0x8d64ac25
    const record = [...fixed64(7, 1_716_240_000_000_000_000n)]
    const left = (n: number, v: number): Buffer =>
      drive(len(1, len(2, len(2, [...record, ...vint(n, v)])))).bytes
    for (const n of [10, 12, 14]) {
      expect(left(n, address).includes(Buffer.from(vint(n, address)))).toBe(false)
      expect(left(n, 7).includes(Buffer.from(vint(n, 7)))).toBe(true)
    }
    const point = { timeUnixNano: '1716240000000000000', scale: address, zeroCount: '1' }
    const buckets = { offset: address, bucketCounts: ['1'] }
    const data = { dataPoints: [{ ...point, positive: buckets, negative: buckets }] }
    const metrics = [{ name: 'x', exponentialHistogram: data }]
    const request = { resourceMetrics: [{ scopeMetrics: [{ metrics }] }] }
    const json = drive(Buffer.from(`${JSON.stringify(request)}\n`)).bytes.toString()
    expect(json).toContain('zeroCount')
    expect(json).not.toContain(String(address))
  })
})
