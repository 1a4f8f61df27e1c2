/**
 * What `scrim inspect` and `scrim policy explain` do: count fields, then say what rules do to them.
 */
import { ScrimError } from '../bytes/errors.js'
import { createExportWatch, type ExportCounts } from '../layers/export-packets.js'
import { type Inputs, leftOut, sortInputs } from '../layers/inputs.js'
import { type FieldCount, type Survey, survey } from '../pipeline/survey.js'
import { type FieldRule, ruleFor } from '../policy/compile.js'
import { type Policy, tiers } from '../policy/policy.js'
import { profilePolicy } from '../policy/profiles.js'
import { profileReason } from '../policy/show.js'
import { openTrace } from '../sources/index.js'
import { findTransform } from '../transforms/index.js'
import { revealed } from '../transforms/transform.js'
import { fieldTable, kinds } from '../wire/fields.js'
import { exportSummary } from './anonymize-layer.js'
import { capturesOf } from './captures-of.js'
import { inspectionTable, inspectOthers } from './inspect-layers.js'
import { showNotices } from './notices.js'
import { loadPolicy } from './policy-file.js'
import { startProgress } from './progress.js'
import { linkTypeName } from './release-facts.js'
import { table } from './ui/table.js'

/** Options of both commands. */
export interface InspectOptions {
  readonly json?: boolean
  readonly quiet?: boolean
}

/** Options of `explain`. */
export interface ExplainOptions extends InspectOptions {
  readonly for: string
}

/** What is in captures. */
interface Found extends Survey {
  readonly exported: ExportCounts
}

async function count(inputs: readonly string[], quiet: boolean): Promise<[Found, string]> {
  const trace = await openTrace(inputs, { order: 'given', stdin: process.stdin })
  const progress = startProgress('reading', quiet)
  try {
    const exports = createExportWatch()
    const told = (packets: number): void => progress.update(trace.progress, packets)
    const found = await survey(trace, told, exports.before)
    exports.finish()
    return [{ ...found, exported: exports.counts }, trace.description]
  } finally {
    progress.done()
    showNotices(trace.notices)
    await trace.close()
  }
}

interface KindCount {
  readonly kind: string
  readonly fields: number
  readonly occurrences: number
  readonly bytes: number
  /** what each profile does to values of this kind */
  readonly profiles: Record<string, string>
}

/** The different transforms that a policy applies to the fields of a kind that occur. */
function doneTo(policy: Policy, list: readonly FieldCount[]): string {
  const names = new Set(list.map((f) => ruleFor(policy, fieldTable[f.field]).transform))
  return [...names].join(' or ')
}

function byKind(found: Survey): KindCount[] {
  const policies = tiers.map(profilePolicy)
  return kinds.flatMap((kind) => {
    const list = found.fields.filter((f) => fieldTable[f.field].kind === kind)
    if (list.length === 0) return []
    const sum = (pick: (f: FieldCount) => number) => list.reduce((n, f) => n + pick(f), 0)
    return [
      {
        kind,
        fields: list.length,
        occurrences: sum((f) => f.occurrences),
        bytes: sum((f) => f.bytes),
        profiles: Object.fromEntries(policies.map((p) => [p.tier, doneTo(p, list)])),
      },
    ]
  })
}

function counts(map: ReadonlyMap<string, number>): string {
  return [...map].map(([name, n]) => `${name} ${n}`).join(', ')
}

function times(found: Survey): string {
  if (found.packets === 0) return 'no packets'
  const iso = (t: number): string => new Date(t * 1000).toISOString().replace('.000Z', 'Z')
  const length = found.lastSeconds - found.firstSeconds
  return `${iso(found.firstSeconds)} to ${iso(found.lastSeconds)} (${length} s)`
}

/** What one or several captures hold, as an object. */
function asObject(found: Found, what: string): Record<string, unknown> {
  const dropped = Object.fromEntries(found.dropped)
  const seen = found.packets + found.unread
  const lost = Object.values(dropped).reduce((a, b) => a + b, 0)
  return {
    input: what,
    packets: { in: seen, out: seen - lost, dropped },
    bytes: { captured: found.bytes, wire: found.wireBytes },
    linkTypes: Object.fromEntries(linksOf(found)),
    protocols: Object.fromEntries(found.protocols),
    ...(found.exported.datagrams.in === 0 ? {} : { exported: found.exported }),
    kinds: byKind(found),
  }
}

function linksOf(found: Survey): Map<string, number> {
  return new Map([...found.linkTypes].map(([l, n]) => [linkTypeName(l), n]))
}

/** The same for people. */
function asText(found: Found, what: string): string {
  const lines = [
    `input      ${what}`,
    `packets    ${found.packets}, ${found.bytes} bytes captured, ${found.wireBytes} on the wire`,
    `time       ${times(found)}`,
    `links      ${counts(linksOf(found))}`,
    `protocols  ${counts(found.protocols)}`,
    `dropped    ${found.dropped.size === 0 ? 'nothing would be' : counts(found.dropped)}`,
  ]
  if (found.exported.datagrams.in > 0) lines.push(`exported   ${exportSummary(found.exported)}`)
  const head = ['kind', 'fields', 'times', 'bytes', ...tiers]
  const body = byKind(found).map((r) => [
    r.kind,
    String(r.fields),
    String(r.occurrences),
    String(r.bytes),
    ...tiers.map((t) => r.profiles[t]),
  ])
  const next = 'field by field: scrim policy explain CAPTURE --for partner'
  return `${lines.join('\n')}\n\n${table([head, ...body])}\n${next}\n`
}

/** Inputs by what they are; standard input is a capture. */
async function sorted(names: readonly string[]): Promise<Inputs> {
  if (names.includes('-')) return { captures: names, others: [], unknown: [] }
  const inputs = await sortInputs(names)
  showNotices(leftOut(inputs))
  const unreadable = inputs.unreadable?.length ?? 0
  if (unreadable > 0 && inputs.captures.length + inputs.others.length === 0) {
    throw new ScrimError('input', `nothing that can be read is in ${names.join(' ')}`)
  }
  if (unreadable > 0) showNotices([`${unreadable} of the files could not be read`])
  return inputs
}

/** Says what is inside, by kind, with what each profile would do. */
export async function inspect(names: string[], options: InspectOptions): Promise<void> {
  const quiet = options.quiet === true || options.json === true
  const { captures, others, unknown, unreadable = [] } = await sorted(names)
  const packets = captures.length > 0 ? await count(captures, quiet) : undefined
  const layers = others.length > 0 ? await inspectOthers(others, quiet) : []
  if (options.json) {
    const object = packets === undefined ? {} : asObject(...packets)
    const more = others.length + unknown.length > 0 ? { layers, unknown } : {}
    const not = unreadable.length > 0 ? { unreadable } : {}
    process.stdout.write(`${JSON.stringify({ ...object, ...more, ...not })}\n`)
    return
  }
  const parts = packets === undefined ? [] : [asText(...packets)]
  if (layers.length > 0) parts.push(inspectionTable(layers))
  process.stdout.write(parts.join('\n'))
}

function why(rule: FieldRule, policy: Policy): string {
  if (rule.by === 'structure') return 'the frame cannot be read without it'
  if (rule.by === 'derived') return 'made anew from the released bytes, or zero'
  if (rule.by === 'default') return 'no rule fits, so it does not leave'
  const [what, name] = rule.by.split(' ')
  const reason = profileReason(policy, what === 'kind' ? 'rules' : 'fields', name)
  return reason ?? `the policy says so for ${name}`
}

const LISTED_MAX = 6

/** A transform with its arguments, for people: `truncate (v4 24, v6 48)`. */
function done(transform: string, args: FieldRule['args']): string {
  const shown = Object.entries(args).map(([name, value]) => {
    if (value === true) return name
    if (!Array.isArray(value)) return `${name} ${value}`
    const more = value.length - LISTED_MAX
    return `${name} ${value.slice(0, LISTED_MAX).join(' ')}${more > 0 ? ` and ${more} more` : ''}`
  })
  return shown.length === 0 ? transform : `${transform} (${shown.join(', ')})`
}

/** Says for each field that occurs in a capture what a policy would do to it, and why. */
export async function explain(inputs: string[], options: ExplainOptions): Promise<void> {
  const policy = await loadPolicy(options.for)
  const captures = await capturesOf(inputs)
  const [found] = await count(captures, options.quiet === true || options.json === true)
  const rows = found.fields.map((f) => {
    const rule = ruleFor(policy, fieldTable[f.field])
    return {
      field: rule.field.name,
      kind: rule.field.kind,
      occurrences: f.occurrences,
      bytes: f.bytes,
      transform: rule.transform,
      args: rule.args,
      by: rule.by,
      reveals: revealed(findTransform(rule.transform), rule.field.kind),
      why: why(rule, policy),
    }
  })
  rows.sort((a, b) => b.bytes - a.bytes)
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ policy: policy.tier, fields: rows })}\n`)
    return
  }
  const head = ['field', 'times', 'bytes', 'what happens', 'by', 'why']
  const body = rows.map((r) => [
    r.field,
    String(r.occurrences),
    String(r.bytes),
    done(r.transform, r.args),
    r.by,
    r.why,
  ])
  process.stdout.write(table([head, ...body]))
}
