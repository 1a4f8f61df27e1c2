/** Rows that wait: what was put in comes out, and nothing of what was there before. */
import { describe, expect, it } from 'vitest'
import { createHeldRows, type HeldRows } from '../../src/formats/held-rows.js'
import type { Cell, Column } from '../../src/layers/table.js'

const columns: Column[] = [
  { name: 'wide', type: 'int64', doc: '' },
  { name: 'real', type: 'double', doc: '' },
  { name: 'text', type: 'string', doc: '' },
]

function cellsOf(held: HeldRows): Cell[][] {
  return columns.map((_, i) => Array.from<Cell>(held.column(i)))
}

describe('createHeldRows', () => {
  it('gives numbers of 53 bits as those of 64, in any number of rows', () => {
    const held = createHeldRows(columns)
    const wide = [0, 1, -1, 2 ** 32, -(2 ** 32) - 1, Number.MAX_SAFE_INTEGER, -(2 ** 53) + 1, 7, 8]
    for (const n of wide) held.add([n, n / 2, `${n}`])
    held.add([2n ** 63n - 1n, -0.5, ''])
    expect(cellsOf(held)).toEqual([
      [...wide.map(BigInt), 2n ** 63n - 1n],
      [...wide.map((n) => n / 2), -0.5],
      [...wide.map(String), ''],
    ])
    expect(held.column(0)).toBeInstanceOf(BigInt64Array)
  })

  it('shows nothing of rows that were there before, where cells are absent', () => {
    const held = createHeldRows(columns)
    for (let i = 0; i < 20; i++) held.add([i, i, 'before'])
    held.clear()
    expect([held.rows, held.bytes, cellsOf(held)]).toEqual([0, 0, [[], [], []]])
    held.add([null, 1.5, null])
    held.add([5, null, 'now'])
    held.add([null, null, null])
    expect(cellsOf(held)).toEqual([
      [null, 5n, null],
      [1.5, null, null],
      [null, 'now', null],
    ])
  })

  it('takes no column for full because one before it was', () => {
    const held = createHeldRows(columns)
    for (let i = 0; i < 3; i++) held.add([1, 1, 'before'])
    held.clear()
    for (let i = 0; i < 3; i++) held.add([null, null, null])
    expect(cellsOf(held)).toEqual(columns.map(() => [null, null, null]))
  })
})
