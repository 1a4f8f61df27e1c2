/** Tables of a release: what the columns of its Parquet files are called and mean. */

/** What is in a column of a table, as in Parquet. Times are nanoseconds since 1970. */
export type ColumnType =
  | 'string'
  | 'int32'
  | 'int64'
  | 'double'
  | 'boolean'
  | 'timestamp'
  | 'json'
  | 'bytes'

/** One column: its name in the field's own words (IPFIX, OpenTelemetry), and what it means. */
export interface Column {
  readonly name: string
  readonly type: ColumnType
  readonly doc: string
}

/** A table of a release. */
export interface Table {
  /** also the name of its folder below `data/`: `spans`, `flows` */
  readonly name: string
  readonly doc: string
  readonly columns: readonly Column[]
}

/** A cell: timestamps are bigint, int64 too where they are no safe integers. */
export type Cell = string | number | bigint | boolean | Uint8Array | null
