/** Changed and cut requests never throw or hang, and records that come in leave or are counted. */
import { describe, expect, it } from 'vitest'
import { otlp } from '../../src/layers/otlp.js'
import { growthOf, LINEAR } from '../growth.js'
import { type Driven, drive } from './drive.js'
import { encodeAll, type Filler, fill } from './fill.js'
import { len, varint } from './proto.js'
import { type Request, read, toOtlpJson, write } from './reference.js'

const REQUESTS: Request[] = ['Traces', 'Logs', 'Metrics', 'Profiles']
const filler: Filler = {
  text: () => 'alice',
  key: () => 'enduser.id',
  bytes: (_path, size) => Buffer.alloc(size, 7),
  integer: () => 7,
}

/** Numbers that look random, the same each time (xorshift32). */
function createRandom(seed: number): (below: number) => number {
  let x = seed
  return (below) => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return (x >>> 0) % below
  }
}

function balanced({ records }: Driven): void {
  const dropped = Object.values(records.dropped).reduce((a, b) => a + b, 0)
  expect(records.in).toBe(records.out + dropped)
}

function mutate(b: Buffer, random: (below: number) => number): Buffer {
  const out = Buffer.from(b)
  for (let k = random(4); k >= 0; k--) out[random(out.length)] = random(256)
  return random(3) === 0 ? out.subarray(0, random(out.length)) : out
}

describe('otlp under damage', () => {
  it.each(REQUESTS)('counts each record of changed %s in protocol buffers', (request) => {
    const whole = Buffer.from(encodeAll(request, fill(request, filler)))
    const random = createRandom(request.length)
    for (let i = 0; i < 150; i++) {
      const out = drive(mutate(whole, random), { format: 'otlp-proto' })
      balanced(out)
      if (out.records.out > 0 && Object.keys(out.records.dropped).length === 0) {
        expect(() => drive(out.bytes, { format: 'otlp-proto' })).not.toThrow()
      }
    }
  })

  it.each(REQUESTS)('counts each record of changed %s in JSON', (request) => {
    const text = JSON.stringify(toOtlpJson(request, write(request, fill(request, filler))))
    const random = createRandom(request.length + 9)
    for (let i = 0; i < 80; i++) {
      balanced(drive(mutate(Buffer.from(text), random), { format: 'otlp-json' }))
    }
  })

  it('lets nothing of a request leave that ends too early', () => {
    const whole = write('Traces', fill('Traces', filler))
    for (let n = 1; n < whole.length; n += 3) {
      const out = drive(whole.subarray(0, n), { format: 'otlp-proto' })
      expect(out.bytes.length).toBe(0)
      expect(out.records.out).toBe(0)
    }
  })

  it('is linear in lists of lists', () => {
    const lists = (depth: number, width: number) => {
      let deep = len(1, 'x')
      for (let i = 0; i < depth; i++) deep = len(5, len(1, deep))
      const wide = len(5, Array.from({ length: width }, () => len(1, deep)).flat())
      const span = len(2, len(9, [...len(1, 'client.address'), ...len(2, wide)]))
      return len(1, len(2, span))
    }
    const reads = (made: (size: number) => number[]) => {
      const inputs = new Map<number, number[]>()
      return growthOf((size) => {
        const b = inputs.get(size) ?? made(size)
        inputs.set(size, b)
        for (let i = 0; i < 10; i++) drive(b, { format: 'otlp-proto' })
      }, 15)
    }
    expect(reads((depth) => lists(depth, 200))).toBeLessThan(LINEAR)
    expect(reads((width) => lists(20, width * 10))).toBeLessThan(LINEAR)
  })
})

describe('otlp framing', () => {
  const one = write('Logs', fill('Logs', filler))
  const delimited = Buffer.from([...varint(one.length), ...one])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(one.length)
  const framed = Buffer.concat([size, one])

  it('is found out, and kept', () => {
    const cases: [string, Buffer, number][] = [
      ['otlp-proto', Buffer.concat([one, one]), 0],
      ['otlp-proto-delimited', Buffer.concat([delimited, delimited]), 1],
      ['otlp-proto-framed', Buffer.concat([framed, framed]), 4],
    ]
    for (const [format, bytes] of cases) {
      expect(otlp.recognise(bytes)).toBe(format)
      const expected = drive(bytes)
      expect(expected.records).toEqual({ in: 2, out: 2, dropped: {} })
      for (const cuts of [[1], [3, 7], [1000, 1]]) {
        expect(drive(bytes, { cuts }).bytes.equals(expected.bytes)).toBe(true)
      }
      expect(otlp.recognise(expected.bytes)).toBe(format)
    }
    expect(() => read('Logs', drive(one).bytes)).not.toThrow()
  })

  it('is not seen in what is something else', () => {
    for (const s of [
      '',
      '\n',
      '\n{"a":1}',
      'GET / HTTP/1.1\r\n',
      '[1,2]',
      '{"a":1}',
      '\n\n\n\n\n',
    ]) {
      expect(otlp.recognise(Buffer.from(s))).toBeUndefined()
    }
    const random = createRandom(3)
    for (let i = 0; i < 2000; i++) {
      const b = Buffer.from(Array.from({ length: 64 }, () => random(256)))
      expect(otlp.recognise(b)).toBeUndefined()
    }
  })

  it('refuses a request of more than 64 MiB without holding it, and reads the next', () => {
    const big = Buffer.alloc(4)
    big.writeUInt32BE(80 << 20)
    const input = Buffer.concat([big, Buffer.alloc(80 << 20), framed])
    const out = drive(input, { format: 'otlp-proto-framed', cuts: [1 << 20] })
    expect(out.records).toEqual({ in: 2, out: 1, dropped: { 'too-large': 1 } })
  })
})
