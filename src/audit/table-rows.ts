/** Rows of the tables of a release, read anew from their files, for checks that count them. */
import { basename, dirname } from 'node:path'
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { openTable } from './table-text.js'

/** A row of a table: its cells by the names of their columns. */
export type TableRow = Readonly<Record<string, unknown>>

/** Rows that are held at once; a row group of our own writer has no more. */
const ROWS = 1 << 14

/** The table a file is of: that of its folder, above the folder of its day. */
export function tableOf(path: string): string {
  const folder = dirname(path)
  return basename(folder.includes('day=') ? dirname(folder) : folder)
}

/** The rows of a Parquet file with those of the named columns that it has, in batches. */
export async function* tableRows(
  path: string,
  wanted: readonly string[],
): AsyncGenerator<readonly TableRow[]> {
  const { file, close } = openTable(path)
  try {
    const metadata = await parquetMetadataAsync(file)
    const names = new Set(metadata.schema.map((s) => s.name))
    const columns = wanted.filter((name) => names.has(name))
    const all = Number(metadata.num_rows)
    for (let rowStart = 0; rowStart < all; rowStart += ROWS) {
      const rowEnd = Math.min(all, rowStart + ROWS)
      yield await parquetReadObjects({ file, metadata, columns, rowStart, rowEnd })
    }
  } finally {
    close()
  }
}
