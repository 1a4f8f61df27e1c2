/** A resolved policy as YAML, and the digest by which a release names it. */
import { createHash } from 'node:crypto'
import { Document, isCollection, isMap, isScalar, type Scalar } from 'yaml'
import { rulableKinds } from './names.js'
import type { Policy, Rule } from './policy.js'
import { type Profile, profiles } from './profiles.js'
import { completed, writeRule } from './rules.js'

/** JSON with sorted keys and no white space: equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(',')}}`
}

/** SHA-256 of a resolved policy in canonical form, in hexadecimal. */
export function policyDigest(policy: Policy): string {
  return createHash('sha256').update(canonicalJson(policy)).digest('hex')
}

function written(rules: Readonly<Record<string, Rule>>, order: readonly string[]) {
  return Object.fromEntries(order.map((k) => [k, writeRule(rules[k])]))
}

/** Puts each rule on one line: `time: { shift: { round: 1s } }`. */
function flatten(doc: Document, part: 'rules' | 'fields'): void {
  const map = doc.get(part, true)
  if (!isMap(map)) return
  for (const { value } of map.items) if (isCollection(value)) value.flow = true
}

/** Why a rule is so, where it is the profile's own; undefined where a policy says otherwise. */
export function profileReason(
  policy: Policy,
  part: 'rules' | 'fields',
  name: string,
): string | undefined {
  const table: Profile['fields'] = profiles[policy.tier][part]
  const own: Readonly<Record<string, Rule>> = policy[part]
  if (!Object.hasOwn(table, name) || !Object.hasOwn(own, name)) return undefined
  const { rule, because } = table[name]
  return canonicalJson(completed(rule)) === canonicalJson(own[name]) ? because : undefined
}

/** Writes the profile's reason above each rule that is the profile's own. */
function addReasons(doc: Document, policy: Policy, part: 'rules' | 'fields'): void {
  const map = doc.get(part, true)
  if (!isMap(map)) return
  for (const pair of map.items) {
    if (!isScalar(pair.key)) continue
    const because = profileReason(policy, part, String(pair.key.value))
    if (because !== undefined) (pair.key as Scalar).commentBefore = ` ${because}`
  }
}

/**
 * A resolved policy as YAML that reads back to the same policy, whatever profiles become later.
 * @param reasons also write why the profile has each rule
 */
export function policyYaml(policy: Policy, reasons = false): string {
  const doc = new Document({
    scrim: policy.scrim,
    tier: policy.tier,
    recipient: policy.recipient,
    purpose: policy.purpose,
    epoch: policy.epoch,
    payload: policy.payload,
    words: policy.words,
    rules: written(policy.rules, rulableKinds),
    fields: written(policy.fields, Object.keys(policy.fields).sort()),
    gate: policy.gate,
  })
  for (const part of ['rules', 'fields'] as const) {
    flatten(doc, part)
    if (reasons) addReasons(doc, policy, part)
  }
  return doc.toString({ lineWidth: 100 })
}
