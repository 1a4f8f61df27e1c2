/** Numbers under names of codes and sizes: none that is a time, a place or somebody's leaves. */
import { describe, expect, it } from 'vitest'
import { isClock, isCodeNumber, unknownNumber } from '../../src/layers/log-numbers.js'
import { logs } from '../../src/layers/logs.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { partner, runOver } from './run-layer.js'

const time = '2026-03-01T10:00:00Z'
/** the same, in seconds since 1970 */
const EPOCH = 1_772_359_200

function left(
  record: object,
  tier: 'internal' | 'partner' | 'research' | 'public' = 'partner',
): Record<string, unknown> {
  const policy = profilePolicy(tier)
  const { out } = runOver(logs, Buffer.from(`${JSON.stringify({ time, ...record })}\n`), {
    policy,
    context: { row: () => {} },
  })
  return JSON.parse(out.toString())
}

describe('isCodeNumber', () => {
  it('knows codes, rules and keywords by what is published', () => {
    expect(isCodeNumber('EventID', 4624)).toBe(true)
    expect(isCodeNumber('status', -1)).toBe(true)
    expect(isCodeNumber('signature_id', 2_024_897)).toBe(true)
    expect(isCodeNumber('Keywords', -9_214_364_837_600_034_816)).toBe(true)
    expect(isCodeNumber('code', 2_024_897)).toBe(false)
    expect(isCodeNumber('code', 52.482317)).toBe(false)
    expect(isCodeNumber('signature_id', 482_317_719)).toBe(false)
    expect(isCodeNumber('keywords', 482_317_719_364)).toBe(false)
  })
})

describe('isClock', () => {
  it('is a size that is the time of its record, in any unit', () => {
    for (const per of [1, 1e3, 1e6, 1e9]) expect(isClock((EPOCH - 60) * per, EPOCH)).toBe(true)
    expect(isClock(EPOCH - 40 * 86_400, EPOCH)).toBe(false)
    expect(isClock(EPOCH - 40 * 86_400, Number.NaN)).toBe(true)
    expect(isClock(4096, Number.NaN)).toBe(false)
  })
})

describe('unknownNumber', () => {
  it('keeps three digits, wherever the point stands', () => {
    const rule = partner.rule('log.other', 'link')
    expect(unknownNumber(partner, rule, 52.482317)).toBe(52.5)
    expect(unknownNumber(partner, rule, 0.482317)).toBe(0.482)
    expect(unknownNumber(partner, rule, 417)).toBe(417)
  })
})

describe.each(['internal', 'partner', 'research', 'public'] as const)('under %s', (tier) => {
  it('a number under the name of a code leaves where it may be a code', () => {
    const codes = { code: 403, EventID: 4624, status: 200, version: 2 }
    expect(left(codes, tier)).toMatchObject(codes)
    for (const n of [482_317_719, 4_823_177_193_640_271, -482_317, EPOCH, 759_414_228]) {
      const text = JSON.stringify(left({ code: n, service: n, version: n, state: [n] }, tier))
      expect(text).not.toContain(String(Math.abs(n)))
    }
  })

  it('a list under the name of a code is no address', () => {
    for (const list of [
      [45, 67, 189, 212],
      ['45', '67', '189', '212'],
      [45, '67', 189, 212],
    ]) {
      const { code } = left({ code: list }, tier)
      expect(code).toEqual([null, null, null, null])
    }
  })

  it('a size that is a clock does not leave', () => {
    const sizes = { duration: EPOCH, ms: EPOCH * 1e3 + 5, offset: EPOCH * 1e6, count: 7 }
    expect(left(sizes, tier)).toEqual({ time: expect.any(String), count: 7 })
  })

  it('of a place in a field that nobody knows not enough is left to go there', () => {
    const { pos } = left({ pos: { x: 13.771936, y: 52.482317 } }, tier)
    expect(Object.values(pos as object)).toEqual([13.8, 52.5])
  })
})

it('what a policy names itself leaves as it is', () => {
  const policy = profilePolicy('partner')
  const own = {
    ...policy,
    fields: { ...policy.fields, 'log.code': { transform: 'keep', args: {} } },
  }
  const line = `${JSON.stringify({ time, code: 482_317_719 })}\n`
  const { out } = runOver(logs, Buffer.from(line), {
    policy: own,
    context: { row: () => {} },
  })
  expect(out.toString()).toContain('482317719')
})

describe('other formats', () => {
  const over = (input: string): string =>
    runOver(logs, Buffer.from(input), { context: { row: () => {} } }).out.toString()

  it('columns of Zeek hold no codes and sizes that are none', () => {
    const head = '#separator \\x09\n#path\thttp\n#fields\tts\tstatus_code\tduration\torig_bytes\n'
    const types = '#types\ttime\tcount\tinterval\tcount\n'
    const out = over(`${head}${types}${EPOCH}.5\t482317719\t${EPOCH}.25\t4096\n`)
    expect(out.trim().split('\n').at(-1)).toMatch(/^\d+\.5\d*\t-\t-\t4096$/)
  })

  it('a status of an access log is a code', () => {
    const line = '- - - [01/Mar/2026:10:00:00 +0000] "GET / HTTP/1.1"'
    expect(over(`${line} 404 12\n${line} 482317719364 12\n`)).not.toContain('482317')
  })
})
