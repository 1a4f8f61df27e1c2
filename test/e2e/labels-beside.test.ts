/** Labels that lie in logs and flows: they leave with these, and once more as labels. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { LayerInputFacts } from '../../src/release/facts.js'
import { scrim } from '../cli/run.js'
import { connections, eve } from '../labels/inputs.js'
import { freshFolder, makeKeys } from './program.js'

const folder = freshFolder()
const inputs = join(folder, 'in')
const released = join(folder, 'out')
let told: {
  layers: LayerInputFacts[]
  tables: { table: string; rows: number; files: string[] }[]
}
afterAll(() => rmSync(folder, { recursive: true }))

async function rows(sql: string): Promise<unknown[]> {
  const ran = await scrim(['query', released, sql, '--json'])
  if (ran.code !== 0) throw new Error(ran.out + ran.err)
  const lines = ran.out.split('\n').filter((l) => l !== '')
  return lines.map((l): unknown => JSON.parse(l))
}

beforeAll(async () => {
  const env = await makeKeys(folder)
  mkdirSync(inputs)
  writeFileSync(join(inputs, 'a-conn.log'), `${connections}\n`)
  writeFileSync(join(inputs, 'b-quiet.json'), `${eve.split('\n')[1]}\n`)
  writeFileSync(join(inputs, 'c-eve.json'), `${eve}\n`)
  const args = ['--for', 'partner', '--recipient', 'acme', '--json']
  const ran = await scrim(['release', inputs, '-o', released, ...args], env)
  if (ran.code !== 0) throw new Error(ran.out + ran.err)
  told = JSON.parse(ran.out)
})

it('labels in logs leave in files of their own, where there are any', () => {
  expect(readdirSync(join(released, 'data', 'labels')).filter((n) => n.endsWith('.jsonl'))).toEqual(
    ['labels-1.jsonl', 'labels-2.jsonl'],
  )
  const layers = told.layers.map((l) => [l.layer, l.format, l.records])
  expect(layers).toEqual([
    ['logs', 'log-zeek', { in: 3, out: 3, dropped: {} }],
    ['labels', 'zeek-conn', { in: 2, out: 2, dropped: {} }],
    ['logs', 'log-eve', { in: 1, out: 1, dropped: {} }],
    ['logs', 'log-eve', { in: 2, out: 2, dropped: {} }],
    ['labels', 'eve', { in: 1, out: 1, dropped: {} }],
  ])
})

it('rows of tables and their files are told', () => {
  expect(told.tables.map((t) => [t.table, t.rows])).toEqual([
    ['logs', 6],
    ['labels', 7],
    ['labelled', 7],
  ])
  const files = told.tables.flatMap((t) => t.files)
  const there = readdirSync(join(released, 'data'), { recursive: true }).map((f) => `data/${f}`)
  expect(files.filter((f) => !there.includes(f))).toEqual([])
  expect(files.length).toBeGreaterThan(1)
})

it('labels in logs are rows of the table of labels, under the pseudonyms of the logs', async () => {
  const what = "SELECT concat_ws(' ', taxonomy, value, tier, tool) AS said FROM labels ORDER BY 1"
  const said = (await rows(what)) as { said: string }[]
  expect(said.map((r) => r.said)).toEqual([
    'attack T1190 sensor suricata',
    'attack TA0001 sensor suricata',
    'class Benign annotation netflowlabeler',
    'class Malicious annotation netflowlabeler',
    'class web-application-attack sensor suricata',
    'class-detail PartOfAHorizontalPortScan annotation netflowlabeler',
    'suricata 1:2001219 sensor suricata',
  ])
  const [alert] = readFileSync(join(released, 'data/logs/logs-3.jsonl'), 'utf8').split('\n')
  const { src_ip } = JSON.parse(alert) as { src_ip: string }
  const from = await rows('SELECT DISTINCT "sourceIPv4Address" AS a FROM labels')
  expect(from).toEqual([{ a: src_ip }])
})

it('labels in logs are counted in the data sheet', () => {
  const text = readFileSync(join(released, 'README.md'), 'utf8')
  expect(text).toContain('| labels | 7 stand, 3 by annotation, 4 by sensor; no contradictions |')
})
