/** Runs the OTLP layer over bytes under a shipped policy, for tests. */
import { otlp } from '../../src/layers/otlp.js'
import type { Cell, Table } from '../../src/layers/table.js'
import type { Policy } from '../../src/policy/policy.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { createValues } from '../../src/policy/values.js'
import type { Values } from '../../src/wire/values.js'
import { keyring } from '../keys/keyrings.js'

/** What came out. */
export interface Driven {
  readonly bytes: Buffer
  readonly records: { in: number; out: number; readonly dropped: Record<string, number> }
  readonly suppressed: Record<string, number>
  readonly rows: { table: string; cells: Record<string, Cell> }[]
}

/** How the layer is driven. */
export interface Drive {
  readonly tier?: Policy['tier']
  readonly fields?: Policy['fields']
  readonly format?: string
  /** sizes of chunks, over and over */
  readonly cuts?: readonly number[]
}

const known = new Map<string, Values>()

/** What a policy makes of values; made once for each policy. */
function valuesOf(tier: Policy['tier'], fields: Policy['fields'] = {}): Values {
  const key = JSON.stringify([tier, fields])
  const policy = profilePolicy(tier)
  const values =
    known.get(key) ??
    createValues({ ...policy, fields: { ...policy.fields, ...fields } }, keyring(1))
  known.set(key, values)
  return values
}

/** Rewrites bytes; the format is found out when none is given. */
export function drive(input: readonly number[] | Uint8Array, how: Drive = {}): Driven {
  const bytes = Uint8Array.from(input)
  const format = how.format ?? otlp.recognise(bytes.subarray(0, 65536))
  if (format === undefined) throw new Error('not recognised')
  const values = valuesOf(how.tier ?? 'partner', how.fields)
  const parts: Buffer[] = []
  const rows: Driven['rows'] = []
  const run = otlp.open(format, {
    valuesAt: () => values,
    write: (b, at, end) => parts.push(Buffer.from(b.subarray(at, end))),
    row(table: Table, cells: readonly Cell[]) {
      rows.push({
        table: table.name,
        cells: Object.fromEntries(table.columns.map((c, i) => [c.name, cells[i]])),
      })
    },
  })
  const cuts = how.cuts ?? [65536]
  for (let i = 0, k = 0; i < bytes.length; k++) {
    const n = cuts[k % cuts.length]
    run.push(bytes.subarray(i, i + n))
    i += n
  }
  run.end()
  const { records, suppressed } = run.counts
  return { bytes: Buffer.concat(parts), records, suppressed, rows }
}
