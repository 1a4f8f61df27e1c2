/** What stands in the tables of a release, read anew from their files: every text, one a line. */
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'

/** Rows that are looked at together. */
const ROWS = 8192

function textOf(cell: unknown): string {
  if (typeof cell === 'string') return cell
  if (cell instanceof Uint8Array) return Buffer.from(cell).toString('hex')
  return typeof cell === 'object' && cell !== null ? JSON.stringify(cell) : ''
}

/** The texts and bytes (in hexadecimal) of a Parquet file, in chunks. */
export async function* tableText(path: string): AsyncGenerator<Uint8Array> {
  const file = await asyncBufferFromFile(path)
  const metadata = await parquetMetadataAsync(file)
  const rows = Number(metadata.num_rows)
  for (let rowStart = 0; rowStart < rows; rowStart += ROWS) {
    const rowEnd = Math.min(rows, rowStart + ROWS)
    const list = await parquetReadObjects({ file, metadata, rowStart, rowEnd })
    const lines = list.flatMap((row) => Object.values(row).map(textOf))
    yield Buffer.from(`${lines.filter((s) => s !== '').join('\n')}\n`)
  }
}
