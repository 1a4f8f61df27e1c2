/** The part of `scrim inspect` for inputs that hold no packets: what each is, what would leave. */
import { randomBytes } from 'node:crypto'
import { createKeyring } from '../keys/keyring.js'
import { createEarlier, type Earlier } from '../layers/export-earlier.js'
import { learnTemplates } from '../layers/export-learned.js'
import { type Inputs, type LayerInput, openInput } from '../layers/inputs.js'
import type { LayerContext } from '../layers/layer.js'
import { runLayer } from '../layers/run.js'
import { createValuesByTime } from '../layers/values-by-time.js'
import { type Tier, tiers } from '../policy/policy.js'
import { profilePolicy } from '../policy/profiles.js'
import { showNotices } from './notices.js'
import { startProgress } from './progress.js'
import { table } from './ui/table.js'

/** What one input is, and what each profile would do with it. */
export interface LayerInspection {
  readonly input: string
  readonly layer: string
  readonly format: string
  /** the format in a few words */
  readonly what: string
  readonly records: { in: number; out: number; readonly dropped: Record<string, number> }
  /** by tier: values that would not leave */
  readonly suppressed: Record<string, number>
}

/** What rewrites as a profile does, with a key that nobody keeps, and writes nothing. */
function contextOf(tier: Tier, all: Earlier): LayerContext {
  const keys = createKeyring(randomBytes(32))
  return {
    valuesAt: createValuesByTime(profilePolicy(tier), 0, () => keys),
    write: () => undefined,
    earlier: createEarlier(all),
  }
}

/** @param contexts one for each tier: making them takes longer than reading a small input */
async function inspectOne(
  other: LayerInput,
  quiet: boolean,
  contexts: readonly LayerContext[],
): Promise<LayerInspection> {
  const { path, layer, format } = other
  const suppressed: Record<string, number> = {}
  let records: LayerInspection['records'] = { in: 0, out: 0, dropped: {} }
  for (const [i, tier] of tiers.entries()) {
    const context = contexts[i]
    const progress = startProgress(`reading as ${tier}`, quiet, 'records')
    const content = await openInput(other)
    const { counts, notices } = await runLayer(content, layer, format, context, (stream, c) =>
      progress.update({ bytesRead: stream.taken, bytesTotal: stream.size }, c.records.in),
    )
    progress.done()
    if (tier === tiers[0]) showNotices(notices)
    records = counts.records
    suppressed[tier] = Object.values(counts.suppressed).reduce((a, b) => a + b, 0)
  }
  const what = layer.formats[format] ?? format
  return { input: path, layer: layer.name, format, what, records, suppressed }
}

/** Looks into all inputs that hold no packets. */
export async function inspectOthers(
  others: Inputs['others'],
  quiet: boolean,
): Promise<LayerInspection[]> {
  const found: LayerInspection[] = []
  const all = await learnTemplates(others)
  const contexts = tiers.map((tier) => contextOf(tier, all))
  for (const other of others) found.push(await inspectOne(other, quiet, contexts))
  return found
}

/** What was found, as a table. */
export function inspectionTable(found: readonly LayerInspection[]): string {
  const head = ['input', 'layer', 'format', 'records', 'dropped', ...tiers]
  const body = found.map((f) => [
    f.input,
    f.layer,
    f.what,
    String(f.records.in),
    String(f.records.in - f.records.out),
    ...tiers.map((t) => String(f.suppressed[t])),
  ])
  const note = 'under each profile: values that would not leave'
  return `${table([head, ...body])}\n${note}\n`
}
