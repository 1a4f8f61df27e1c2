/** The contract of a check: one attacker's question, one answer with its interval. */
import type { Tier } from '../policy/policy.js'

/** What a check concluded. `inconclusive` never counts as a pass. */
export type Verdict = 'pass' | 'warn' | 'fail' | 'inconclusive'

/** One answer of a check, as written to `audit/NAME.json`. */
export interface Finding {
  readonly check: string
  readonly version: number
  /** the attacker's question in plain words */
  readonly question: string
  /** what was counted: `hits per million windows`, `share of subjects` */
  readonly measure: string
  readonly value: number
  /** 95 % interval where the value is an estimate; equal to the value where it is a count */
  readonly interval: readonly [number, number]
  /** what the tier allows; the gate compares the interval's upper end */
  readonly limit: number
  readonly verdict: Verdict
  /** how many things were tried, found, and, where there are any, the comparison arms */
  readonly arms: Readonly<Record<string, number>>
  /** what was found, in words, at most a few dozen lines; never an original value */
  readonly notes: readonly string[]
  /** whether a recipient can redo it from the release alone */
  readonly reproducible: 'release' | 'owner'
}

/** What a check gets to see of the released frames: the frame taken apart, after rewriting. */
export type ReleasedFrame = import('../wire/frame.js').Frame

/**
 * A running check. `before` sees each frame taken apart, before anything is changed (owner only);
 * `released` sees each frame of the finished output, taken apart anew by a second pass over the
 * files. Checks hold bounded memory and say so when they sample.
 */
export interface Auditor {
  before?(f: ReleasedFrame, seconds: number, nanos: number): void
  released?(f: ReleasedFrame, seconds: number, nanos: number): void
  /** called once per released packet file with its raw bytes, in chunks */
  bytes?(chunk: Uint8Array, offset: number): void
  finish(): Finding
}

/** What a check is told when it starts. */
export interface AuditContext {
  readonly tier: Tier
  /** limits from the policy, by check name, stricter than the check's own */
  readonly limits: Readonly<Record<string, number>>
  /** seeds every choice a check makes, so that it can be redone */
  readonly seed: string
}

/** A check: extension room, one file per question. */
export interface Check {
  readonly name: string
  readonly version: number
  readonly question: string
  readonly reproducible: 'release' | 'owner'
  readonly limits: Readonly<Record<Tier, number>>
  open(context: AuditContext): Auditor
}
