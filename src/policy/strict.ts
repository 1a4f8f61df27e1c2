/** A policy as an auditor tries it: nothing stays because somebody has said that it may. */
import { valueTable } from '../wire/fields.js'
import type { Policy, RulableKind, Rule } from './policy.js'

/** Kinds that an owner may keep, in whose values any word or number could stand. */
const FREE: readonly RulableKind[] = [
  'hostname',
  'software',
  'location',
  'code',
  'link',
  'address',
  'size',
]
const SUPPRESS: Rule = { transform: 'suppress', args: {} }

/** Whether a name or pattern is of values outside of packets. */
function isValueField(pattern: string): boolean {
  if (!pattern.endsWith('*')) return valueTable.has(pattern)
  const start = pattern.slice(0, -1)
  return [...valueTable.keys()].some((name) => name.startsWith(start))
}

/** The policy without rules that keep text outside of packets. */
export function withoutKept(policy: Policy): Policy {
  const fields = Object.entries(policy.fields).filter(
    ([name, rule]) => rule.transform !== 'keep' || !isValueField(name),
  )
  const rules = { ...policy.rules }
  for (const kind of FREE) if (rules[kind].transform === 'keep') rules[kind] = SUPPRESS
  return { ...policy, rules, fields: Object.fromEntries(fields) }
}
