/**
 * Turns a policy into numbers and functions. Names end here: what comes out is indexed by span id,
 * and the hot loop needs nothing else.
 */
import type { AddressOptions } from '../keys/address-maps.js'
import type { Keyring } from '../keys/keyring.js'
import { findTransform } from '../transforms/index.js'
import type { Apply, TimeMap } from '../transforms/transform.js'
import { type Field, fieldTable, spanTable } from '../wire/fields.js'
import { remainder, rest } from '../wire/frame.js'
import '../wire/index.js'
import type { Policy, RulableKind, Rule } from './policy.js'
import { fitting } from './rules.js'

/** What happens to one field: which rule said so, and which transform does it. */
export interface FieldRule {
  readonly field: Field
  /** `kind address`, `field tcp.clock`, `structure`, or `default` where nothing else fitted */
  readonly by: string
  readonly transform: string
  readonly args: Readonly<Record<string, unknown>>
}

/** A compiled policy: steps by span id, in compressed rows (`first[id]` to `first[id + 1]`). */
export interface Program {
  readonly first: Int32Array
  /** where each step begins within its span, and how many bytes it takes (-1: to the span's end) */
  readonly at: Int32Array
  readonly length: Int32Array
  readonly apply: readonly Apply[]
  /** by span id: 1 when the span is cut off at the end of a frame instead of being overwritten */
  readonly cut: Uint8Array
  /** by span id: 1 when a step of the span moves a value by its flow, which must be found first */
  readonly byFlow: Uint8Array
  readonly time: TimeMap
  /** by field id */
  readonly rules: readonly FieldRule[]
}

const KEPT: Rule = { transform: 'keep', args: {} }
const SUPPRESSED: Rule = { transform: 'suppress', args: {} }

/** The rule for a field by its name: the longest pattern wins (`tls.*` before `*`). */
function namedRule(policy: Policy, name: string): [string, Rule] | undefined {
  const exact = policy.fields[name]
  if (exact !== undefined) return [name, exact]
  let best: [string, Rule] | undefined
  for (const [pattern, rule] of Object.entries(policy.fields)) {
    if (!pattern.endsWith('*') || !name.startsWith(pattern.slice(0, -1))) continue
    if (best === undefined || pattern.length > best[0].length) best = [pattern, rule]
  }
  return best
}

/** What a policy does to one field. What no rule fits is suppressed. */
export function ruleFor(policy: Policy, field: Field): FieldRule {
  if (field.kind === 'structure' || field.kind === 'derived') {
    return { field, by: field.kind, ...KEPT }
  }
  const named = namedRule(policy, field.name)
  const byName = named && fitting(named[1], field)
  if (named && byName) {
    return { field, by: `field ${named[0]}`, transform: byName.transform, args: byName.args }
  }
  const byKind = fitting(policy.rules[field.kind as RulableKind], field)
  const { transform, args } = byKind ?? SUPPRESSED
  const fills = policy.payload === 'filler' && isPayload(field) && !hasPlace(field)
  const filled = transform === 'suppress' && fills
  return {
    field,
    by: byKind ? `kind ${field.kind}` : 'default',
    transform: filled ? 'filler' : transform,
    args,
  }
}

/** How a policy maps addresses; undefined where it gives them no pseudonyms. */
export function addressesOf(policy: Policy): AddressOptions | undefined {
  const any: Field = { id: -1, name: '', kind: 'address', type: 'ipv4', doc: '' }
  const { transform, args } = ruleFor(policy, any)
  return findTransform(transform)?.addresses?.(args)
}

const placed = new Set<number>()

/**
 * Whether a field has its place in a header: unused and reserved numbers, which are to be zero, are
 * no payload to be filled.
 */
function hasPlace(field: Field): boolean {
  if (placed.size === 0) {
    for (const s of spanTable) if (s.size >= 0) for (const part of s.parts) placed.add(part.field)
  }
  return placed.has(field.id)
}

function isPayload(field: Field): boolean {
  return field.kind === 'content'
}

/** How a rule moves the capture time of records. */
export function compileTime(rule: FieldRule, keys: Keyring): TimeMap {
  if (rule.transform === 'keep') return { seconds: 0, nanos: 0, roundNanos: 1, zero: false }
  const map = findTransform(rule.transform)?.buildTime?.(rule.args, keys)
  return map ?? { seconds: 0, nanos: 0, roundNanos: 1, zero: true }
}

/** Compiles a policy for one set of keys. Functions for equal rules on equal types are shared. */
export function compile(policy: Policy, keys: Keyring): Program {
  const rules = fieldTable.map((field) => ruleFor(policy, field))
  const addresses = addressesOf(policy)
  const built = new Map<string, Apply | null>()
  const functions = rules.map(({ field, transform, args }): Apply | null => {
    if (transform === 'keep' || field.type === 'record-time') return null
    const key = JSON.stringify([transform, args, field.kind, field.type])
    let apply = built.get(key)
    if (apply === undefined) {
      apply = findTransform(transform)?.build(args, field, keys, addresses) ?? null
      built.set(key, apply)
    }
    return apply
  })
  const first = new Int32Array(spanTable.length + 1)
  const cut = new Uint8Array(spanTable.length)
  const byFlow = new Uint8Array(spanTable.length)
  const at: number[] = []
  const length: number[] = []
  const apply: Apply[] = []
  for (const s of spanTable) {
    first[s.id] = apply.length
    for (const part of s.parts) {
      const f = functions[part.field]
      if (f === null) continue
      at.push(part.at)
      length.push(part.length)
      apply.push(f)
      if (rules[part.field].transform === 'offset') byFlow[s.id] = 1
    }
    const [only] = s.parts
    const rule = rules[only.field]
    const suppressed = rule.transform === 'suppress' && isPayload(rule.field)
    const filled = rule.transform === 'filler'
    const ends = s.id === remainder ? suppressed || filled : policy.payload === 'cut' && suppressed
    cut[s.id] = s.size < 0 && ends ? 1 : 0
  }
  first[spanTable.length] = apply.length
  const time = compileTime(rules[spanTable[rest.time].parts[0].field], keys)
  return {
    first,
    at: Int32Array.from(at),
    length: Int32Array.from(length),
    apply,
    cut,
    byFlow,
    time,
    rules,
  }
}
