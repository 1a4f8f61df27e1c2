/** Reference pages of what a policy can say: profiles and transforms. */
import { z } from 'zod'
import { rulableKinds, unrulable } from '../policy/names.js'
import { type Rule, tiers } from '../policy/policy.js'
import { type Profile, profiles } from '../policy/profiles.js'
import { writeRule } from '../policy/rules.js'
import { transforms } from '../transforms/index.js'
import type { Transform } from '../transforms/transform.js'
import { fieldTypes } from '../wire/fields.js'
import { code, heading, mdTable, page } from './docs-markdown.js'

/** A value as YAML writes it on one line. */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const pairs = Object.entries(value).map(([k, v]) => `${k}: ${inline(v)}`)
  return `{ ${pairs.join(', ')} }`
}

const ruleText = (rule: Rule): string => code(inline(writeRule(rule)))

function wordsOf({ words }: Profile): string {
  if (words === 0) return 'No word of free text leaves that is in no list.'
  return `A word of free text that no list has leaves from ${words} sources on (\`words\`).`
}

function profileParts(p: Profile): string[] {
  const parts = [
    heading(2, p.tier),
    `For ${p.summary}. Recipient \`${p.recipient}\`, epoch \`${p.epoch}\`, payload ` +
      `\`${p.payload}\` where the policy does not say otherwise. ${wordsOf(p)}`,
    mdTable(
      ['kind', 'rule', 'because'],
      rulableKinds.map((k) => [k, ruleText(p.rules[k].rule), p.rules[k].because]),
    ),
  ]
  const named = Object.entries(p.fields)
  if (named.length === 0) return parts
  const rows = named.map(([name, r]) => [code(name), ruleText(r.rule), r.because])
  return [...parts, mdTable(['field', 'rule', 'because'], rows)]
}

/** Every profile with its rules and their reasons. */
export function profilesPage(): string {
  const overview = rulableKinds.map((k) => [
    k,
    ...tiers.map((t) => code(profiles[t].rules[k].rule.transform)),
  ])
  const fixed = Object.entries(unrulable).map(([kind, why]) => [kind, why])
  return page('Profiles', [
    'A profile is what a policy extends. A list of rules stands for the first that can change ' +
      'the type of the field; where none can, the field is suppressed. What happens to each ' +
      'field is in [fields](fields.md).',
    mdTable(['kind', ...tiers], overview),
    'Two kinds cannot be ruled:',
    mdTable(['kind', 'because'], fixed),
    ...tiers.flatMap((t) => profileParts(profiles[t])),
  ])
}

/** The part of a JSON Schema that describes one argument. */
interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly minimum?: number
  readonly maximum?: number
  readonly description?: string
}

function shapeOf(s: Schema): string {
  if (s.enum) return s.enum.map(String).join(' or ')
  if (s.const !== undefined) return String(s.const)
  if (s.anyOf) return s.anyOf.map(shapeOf).join(', or ')
  if (s.type === 'array') return `list of ${s.items ? shapeOf(s.items) : 'values'}`
  if (s.type === 'boolean') return 'true or false'
  if (s.type === 'integer' || s.type === 'number') {
    const name = s.type === 'integer' ? 'whole number' : 'number'
    const open = s.minimum === undefined || s.maximum === Number.MAX_SAFE_INTEGER
    return open ? name : `${name}, ${s.minimum} to ${s.maximum}`
  }
  return 'text'
}

function argumentTable(t: Transform): string[] {
  const schema = z.toJSONSchema(t.args, { io: 'input', unrepresentable: 'any' })
  const required = new Set(schema.required ?? [])
  const rows = Object.entries((schema.properties ?? {}) as Record<string, Schema>).map(
    ([name, s]) => [
      code(name),
      code(shapeOf(s)),
      required.has(name) ? 'yes' : 'no',
      s.description ?? '',
    ],
  )
  return rows.length === 0 ? [] : [mdTable(['argument', 'value', 'needed', 'what it is'], rows)]
}

function transformParts(t: Transform): string[] {
  const all = t.accepts.length === fieldTypes.length
  return [
    heading(2, t.name),
    `**Does**: ${t.does}.`,
    `**Still reveals**: ${t.reveals}.`,
    `Changes ${all ? 'every type of field' : t.accepts.map(code).join(', ')}. ` +
      (t.injective
        ? 'Equal values stay equal, different ones different.'
        : 'Different values may become equal.'),
    ...argumentTable(t),
  ]
}

/** Every transform: what it does, what it still reveals, which arguments it takes. */
export function transformsPage(): string {
  return page('Transforms', [
    'Written in a policy as `kind: transform`, or `kind: { transform: { argument: value } }`.',
    mdTable(
      ['transform', 'what it does'],
      transforms.map((t) => [`[${t.name}](#${t.name})`, t.does]),
    ),
    ...transforms.flatMap(transformParts),
  ])
}
