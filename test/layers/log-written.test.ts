/** Numbers in JSON logs that a double does not hold: exact digits go in and out. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LayerContext } from '../../src/layers/layer.js'
import { moveWritten } from '../../src/layers/log-numbers.js'
import { digitsOf, parseWritten, stringifyWritten, written } from '../../src/layers/log-written.js'
import { logs } from '../../src/layers/logs.js'
import type { Policy } from '../../src/policy/policy.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import type { TimeShift } from '../../src/wire/values.js'
import { growthOf, LINEAR } from '../growth.js'
import { partner, runOver } from './run-layer.js'

const TIME = '"time":"2026-03-01T10:00:00Z"'

/** What a record leaves as, and the cell of its attributes. */
function over(fields: string, policy?: Policy): { text: string; attributes: string } {
  let attributes = ''
  const row: LayerContext['row'] = (table, cells) => {
    attributes = String(cells[table.columns.findIndex((c) => c.name === 'attributes')])
  }
  const input = Buffer.from(`{${TIME},"msg":"x",${fields}}\n`)
  const ran = runOver(logs, input, { ...(policy && { policy }), context: { row } })
  return { text: ran.out.toString(), attributes }
}

const profile = profilePolicy('partner')
const keep = { transform: 'keep', args: {} }
const keeping: readonly Policy[] = [
  { ...profile, rules: { ...profile.rules, link: keep } },
  { ...profile, fields: { ...profile.fields, 'log.pid': keep } },
]

const shift: TimeShift = { seconds: -86_400, nanos: 5, roundNanos: 1, zero: false }

describe('parseWritten', () => {
  const digits = fc.oneof(
    fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }).map(String),
    fc.stringMatching(/^[1-4]\d{9}\.\d{7,9}$/),
  )

  it('gives back every number of 64 bits, and every nanosecond, wherever it stands', () => {
    fc.assert(
      fc.property(digits, fc.string({ unit: 'grapheme' }), (n, s) => {
        const text = `{"a":${n},"b":[${n},{"c":${n}}],"d":${JSON.stringify(s)}}`
        expect(stringifyWritten(parseWritten(text))).toBe(text)
      }),
      { seed: 7, numRuns: 400 },
    )
  })

  it.each([
    '1.50',
    '1e2',
    '0.237803936004638',
    '1e999',
    '-0',
    '123456789012345678901',
    '8007199254740993',
  ])('leaves %s to the parser', (n) =>
    expect(parseWritten(`{"a":${n},"b":[${n}]}`)).toEqual(JSON.parse(`{"a":${n},"b":[${n}]}`)),
  )

  it('leaves strings that look like numbers strings', () => {
    const text = '{"a":"9007199254740993","b":"\\"x\\":9007199254740993,","c":9007199254740993}'
    expect(stringifyWritten(parseWritten(text))).toBe(text)
    expect(parseWritten(text)).toMatchObject({ a: '9007199254740993' })
  })

  it('refuses what is no JSON, in linear time', () => {
    const grown = growthOf((size) => {
      const hostile = `{"a":12345678901234567890,"b":"${'\\"'.repeat(size)}`
      expect(() => parseWritten(hostile)).toThrow(SyntaxError)
      expect(stringifyWritten(parseWritten(`${hostile}"}`))).toBe(`${hostile}"}`)
    }, 1 << 17)
    expect(grown).toBeLessThan(LINEAR)
  })
})

describe('digitsOf', () => {
  it.each(['123', 'x', '', '\ud800', '\ud800x', '\ud8001; drop', '\ud8001e2'])(
    'takes none of %j',
    (s) => {
      expect(digitsOf(s)).toBe(undefined)
    },
  )
  it('gives the digits of written', () => {
    expect(digitsOf(written('-9007199254740993'))).toBe('-9007199254740993')
  })
})

describe('moveWritten', () => {
  it.each([
    ['1772359200384979123', '1772272800384979128'],
    ['1772359200.384979123', '1772272800.384979128'],
    ['1772359200.10', '1772272800.10'],
  ])('moves %s digit by digit', (from, to) => expect(moveWritten(shift, from)).toBe(to))

  it.each(['17723592003849791', '177235920038497912345', '9772359200.1', '-1772359200.1', '1e18'])(
    'takes %s for no time',
    (n) => expect(moveWritten(shift, n)).toBe(undefined),
  )
  it('moves none where times do not leave', () => {
    expect(moveWritten({ ...shift, zero: true }, '1772359200384979123')).toBe(undefined)
  })
})

describe('records in JSON', () => {
  it('keeps sizes as they were written, in the record and in its row', () => {
    const { text, attributes } = over('"bytes":9007199254740993,"duration":1.5')
    for (const s of [text, attributes]) {
      expect(s).toContain('"bytes":9007199254740993,"duration":1.5')
    }
  })

  it('keeps identifiers whole that a policy keeps, and changes others by all of their bits', () => {
    const ids = ['18446744073709551615', '9007199254740993', '9007199254740992', '281474976710658']
    for (const id of ids) {
      for (const policy of keeping) {
        expect(over(`"pid":${id}`, policy).text).toContain(`"pid":${id}}`)
      }
    }
    const left = ids.map((id) => over(`"pid":${id}`).text)
    expect(new Set(left).size).toBe(ids.length)
    for (const [i, id] of ids.entries()) expect(left[i]).not.toContain(id)
  })

  it('takes no long identifier for the short one that its low bits are', () => {
    const pid = (id: bigint): string => /"pid":(-?\d+)}/.exec(over(`"pid":${id}`).text)?.[1] ?? ''
    for (const low of [0n, 1n, 4711n]) {
      const all = [low, 2n ** 53n + 2n ** 52n + low, 2n ** 60n + low, 2n ** 63n + low]
      expect(new Set(all.map(pid)).size).toBe(all.length)
      expect(all.map(pid)).not.toContain('')
    }
    const many = Array.from({ length: 4000 }, (_, i) => 2n ** 62n + BigInt(i))
    const text = over(many.map((n) => `"pid":${n}`).join(`}\n{${TIME},`)).text
    const left = [...text.matchAll(/"pid":(\d{1,20})}/g)].map((m) => m[1])
    expect(new Set(left).size).toBe(many.length)
  })

  it('moves nanoseconds without losing any', () => {
    const zone = partner.time
    for (const nanos of ['1772359200384979123', '1772359200384979124']) {
      const moved = moveWritten(zone, nanos)
      expect(over(`"start_time":${nanos}`).text).toContain(`:${moved}`)
      const ns = `{"ts":${nanos},"msg":"x"}\n`
      const rows: unknown[] = []
      const row: LayerContext['row'] = (_, cells) => rows.push(cells[0])
      const { out } = runOver(logs, Buffer.from(ns), { context: { row } })
      expect(out.toString()).toContain(`"ts":${moved},`)
      expect(rows).toEqual([BigInt(String(moved))])
    }
  })

  it.each([
    '"zarn":4111111111111111111',
    '"zarn":0.12300000000000000004111',
    '"user":4111111111111111111',
    '"zarn":[4111111111111111111,4111111111111111112]',
    '"zarn":"\\ud8004111111111111111111"',
    '"zarn":4.111111111111111111e3',
    '"bytes":1.00000000000000000004111',
  ])('lets nothing leave that would not have left of a smaller number: %s', (fields) => {
    for (const tier of ['internal', 'partner', 'research', 'public'] as const) {
      const { text, attributes } = over(fields, profilePolicy(tier))
      expect(text + attributes).not.toMatch(/4\.?111/)
    }
  })
})
