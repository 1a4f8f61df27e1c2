/** Validates what a policy file says and fills in what it extends. All problems are reported. */

import { found } from '../bytes/found.js'
import { type Field, fieldTable } from '../wire/fields.js'
import { documentSchema } from './document.js'
import { type GateLimits, sharersLeast } from './limits.js'
import { fieldNames, fieldsNamed, isRulable, rulableKinds, unrulable } from './names.js'
import type { Policy, RulableKind, Rule, Tier } from './policy.js'
import { fromZod, type Path, type Problem } from './problem.js'
import { profilePolicy, standsForItself } from './profiles.js'
import { canChange, chainOf, fitting, readRule } from './rules.js'
import { nearest } from './suggest.js'
import { vendorsFromOf } from './vendors.js'

/** A validated policy, or what is wrong with it. */
export type Validated =
  | { readonly policy: Policy; readonly problems?: undefined }
  | { readonly problems: readonly Problem[] }

/** A rule that could change none of the fields it is for says nothing: it is a mistake. */
function checkFits(rule: Rule, fields: Field[], what: string, path: Path, problems: Problem[]) {
  const chain = chainOf(rule)
  if (fields.length === 0 || fields.some((f) => fitting(rule, f) !== undefined)) return
  const types = [...new Set(fields.map((f) => f.type))].join(', ')
  const names = chain.map((t) => t.name).join(' and ')
  const text = `found ${names} for ${what} of type ${types}, expected`
  if (chain.some((t) => fields.some((f) => canChange(t, f)))) {
    problems.push({ path, text: `${text} arguments that suit this type` })
    return
  }
  const accepted = [...new Set(chain.flatMap((t) => t.accepts))].join(', ') || 'nothing'
  problems.push({ path, text: `${text} a transform for this type (${names} changes ${accepted})` })
}

type Rules = Record<string, Rule>

function readKinds(map: Readonly<Record<string, unknown>>, problems: Problem[]): Rules {
  const rules: Rules = {}
  for (const [kind, value] of Object.entries(map)) {
    const path = ['rules', kind]
    if (kind === 'structure' || kind === 'derived') {
      problems.push({ path, key: true, text: `${kind} cannot be ruled: ${unrulable[kind]}` })
    } else if (!rulableKinds.includes(kind as RulableKind)) {
      const text = `found the kind ${found(kind)}, expected one of ${rulableKinds.join(', ')}`
      problems.push({ path, key: true, text, nearest: nearest(kind, rulableKinds) })
    } else {
      const rule = readRule(value, path, problems)
      if (rule === undefined) continue
      rules[kind] = rule
      const fields = fieldTable.filter((f) => f.kind === kind)
      checkFits(rule, fields, `the kind ${kind}`, path, problems)
    }
  }
  return rules
}

function readFields(map: Readonly<Record<string, unknown>>, problems: Problem[]): Rules {
  const rules: Rules = {}
  for (const [name, value] of Object.entries(map)) {
    const path = ['fields', name]
    const fields = name === '*' ? [] : fieldsNamed(name)
    const ruled = fields.filter(isRulable)
    if (fields.length === 0) {
      const text = `found the field ${found(name)}, expected a field name or protocol.*`
      problems.push({ path, key: true, text, nearest: nearest(name, fieldNames()) })
    } else if (ruled.length === 0) {
      const kind = fields[0].kind as 'structure' | 'derived'
      const text = `${name} is ${kind} and cannot be ruled: ${unrulable[kind]}`
      problems.push({ path, key: true, text })
    } else {
      const rule = readRule(value, path, problems)
      if (rule === undefined) continue
      rules[name] = rule
      checkFits(rule, ruled, name.endsWith('*') ? `fields ${name}` : 'a field', path, problems)
    }
  }
  return rules
}

function readGate(
  map: Readonly<Record<string, unknown>>,
  tier: Tier,
  limits: GateLimits | undefined,
  problems: Problem[],
): Record<string, number> {
  const gate: Record<string, number> = {}
  for (const [check, value] of Object.entries(map)) {
    const path = ['gate', check]
    if (limits !== undefined && !Object.hasOwn(limits, check)) {
      const names = Object.keys(limits)
      const text = `found the check ${found(check)}, expected one of ${names.join(', ')}`
      problems.push({ path, key: true, text, nearest: nearest(check, names) })
    } else if (typeof value !== 'number' || !(value >= 0) || value === Infinity) {
      problems.push({ path, text: `found ${found(value)}, expected a number of at least 0` })
    } else if (limits !== undefined && value > limits[check][tier]) {
      const most = limits[check][tier]
      const text = `found ${value}, expected at most ${most}: a gate may be stricter than its tier`
      problems.push({ path, text: `${text} (${tier}), never laxer` })
    } else gate[check] = value
  }
  return gate
}

/** A word of few sources may be somebody's name. */
function checkWords(words: number, tier: Tier, problems: Problem[]): void {
  if (words !== 0) checkSharers(words, tier, '0', ['words'], problems)
}

/** The maker of few devices tells them apart. */
function checkVendors(rules: Rules, top: string, tier: Tier, problems: Problem[]): void {
  for (const [name, rule] of Object.entries(rules)) {
    const from = vendorsFromOf(rule)
    if (from > 0) checkSharers(from, tier, 'no vendorsFrom', [top, name], problems)
  }
}

function checkSharers(n: number, tier: Tier, none: string, path: Path, problems: Problem[]): void {
  const least = sharersLeast[tier]
  if (n >= least) return
  const expected = least === Number.POSITIVE_INFINITY ? none : `${none} or at least ${least}`
  problems.push({ path, text: `found ${n}, expected ${expected} (${tier})` })
}

function tierOf(
  doc: { extends?: Tier | undefined; tier?: Tier | undefined },
  problems: Problem[],
): Tier | undefined {
  if (doc.extends !== undefined && doc.tier !== undefined) {
    problems.push({ path: ['tier'], key: true, text: 'found both extends and tier, expected one' })
  } else if (doc.extends === undefined && doc.tier === undefined) {
    const text = 'found neither extends nor tier, expected one of extends: internal, partner'
    problems.push({ path: [], text: `${text}, research, public` })
  }
  return doc.extends ?? doc.tier
}

/** Validates the value of a parsed policy file. */
export function validatePolicy(value: unknown, limits?: GateLimits): Validated {
  const parsed = documentSchema.safeParse(value)
  const known = Object.keys(documentSchema.shape)
  const problems = (parsed.error?.issues ?? []).flatMap((i) => fromZod(i, value, [], known))
  const raw = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  const mapAt = (key: string): Record<string, unknown> => {
    const v = raw[key]
    return typeof v === 'object' && v !== null && !Array.isArray(v) ? { ...v } : {}
  }
  const tier = parsed.success ? tierOf(parsed.data, problems) : undefined
  const rules = readKinds(mapAt('rules'), problems)
  const fields = readFields(mapAt('fields'), problems)
  const gate = readGate(mapAt('gate'), tier ?? 'internal', tier && limits, problems)
  if (parsed.success && tier !== undefined) {
    checkWords(parsed.data.words ?? 0, tier, problems)
    checkVendors(rules, 'rules', tier, problems)
    checkVendors(fields, 'fields', tier, problems)
  }
  if (!parsed.success || tier === undefined || problems.length > 0) return { problems }
  const doc = parsed.data
  const under = doc.extends === undefined ? standsForItself(tier) : profilePolicy(tier)
  return {
    policy: {
      scrim: 1,
      tier,
      recipient: doc.recipient ?? under.recipient,
      purpose: doc.purpose ?? under.purpose,
      epoch: doc.epoch ?? under.epoch,
      rules: { ...under.rules, ...rules },
      fields: { ...under.fields, ...fields },
      payload: doc.payload ?? under.payload,
      words: doc.words ?? under.words,
      gate: { ...under.gate, ...gate },
    },
  }
}
