/** The contract of a utility measure: one analyst's question, asked before and after. */
import type { PacketFacts } from '../correlate/facts.js'

/** A named distribution before and after, ready to be plotted. */
export interface Series {
  readonly label: string
  readonly unit: string
  readonly bins: readonly string[]
  readonly before: readonly number[]
  readonly after: readonly number[]
}

/** One answer, as written to `utility.json`. */
export interface UtilityResult {
  readonly measure: string
  readonly question: string
  /** plain numbers before and after */
  readonly numbers: Readonly<Record<string, { before: number; after: number }>>
  /** distances, 0 for equal: `jsd` (base 2, 0 to 1), `emd` (in bins of the series) */
  readonly distances: Readonly<Record<string, number>>
  readonly series: readonly Series[]
}

/** A running measure over one side, before or after. */
export interface Tally {
  packet(facts: PacketFacts): void
  /** plain numbers so far */
  numbers(): Record<string, number>
  /** distributions so far; both sides have the same labels and bins */
  series(): readonly {
    label: string
    unit: string
    bins: readonly string[]
    counts: ArrayLike<number>
  }[]
}

/** A measure: extension room, one file per question. */
export interface Measure {
  readonly name: string
  readonly question: string
  open(): Tally
}
