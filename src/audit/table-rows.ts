/** Rows of the tables of a release, read anew from their files, for checks that count them. */
import { basename, dirname } from 'node:path'
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { openTable, rowRanges } from './table-text.js'

/** A row of a table: its cells by the names of their columns. */
export type TableRow = Readonly<Record<string, unknown>>

/** Seconds of a cell that holds a time, or NaN. */
export function secondsOf(cell: unknown): number {
  if (cell instanceof Date) return cell.getTime() / 1000
  return typeof cell === 'bigint' ? Number(cell / 1_000_000n) / 1000 : Number.NaN
}

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
    for (const range of rowRanges(metadata)) {
      yield await parquetReadObjects({ file, metadata, columns, ...range })
    }
  } finally {
    close()
  }
}
