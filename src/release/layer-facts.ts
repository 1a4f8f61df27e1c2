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

/** Everything that was counted in the tables of a release. */
export interface LayerFacts {
  readonly tables: readonly TableFacts[]
  readonly joins: readonly JoinFacts[]
  readonly links: readonly LinkFacts[]
  readonly labels: readonly LabelFacts[]
}
