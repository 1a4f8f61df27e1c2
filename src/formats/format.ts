/** The contract of a format: how rows of a table leave. */
import type { Cell, Table } from '../layers/table.js'

/** Takes bytes of a file, in order; they may be reused after the call. */
export type WriteBytes = (bytes: Uint8Array) => void

/** One file being written. */
export interface RowWriter {
  /** takes a row: a cell for each column of the table */
  row(cells: readonly Cell[]): void
  /** writes what is held back; readers are better off when that is much */
  flush(): void
  /** writes what is held back, and the end of the file */
  end(): void
}

/** A way to write tables. */
export interface Format {
  readonly name: string
  /** of its files, with the dot */
  readonly extension: string
  readonly mediaType: string
  open(table: Table, write: WriteBytes): RowWriter
}
