/** The work of `scrim release`: rewrites into the bundle while checks watch, then attacks it. */
import { closeSync, openSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type ByteCounter, createByteCounter } from '../audit/byte-accounting.js'
import type { AuditContext } from '../audit/check.js'
import { checks } from '../audit/index.js'
import { openSuite, type Suite } from '../audit/suite.js'
import { ScrimError } from '../bytes/errors.js'
import type { Batch } from '../capture/batch.js'
import type { PacketFacts } from '../correlate/facts.js'
import { createFlowNamer } from '../correlate/flow-key.js'
import type { WrittenTable } from '../formats/tables.js'
import { createExportWatch, type ExportWatch } from '../layers/export-packets.js'
import { createFlowWatch } from '../layers/flow-watch.js'
import { flows as flowLayer } from '../layers/flows.js'
import type { LayerInput } from '../layers/inputs.js'
import { createSurvey, type Survey } from '../layers/survey.js'
import { createValuesByTime } from '../layers/values-by-time.js'
import { type RowWatch, watchRows } from '../layers/watch-rows.js'
import { createEpochs, type Epochs } from '../pipeline/epochs.js'
import type { Counts, RunPlan } from '../pipeline/run.js'
import { createFrameRewriter } from '../pipeline/single.js'
import { ruleFor } from '../policy/compile.js'
import { epochSeconds } from '../policy/limits.js'
import { withoutKept } from '../policy/strict.js'
import type { Met } from '../policy/value-shown.js'
import { createValues } from '../policy/values.js'
import type { Bundle } from '../release/bundle.js'
import type { LayerInputFacts } from '../release/facts.js'
import type { Trace } from '../sources/source.js'
import { compare } from '../utility/compare.js'
import { measures } from '../utility/index.js'
import type { Tally } from '../utility/measure.js'
import { fieldTable } from '../wire/fields.js'
import { dataFiles } from './data-files.js'
import { showNotices } from './notices.js'
import { writeAll } from './output-file.js'
import { startProgress } from './progress.js'
import { standingLabels } from './release-labels.js'
import { layersOf, nearOf, rewriteOthers } from './release-layers.js'
import { type ReleaseTables, releaseTables } from './release-tables.js'
import { learnWords } from './release-words.js'
import { isQuiet, type Outcome, seedOf, type Work } from './release-work.js'
import { createSpillFile } from './spill-file.js'
import { refuseNothing, writeCapture } from './write-capture.js'

/** What the owner says of the release, where nobody has rewritten anything. */
function wordsOf({ options, policy, inputs }: Work): string {
  const said = [options.description ?? inputs.description, options.license, policy.purpose]
  return [basename(options.output), ...said].filter((s) => s !== undefined).join('\n')
}

function epochOf({ seconds }: Epochs, at: number): number {
  return seconds === 0 || Number.isNaN(at) ? 0 : Math.floor(at / seconds)
}

/** The context of the checks: its program is that of the first record's epoch. */
function contextOf(work: Work, epochs: Epochs, first: () => number): AuditContext {
  const { policy } = work
  return {
    tier: policy.tier,
    limits: policy.gate,
    seed: seedOf(work),
    layers: layersOf(work.inputs.others),
    rules: fieldTable.map((field) => ruleFor(policy, field)),
    get own() {
      return epochs.program(epochOf(epochs, first()))
    },
    get values() {
      return createValues(withoutKept(policy), work.keys.keyringFor(epochOf(epochs, first())))
    },
  }
}

/** Rewrites the packets into the bundle. */
async function rewritePackets(
  work: Work,
  trace: Trace,
  links: Map<number, number>,
  plan: RunPlan,
): Promise<Counts> {
  const { options, bundle, digest } = work
  const name = `packets.${options.format}${options.zstd ? '.zst' : ''}`
  const path = bundle.path(join('data', 'packets', name))
  const fd = openSync(path, 'wx')
  const progress = startProgress('rewriting', isQuiet(options))
  const form = { format: options.format, zstd: options.zstd === true, digest }
  const sink = (bytes: Uint8Array): void => writeAll(fd, bytes)
  const counts = await writeCapture(trace, plan, form, sink, (packets, batch) => {
    countLinks(batch, links)
    progress.update(trace.progress, packets)
  })
  closeSync(fd)
  progress.done()
  showNotices(trace.notices)
  refuseNothing(counts)
  return counts
}

/** Who watches while packets are rewritten. */
interface Watchers {
  readonly epochs: Epochs
  readonly suite: Suite
  readonly counter: ByteCounter
  readonly exports: ExportWatch
  readonly linked: RowWatch
  readonly survey: Survey | undefined
}

/**
 * Rewrites the packets while all watch. The table of their flows is held by nobody else, so that it
 * is gone before files of tables are closed and read again.
 */
async function takePackets(work: Work, w: Watchers, links: Map<number, number>): Promise<Counts> {
  const { policy, keys, trace } = work
  if (trace === undefined) return NO_PACKETS
  const { epochs, linked } = w
  // A key that changes in the middle of a flow would give it two names.
  const namer = epochs.seconds === 0 ? { namer: createFlowNamer(keys.keyringFor(0)) } : {}
  const flows = createFlowWatch(linked.row, { ...namer, flowsMax: FLOWS_MAX })
  // Flows that others saw and that we see, in one: calls of more than four shapes are slow.
  const seen = { before: w.exports.before, after: flows.after }
  const watching = [w.suite.observer, w.counter, seen, linked]
  const counts = await rewritePackets(work, trace, links, {
    policy,
    epochSeconds: epochs.seconds,
    secretFor: keys.secretFor,
    workers: 1,
    epochs,
    observers: w.survey === undefined ? watching : [...watching, w.survey],
  })
  flows.finish()
  return counts
}

/** What exporters have sent in packets, as inputs beside those that were named. */
function exportedInputs(exports: ExportWatch): LayerInput[] {
  return exports
    .finish()
    .map(({ name, format, open }) => ({ path: name, layer: flowLayer, format, open }))
}

/** Rewrites into the bundle while the checks watch, then attacks what was written. */
export async function rewriteAndAttack(work: Work): Promise<Outcome> {
  const { policy, keys, bundle, options, inputs } = work
  const seconds = epochSeconds(policy.epoch)
  const epochs = createEpochs(policy, seconds, keys.keyringFor)
  const before = measures.map((m) => m.open())
  const after = measures.map((m) => m.open())
  let firstSeconds = Number.NaN
  const context = contextOf(work, epochs, () => firstSeconds)
  const suite = openSuite(checks, context, (facts) => {
    if (Number.isNaN(firstSeconds)) firstSeconds = facts.seconds
    for (let i = 0; i < before.length; i++) before[i].packet(facts)
  })
  const counter = createByteCounter()
  const links = new Map<number, number>()
  const layerNames = inputs.others.map((o) => o.layer.name)
  const spill = createSpillFile(bundle.path('spill'))
  const tables = releaseTables(bundle, spill)
  const sent = createSpillFile(bundle.path('sent'))
  const exports = createExportWatch(sent)
  const isExported = (): boolean => exports.counts.datagrams.in > 0
  const linked = watchRows(tables.row, layerNames, spill, isExported)
  const learns = policy.words > 0 && inputs.others.length > 0
  const survey = learns ? createSurvey(policy.words) : undefined
  const watchers = { epochs, suite, counter, exports, linked, survey }
  const counts = await takePackets(work, watchers, links)
  const all = { ...inputs, others: [...exportedInputs(exports), ...inputs.others] }
  const met: Met = (kind, b, at, end, out, from) =>
    suite.value(kind, b.subarray(at, end), out.bytes.subarray(from, out.n))
  const valuesAt = createValuesByTime(policy, seconds, keys.keyringFor, met)
  const quiet = isQuiet(options)
  const packet = createFrameRewriter(epochs, suite.sampled)
  const words = survey && (await learnWords(all.others, survey, policy.words, quiet))
  const near = await nearOf(all, firstSeconds)
  const others = { bundle, valuesAt, packet, near, tables: { ...tables, row: linked.row }, quiet }
  const layers = await rewriteOthers(all.others, { ...others, ...words })
  linked.finish()
  showNotices(linked.notices)
  sent.close()
  const written = tables.close()
  spill.close()
  if (counts.packets.in === 0 && layers.every((l) => l.records.out === 0)) {
    const held = layers.reduce((n, l) => n + l.records.in, 0)
    const what = held === 0 ? 'the input holds no record' : `no record of ${held} is left`
    throw new ScrimError('input', `${what}, so there is nothing to release`)
  }
  const span = await attack(work, suite, after)
  const utility = measures.map((m, i) => compare(m, before[i], after[i]))
  const findings = suite.findings()
  const bytes = counter.byField()
  const counted = countIn(bundle, tables, written, layers, linked.left)
  const rest = words === undefined ? {} : { words: words.facts }
  const exported = exports.counts.datagrams.in === 0 ? {} : { exported: exports.counts }
  const shown = { counts, exported, layers, tables: written, counted, findings, utility }
  return { ...shown, bytes, links, span, ...rest }
}

/** Reads what was written as its recipient will; gives the first and the last time in it. */
async function attack(work: Work, suite: Suite, after: readonly Tally[]): Promise<Outcome['span']> {
  const span = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY }
  const progress = startProgress('attacking the output', isQuiet(work.options))
  let packets = 0
  await suite.released(dataFiles(work.bundle.partial), (facts: PacketFacts) => {
    for (let i = 0; i < after.length; i++) after[i].packet(facts)
    const t = facts.seconds + facts.nanos / 1e9
    if (t < span.first) span.first = t
    if (t > span.last) span.last = t
    if ((++packets & 0xffff) === 0) progress.update({ bytesRead: 0, bytesTotal: 0 }, packets)
  })
  suite.said(wordsOf(work))
  progress.done()
  return span
}

/** What is counted in the tables and the labels that leave. */
function countIn(
  { partial }: Bundle,
  tables: ReleaseTables,
  written: readonly WrittenTable[],
  layers: readonly LayerInputFacts[],
  unlinked: number,
): Outcome['counted'] {
  if (written.length === 0) return {}
  const standing = standingLabels(partial, layers)
  const counted = { ...tables.counted(written), unlinked }
  return { counted: standing === undefined ? counted : { ...counted, standing } }
}

/** Flows under way at one time; a release holds much else, and memory does not grow with it. */
const FLOWS_MAX = 1 << 16

const NO_PACKETS: Counts = { packets: { in: 0, out: 0, dropped: {} }, bytes: { in: 0, out: 0 } }

function countLinks(batch: Batch, links: Map<number, number>): void {
  for (let i = 0; i < batch.count; i++) {
    if (batch.length[i] < 0) continue
    const { linkType } = batch.interfaces[batch.iface[i]]
    links.set(linkType, (links.get(linkType) ?? 0) + 1)
  }
}
