/** What a policy is once it is read and resolved: a rule for every kind and for named fields. */
import type { Kind } from '../wire/fields.js'

/** Who may receive a release. */
export const tiers = ['internal', 'partner', 'research', 'public'] as const
/** A name from the list of tiers. */
export type Tier = (typeof tiers)[number]

/** A kind that a policy may rule: structure and derived bytes cannot be ruled. */
export type RulableKind = Exclude<Kind, 'structure' | 'derived'>

/** A transform and its arguments. */
export interface Rule {
  readonly transform: string
  readonly args: Readonly<Record<string, unknown>>
  /** what to do with fields whose type the transform cannot change; suppression where absent */
  readonly otherwise?: Rule
}

/** A policy with all it extends filled in: what `policy.yaml` of a release holds. */
export interface Policy {
  readonly scrim: 1
  readonly tier: Tier
  readonly recipient: string
  readonly purpose: string
  /** how long pseudonyms last: `release` (one epoch), or a duration such as `1d`, `1h` */
  readonly epoch: string
  readonly rules: Readonly<Record<RulableKind, Rule>>
  /** exceptions by field name, or by the start of one: `tls.*` */
  readonly fields: Readonly<Record<string, Rule>>
  /** suppressed payload: `cut` off the frame, or overwritten with `zero` or `filler` bytes */
  readonly payload: 'cut' | 'zero' | 'filler'
  /** from how many sources on a word of free text leaves that no list has; 0 for never */
  readonly words: number
  /** limits of the gate by check name; may be stricter than the tier's, never laxer */
  readonly gate: Readonly<Record<string, number>>
}
