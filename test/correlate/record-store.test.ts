/** Records come back as they were given, in the order of their times, from little memory. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Endpoint } from '../../src/correlate/link-records.js'
import { createRecordStore } from '../../src/correlate/record-store.js'
import { memorySpill } from './spill.js'

interface Made {
  readonly time: bigint
  readonly until: bigint | undefined
  readonly id: string | undefined
  readonly peer: Endpoint | undefined
}

const KEYS = ['time', 'until', 'id', 'peer'] as const
const PART = 1 << 14

const made = (i: number, time = i): Made => ({
  time: BigInt(time),
  until: undefined,
  id: i.toString(16).padStart(16, '0'),
  peer: { address: '10.0.0.1', port: i % 65536 },
})

const orNone = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[0-9a-f]{0,20}$/))
const record: fc.Arbitrary<Made> = fc.record({
  time: fc.bigInt({ min: 0n, max: 9n }),
  until: orNone(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n })),
  id: orNone(text),
  peer: orNone(fc.record({ address: text, port: fc.double({ noNaN: true }) })),
})

/** What comes back of records, and how many blocks were put away. */
function through(records: readonly Made[]): [Made[], number] {
  const spill = memorySpill()
  const store = createRecordStore<Made>(KEYS, spill)
  for (const r of records) store.add(r)
  expect(store.size).toBe(records.length)
  const first = [...store.inOrder()]
  expect([...store.inOrder()].map((r) => r.id)).toEqual(first.map((r) => r.id))
  return [first, spill.blocks.length]
}

const sorted = (records: readonly Made[]): Made[] =>
  [...records].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))

describe('createRecordStore', () => {
  it('gives what it was given, those of the same time in the order in which they came', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 30 }), (records) => {
        expect(through(records)).toEqual([sorted(records), 0])
      }),
      { seed: 3, numRuns: 300 },
    )
  })

  it.each([
    ['in order', (i: number) => i],
    ['backwards', (i: number) => -i],
    ['a part before those that came first', (i: number) => i + [0, 9e5, -9e5, 5e5][i >> 14]],
    ['late by some', (i: number) => i - ((i * 7919) % 5000)],
    ['anyhow, many at the same time', (i: number) => (i * 7919) % 1009],
  ])('merges what it put away: %s', (_how, time) => {
    const records = Array.from({ length: 3 * PART + 100 }, (_, i) => made(i, time(i)))
    const [out, blocks] = through(records)
    expect(blocks).toBe((3 * PART) / 512)
    const want = sorted(records)
    const wrong = out.findIndex((r, i) => r.id !== want[i].id || r.time !== want[i].time)
    expect([out.length, wrong]).toEqual([records.length, -1])
    expect(out[PART]).toEqual(want[PART])
  })

  it('takes a text of megabytes', () => {
    const long = { ...made(1), id: 'x\u00e9'.repeat(1 << 20) }
    const rest = Array.from({ length: PART }, (_, i) => made(i + 2))
    const [out] = through([made(0), long, ...rest])
    expect(out.slice(0, 3)).toEqual([made(0), long, made(2)])
  })

  it('opens parts as their times come: one block of each, where records come in order', () => {
    const spill = memorySpill()
    const store = createRecordStore<Made>(KEYS, spill)
    for (let i = 0; i < 8 * PART; i++) store.add(made(i))
    let read = 0
    const { get } = spill
    spill.get = (at, length) => {
      read++
      return get(at, length)
    }
    const rows = store.inOrder()
    for (let i = 0; i < PART; i++) rows.next()
    expect(read).toBeLessThanOrEqual(PART / 512 + 1)
  })
})
