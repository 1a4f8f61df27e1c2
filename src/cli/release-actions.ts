/** What `scrim release` does: rewrite, attack the result, and publish what passes. */
import { createHash } from 'node:crypto'
import { closeSync, openSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createByteCounter } from '../audit/byte-accounting.js'
import type { AuditContext, Finding } from '../audit/check.js'
import { judge } from '../audit/gate.js'
import { checks } from '../audit/index.js'
import { openSuite } from '../audit/suite.js'
import { ScrimError } from '../bytes/errors.js'
import type { Batch } from '../capture/batch.js'
import type { PacketFacts } from '../correlate/facts.js'
import { createFlowNamer } from '../correlate/flow-key.js'
import type { WrittenTable } from '../formats/tables.js'
import { createFlowWatch } from '../layers/flow-watch.js'
import { type Inputs, leftOut, sortInputs } from '../layers/inputs.js'
import { createSurvey } from '../layers/survey.js'
import { createValuesByTime } from '../layers/values-by-time.js'
import { watchRows } from '../layers/watch-rows.js'
import { createEpochs, type Epochs } from '../pipeline/epochs.js'
import type { Counts, RunPlan } from '../pipeline/run.js'
import { createFrameRewriter } from '../pipeline/single.js'
import { ruleFor } from '../policy/compile.js'
import { epochSeconds } from '../policy/limits.js'
import type { Policy } from '../policy/policy.js'
import { policyYaml } from '../policy/show.js'
import { withoutKept } from '../policy/strict.js'
import { createValues, type Met } from '../policy/values.js'
import { type Bundle, createBundle } from '../release/bundle.js'
import type { LayerInputFacts, ReleaseFacts } from '../release/facts.js'
import type { LayerFacts } from '../release/layer-facts.js'
import type { WordFacts } from '../release/report-words.js'
import { writeRefusal, writeRelease } from '../release/write.js'
import { openTrace } from '../sources/index.js'
import type { Trace } from '../sources/source.js'
import { compare } from '../utility/compare.js'
import { measures } from '../utility/index.js'
import { fieldTable } from '../wire/fields.js'
import { showNotices, summary } from './anonymize-actions.js'
import { layerSummary } from './anonymize-layer.js'
import { dataFiles } from './data-files.js'
import { type KeyAccess, openKeyring } from './key-access.js'
import { onStop } from './on-stop.js'
import { showLeftovers, writeAll } from './output-file.js'
import { startProgress } from './progress.js'
import { kindsOf, linkTypeName, rulesOf } from './release-facts.js'
import { standingLabels } from './release-labels.js'
import { nearOf, rewriteOthers } from './release-layers.js'
import { type ReleaseTables, releaseTables } from './release-tables.js'
import { learnVendors } from './release-vendors.js'
import { learnWords } from './release-words.js'
import type { RewriteOptions } from './rewrite-options.js'
import { policyOf } from './rewrite-policy.js'
import { engineVersion } from './version.js'
import { refuseNothing, writeCapture } from './write-capture.js'

/** Options of `release`. */
export interface ReleaseOptions extends RewriteOptions {
  readonly output: string
  readonly description?: string
  readonly license?: string
}

/** Everything one run of the command shares. */
interface Work {
  readonly options: ReleaseOptions
  readonly policy: Policy
  readonly yaml: string
  readonly digest: string
  readonly keys: Required<KeyAccess>
  readonly bundle: Bundle
  /** packets, where there are any */
  readonly trace?: Trace
  readonly inputs: Inputs
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The seed is published: a folder in it could be found out by trying. */
function seedOf({ digest, options }: Work): string {
  return sha256(`${digest}/${basename(options.output)}`)
}

/** What the owner says of the release, where nobody has rewritten anything. */
function wordsOf({ options, policy, inputs }: Work): string {
  const said = [options.description ?? inputs.description, options.license, policy.purpose]
  return [basename(options.output), ...said].filter((s) => s !== undefined).join('\n')
}

function checkRecipient(options: ReleaseOptions, policy: Policy): void {
  if (policy.tier !== 'partner' || options.recipient !== undefined) return
  if (options.policy !== undefined) return
  throw new ScrimError(
    'usage',
    'a release for a partner needs to know which: keys are scoped to one recipient',
    'give --recipient NAME',
  )
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
    rules: fieldTable.map((field) => ruleFor(policy, field)),
    get own() {
      return epochs.program(epochOf(epochs, first()))
    },
    get values() {
      return createValues(withoutKept(policy), work.keys.keyringFor(epochOf(epochs, first())))
    },
  }
}

interface Outcome {
  readonly counts: Counts
  readonly layers: readonly LayerInputFacts[]
  readonly tables: readonly WrittenTable[]
  readonly words?: WordFacts
  readonly counted: { readonly counted?: LayerFacts }
  readonly findings: Finding[]
  readonly utility: ReleaseFacts['utility']
  readonly bytes: Float64Array
  readonly links: Map<number, number>
  readonly span: { first: number; last: number }
}

/** Rewrites the packets into the bundle. */
async function rewritePackets(work: Work, plan: RunPlan, links: Map<number, number>) {
  const { trace, options, bundle, digest } = work
  if (trace === undefined) return undefined
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

const isQuiet = (options: ReleaseOptions): boolean =>
  options.quiet === true || options.json === true

/** Rewrites into the bundle while the checks watch, then attacks what was written. */
async function rewriteAndAttack(work: Work): Promise<Outcome> {
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
  const tables = releaseTables(bundle)
  // A key that changes in the middle of a flow would give it two names.
  const namer = seconds === 0 ? { namer: createFlowNamer(keys.keyringFor(0)) } : {}
  const layerNames = inputs.others.map((o) => o.layer.name)
  const linked = watchRows(tables.row, layerNames)
  const flows = createFlowWatch(linked.row, { ...namer, flowsMax: FLOWS_MAX })
  const learns = policy.words > 0 && inputs.others.length > 0
  const survey = learns ? createSurvey(policy.words) : undefined
  const plan = {
    policy,
    epochSeconds: seconds,
    secretFor: keys.secretFor,
    workers: 1,
    epochs,
    observers: [suite.observer, counter, flows, linked, ...(survey ? [survey] : [])],
  }
  const counts = (await rewritePackets(work, plan, links)) ?? NO_PACKETS
  flows.finish()
  const met: Met = (kind, b, at, end, out, from) =>
    suite.value(kind, b.subarray(at, end), out.bytes.subarray(from, out.n))
  const valuesAt = createValuesByTime(policy, seconds, keys.keyringFor, met)
  const quiet = isQuiet(options)
  const packet = createFrameRewriter(epochs)
  const words = survey && (await learnWords(inputs.others, survey, policy.words, quiet))
  const near = await nearOf(inputs, firstSeconds)
  const others = { bundle, valuesAt, packet, near, tables: { ...tables, row: linked.row }, quiet }
  const layers = await rewriteOthers(inputs.others, { ...others, ...words })
  linked.finish()
  showNotices(linked.notices)
  const written = tables.close()
  if (counts.packets.in === 0 && layers.every((l) => l.records.out === 0)) {
    const held = layers.reduce((n, l) => n + l.records.in, 0)
    const what = held === 0 ? 'the input holds no record' : `no record of ${held} is left`
    throw new ScrimError('input', `${what}, so there is nothing to release`)
  }
  const span = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY }
  const attacking = startProgress('attacking the output', quiet)
  let packets = 0
  await suite.released(dataFiles(bundle.partial), (facts: PacketFacts) => {
    for (let i = 0; i < after.length; i++) after[i].packet(facts)
    const t = facts.seconds + facts.nanos / 1e9
    if (t < span.first) span.first = t
    if (t > span.last) span.last = t
    if ((++packets & 0xffff) === 0) attacking.update({ bytesRead: 0, bytesTotal: 0 }, packets)
  })
  suite.said(wordsOf(work))
  attacking.done()
  const utility = measures.map((m, i) => compare(m, before[i], after[i]))
  const findings = suite.findings()
  const bytes = counter.byField()
  const counted = countIn(bundle, tables, written, layers, linked.left)
  const rest = words === undefined ? {} : { words: words.facts }
  const shown = { counts, layers, tables: written, counted, findings, utility }
  return { ...shown, bytes, links, span, ...rest }
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

/** The keys, with the domain in which hosts lie that are called by one label. */
function inDomain(keys: Required<KeyAccess>, domain: string | undefined): Required<KeyAccess> {
  if (domain === undefined) return keys
  return { ...keys, keyringFor: (epoch) => ({ ...keys.keyringFor(epoch), domain }) }
}

/** The keys with those that sign, without which there is no release. */
function signing(keys: KeyAccess): Required<KeyAccess> {
  const { signer, auditor } = keys
  if (signer !== undefined && auditor !== undefined) return { ...keys, signer, auditor }
  throw new ScrimError(
    'key',
    'a release is signed, and a raw key file holds no signing keys',
    'use a vault: scrim keys create',
  )
}

function factsOf(work: Work, out: Outcome): ReleaseFacts {
  const { options, policy, keys } = work
  const name = basename(options.output)
  const description = options.description ?? work.inputs.description
  const rules = fieldTable.map((field) => ruleFor(policy, field))
  const iso = (t: number): string => new Date(t * 1000).toISOString()
  const timed = Number.isFinite(out.span.first) && out.span.last > 0
  return {
    name,
    created: new Date().toISOString().slice(0, 10),
    engine: `scrim ${engineVersion()}`,
    ...(description === undefined ? {} : { description }),
    ...(options.license === undefined ? {} : { license: options.license }),
    policy,
    policyYaml: work.yaml,
    keyId: keys.keyringFor(0).id,
    seed: seedOf(work),
    packets: out.counts.packets,
    bytes: out.counts.bytes,
    rules: rulesOf(rules, out.bytes),
    kinds: kindsOf(policy, rules, out.bytes),
    interfaces: [...out.links].map(([l, packets]) => ({ linkType: linkTypeName(l), packets })),
    ...(timed ? { timespan: { first: iso(out.span.first), last: iso(out.span.last) } } : {}),
    layers: out.layers,
    ...(out.words === undefined ? {} : { words: out.words }),
    tables: out.tables,
    ...out.counted,
    findings: out.findings,
    utility: out.utility,
    verifyCommand: `scrim verify ${name}`,
    keys: { transformer: keys.signer.key, auditor: keys.auditor.key },
  }
}

/** Says the outcome in the words or the object the caller asked for. */
function say(work: Work, out: Outcome, where: string): void {
  const { options } = work
  const { verdict, refused, warned } = judge(out.findings)
  const report = join(where, 'report.html')
  if (options.json) {
    const findings = out.findings.map(({ check, value, limit, verdict: v }) => {
      return { check, value, limit, verdict: v }
    })
    const gate = { verdict, refused, warned }
    const { counts, layers } = out
    const tables = out.tables.map(({ table, rows, files }) => ({ table: table.name, rows, files }))
    const words = out.words === undefined ? {} : { words: out.words }
    const said = { ...counts, layers, ...words, tables, gate, findings, release: where, report }
    process.stdout.write(`${JSON.stringify(said)}\n`)
    return
  }
  const lines = work.trace === undefined ? [] : [`scrim: ${summary(out.counts)}`]
  for (const l of out.layers) lines.push(`scrim: ${l.layer} (${l.format}): ${layerSummary(l)}`)
  for (const f of out.findings)
    lines.push(`  ${f.verdict.padEnd(12)} ${f.check}: ${f.measure} ${round(f.value)}`)
  for (const r of refused) lines.push(`the gate said no: ${r.check}: ${r.reason}`)
  lines.push(verdict === 'pass' ? `released: ${where}` : 'nothing was released')
  lines.push(`report: ${report}`)
  process.stderr.write(`${lines.join('\n')}\n`)
}

const round = (x: number): number => Math.round(x * 10_000) / 10_000

async function finish(work: Work, out: Outcome): Promise<number> {
  const facts = factsOf(work, out)
  if (judge(out.findings).verdict !== 'pass') {
    const where = await writeRefusal(work.bundle, facts)
    say(work, out, where)
    return 3
  }
  await writeRelease(work.bundle, facts)
  await work.keys.save()
  await work.bundle.commit()
  say(work, out, work.options.output)
  return 0
}

/** Opens the packets among the inputs, and says what was found in folders. */
async function openAll(
  names: readonly string[],
  order: 'time' | 'given',
): Promise<{ trace?: Trace; inputs: Inputs }> {
  if (names.includes('-')) {
    const trace = await openTrace(names, { order, stdin: process.stdin })
    return { trace, inputs: { captures: ['-'], others: [], unknown: [] } }
  }
  const inputs = await sortInputs(names)
  showNotices(leftOut(inputs))
  if (inputs.captures.length + inputs.others.length === 0) {
    throw new ScrimError(
      'input',
      `nothing that can be released is in ${names.join(' ')}`,
      'packets are read from pcap and pcapng; scrim inspect says what a file is',
    )
  }
  if (inputs.captures.length === 0) return { inputs }
  return { inputs, trace: await openTrace(inputs.captures, { order }) }
}

/** Releases captures as one signed directory, or refuses and says why. */
export async function release(names: string[], given: ReleaseOptions): Promise<number> {
  const asked = policyOf(given)
  checkRecipient(given, asked)
  const name = basename(given.output)
  const keys = signing(await openKeyring({ ...given, policy: asked, release: name }))
  const { trace, inputs } = await openAll(names, given.order)
  const policy = await learnVendors(asked, inputs.captures, isQuiet(given))
  const yaml = policyYaml(policy)
  const made: { partial?: string } = {}
  const forget = onStop(() => {
    if (made.partial !== undefined) rmSync(made.partial, { recursive: true, force: true })
  })
  const bundle = await createBundle(given.output)
  made.partial = bundle.partial
  showLeftovers(bundle.leftovers)
  try {
    const digest = sha256(yaml)
    const opened = trace === undefined ? { inputs } : { inputs, trace }
    const named = inDomain(keys, inputs.domain)
    const work: Work = { options: given, policy, yaml, digest, keys: named, bundle, ...opened }
    const out = await rewriteAndAttack(work)
    return await finish(work, out)
  } finally {
    await bundle.abort()
    forget()
    await trace?.close()
  }
}
