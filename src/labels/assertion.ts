/**
 * What a label is: an assertion about a part of a recording, with who says so and how they know.
 * Assertions are only ever added. Two that disagree both stand, and a retraction is one more.
 */
import type { Subject, Tier } from './subject.js'

/** Who says so. */
export interface Said {
  readonly tool: string
  readonly version?: string
  /** which of its rules */
  readonly rule?: string
  /** SHA-256 of its configuration, in hexadecimal digits */
  readonly config?: string
  /** how it concluded, in the tool's own classes: `dpi`, `port` */
  readonly basis?: string
}

/** What was looked at: without it, what has no label may be anything. */
export interface Scope {
  readonly start?: bigint
  readonly end?: bigint
  readonly unlabelled: 'unknown' | 'negative'
}

/** One assertion. Times are nanoseconds since 1970. */
export interface Assertion {
  readonly id?: string
  readonly subject: Subject
  readonly taxonomy: string
  readonly value: string
  readonly tier: Tier
  readonly said: Said
  /** how sure they are, from 0 to 1 */
  readonly confidence?: number
  /** share of such assertions that were found wrong, from 0 to 1 */
  readonly error?: number
  readonly start?: bigint
  readonly end?: bigint
  readonly scope?: Scope
  /** how many flows it may mean, or means, once it was assigned to flows */
  readonly candidates?: number
  /** free text; it never leaves */
  readonly comment?: string
}

/** Says that an earlier assertion no longer stands. */
export interface Retraction {
  readonly id?: string
  readonly retracts: string
  readonly said: Said
  /** when */
  readonly start?: bigint
  readonly comment?: string
}

/** What a file of labels holds. */
export type Entry = Assertion | Retraction

/** Whether an entry takes another back. */
export function isRetraction(e: Entry): e is Retraction {
  return 'retracts' in e
}
