/**
 * The tables of a release: each in a folder of its own, in one file for each day, as tools that
 * read partitions expect it (`day=2024-05-01`).
 */
import type { Cell, Table } from '../layers/table.js'
import type { Format, RowWriter, WriteBytes } from './format.js'

/** Days that are open at the same time; records come nearly in order. */
const OPEN_MAX = 8
const DAY_NANOS = 86_400_000_000_000n

/** A file to be written to. */
export interface TableFile {
  readonly write: WriteBytes
  close(): void
}

/** A table that has rows, and its files. */
export interface WrittenTable {
  readonly table: Table
  readonly rows: number
  readonly files: readonly string[]
  /** least and greatest time in nanoseconds since 1970; absent where no row has one */
  readonly first?: bigint
  readonly last?: bigint
}

/** Tables being written. */
export interface Tables {
  row(table: Table, cells: readonly Cell[]): void
  /** ends all files */
  close(): WrittenTable[]
}

interface Open {
  readonly writer: RowWriter
  readonly file: TableFile
}

interface State {
  readonly table: Table
  /** the column that says when: the first with a time, or -1 */
  readonly time: number
  readonly open: Map<string, Open>
  readonly parts: Map<string, number>
  readonly files: string[]
  rows: number
  first: bigint | undefined
  last: bigint | undefined
}

function dayOf(nanos: bigint | undefined): string {
  if (nanos === undefined) return 'none'
  const day = (nanos - (((nanos % DAY_NANOS) + DAY_NANOS) % DAY_NANOS)) / 1_000_000n
  const date = new Date(Number(day))
  return Number.isNaN(date.getTime()) ? 'none' : date.toISOString().slice(0, 10)
}

function begin(table: Table): State {
  const time = table.columns.findIndex((c) => c.type === 'timestamp')
  const none = { rows: 0, first: undefined, last: undefined }
  return { table, time, open: new Map(), parts: new Map(), files: [], ...none }
}

function end({ writer, file }: Open): void {
  writer.end()
  file.close()
}

/** The writer of a day; the one that has waited longest is ended where too many are open. */
function writerOf(s: State, day: string, format: Format, create: Create): RowWriter {
  const known = s.open.get(day)
  if (known !== undefined) {
    s.open.delete(day)
    s.open.set(day, known)
    return known.writer
  }
  if (s.open.size >= OPEN_MAX) {
    const [oldest, waiting] = [...s.open][0]
    end(waiting)
    s.open.delete(oldest)
  }
  const part = s.parts.get(day) ?? 0
  s.parts.set(day, part + 1)
  const path = `data/${s.table.name}/day=${day}/part-${part}${format.extension}`
  const file = create(path)
  const made = { file, writer: format.open(s.table, file.write) }
  s.files.push(path)
  s.open.set(day, made)
  return made.writer
}

/** Makes a file by its path within the release. */
export type Create = (path: string) => TableFile

/** Begins the tables of a release. */
export function openTables(format: Format, create: Create): Tables {
  const states = new Map<string, State>()
  return {
    row(table, cells) {
      let s = states.get(table.name)
      if (s === undefined) states.set(table.name, (s = begin(table)))
      const cell = s.time < 0 ? null : cells[s.time]
      const at = cell === null || cell === undefined ? undefined : BigInt(cell as bigint)
      if (at !== undefined) {
        if (s.first === undefined || at < s.first) s.first = at
        if (s.last === undefined || at > s.last) s.last = at
      }
      s.rows++
      writerOf(s, dayOf(at), format, create).row(cells)
    },
    close() {
      return [...states.values()].map((s) => {
        for (const open of s.open.values()) end(open)
        s.open.clear()
        const { table, rows, files, first, last } = s
        return {
          table,
          rows,
          files,
          ...(first === undefined ? {} : { first }),
          ...(last === undefined ? {} : { last }),
        }
      })
    },
  }
}
