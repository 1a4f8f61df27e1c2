/** Small groups of spans and logs: a crowd of alike passes, and one who stands out is seen. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AuditContext, Finding } from '../../src/audit/check.js'
import { refusalOf } from '../../src/audit/gate.js'
import { smallGroups } from '../../src/audit/small-groups.js'
import { openSuite } from '../../src/audit/suite.js'
import { type TableRow, tableOf } from '../../src/audit/table-rows.js'
import { parquet } from '../../src/formats/parquet.js'
import { logsTable, spansTable } from '../../src/layers/otlp-tables.js'
import type { Cell, Table } from '../../src/layers/table.js'
import { type Tier, tiers } from '../../src/policy/policy.js'
import { freshFolder } from '../e2e/program.js'

const contextOf = (tier: Tier, limits = {}): AuditContext => ({
  tier,
  limits,
  seed: 'test',
  rules: [],
})
const START = 1_714_558_830_000_000_000n

function span(subject: number, own: TableRow = {}, more: TableRow = {}): TableRow {
  return {
    service_name: 'shop',
    name: 'GET',
    status_code: 'OK',
    start_time: START,
    duration: 5_000_000n,
    attributes: JSON.stringify({ 'client.address': `10.0.${subject >> 8}.${subject & 255}` }),
    resource: JSON.stringify({ 'service.version': '1', ...more }),
    ...own,
  }
}
const crowd = Array.from({ length: 300 }, (_, n) => span(n))

function judge(rows: readonly TableRow[], tier: Tier, limits = {}): Finding {
  const auditor = smallGroups.open(contextOf(tier, limits))
  for (const row of rows) auditor.row?.('spans', row)
  return auditor.finish()
}

describe('smallGroups', () => {
  it.each(tiers)('passes on a crowd of alike, for %s', (tier) => {
    const f = judge(crowd, tier)
    expect(f).toMatchObject({ verdict: 'pass', value: 0, notes: [] })
    expect(f.arms).toMatchObject({ subjects: 300, groups: 1, 'small groups': 0 })
    expect(refusalOf(f)).toBeUndefined()
  })

  it.each<[string, TableRow]>([
    ['a program', span(7, { service_name: 'other' })],
    ['a name', span(7, { name: 'POST' })],
    ['a status', span(7, { status_code: 'ERROR' })],
    ['a version', span(7, {}, { 'service.version': '2' })],
    ['a region', span(7, {}, { 'cloud.region': 'zrh' })],
    ['how long it took', span(7, { duration: 9_000_000_000n })],
    ['when it was', span(7, { start_time: START + 3_600_000_000_000n })],
  ])('refuses to let everybody see who is alone with %s', (_, row) => {
    const f = judge([...crowd, row], 'public')
    expect(f).toMatchObject({ verdict: 'fail', arms: { alone: 1, 'at risk': 1, subjects: 300 } })
    expect(judge([...crowd, row], 'partner').verdict).toBe('pass')
  })

  it('counts by subject: many records of one are no crowd', () => {
    const mine = Array.from({ length: 1000 }, () => span(7, { name: 'POST' }))
    expect(judge([...crowd, ...mine], 'public').arms).toMatchObject({ alone: 1, 'at risk': 1 })
    const few = Array.from({ length: 19 }, (_, n) => span(n, { name: 'POST' }))
    expect(judge([...crowd, ...few], 'public').arms).toMatchObject({ alone: 0, 'at risk': 19 })
    expect(judge([...crowd, ...few], 'partner').arms).toMatchObject({ 'at risk': 0 })
  })

  it('refuses where more than one in twenty is at risk, for research', () => {
    const rows = crowd.map((row, n) => (n < 30 ? { ...row, name: `op${n}` } : row))
    const f = judge(rows, 'research')
    expect(f).toMatchObject({ verdict: 'fail', value: 0.1 })
    expect(refusalOf(f)).toBeDefined()
  })

  it('cannot say of few, but where nothing is asked of them or nobody is there', () => {
    const few = crowd.slice(0, 50)
    expect(judge(few, 'research').verdict).toBe('inconclusive')
    expect(judge(few, 'partner').verdict).toBe('pass')
    expect(judge(few, 'partner', { 'small-groups': 0.5 }).verdict).toBe('inconclusive')
    expect(judge([], 'public').verdict).toBe('pass')
    const odd = few.map((row, n) => ({ ...row, name: `op${n}` }))
    expect(refusalOf(judge(odd, 'partner'))).toBeUndefined()
  })

  it('knows a person before a client, and a client before a host', () => {
    const of = (attributes: object, host: string | null): TableRow => ({
      ...span(0),
      attributes: JSON.stringify(attributes),
      host,
    })
    const rows = [
      of({ 'user.id': 'a', 'client.address': '10.0.0.1' }, 'h'),
      of({ 'user.id': 'a', 'client.address': '10.0.0.2' }, 'h'),
      of({ 'client.address': '::ffff:10.0.0.1' }, 'h'),
      of({ client: '10.0.0.1' }, 'h'),
      of({}, 'h'),
      of({ client: '-' }, null),
    ]
    const { arms } = judge(rows, 'partner')
    expect(arms).toMatchObject({ subjects: 3, 'of nobody in particular': 1 })
  })

  it('says so when there is more than it can hold', () => {
    const rows = Array.from({ length: (1 << 16) + 5 }, (_, n) => span(n % 9, { name: `op${n}` }))
    const f = judge(rows, 'partner')
    expect(f.notes).toEqual(['5 further records not judged'])
  })

  it('cannot say of logs that leave without a table', () => {
    const auditor = smallGroups.open(contextOf('research'))
    auditor.other?.(Buffer.from('x'), 0, join('logs', 'logs-1.log'))
    expect(auditor.finish().verdict).toBe('inconclusive')
  })

  it('reads the tables of a release from their files', async () => {
    const folder = freshFolder()
    const write = (table: Table, day: string, rows: readonly TableRow[]): string => {
      const path = join(folder, 'data', table.name, day, 'part-0.parquet')
      mkdirSync(join(path, '..'), { recursive: true })
      writeFileSync(path, '')
      const writer = parquet.open(table, (b) => writeFileSync(path, b, { flag: 'a' }))
      for (const row of rows) writer.row(table.columns.map((c) => (row[c.name] ?? null) as Cell))
      writer.end()
      return path
    }
    const log = { time: START, format: 'log-access', attributes: '{"client":"10.0.0.3"}' }
    const tables = [
      write(spansTable, 'day=2024-05-01', crowd),
      write(logsTable, '', [log, { ...log, time: START + 1n }]),
    ]
    expect(tables.map(tableOf)).toEqual(['spans', 'logs'])
    const suite = openSuite([smallGroups], contextOf('partner'), () => undefined)
    await suite.released({ packets: [], others: [], tables }, () => undefined)
    const [f] = suite.findings()
    expect(f.arms).toMatchObject({ records: 302, subjects: 300, groups: 2, 'at risk': 1 })
    rmSync(folder, { recursive: true })
  })
})
