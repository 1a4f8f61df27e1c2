/** Runs bytes through a layer under a profile, for tests: what came out, rows and counts. */
import { flowsTable } from '../../src/layers/flow-tables.js'
import type { Layer, LayerContext, LayerRun } from '../../src/layers/layer.js'
import type { Policy } from '../../src/policy/policy.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { createValues } from '../../src/policy/values.js'
import type { Values } from '../../src/wire/values.js'
import { keyring } from '../keys/keyrings.js'

/** What the partner profile makes of values, under one key for all tests. */
export const partner: Values = createValues(profilePolicy('partner'), keyring(3))

/** The bytes of hexadecimal words, in which lines may end with `# words`. */
export function fromHex(text: string): Buffer {
  return Buffer.from(text.replace(/#.*$/gm, '').replace(/\s+/g, ''), 'hex')
}

/** What a run gave. */
export interface Ran {
  readonly out: Buffer
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly run: LayerRun
}

/** Runs an input, cut into chunks of these sizes in turn. */
export function runOver(
  layer: Layer,
  input: Uint8Array,
  options: {
    readonly policy?: Policy
    readonly cuts?: readonly number[]
    readonly context?: Partial<LayerContext>
  } = {},
): Ran {
  const written: Buffer[] = []
  const rows: Record<string, unknown>[] = []
  const values = options.policy ? createValues(options.policy, keyring(3)) : partner
  const format = layer.recognise(input.subarray(0, 65536))
  if (format === undefined) throw new Error('not recognised')
  const run = layer.open(format, {
    valuesAt: () => values,
    write: (b, at, end) => written.push(Buffer.from(b.subarray(at, end))),
    row: (table, cells) => {
      if (table !== flowsTable) throw new Error(`rows of ${table.name}`)
      const pairs = table.columns.map((c, i) => [c.name, cells[i]] as const)
      rows.push(Object.fromEntries(pairs.filter(([, v]) => v !== null)))
    },
    ...options.context,
  })
  const { cuts = [input.length] } = options
  for (let at = 0, i = 0; at < input.length; i++) {
    const n = Math.max(1, cuts[i % cuts.length])
    run.push(Uint8Array.from(input.subarray(at, at + n)))
    at += n
  }
  run.end()
  return { out: Buffer.concat(written), rows, run }
}

/** `in` = `out` + all that was dropped. */
export function isBalanced({ run }: Ran): boolean {
  const { records } = run.counts
  return records.in === records.out + Object.values(records.dropped).reduce((a, b) => a + b, 0)
}

/** What the partner profile makes of a value in text. */
export function changed(value: string, kind: 'address' | 'hostname' = 'address'): string {
  const out = { bytes: new Uint8Array(256), n: 0 }
  const b = Buffer.from(value)
  const leaves = partner.text(partner.rule(`flow.${kind}`, kind), b, 0, b.length, out)
  return leaves ? Buffer.from(out.bytes.subarray(0, out.n)).toString() : ''
}

/** A time in nanoseconds, moved as the partner profile moves it. */
export function moved(nanos: bigint): bigint {
  const { time } = partner
  return nanos + BigInt(time.seconds) * 1_000_000_000n + BigInt(time.nanos)
}
