/** What `scrim anonymize` does with an input that holds no packets: a filter of its own format. */
import { ScrimError } from '../bytes/errors.js'
import type { ExportCounts } from '../layers/export-packets.js'
import type { Layer } from '../layers/layer.js'
import { type LayerResult, runLayer } from '../layers/run.js'
import { createValuesByTime } from '../layers/values-by-time.js'
import { createEpochs } from '../pipeline/epochs.js'
import { createFrameRewriter } from '../pipeline/single.js'
import { epochSeconds } from '../policy/limits.js'
import type { Policy } from '../policy/policy.js'
import type { LayerInputFacts } from '../release/facts.js'
import type { Content } from '../sources/content.js'
import type { KeyAccess } from './key-access.js'
import { showNotices } from './notices.js'
import { type Output, openOutput } from './output-file.js'
import { startProgress } from './progress.js'
import type { RewriteOptions } from './rewrite-options.js'

/** An input that was recognised, still open. */
export interface LayerInput {
  readonly content: Content
  readonly layer: Layer
  readonly format: string
}

/** What is done with it. */
interface Task {
  /** of the output */
  readonly name: string
  readonly options: RewriteOptions
  readonly policy: Policy
  readonly keys: KeyAccess
}

function reasons(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([reason, n]) => `${reason} ${n}`)
    .join(', ')
}

/** One line about what came out, and why the rest did not. */
export function layerSummary(counts: Pick<LayerInputFacts, 'records' | 'suppressed'>): string {
  const { records, suppressed } = counts
  const lost = records.in > records.out ? `; dropped: ${reasons(records.dropped)}` : ''
  const gone = Object.values(suppressed).reduce((a, b) => a + b, 0)
  const values = gone > 0 ? `; ${gone} values did not leave (${reasons(suppressed)})` : ''
  return `${records.out} of ${records.in} records${lost}${values}`
}

/** One line about the datagrams of flow exporters in packets. */
export function exportSummary({ exporters, datagrams }: ExportCounts): string {
  const lost = datagrams.in > datagrams.out ? `; dropped: ${reasons(datagrams.dropped)}` : ''
  const { in: all, out } = datagrams
  return `${out} of ${all} datagrams of ${exporters} flow exporters${lost}`
}

function say(task: Task, format: string, result: LayerResult, output: Output): void {
  const { name, options } = task
  const { counts, bytes } = result
  showNotices(result.notices)
  const sizes = { in: bytes, out: output.bytes }
  const line = options.json
    ? JSON.stringify({ format, ...counts, bytes: sizes, output: name, written: output.bytes })
    : `scrim: ${format}: ${layerSummary(counts)}`
  if (options.json && name !== '-') process.stdout.write(`${line}\n`)
  else if (!options.quiet) process.stderr.write(`${line}\n`)
}

/**
 * Rewrites one input in its own format.
 * @throws ScrimError `input` when it held records and none of them is left
 */
export async function anonymizeLayer(input: LayerInput, task: Task): Promise<void> {
  const { options, policy, keys } = task
  const output = await openOutput(task.name, options.force === true)
  const progress = startProgress(
    'anonymize',
    options.quiet === true || options.json === true,
    'records',
  )
  const seconds = epochSeconds(policy.epoch)
  const context = {
    valuesAt: createValuesByTime(policy, seconds, keys.keyringFor),
    packet: createFrameRewriter(createEpochs(policy, seconds, keys.keyringFor)),
    write: (b: Uint8Array, at: number, end: number) => output.write(b.subarray(at, end)),
  }
  const { content, layer, format } = input
  try {
    const result = await runLayer(content, layer, format, context, (stream, counts) => {
      progress.update({ bytesRead: stream.taken, bytesTotal: stream.size }, counts.records.in)
    })
    progress.done()
    const { records } = result.counts
    if (records.in > 0 && records.out === 0) {
      const why = reasons(records.dropped)
      throw new ScrimError('input', `no record is left: of ${records.in} read, dropped: ${why}`)
    }
    await keys.save()
    output.commit()
    say(task, format, result, output)
  } catch (e) {
    progress.done()
    output.abort()
    throw e
  }
}
