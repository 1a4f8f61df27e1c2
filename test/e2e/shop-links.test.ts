/** Links in the shop of the examples: packets and spans say themselves who belongs to whom. */
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { createKeyring } from '../../src/keys/keyring.js'
import { createFlowWatch } from '../../src/layers/flow-watch.js'
import { openAny, recogniseContent } from '../../src/layers/inputs.js'
import { createLinkWatch } from '../../src/layers/link-watch.js'
import { runLayer } from '../../src/layers/run.js'
import type { Cell } from '../../src/layers/table.js'
import { createValuesByTime } from '../../src/layers/values-by-time.js'
import { run } from '../../src/pipeline/run.js'
import { rulableKinds } from '../../src/policy/names.js'
import type { Policy, Rule } from '../../src/policy/policy.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { openFile } from '../../src/sources/byte-stream.js'
import { openTrace } from '../../src/sources/index.js'
import { memorySpill } from '../correlate/spill.js'

const folder = fileURLToPath(new URL('../../examples/shop/recording/', import.meta.url))
const telemetry = ['traces.binpb', 'traces.jsonl', 'logs.binpb', 'logs.jsonl']

type Row = Record<string, Cell>
type Tables = Map<string, Row[]>

/** Everything as it is. */
const keeps: Policy = {
  ...profilePolicy('internal'),
  rules: Object.fromEntries(
    rulableKinds.map((kind): [string, Rule] => [kind, { transform: 'keep', args: {} }]),
  ) as Policy['rules'],
}

/** The tables of links of the recording, under a policy and a key. */
async function linked(policy: Policy, key: number): Promise<Tables> {
  const tables: Tables = new Map()
  const secret = new Uint8Array(32).fill(key)
  const links = createLinkWatch(
    (t, cells) => {
      if (!['links', 'link_quality', 'clocks'].includes(t.name)) return
      const row = Object.fromEntries(t.columns.map((c, i) => [c.name, cells[i]]))
      tables.set(t.name, tables.get(t.name) ?? [])
      tables.get(t.name)?.push(row)
    },
    { spill: memorySpill() },
  )
  const flows = createFlowWatch(links.row)
  const trace = await openTrace([`${folder}packets/shop.pcapng.zst`], {
    order: 'time',
    stdin: process.stdin,
  })
  const observers = [flows, links]
  const plan = { policy, epochSeconds: 0, secretFor: () => secret, workers: 1, observers }
  await run(trace, plan, () => undefined)
  flows.finish()
  const valuesAt = createValuesByTime(policy, 0, () => createKeyring(secret))
  for (const name of telemetry) {
    const content = await openAny(openFile(`${folder}otlp/${name}`))
    const found = recogniseContent(content)
    if (!('layer' in found) || found.layer === undefined) throw new Error(`${name} is no telemetry`)
    const context = { valuesAt, write: () => undefined, row: links.row }
    await runLayer(content, found.layer, found.format, context as never, () => undefined)
  }
  links.finish()
  return tables
}

/** Links without the names of records and with times from the first one on. */
function shapes(tables: Tables): Row[] {
  const rows = tables.get('links') ?? []
  const times = rows.map((r) => r.time as bigint)
  const first = times.reduce((a, b) => (b < a ? b : a))
  return rows.map((r, i) => ({ ...r, trace_id: null, span_id: null, time: times[i] - first }))
}

describe('links of the shop', { timeout: 120_000 }, () => {
  let original: Tables
  let partner: Tables
  let other: Tables
  beforeAll(async () => {
    original = await linked(keeps, 1)
    partner = await linked(profilePolicy('partner'), 2)
    other = await linked(profilePolicy('partner'), 3)
  }, 120_000)

  it('are many, and each span and line has one', () => {
    const best = (original.get('links') ?? []).filter((l) => l.best)
    expect(best.length).toBeGreaterThan(1500)
    const spans = best.filter((l) => l.from_layer === 'spans')
    expect(new Set(spans.map((l) => `${l.trace_id} ${l.span_id}`)).size).toBe(spans.length)
  })

  it.each([
    ['peer-port', 'server spans -> exchanges', 100, 1],
    ['trace-graph', 'client spans -> exchanges', 100, 0.99],
    ['local-port', 'client spans -> exchanges', 100, 0.99],
    ['exchange-match', 'client spans -> exchanges', 500, 0.98],
    ['trace-id', 'logs -> spans', 200, 0.95],
  ])('by %s of %s are right where it is known', (method, between, known, least) => {
    for (const tables of [original, partner]) {
      const q = (tables.get('link_quality') ?? []).find(
        (r) => r.method === method && r.between === between,
      )
      expect(Number(q?.known)).toBeGreaterThan(known)
      expect(q?.precision).toBeGreaterThanOrEqual(least)
      const sure = Number(q?.confident)
      if (sure > 0) expect(Number(q?.confident_right) / sure).toBeGreaterThanOrEqual(0.99)
    }
  })

  it('are the same under every key', () => {
    expect(shapes(partner)).toEqual(shapes(other))
    expect(partner.get('link_quality')).toEqual(other.get('link_quality'))
    const ids = (t: Tables): Cell[] => (t.get('links') ?? []).map((r) => r.span_id)
    expect(ids(partner).some((id, i) => id === ids(other)[i])).toBe(false)
  })

  it('are those of the original records', () => {
    expect(shapes(partner)).toEqual(shapes(original))
  })
})
