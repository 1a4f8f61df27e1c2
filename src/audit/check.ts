/** The contract of a check: one attacker's question, one answer with its interval. */
import type { PacketFacts } from '../correlate/facts.js'
import type { EpochProgram } from '../pipeline/epochs.js'
import type { FieldRule } from '../policy/compile.js'
import type { Tier } from '../policy/policy.js'
import type { Kind } from '../wire/fields.js'
import type { Frame } from '../wire/frame.js'
import type { Values } from '../wire/values.js'
import type { TableRow } from './table-rows.js'

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

/**
 * A running check. It holds bounded memory, and says so when it samples. `before` and `after` see
 * each frame on the owner's side, taken apart, before and after rewriting (same spans); `released`
 * sees each frame of the finished files, taken apart anew, and may scribble on it.
 */
export interface Auditor {
  before?(f: Frame, facts: PacketFacts): void
  after?(f: Frame, end: number): void
  /** the same of a header that an exporter sampled: it is met, and leaves in a flow, if at all */
  sampledBefore?(f: Frame): void
  sampledAfter?(f: Frame, end: number): void
  released?(f: Frame, facts: PacketFacts, linkType: number): void
  /** a frame of the finished files that cannot be taken apart, with the weird that says why */
  unreadable?(weird: number): void
  /** raw bytes of each released packet file, in order; `offset` 0 begins a new file */
  raw?(chunk: Uint8Array, offset: number): void
  /** a value outside of packets, on the owner's side, and what it became (empty: it stayed) */
  value?(kind: Kind, value: Uint8Array, image: Uint8Array): void
  /**
   * raw bytes of each released file of another layer, as `raw`, and the texts of each table, column
   * by column; `place` names the file and the column
   */
  other?(chunk: Uint8Array, offset: number, place?: string): void
  /** columns of tables whose rows it wants to see, by table */
  readonly tables?: Readonly<Record<string, readonly string[]>>
  /** a row of one of them, as it leaves */
  row?(table: string, row: TableRow): void
  /** what the owner says of the release: its name, description, purpose and licence */
  said?(words: Uint8Array): void
  finish(): Finding
}

/** What a check is told when it starts. */
export interface AuditContext {
  readonly tier: Tier
  /** limits from the policy, by check name, stricter than the check's own */
  readonly limits: Readonly<Record<string, number>>
  /** seeds every choice a check makes, so that it can be redone */
  readonly seed: string
  /** by field id: which rule the policy gives it */
  readonly rules: readonly FieldRule[]
  /** the compiled policy with the keys of this run; absent when a recipient redoes a check */
  readonly own?: EpochProgram
  /** the same for values outside of packets, without exceptions that let a field stay */
  readonly values?: Values
  /** names of the layers whose records the release may hold; absent where any may be in it */
  readonly layers?: readonly string[]
}

/** A check: extension room, one file per question. */
export interface Check {
  readonly name: string
  readonly version: number
  readonly question: string
  readonly reproducible: 'release' | 'owner'
  readonly limits: Readonly<Record<Tier, number>>
  /** the first version of scrim that asks it; absent when every version does */
  readonly since?: string
  open(context: AuditContext): Auditor
}

/** The limit that holds for a check: the tier's, or the policy's where that is stricter. */
export function limitOf(check: Check, context: AuditContext): number {
  return Math.min(
    check.limits[context.tier],
    context.limits[check.name] ?? Number.POSITIVE_INFINITY,
  )
}

/** A finding whose value is a plain count: its interval is the value itself. */
export function countFinding(
  check: Check,
  context: AuditContext,
  count: { measure: string; value: number; arms: Record<string, number>; notes: string[] },
): Finding {
  const limit = limitOf(check, context)
  return {
    check: check.name,
    version: check.version,
    question: check.question,
    measure: count.measure,
    value: count.value,
    interval: [count.value, count.value],
    limit,
    verdict: count.value <= limit ? 'pass' : 'fail',
    arms: count.arms,
    notes: count.notes.slice(0, 40),
    reproducible: check.reproducible,
  }
}
