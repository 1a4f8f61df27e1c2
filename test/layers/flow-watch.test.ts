/** Joins commute with rewriting: flows of rewritten packets are the rewritten flows of packets. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createOutput } from '../../src/bytes/output.js'
import { BATCH_BYTES, BATCH_RECORDS_MAX, createBatch } from '../../src/capture/batch.js'
import { createFlowNamer } from '../../src/correlate/flow-key.js'
import { createFlowWatch } from '../../src/layers/flow-watch.js'
import type { Cell, Table } from '../../src/layers/table.js'
import { createRewriter, rewriteBatch } from '../../src/pipeline/batch.js'
import { createEpochs } from '../../src/pipeline/epochs.js'
import type { Policy } from '../../src/policy/policy.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { createValues } from '../../src/policy/values.js'
import { openTrace } from '../../src/sources/index.js'
import { keyring } from '../keys/keyrings.js'

const shop = join(import.meta.dirname, '../../examples/shop/shop.pcapng')

type Row = Readonly<Record<string, Cell>>

function collect(): { rows: Row[]; row: (table: Table, cells: readonly Cell[]) => void } {
  const rows: Row[] = []
  return {
    rows,
    row: (table, cells) => {
      const pairs = table.columns.map((c, i) => [c.name, cells[i]] as const)
      rows.push({ table: table.name, ...Object.fromEntries(pairs) })
    },
  }
}

/** Rows of a capture before and after its packets are rewritten. */
async function rowsOf(policy: Policy): Promise<{ before: Row[]; after: Row[] }> {
  const [raw, released] = [collect(), collect()]
  const before = createFlowWatch(raw.row)
  const after = createFlowWatch(released.row)
  const rewriter = createRewriter(
    createEpochs(policy, 0, () => keyring(5)),
    [{ before: (f, s, n) => before.after(f, f.end, s, n) }, after],
  )
  const trace = await openTrace([shop])
  const batch = createBatch(BATCH_BYTES, BATCH_RECORDS_MAX)
  while (await trace.fill(batch)) rewriteBatch(rewriter, batch)
  await trace.close()
  before.finish()
  after.finish()
  expect(before.counts.packets).toBeGreaterThan(5000)
  return { before: raw.rows, after: released.rows }
}

/** What the policy makes of the rows of raw packets. */
function rewritten(rows: readonly Row[], policy: Policy): Row[] {
  const values = createValues(policy, keyring(5))
  const { seconds, nanos } = values.time
  const rule = values.rule('flow.sourceIPv4Address', 'address')
  const vlan = values.rule('flow.vlanId', 'vlan')
  const change = (name: string, cell: Cell): Cell => {
    if (typeof cell === 'bigint' && name.endsWith('Nanoseconds')) {
      return cell + BigInt(seconds) * 1_000_000_000n + BigInt(nanos)
    }
    if (name === 'vlanId' && typeof cell === 'number') return values.number(vlan, cell)
    if (typeof cell !== 'string' || !name.endsWith('Address')) return cell
    const out = createOutput(64)
    const text = Buffer.from(cell)
    expect(values.text(rule, text, 0, text.length, out)).toBe(true)
    return Buffer.from(out.bytes.subarray(0, out.n)).toString()
  }
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, change(name, cell)])),
  )
}

describe('createFlowWatch', () => {
  it.each(['cut', 'zero'] as const)('commutes with rewriting, payload %s', async (payload) => {
    const policy: Policy = { ...profilePolicy('partner'), payload }
    const { before, after } = await rowsOf(policy)
    expect(after).toHaveLength(before.length)
    expect(after).toEqual(rewritten(before, policy))
    const changed = after.filter((r, i) => r.sourceIPv4Address !== before[i].sourceIPv4Address)
    expect(changed.length).toBeGreaterThan(200)
    expect(after.some((r, i) => r.vlanId !== before[i].vlanId)).toBe(true)
  })

  it('names flows when it has a key', async () => {
    const { rows, row } = collect()
    const watch = createFlowWatch(row, { namer: createFlowNamer(keyring(5)) })
    const rewriter = createRewriter(
      createEpochs(profilePolicy('partner'), 0, () => keyring(5)),
      [watch],
    )
    const trace = await openTrace([shop])
    const batch = createBatch(BATCH_BYTES, BATCH_RECORDS_MAX)
    await trace.fill(batch)
    rewriteBatch(rewriter, batch)
    await trace.close()
    watch.finish()
    const names = rows.filter((r) => r.table === 'flows').map((r) => r.flowKey)
    expect(names.every((n) => /^[0-9a-f]{32}$/.test(String(n)))).toBe(true)
    expect(new Set(names).size).toBeGreaterThan(names.length * 0.95)
  })
})
