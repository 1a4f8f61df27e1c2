/** What the report says of the tables of a release, as plain numbers. */

/** Rows over time, in steps of equal length. */
export interface Steps {
  /** nanoseconds since 1970 */
  readonly first: bigint
  readonly step: bigint
  readonly rows: readonly number[]
}

/** One table: when its rows are, and what is missing. */
export interface TableFacts {
  readonly name: string
  /** absent where no row has a time */
  readonly steps?: Steps
  /** the longest stretch of time without a row, in nanoseconds since 1970 */
  readonly silence?: { readonly from: bigint; readonly to: bigint }
  /** rows that have a value, by column */
  readonly filled: Readonly<Record<string, number>>
  /** rows that tell only a part, by what they lack: `seen in one direction only` */
  readonly partial: Readonly<Record<string, number>>
}

/** A column whose values are found in another table. */
export interface JoinFacts {
  readonly table: string
  readonly column: string
  readonly to: string
  readonly toColumn: string
  /** rows that have a value, and those of which the other table has it too */
  readonly rows: number
  readonly met: number
  /** there were too many different values: `met` is reckoned from a sample of them */
  readonly estimated?: boolean
}

/** Links between two layers that were found in one way. */
export interface LinkFacts {
  readonly from: string
  readonly to: string
  readonly method: string
  readonly links: number
  /** mean of what the links say of themselves, 0 to 1 */
  readonly confidence: number
}

/** How often one thing was asserted. */
export interface LabelFacts {
  readonly taxonomy: string
  readonly value: string
  readonly labels: number
}

/** Labels that stand, and those that contradict each other; in no more than can be held. */
export interface StandingFacts {
  readonly standing: number
  readonly retracted: number
  /** by tier */
  readonly tiers: Readonly<Record<string, number>>
  readonly conflicts: readonly {
    readonly taxonomy: string
    /** `flow`, `host`, `span` */
    readonly subject: string
    readonly values: readonly { readonly value: string; readonly tool: string; tier: string }[]
  }[]
}

/** Everything that was counted in the tables of a release. */
export interface LayerFacts {
  readonly tables: readonly TableFacts[]
  readonly joins: readonly JoinFacts[]
  readonly links: readonly LinkFacts[]
  readonly labels: readonly LabelFacts[]
  /** absent where there are no labels, or too many of them to be compared */
  readonly standing?: StandingFacts
  /** records that came after those among which links were looked for */
  readonly unlinked?: number
}
