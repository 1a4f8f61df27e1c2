/** What stands in the tables of a release, read anew from their files: every text, one a line. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetRead } from 'hyparquet'

/** Rows that are looked at together at most; a row group of our own writer has no more. */
const ROWS = 1 << 14

/** Opens a file that is read where its reader asks. */
export function openTable(path: string): { readonly file: AsyncBuffer; close(): void } {
  const fd = openSync(path, 'r')
  return { file: bufferOf(fd), close: () => closeSync(fd) }
}

function bufferOf(fd: number): AsyncBuffer {
  const byteLength = fstatSync(fd).size
  return {
    byteLength,
    slice(start, end = byteLength) {
      const bytes = new Uint8Array(end - start)
      let n = 0
      while (n < bytes.length) {
        const read = readSync(fd, bytes, n, bytes.length - n, start + n)
        if (read === 0) break
        n += read
      }
      return n === bytes.length ? bytes.buffer : bytes.buffer.slice(0, n)
    },
  }
}

/**
 * Ranges of rows to be read one after the other. None lies in two row groups: the reader takes
 * groups apart as wholes, and would do so with both of them each time.
 */
export function* rowRanges({ row_groups: groups }: FileMetaData): Generator<{
  readonly rowStart: number
  readonly rowEnd: number
}> {
  let end = 0
  for (const group of groups) {
    let rowStart = end
    end += Number(group.num_rows)
    for (; rowStart < end; rowStart += ROWS) {
      yield { rowStart, rowEnd: Math.min(end, rowStart + ROWS) }
    }
  }
}

function textOf(cell: unknown): string {
  if (typeof cell === 'string') return cell
  if (cell instanceof Uint8Array) return Buffer.from(cell).toString('hex')
  return typeof cell === 'object' && cell !== null ? JSON.stringify(cell) : ''
}

/** Some of what a column says. */
export interface ColumnText {
  readonly column: string
  readonly text: Uint8Array
}

/**
 * The texts and bytes (in hexadecimal) of a Parquet file, in chunks: each once of those that a
 * column repeats within a few thousand rows. Columns of numbers, times and truth values have none.
 */
export async function* tableText(path: string): AsyncGenerator<ColumnText> {
  const { file, close } = openTable(path)
  try {
    const metadata = await parquetMetadataAsync(file)
    const columns = metadata.schema.flatMap(({ name, type }) =>
      type === 'BYTE_ARRAY' || type === 'FIXED_LEN_BYTE_ARRAY' ? [name] : [],
    )
    for (const range of rowRanges(metadata)) {
      // A column at a time: the texts of all of them are a good deal of memory.
      for (const column of columns) {
        const seen = new Set<unknown>()
        const onChunk = ({ columnData }: { readonly columnData: ArrayLike<unknown> }): void => {
          for (let i = 0; i < columnData.length; i++) seen.add(columnData[i])
        }
        await parquetRead({ file, metadata, columns: [column], ...range, onChunk })
        const lines = Array.from(seen, textOf).filter((text) => text !== '')
        if (lines.length > 0) yield { column, text: Buffer.from(`${lines.join('\n')}\n`) }
      }
    }
  } finally {
    close()
  }
}
