/** `scrim flows`: raw with a warning, or rewritten; what is asked for and what is refused. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { scrim } from './run.js'

const shop = join(import.meta.dirname, '../../examples/shop/shop.pcapng')
const home = mkdtempSync(join(tmpdir(), 'scrim-flows-'))
const key = join(home, 'key')
writeFileSync(key, new Uint8Array(32).fill(9), { mode: 0o600 })
afterAll(() => rmSync(home, { recursive: true, force: true }))

const partner = ['--for', 'partner', '--recipient', 'acme', '--key-file', key]

function rowsOf(name: string): Record<string, unknown>[] {
  const text = readFileSync(join(home, name), 'utf8')
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

describe('scrim flows', () => {
  it('gives raw flows with a warning', async () => {
    const { code, err } = await scrim(['flows', shop, '--output', join(home, 'raw.jsonl')])
    expect(code).toBe(0)
    expect(err).toMatch(/627 flows and 698 exchanges of 5898 packets; 52 without IP/)
    expect(err).toMatch(/raw: real addresses and times, for your own use; --for TIER/)
    const rows = rowsOf('raw.jsonl')
    expect(rows).toHaveLength(627)
    expect(rows.some((r) => r.sourceIPv4Address === '10.20.0.10')).toBe(true)
    expect(rows[0]).not.toHaveProperty('flowKey')
  })

  it('gives rewritten flows without one, with names that no capture shows', async () => {
    const out = join(home, 'partner.jsonl')
    const { code, err } = await scrim(['flows', shop, ...partner, '--output', out])
    expect(code).toBe(0)
    expect(err).not.toMatch(/raw/)
    const rows = rowsOf('partner.jsonl')
    expect(rows).toHaveLength(627)
    expect(rows[0].flowKey).toMatch(/^[0-9a-f]{32}$/)
    expect(readFileSync(out, 'latin1')).not.toContain('10.20.0.10')
  })

  it('gives exchanges, other forms, and Community IDs of raw flows', async () => {
    const exchanges = join(home, 'x.csv')
    const csv = ['--exchanges', '--format', 'csv', '--output', exchanges]
    expect(await scrim(['flows', shop, ...partner, ...csv])).toMatchObject({ code: 0 })
    expect(readFileSync(exchanges, 'utf8').trim().split('\n')).toHaveLength(699)
    const parquet = ['--format', 'parquet', '--output', join(home, 'f.parquet')]
    expect(await scrim(['flows', shop, ...partner, ...parquet])).toMatchObject({ code: 0 })
    expect(readFileSync(join(home, 'f.parquet'), 'latin1').slice(0, 4)).toBe('PAR1')
    await scrim(['flows', shop, '--community-id', '--output', join(home, 'id.jsonl')])
    expect(rowsOf('id.jsonl')[0].other).toMatchObject({ communityId: expect.stringMatching(/^1:/) })
  })

  it.each([
    ['--recipient', 'acme'],
    ['--key-file', key],
    ['--epoch', '1d'],
  ])('gives no raw flows to who says %s and no tier', async (...args) => {
    const out = join(home, 'none.jsonl')
    const { code, err } = await scrim(['flows', shop, ...args, '--output', out])
    expect([code, err]).toEqual([1, expect.stringContaining(`${args[0]} is given, and nothing`)])
    expect(() => readFileSync(out)).toThrow('ENOENT')
  })

  it('refuses Community IDs for others', async () => {
    const { code, err } = await scrim(['flows', shop, ...partner, '--community-id'])
    expect(code).toBe(1)
    expect(err).toContain('leave --community-id out')
  })
})
