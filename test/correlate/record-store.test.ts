/** Records come back as they were given, in the order of their times, from little memory. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Endpoint } from '../../src/correlate/link-records.js'
import { createRecordStore } from '../../src/correlate/record-store.js'

interface Made {
  readonly time: bigint
  readonly until: bigint | undefined
  readonly id: string | undefined
  readonly host: string | undefined
  readonly peer: Endpoint | undefined
}

const SHAPE = { time: 'time', until: 'time', id: 'text', host: 'name', peer: 'end' } as const
const open = (most = 1e6) => createRecordStore<Made>(SHAPE, most)

const made = (i: number): Made => ({
  time: BigInt(i),
  until: undefined,
  id: i.toString(16).padStart(16, '0'),
  host: `host-${i}`,
  peer: { address: '10.0.0.1', port: i % 65536 },
})

const orNone = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[0-9a-f]{0,20}$/))
const record: fc.Arbitrary<Made> = fc.record({
  time: fc.bigInt({ min: 0n, max: 9n }),
  until: orNone(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n })),
  id: orNone(text),
  host: orNone(text),
  peer: orNone(fc.record({ address: text, port: fc.double({ noNaN: true }) })),
})

describe('createRecordStore', () => {
  it('gives what it was given, those of the same time in the order in which they came', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 30 }), (records) => {
        const store = open()
        for (const r of records) expect(store.add(r)).toBe(true)
        const sorted = [...records].sort((a, b) => Number(a.time - b.time))
        expect([...store.inOrder('time')]).toEqual(sorted)
      }),
      { seed: 3, numRuns: 300 },
    )
  })

  it('holds more names than it numbers, and more rows and texts than one part has', () => {
    const store = open()
    const n = 70_000
    for (let i = 0; i < n; i++) store.add(made(i))
    let i = 0
    for (const r of store.inOrder('time')) {
      if (r.host !== `host-${i}` || i % 997 === 0) expect(r).toEqual(made(i))
      i++
    }
    expect([store.size, i]).toEqual([n, n])
  })

  it('takes a text of megabytes', () => {
    const store = open()
    const long = { ...made(1), id: 'x\u00e9'.repeat(1 << 20) }
    for (const r of [made(0), long, made(2)]) store.add(r)
    expect([...store.inOrder('time')]).toEqual([made(0), long, made(2)])
  })

  it('has an end: in records, and in bytes of text', () => {
    const few = open(2)
    expect([0, 1, 2].map((i) => few.add(made(i)))).toEqual([true, true, false])
    expect(few.size).toBe(2)
    const store = open()
    const long = { ...made(1), id: 'x'.repeat(1 << 24) }
    let n = 0
    while (n < 100 && store.add(long)) n++
    expect(n).toBe(16)
  })

  it('needs a tenth of a kilobyte for a record', () => {
    const store = open()
    const before = process.memoryUsage()
    for (let i = 0; i < 200_000; i++) {
      store.add({ ...made(i), host: 'one', until: 1n })
    }
    const after = process.memoryUsage()
    expect((after.arrayBuffers - before.arrayBuffers) / 200_000).toBeLessThan(100)
    expect(store.size).toBe(200_000)
  })
})
