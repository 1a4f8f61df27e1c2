/** Rules of fields outside of packets: each form of value goes through the transform of packets. */
import type { Keyring } from '../keys/keyring.js'
import { findTransform } from '../transforms/index.js'
import type { Apply } from '../transforms/transform.js'
import type { Field, FieldType, Kind } from '../wire/fields.js'
import type { Fate } from '../wire/values.js'
import { addressesOf, type FieldRule, ruleFor } from './compile.js'
import type { Policy } from './policy.js'

/** What happens to values of one type under one rule: nothing, suppression, or a function. */
export interface Step {
  readonly fate: Fate
  readonly apply: Apply | null
}

interface Asked {
  type: FieldType | undefined
  kind: Kind
  step: Step
}

/** A field outside of packets, as the policy sees it. */
export interface ValueRule {
  readonly name: string
  readonly kind: Kind
  /** the policy names this field and keeps it: the owner has looked at it */
  readonly bare: boolean
  readonly steps: Map<Kind, Map<FieldType, Step>>
  /** the step that was asked for last: most fields hold one type of value */
  readonly last: Asked
  readonly fate: Fate
}

const KEEPS: Step = { fate: 'keep', apply: null }
const DROPS: Step = { fate: 'suppress', apply: null }

/** Kinds whose suppression holds for whatever stands in their fields. */
const STRICT: ReadonlySet<Kind> = new Set([
  'person',
  'secret',
  'content',
  'location',
  'code',
  'software',
])

/** Finds the rule of a field, and its step for a type of value and a kind. */
export interface Rules {
  make(name: string, kind: Kind): ValueRule
  step(rule: ValueRule, type: FieldType, kind?: Kind): Step
}

/** Makes rules: what the policy says of a field, and of the types that its values may have. */
export function createRules(policy: Policy, keys: Keyring): Rules {
  const addresses = addressesOf(policy)
  const stepOf = ({ field, transform, args }: FieldRule): Step => {
    if (transform === 'keep') return KEEPS
    if (transform === 'suppress' || transform === 'filler') return DROPS
    const apply = findTransform(transform)?.build(args, field, keys, addresses) ?? null
    return apply === null ? KEEPS : { fate: 'change', apply }
  }
  const field = (name: string, kind: Kind, type: FieldType): Field => ({
    id: -1,
    name,
    kind,
    type,
    doc: '',
  })
  const built = new Map<string, Step>()
  const compiled = (name: string, kind: Kind, type: FieldType): Step => {
    const rule = ruleFor(policy, field(name, kind, type))
    const key = JSON.stringify([rule.transform, rule.args, kind, type])
    const step = built.get(key) ?? stepOf(rule)
    built.set(key, step)
    return step
  }
  return {
    make(name: string, kind: Kind): ValueRule {
      const rule = ruleFor(policy, field(name, kind, 'text'))
      const named = rule.by.startsWith('field ')
      const bare = named && rule.transform === 'keep'
      const own = compiled(name, kind, 'text').fate
      const gone = own === 'suppress' && (named || STRICT.has(kind))
      const fate = gone ? 'suppress' : bare ? 'keep' : 'change'
      const last: Asked = { type: undefined, kind, step: KEEPS }
      return { name, kind, bare, steps: new Map(), last, fate }
    },
    /** a value's own kind rules it, unless its field is named or is of a kind that never leaves */
    step(rule: ValueRule, type: FieldType, kind: Kind = rule.kind): Step {
      const { last } = rule
      if (last.type === type && last.kind === kind) return last.step
      const steps = rule.steps.get(kind) ?? new Map<FieldType, Step>()
      let step = steps.get(type)
      if (step === undefined) {
        step = compiled(rule.name, kind, type)
        const own = kind === rule.kind ? step : compiled(rule.name, rule.kind, 'text')
        if (own.fate === 'suppress' && STRICT.has(rule.kind)) step = DROPS
        steps.set(type, step)
        rule.steps.set(kind, steps)
      }
      last.type = type
      last.kind = kind
      last.step = step
      return step
    },
  }
}
