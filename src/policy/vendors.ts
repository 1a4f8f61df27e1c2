/**
 * Vendor classes of hardware addresses (OUIs) that a policy lets leave when enough devices of a
 * recording share them: `vendorsFrom` in a rule. What was counted is written into the rule, so that
 * the policy of a release says which OUIs left.
 */
import { VENDORS_MAX } from '../transforms/address.js'
import type { Policy, Rule } from './policy.js'

function ownFrom({ args }: Rule): number {
  return typeof args.vendorsFrom === 'number' ? args.vendorsFrom : 0
}

/** The least of `vendorsFrom` in a rule and its fallbacks; 0 where none has it. */
export function vendorsFromOf(rule: Rule): number {
  const own = ownFrom(rule)
  const below = rule.otherwise === undefined ? 0 : vendorsFromOf(rule.otherwise)
  return own > 0 && below > 0 ? Math.min(own, below) : own || below
}

/** The kinds and fields whose rules keep vendor classes that are counted. */
export function vendorRules({ rules, fields }: Policy): string[] {
  const all = [...Object.entries(rules), ...Object.entries(fields)]
  return all.filter(([, rule]) => vendorsFromOf(rule) > 0).map(([name]) => name)
}

function withShared(rule: Rule, shared: (from: number) => readonly string[]): Rule {
  const own = ownFrom(rule)
  const given = Array.isArray(rule.args.vendors) ? rule.args.vendors : []
  const all = [...new Set([...given, ...(own > 0 ? shared(own) : [])])].slice(0, VENDORS_MAX)
  const args = all.length === 0 ? rule.args : { ...rule.args, vendors: all }
  const { otherwise } = rule
  return otherwise === undefined
    ? { ...rule, args }
    : { ...rule, args, otherwise: withShared(otherwise, shared) }
}

/** The policy with the OUIs that so many devices share. @param shared those of `from` and more */
export function withVendors(policy: Policy, shared: (from: number) => readonly string[]): Policy {
  const filled = <K extends string>(table: Readonly<Record<K, Rule>>): Record<K, Rule> => {
    const out: Record<K, Rule> = { ...table }
    for (const key of Object.keys(table) as K[]) out[key] = withShared(table[key], shared)
    return out
  }
  return { ...policy, rules: filled(policy.rules), fields: filled(policy.fields) }
}
