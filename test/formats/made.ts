/** A table with a column of each type, rows for it, and a folder that tables go to. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Create } from '../../src/formats/tables.js'
import type { Cell, Table } from '../../src/layers/table.js'

export const table: Table = {
  name: 'things',
  doc: 'things of every type',
  columns: [
    { name: 'time', type: 'timestamp', doc: 'when it was' },
    { name: 'text', type: 'string', doc: 'a text' },
    { name: 'small', type: 'int32', doc: 'a number' },
    { name: 'large', type: 'int64', doc: 'a large number' },
    { name: 'real', type: 'double', doc: 'a measure' },
    { name: 'flag', type: 'boolean', doc: 'yes or no' },
    { name: 'more', type: 'json', doc: 'an object' },
    { name: 'raw', type: 'bytes', doc: 'some bytes' },
  ],
}

/** 2024-05-01T10:20:30Z */
export const START = 1_714_558_830_000_000_000n
export const DAY = 86_400_000_000_000n

export function row(i: number): Cell[] {
  return [
    START + BigInt(i) * 1_000_000_007n,
    `text ${i}, "quoted"\n\u00e9\u{1f600}`,
    -i,
    2n ** 62n - BigInt(i),
    i / 7,
    i % 2 === 0,
    JSON.stringify({ i, s: 'a"b' }),
    Uint8Array.of(0, i & 255, 255),
  ]
}

export const empty: Cell[] = table.columns.map(() => null)

/** Makes files below a folder; `files.open` tells how many are not ended. */
export function folderOf(root: string, files = { open: 0 }): Create {
  return (path) => {
    const file = join(root, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, '', { flag: 'wx' })
    files.open++
    return {
      write: (b) => writeFileSync(file, b, { flag: 'a' }),
      close: () => void files.open--,
    }
  }
}
