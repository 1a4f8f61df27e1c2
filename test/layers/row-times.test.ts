/**
 * When rows say that something happened: moved to the nanosecond, also where the form of the input
 * has room for seconds alone. Else what was at one moment before would be at two.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flows } from '../../src/layers/flows.js'
import type { LayerContext } from '../../src/layers/layer.js'
import { logs } from '../../src/layers/logs.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { lostBelow, shiftTime } from '../../src/wire/values.js'
import { fromHex, moved, partner, runOver } from './run-layer.js'

const S = 1_000_000_000n
const MS = 1_000_000n
const AT = 1_772_359_205n * S

/** Connections of Zeek, and of a cloud in whole seconds. */
const zeek = (time: string): string =>
  `#separator \\x09\n#path\tdns\n#fields\tts\tuid\n#types\ttime\tstring\n${time}\tCx\n`
const vpc = (from: string, to: string): string =>
  `2 123456789012 eni-0a1b 192.0.2.5 198.51.100.9 443 49152 6 1 40 ${from} ${to} ACCEPT OK\n`

const json = (time: string): string => `{"time":${time},"message":"x"}\n`

/** The time in the only row of a log. */
function timeOf(line: string, policy = profilePolicy('partner')): unknown {
  const times: unknown[] = []
  const row: LayerContext['row'] = (table, cells) => {
    times.push(cells[table.columns.findIndex((c) => c.name === 'time')])
  }
  runOver(logs, Buffer.from(line), { policy, context: { row } })
  expect(times).toHaveLength(1)
  return times[0]
}

describe('times of rows', () => {
  it('move by a part of a second that is no whole millisecond', () => {
    expect(partner.time.nanos % 1_000_000).not.toBe(0)
    expect(partner.time.nanos % 1000).toBe(0)
  })

  it.each([
    [json('"2026-03-01T10:00:05Z"'), AT],
    [json('"2026-03-01T10:00:05.25Z"'), AT + 250n * MS],
    [json('"2026-03-01T11:00:05.123456+0100"'), AT + 123_456_000n],
    [json('"2026-03-01 10:00:05,123"'), AT + 123n * MS],
    [json('"2026-03-01T10:00:05.123456789Z"'), AT + 123_456_789n],
    [json('1772359205'), AT],
    [json('1772359205123'), AT + 123n * MS],
    [json('1772359205.25'), AT + 250n * MS],
    [json('1772359205123456'), AT + 123_456_000n],
    [json('1772359205123456789'), AT + 123_456_789n],
    [json('"1772359205123"'), AT + 123n * MS],
    ['type=SYSCALL msg=audit(1772359205.123:77): arch=c000003e\n', AT + 123n * MS],
    [zeek('1772359205.123456'), AT + 123_456_000n],
    ['192.0.2.7 - - [01/Mar/2026:10:00:05 +0000] "GET / HTTP/1.1" 200 5\n', AT],
  ])('of %s are exact', (line, at) => {
    expect(timeOf(line)).toBe(moved(at))
  })

  it('are no finer than a policy lets them be', () => {
    const policy = profilePolicy('partner')
    const time = { transform: 'shift', args: { round: '10ms' } }
    const rounded = { ...policy, rules: { ...policy.rules, time } }
    const at = (moved(AT) / (10n * MS)) * 10n * MS
    for (const line of [json('"2026-03-01T10:00:05Z"'), json('1772359205')]) {
      expect(timeOf(line, rounded)).toBe(at)
    }
  })

  it('of numbers that end in a zero which nobody writes are exact too', () => {
    // Moved, the microseconds end in a zero, and the number has five digits of a fraction.
    const micros = 250_000 + (1_000_000 - partner.time.nanos / 1000)
    const more = 10 - ((partner.time.nanos / 1000) % 10)
    expect(partner.time.nanos % 10_000).not.toBe(0)
    for (const n of [micros % 1_000_000, 250_000 + more]) {
      const at = AT + BigInt(n) * 1000n
      expect(timeOf(json(`1772359205.${String(n).padStart(6, '0')}`))).toBe(moved(at))
    }
  })

  it('that count from the beginning of a capture have not moved', () => {
    const head = 'ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt\n'
    const line =
      '1970-01-01 00:00:03,1970-01-01 00:00:04,1.000,192.0.2.5,198.51.100.9,53,49058,UDP,'
    const { rows } = runOver(flows, Buffer.from(`${head}${line}........,0,0,1,126,0,0\n`))
    expect(rows[0]).toMatchObject({
      flowStartNanoseconds: 3n * S,
      flowEndNanoseconds: 4n * S,
    })
  })

  it('of flows in whole seconds are those of other flows of their moment', () => {
    const { rows } = runOver(flows, Buffer.from(vpc('1772359205', '1772359206')))
    expect(rows[0]).toMatchObject({
      flowStartNanoseconds: moved(AT),
      flowEndNanoseconds: moved(AT + S),
    })
  })

  it('of exporters that count seconds and milliseconds are exact', () => {
    const { rows } = runOver(
      flows,
      fromHex(`
        000a 0048 65500000 00000001 00000001
        0002 001c  0100 0005
        0008 0004  000c 0004  0096 0004  0097 0004  0098 0008   # from, to, seconds, milliseconds
        0100 001c
        c0000201 c6336402  655000ff 65500100  0000018bc0f00000`),
    )
    // Of two starts the later element counts.
    expect(rows[0]).toMatchObject({
      flowStartNanoseconds: moved(0x18bc0f00000n * MS),
      flowEndNanoseconds: moved(0x65500100n * S),
    })
  })

  it('lose what has no room, whatever the move, the unit and the rounding', () => {
    const units = fc.constantFrom(1, 1000, 1e6, 1e9)
    const parts = fc.integer({ min: 0, max: 999_999 }).map((n) => n * 1000)
    fc.assert(
      fc.property(parts, units, units, fc.nat(999), (nanos, unit, roundNanos, n) => {
        const shift = { seconds: 77, nanos, roundNanos, zero: false }
        const t = { seconds: 1_772_359_205, nanos: (n * unit) % 1e9 }
        shiftTime(t, shift)
        const written = t.nanos - (t.nanos % unit)
        expect(written + lostBelow(unit, shift)).toBe(t.nanos)
      }),
      { seed: 31 },
    )
    expect(lostBelow(1e9, { seconds: 0, nanos: 5000, roundNanos: 1, zero: true })).toBe(0)
  })
})
