/** What `scrim release` does: rewrite, attack the result, and publish what passes. */
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { judge } from '../audit/gate.js'
import { ScrimError } from '../bytes/errors.js'
import { type Inputs, leftOut, sortInputs } from '../layers/inputs.js'
import { ruleFor } from '../policy/compile.js'
import type { Policy } from '../policy/policy.js'
import { policyYaml } from '../policy/show.js'
import { createBundle } from '../release/bundle.js'
import type { ReleaseFacts } from '../release/facts.js'
import { groupsOf } from '../release/layer-groups.js'
import { dropRefusal } from '../release/refusal.js'
import { writeRefusal, writeRelease } from '../release/write.js'
import { openTrace } from '../sources/index.js'
import type { Trace } from '../sources/source.js'
import { fieldTable } from '../wire/fields.js'
import { summary } from './anonymize-actions.js'
import { exportSummary, layerSummary } from './anonymize-layer.js'
import { type KeyAccess, openKeyring } from './key-access.js'
import { showNotices } from './notices.js'
import { onStop } from './on-stop.js'
import { showLeftovers } from './output-file.js'
import { rewriteAndAttack } from './release-attack.js'
import { kindsOf, linkTypeName, rulesOf } from './release-facts.js'
import { learnVendors } from './release-vendors.js'
import { isQuiet, type Outcome, type ReleaseOptions, seedOf, type Work } from './release-work.js'
import { policyOf } from './rewrite-policy.js'
import { shellWord } from './ui/shell-word.js'
import { engineVersion } from './version.js'

function checkRecipient(options: ReleaseOptions, policy: Policy): void {
  if (policy.tier !== 'partner' || options.recipient !== undefined) return
  if (options.policy !== undefined) return
  throw new ScrimError(
    'usage',
    'a release for a partner needs to know which: keys are scoped to one recipient',
    'give --recipient NAME',
  )
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
    engine: engineVersion(),
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
    ...out.exported,
    ...(out.words === undefined ? {} : { words: out.words }),
    tables: out.tables,
    ...out.counted,
    findings: out.findings,
    utility: out.utility,
    verifyCommand: `scrim verify ${shellWord(name)}`,
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
    const { counts, exported, layers } = out
    const tables = out.tables.map(({ table, rows, files }) => ({ table: table.name, rows, files }))
    const words = out.words === undefined ? {} : { words: out.words }
    const said = {
      ...counts,
      ...exported,
      layers,
      ...unreadableOf(work.inputs),
      ...words,
      tables,
      gate,
      findings,
      release: where,
      report,
    }
    process.stdout.write(`${JSON.stringify(said)}\n`)
    return
  }
  const lines = work.trace === undefined ? [] : [`scrim: ${summary(out.counts)}`]
  const { exported } = out.exported
  if (exported !== undefined) lines.push(`scrim: in packets: ${exportSummary(exported)}`)
  for (const g of groupsOf(out.layers)) {
    const from = g.inputs === 1 ? '' : ` of ${g.inputs} inputs`
    lines.push(`scrim: ${g.layer} (${g.format}${from}): ${layerSummary(g)}`)
  }
  for (const f of out.findings)
    lines.push(`  ${f.verdict.padEnd(12)} ${f.check}: ${f.measure} ${round(f.value)}`)
  for (const r of refused) lines.push(`the gate said no: ${r.check}: ${r.reason}`)
  lines.push(verdict === 'pass' ? `released: ${where}` : 'nothing was released')
  lines.push(`report: ${report}`)
  process.stderr.write(`${lines.join('\n')}\n`)
}

/** Files in folders that could not be read, for programs. */
function unreadableOf({ unreadable = [] }: Inputs): Partial<Inputs> {
  return unreadable.length > 0 ? { unreadable } : {}
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
  await dropRefusal(work.bundle.name)
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
  const asked = await policyOf(given)
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
    const digest = createHash('sha256').update(yaml).digest('hex')
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
