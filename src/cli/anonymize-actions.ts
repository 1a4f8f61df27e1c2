/** What `scrim anonymize` does: a plain filter from captures to one capture. */
import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { ScrimError } from '../bytes/errors.js'
import { HEAD_BYTES, isCapture } from '../capture/recognise.js'
import type { Counts, RunPlan } from '../pipeline/run.js'
import { epochSeconds } from '../policy/limits.js'
import { policyYaml } from '../policy/show.js'
import { openFile, openPipe } from '../sources/byte-stream.js'
import { captureOf } from '../sources/capture-trace.js'
import { openContent } from '../sources/content.js'
import { openTrace } from '../sources/index.js'
import type { Trace } from '../sources/source.js'
import type { LayerInput } from './anonymize-layer.js'
import { openKeyring } from './key-access.js'
import { showNotices } from './notices.js'
import { openOutput, refuseInput } from './output-file.js'
import { startProgress } from './progress.js'
import type { RewriteOptions } from './rewrite-options.js'
import { policyOf } from './rewrite-policy.js'
import { reasonsOf, refuseNothing, writeCapture } from './write-capture.js'

/** Options of `anonymize`. */
export interface AnonymizeOptions extends RewriteOptions {
  readonly workers: number
}

/** One line about what came out, and why the rest did not. */
export function summary(counts: Counts): string {
  const { in: read, out } = counts.packets
  const lost = read > out ? `; dropped ${read - out}: ${reasonsOf(counts)}` : ''
  return `${out} of ${read} packets, ${counts.bytes.out} of ${counts.bytes.in} bytes${lost}`
}

/** What was named, opened as far as it takes to know whether it is packets. */
type Opened = { readonly trace: Trace } | { readonly layer: LayerInput }

/** What knows all other layers is loaded when there is something else than captures. */
const loadLayers = () => import('../layers/inputs.js')

/** Whether all of these are files that hold packets. */
async function areCaptures(names: readonly string[]): Promise<boolean> {
  for (const name of names) {
    if (statSync(name, { throwIfNoEntry: false })?.isFile() !== true) return false
    const { head, stream } = await openContent(openFile(name), HEAD_BYTES)
    stream.close()
    if (!isCapture(head)) return false
  }
  return true
}

async function openInputs(inputs: readonly string[], order: 'time' | 'given'): Promise<Opened> {
  if (inputs.length === 1 && inputs[0] === '-') {
    const { openAny, recogniseContent } = await loadLayers()
    const content = await openAny(openPipe('standard input', process.stdin))
    const what = recogniseContent(content)
    if (what.is === 'layer') return { layer: { content, ...what } }
    return { trace: captureOf(content) }
  }
  if (await areCaptures(inputs)) return { trace: await openTrace(inputs, { order }) }
  const { leftOut, openAny, sortInputs } = await loadLayers()
  const sorted = await sortInputs(inputs)
  const { captures, others } = sorted
  if (captures.length + others.length > 0) showNotices(leftOut(sorted))
  if (others.length === 0) {
    return { trace: await openTrace(captures.length > 0 ? captures : inputs, { order }) }
  }
  if (captures.length + others.length > 1) {
    throw new ScrimError(
      'usage',
      'anonymize makes one file of captures alone, or of one other input',
      'release several layers together with: scrim release',
    )
  }
  const [{ path, layer, format }] = others
  return { layer: { content: await openAny(openFile(path)), layer, format } }
}

/** Rewrites all inputs but the last argument, which names the output. */
export async function anonymize(names: string[], options: AnonymizeOptions): Promise<void> {
  const inputs = names.slice(0, -1)
  const name = names.at(-1) as string
  if (inputs.length === 0) {
    throw new ScrimError(
      'usage',
      'anonymize needs an input and an output',
      'scrim anonymize IN OUT',
    )
  }
  refuseInput(name, inputs)
  const policy = await policyOf(options)
  const keys = await openKeyring({ ...options, policy, release: 'anonymize' })
  const opened = await openInputs(inputs, options.order)
  if ('layer' in opened) {
    const { anonymizeLayer } = await import('./anonymize-layer.js')
    return anonymizeLayer(opened.layer, { name, options, policy, keys })
  }
  const { trace } = opened
  const output = await openOutput(name, options.force === true)
  const progress = startProgress('anonymize', options.quiet === true || options.json === true)
  const plan: RunPlan = {
    policy,
    epochSeconds: epochSeconds(policy.epoch),
    secretFor: keys.secretFor,
    workers: options.workers,
  }
  const form = {
    format: options.format,
    zstd: options.zstd === true,
    digest: createHash('sha256').update(policyYaml(policy)).digest('hex'),
  }
  try {
    const counts = await writeCapture(trace, plan, form, output.write, (packets) =>
      progress.update(trace.progress, packets),
    )
    progress.done()
    showNotices(trace.notices)
    refuseNothing(counts)
    await keys.save()
    output.commit()
    const line = options.json
      ? JSON.stringify({ ...counts, output: name, written: output.bytes })
      : `scrim: ${summary(counts)}`
    if (options.json && name !== '-') process.stdout.write(`${line}\n`)
    else if (!options.quiet) process.stderr.write(`${line}\n`)
  } catch (e) {
    progress.done()
    output.abort()
    throw e
  } finally {
    await trace.close()
  }
}
