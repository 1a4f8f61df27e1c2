/** Times of lines of text: each form is read, moved by the one amount, and written as it stood. */
import { describe, expect, it } from 'vitest'
import type { LayerContext } from '../../src/layers/layer.js'
import { lineTime } from '../../src/layers/line-times.js'
import { logs } from '../../src/layers/logs.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { createValues } from '../../src/policy/values.js'
import type { Values } from '../../src/wire/values.js'
import { keyring } from '../keys/keyrings.js'
import { partner, runOver } from './run-layer.js'

const AT = Date.parse('2023-11-14T22:13:21Z') / 1000
/** A day, two hours and a bit, so that days, hours and fractions change. */
const SHIFT = { seconds: 86_400 + 7200, nanos: 5_000_000, roundNanos: 1, zero: false }
const shifted: Values = { ...partner, time: SHIFT }
const profile = profilePolicy('partner')
const none = { transform: 'suppress', args: {} }
const timeless = createValues({ ...profile, rules: { ...profile.rules, time: none } }, keyring(3))

/** Forms of 2023-11-14 22:13:21, and of the moment that is 26 hours and 5 ms later. */
const forms: readonly (readonly [string, string])[] = [
  ['2023-11-14 22:13:21,123 INFO', '2023-11-16 00:13:21,128 INFO'],
  ['[2023-11-14T22:13:21.123456Z] INFO', '[2023-11-16T00:13:21.128456Z] INFO'],
  ['2023-11-15 00:13:21 +0200 INFO', '2023-11-16 00:13:21 +0000 INFO'],
  ['2023/11/14 22:13:21 INFO', '2023/11/16 00:13:21 INFO'],
  ['[14/Nov/2023:22:13:21 +0000] INFO', '[16/Nov/2023:00:13:21 +0000] INFO'],
  ['[Tue Nov 14 22:13:21 2023] [error]', '[Thu Nov 16 00:13:21 2023] [error]'],
  ['1700000001.123 INFO', '1700093601.128 INFO'],
  ['1700000001123 INFO', '1700093601128 INFO'],
  ['I1114 22:13:21.123456 file.go] INFO', 'I1116 00:13:21.128456 file.go] INFO'],
  ['20231114T221321Z INFO', '20231116T001321Z INFO'],
  ['20231114T221321.123Z INFO', '20231116T001321.128Z INFO'],
  ['20231114 221321 INFO', '20231116 001321 INFO'],
  ['20231114-221321 INFO', '20231116-001321 INFO'],
  ['20231114-22:13:21.123 INFO', '20231116-00:13:21.128 INFO'],
  ['20231114 22:13:21,123 INFO', '20231116 00:13:21,128 INFO'],
  ['231114 221321 148 INFO', '231116 001321 148 INFO'],
  ['231114 22:13:21 INFO', '231116 00:13:21 INFO'],
  ['2023.11.14 22:13:21 INFO', '2023.11.16 00:13:21 INFO'],
  ['14.11.2023 22:13:21 INFO', '16.11.2023 00:13:21 INFO'],
  ['2023-11-14-22.13.21.123456 INFO', '2023-11-16-00.13.21.128456 INFO'],
  ['Nov 14, 2023 10:13:21 PM INFO', 'Nov 16, 2023 12:13:21 AM INFO'],
]

/** What a line leaves as, and the day of its row. */
function over(line: string, values = shifted) {
  const times: unknown[] = []
  const row: LayerContext['row'] = (table, cells) =>
    times.push(cells[table.columns.findIndex((c) => c.name === 'time')])
  const input = Buffer.from(`${line}\n`)
  const { out } = runOver(logs, input, { context: { row, near: AT, valuesAt: () => values } })
  return { out: out.toString().trimEnd(), time: times[0] }
}

describe('times of lines', () => {
  it.each(forms)('%s is moved in its form, and is that of the row', (line, left) => {
    const ran = over(line)
    expect(ran.out).toBe(left)
    const seconds = typeof ran.time === 'bigint' ? ran.time / 1_000_000_000n : undefined
    expect(seconds).toBe(BigInt(AT + SHIFT.seconds))
  })

  it.each(forms)('%s leaves no time where times do not', (line) => {
    const { out, time } = over(line, timeless)
    expect(out).not.toMatch(/2023|1114|231114|22[:.]?13|10:13|1700000001/)
    expect(time).toBeNull()
  })

  it.each([
    '20231314 221321 INFO',
    '20230631 221321 INFO',
    '31.06.2023 22:13:21 INFO',
    '20231114 251321 INFO',
    'x20231114 221321 INFO',
    '20231114 2213210 INFO',
    '231114 221321.5.5 INFO',
    'Nov 14, 2023 13:13:21 PM INFO',
    '999231114 221321',
    `${'a '.repeat(40)}20231114 221321`,
  ])('%s has none', (line) => {
    const b = Buffer.from(line)
    expect(lineTime(b, 0, b.length)).toBeUndefined()
  })

  it('lines go on behind their time as text', () => {
    const { out } = over('20231114 221321 INFO user zebediah from 203.0.113.77')
    expect(out).toMatch(/^20231116 001321 INFO user \S+ from \d+\.\d+\.\d+\.\d+$/)
    expect(out).not.toMatch(/zebediah|203\.0\.113\.77/)
  })
})
