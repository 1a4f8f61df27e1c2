/** The contract of a utility measure: one analyst's question, asked before and after. */
import type { Frame } from '../wire/frame.js'

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
  /** distances, 0 for equal: `jsd` (base 2, 0 to 1), `emd` (in the series' unit) */
  readonly distances: Readonly<Record<string, number>>
  readonly series: readonly Series[]
}

/** A running measure over one side (before or after); `compare` brings two together. */
export interface Tally {
  frame(f: Frame, seconds: number, nanos: number): void
}

/** A measure: extension room, one file per question. */
export interface Measure<T extends Tally = Tally> {
  readonly name: string
  readonly question: string
  open(): T
  compare(before: T, after: T): UtilityResult
}
