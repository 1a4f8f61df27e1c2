/** Tables of a release, as its documents tell of them and as a recipient uses them. */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layers } from '../../src/layers/index.js'
import { examplesOf, joinsOf } from '../../src/release/table-words.js'
import { scrim } from '../cli/run.js'
import { shop } from '../e2e/captures.js'
import { freshFolder, makeKeys } from '../e2e/program.js'

const folder = freshFolder()
const name = join(folder, 'acme-1')
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(async () => {
  const env = await makeKeys(folder)
  const args = ['release', shop, '-o', name, '--for', 'partner', '--recipient', 'acme', '--quiet']
  const ran = await scrim(args, env)
  if (ran.code !== 0) throw new Error(ran.err)
}, 60_000)

const read = (path: string): string => readFileSync(join(name, path), 'utf8')

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  const ran = await scrim(['query', name, sql, '--json'])
  expect([ran.code, ran.err]).toEqual([0, ''])
  return ran.out
    .trimEnd()
    .split('\n')
    .map((l) => JSON.parse(l) as Record<string, unknown>)
}

describe('tables of a release', () => {
  it('of profiles are joined with spans, and asked by queries that a shell takes', () => {
    const written = layers.flatMap((l) => l.tables).map((table) => ({ table, rows: 1, files: [] }))
    const own = joinsOf(written).filter((j) => j.table === 'profiles')
    expect(own.map((j) => `${j.column} ${j.to}.${j.toColumn}`)).toEqual([
      'span_id spans.span_id',
      'trace_id spans.trace_id',
    ])
    const queries = examplesOf(written).map((e) => e.sql)
    expect(queries.some((sql) => sql.includes('FROM profiles'))).toBe(true)
    for (const sql of queries) expect(sql).not.toContain("'")
  })

  it('count the packets that are in it', async () => {
    const [flows] = await rows(
      'SELECT sum("packetDeltaCount" + "reversePacketDeltaCount") AS packets, ' +
        'count(*) AS flows FROM flows',
    )
    expect(flows.packets).toBeGreaterThan(3000)
    expect(flows.packets).toBeLessThan(5899)
    const [lost] = await rows(
      'SELECT count(*) AS n FROM exchanges LEFT JOIN flows USING ("flowId") ' +
        'WHERE flows."protocolIdentifier" IS NULL',
    )
    expect(lost.n).toBe(0)
  })

  it('answer the queries of the data sheet', async () => {
    const queries = [...read('README.md').matchAll(/^ {4}scrim query \. '(.+)'$/gm)]
    expect(queries.length).toBeGreaterThanOrEqual(2)
    for (const [, sql] of queries) expect((await rows(sql)).length).toBeGreaterThan(0)
  })

  it('stand in the Croissant description, with their files and joins', () => {
    const croissant = JSON.parse(read('croissant.json')) as {
      distribution: { '@id': string; includes?: string }[]
      recordSet: { '@id': string; field: { '@id': string; references?: unknown }[] }[]
    }
    const sets = croissant.distribution.filter((d) => d['@id'].endsWith('-files'))
    expect(sets.map((d) => d.includes)).toContain('data/flows/*/*.parquet')
    const exchanges = croissant.recordSet.find((r) => r['@id'] === 'exchanges')
    const flowId = exchanges?.field.find((f) => f['@id'] === 'exchanges/flowId')
    expect(flowId?.references).toEqual({ field: { '@id': 'flows/flowId' } })
  })

  it('stand in the report', () => {
    const report = read('report.html')
    expect(report).toContain('<h2>Tables</h2>')
    expect(report).toContain('exchanges.flowId = flows.flowId')
  })
})
