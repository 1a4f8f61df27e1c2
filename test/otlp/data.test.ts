/**
 * Real telemetry, from the folder named by SCRIM_DATA: every record leaves, and spans and logs that
 * were joined by their ids are joined afterwards.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { drive } from './drive.js'

const folder = process.env.SCRIM_DATA ?? ''
const minute = join(folder, 'telemetry', 'otlp', 'nezha-fault-basic-return')
const isThere = folder !== '' && existsSync(minute)

describe.skipIf(!isThere)('real telemetry (set SCRIM_DATA to its folder)', () => {
  it('keeps every record, and the joins of logs with spans', () => {
    const spans = drive(readFileSync(join(minute, 'traces.jsonl')))
    const logs = drive(readFileSync(join(minute, 'logs.jsonl')))
    expect(spans.records).toEqual({ in: 2747, out: 2747, dropped: {} })
    expect(logs.records).toEqual({ in: 1343, out: 1343, dropped: {} })
    const ids = new Set(spans.rows.map(({ cells }) => cells.span_id))
    expect(ids.size).toBe(2747)
    const joined = logs.rows.filter(({ cells }) => ids.has(cells.span_id))
    expect(joined.length).toBeGreaterThan(1200)
    const inText = logs.rows.filter(({ cells }) =>
      String(cells.body).includes(`TraceID: ${cells.trace_id}`),
    )
    expect(inText.length).toBeGreaterThan(1000)
  })
})
