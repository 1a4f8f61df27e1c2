/** Tables are read anew a row group at a time. */
import type { FileMetaData } from 'hyparquet'
import { describe, expect, it } from 'vitest'
import { rowRanges } from '../../src/audit/table-text.js'

/** The ranges of a file of groups of so many rows. */
function rangesOf(...groups: readonly number[]): number[][] {
  const metadata = { row_groups: groups.map((n) => ({ num_rows: BigInt(n) })) } as FileMetaData
  return Array.from(rowRanges(metadata), ({ rowStart, rowEnd }) => [rowStart, rowEnd])
}

describe('rowRanges', () => {
  it('gives each row once, and none together with rows of another group', () => {
    expect(rangesOf(15_000, 15_000, 7)).toEqual([
      [0, 15_000],
      [15_000, 30_000],
      [30_000, 30_007],
    ])
  })

  it('gives large groups in parts, and empty ones not at all', () => {
    expect(rangesOf(0, 40_000, 0)).toEqual([
      [0, 16_384],
      [16_384, 32_768],
      [32_768, 40_000],
    ])
    expect(rangesOf()).toEqual([])
  })
})
