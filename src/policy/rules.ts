/** Reads one rule: a transform, a transform with arguments, or a list of which the first fits. */
import { found } from '../bytes/found.js'
import { findTransform, transforms } from '../transforms/index.js'
import type { Transform } from '../transforms/transform.js'
import type { Field } from '../wire/fields.js'
import type { Rule } from './policy.js'
import { fromZod, type Path, type Problem } from './problem.js'
import { nearest } from './suggest.js'

const SHAPE = 'a transform, { transform: { arguments } }, or a list of those'

function transformNames(): string[] {
  return transforms.map((t) => t.name)
}

/** Whether a transform can change a field. */
export function canChange(t: Transform, field: Field, args: Rule['args'] = {}): boolean {
  if (t.suits?.(args, field) === false) return false
  if (t.name === 'keep' || t.name === 'suppress') return true
  if (!t.accepts.includes(field.type)) return false
  return field.type !== 'record-time' || t.buildTime !== undefined
}

/** The transforms of a rule and of its fallbacks, in order. */
export function chainOf(rule: Rule): Transform[] {
  const chain: Transform[] = []
  for (let r: Rule | undefined = rule; r !== undefined; r = r.otherwise) {
    const t = findTransform(r.transform)
    if (t !== undefined) chain.push(t)
  }
  return chain
}

/** The first of a rule and its fallbacks whose transform can change this type of field. */
export function fitting(rule: Rule | undefined, field: Field): Rule | undefined {
  for (let r = rule; r !== undefined; r = r.otherwise) {
    const t = findTransform(r.transform)
    if (t !== undefined && canChange(t, field, r.args)) return r
  }
  return undefined
}

function readOne(name: string, args: unknown, path: Path, problems: Problem[]): Rule | undefined {
  const t = findTransform(name)
  if (t === undefined) {
    problems.push({
      path,
      text: `found the transform ${found(name)}, expected one of ${transformNames().join(', ')}`,
      nearest: nearest(name, transformNames()),
    })
    return undefined
  }
  const given = args ?? {}
  const parsed = t.args.safeParse(given)
  if (parsed.success) return { transform: name, args: parsed.data }
  const known = Object.keys(t.args.shape)
  const at = typeof args === 'object' ? [...path, name] : path
  for (const issue of parsed.error.issues) problems.push(...fromZod(issue, given, at, known))
  return undefined
}

/**
 * Reads a rule as it stands in a policy.
 * @param path where it stands, for the problems that are added to `problems`
 */
export function readRule(value: unknown, path: Path, problems: Problem[]): Rule | undefined {
  if (typeof value === 'string') return readOne(value, undefined, path, problems)
  if (Array.isArray(value) && value.length > 0 && value.length <= 8) {
    const rules = value.map((v, i) =>
      Array.isArray(v)
        ? void problems.push({ path: [...path, i], text: `found a list, expected ${SHAPE}` })
        : readRule(v, [...path, i], problems),
    )
    return rules.reduceRight<Rule | undefined>(
      (rest, r) => r && (rest ? { ...r, otherwise: rest } : r),
      undefined,
    )
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const entries = Object.entries(value)
    if (entries.length === 1) return readOne(entries[0][0], entries[0][1], path, problems)
  }
  problems.push({ path, text: `found ${found(value)}, expected ${SHAPE}` })
  return undefined
}

/**
 * A rule from a table of ours, with its arguments validated and defaults filled in.
 * @throws Error when the table is wrong, which a test would show
 */
export function completed(rule: Rule): Rule {
  const t = findTransform(rule.transform)
  if (t === undefined) throw new Error(`no transform ${rule.transform}`)
  const args = t.args.parse(rule.args)
  const otherwise = rule.otherwise && completed(rule.otherwise)
  return otherwise ? { ...rule, args, otherwise } : { ...rule, args }
}

/** A rule as it is written in a policy: the inverse of `readRule`. */
export function writeRule(rule: Rule): unknown {
  const list: unknown[] = []
  for (let r: Rule | undefined = rule; r !== undefined; r = r.otherwise) {
    list.push(Object.keys(r.args).length === 0 ? r.transform : { [r.transform]: r.args })
  }
  return list.length === 1 ? list[0] : list
}
