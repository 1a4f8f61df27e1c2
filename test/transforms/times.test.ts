/** Times: one offset for records and fields, rounding, and values that mean "none". */
import { describe, expect, it } from 'vitest'
import type { TimeMap } from '../../src/transforms/transform.js'
import { keyring } from '../keys/keyrings.js'
import { change, named } from './frames.js'

const NTP = 2208988800
const words = (...list: number[]): Uint8Array => {
  const b = Buffer.alloc(4 * list.length)
  for (const [i, v] of list.entries()) b.writeUInt32BE(v, 4 * i)
  return Uint8Array.from(b)
}
const read = (b: Uint8Array): number[] =>
  Array.from({ length: b.length / 4 }, (_, i) => Buffer.from(b).readUInt32BE(4 * i))
function timeMap(transform: string, args = {}, key = 1): TimeMap {
  const map = named(transform).buildTime?.(args, keyring(key))
  if (map === undefined) throw new Error(`${transform} does not change record times`)
  return map
}

describe('shift', () => {
  it('moves forward by one to ten years, by the key', () => {
    const all = [1, 2, 3, 4, 5].map((k) => timeMap('shift', {}, k))
    for (const m of all) {
      expect(m.seconds).toBeGreaterThanOrEqual(365 * 86400)
      expect(m.seconds).toBeLessThanOrEqual(3653 * 86400)
      expect(m.nanos).toBeGreaterThanOrEqual(0)
      expect(m.nanos).toBeLessThan(1e9)
      expect([m.roundNanos, m.zero]).toEqual([1, false])
    }
    expect(new Set(all.map((m) => m.seconds)).size).toBe(5)
  })
  it('moves NTP and Unix times as it moves records', () => {
    const m = timeMap('shift')
    const unix = change({ transform: 'shift', type: 'unix32' })
    expect(read(unix(words(1700000000)))).toEqual([1700000000 + m.seconds])
    const ntp = change({ transform: 'shift', type: 'ntp64' })
    const [s, fraction] = read(ntp(words(1700000000 + NTP, 0x80000000)))
    const nanos = 5e8 + m.nanos
    expect(s % 2 ** 32).toBe((1700000000 + NTP + m.seconds + Math.floor(nanos / 1e9)) % 2 ** 32)
    expect(Math.abs((fraction / 2 ** 32) * 1e9 - (nanos % 1e9))).toBeLessThan(2)
  })
  it('lets zero stay', () => {
    expect(read(change({ transform: 'shift', type: 'ntp64' })(words(0, 0)))).toEqual([0, 0])
    expect(read(change({ transform: 'shift', type: 'unix32' })(words(0)))).toEqual([0])
  })
  it('rounds what it has moved', () => {
    const args = { round: '1m' }
    expect(timeMap('shift', args).roundNanos).toBe(6e10)
    const [unix] = read(change({ transform: 'shift', args, type: 'unix32' })(words(1700000000)))
    expect(unix % 60).toBe(0)
    const [s, part] = read(
      change({ transform: 'shift', args, type: 'ntp64' })(words(1700000000 + NTP, 5)),
    )
    expect([(s - NTP + 2 ** 32) % 60, part].map(Number)).toEqual([(s - NTP + 2 ** 32) % 60, 0])
    expect(((s + 2 ** 32 - NTP) % 2 ** 32) % 60).toBe(s < NTP ? (2 ** 32 - NTP + s) % 60 : 0)
  })
})

describe('round', () => {
  it('rounds records, fields and numbers', () => {
    expect(timeMap('round', { to: '10ms' })).toEqual({
      seconds: 0,
      nanos: 0,
      roundNanos: 1e7,
      zero: false,
    })
    const unix = change({ transform: 'round', args: { to: '1h' }, type: 'unix32' })
    expect(read(unix(words(1700000000)))).toEqual([1699999200])
    const ntp = change({ transform: 'round', args: { to: '1ms' }, type: 'ntp64' })
    const [s, part] = read(ntp(words(9, Math.ceil(0.0019 * 2 ** 32))))
    expect([s, part]).toEqual([9, Math.ceil(0.001 * 2 ** 32)])
    const number = change({ transform: 'round', args: { to: 100 }, type: 'uint' })
    expect([...number(Uint8Array.of(0x01, 0x2b))]).toEqual([0, 200])
    expect([...number(Uint8Array.of(0, 99))]).toEqual([0, 0])
  })
  it('leaves nothing of a number whose unit it cannot know', () => {
    const by = change({ transform: 'round', args: { to: '1s' }, type: 'uint' })
    expect([...by(Uint8Array.of(1, 2, 3, 4))]).toEqual([0, 0, 0, 0])
    expect(timeMap('round', { to: 5 })).toEqual({
      seconds: 0,
      nanos: 0,
      roundNanos: 1,
      zero: true,
    })
  })
  it('refuses durations that do not divide a second', () => {
    for (const to of ['3ms', '1500ms', '0s', '1 s', 's', '1w']) {
      expect(named('round').args.safeParse({ to }).success).toBe(false)
    }
  })
})
