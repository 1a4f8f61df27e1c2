/**
 * The tables of a release: each in a folder of its own, in one file for each day, as tools that
 * read partitions expect it (`day=2024-05-01`).
 */
import type { Cell, Table } from '../layers/table.js'
import type { Format, RowWriter, WriteBytes } from './format.js'
import { createWaitingRows, type WaitingRows } from './waiting-rows.js'

/**
 * Days of a table that are open at the same time. Rows of further days wait for others of theirs:
 * a file for each of them would hold a few rows where days come by turns.
 */
const OPEN_MAX = 512
/** Bytes that all writers hold back together, and that wait to be written. */
const HELD_MAX = 16 << 20
const WAITING_MAX = 8 << 20
/** Rows of one file: what it says of itself is held until its end. */
const PART_ROWS = 1 << 22
const DAY_NANOS = 86_400_000_000_000n

/** A file to be written to; hundreds may be open, so that it does best to hold nothing between. */
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
  rows: number
}

interface State {
  readonly table: Table
  /** the column that says when: the first with a time, or -1 */
  readonly time: number
  readonly open: Map<string, Open>
  readonly waiting: WaitingRows
  readonly parts: Map<string, number>
  readonly files: string[]
  rows: number
  first: bigint | undefined
  last: bigint | undefined
}

/** Names days; rows of a day come one after the other mostly. */
function createDays(): (nanos: bigint | undefined) => string {
  let from = 0n
  let to = 0n
  let name = ''
  return (nanos) => {
    if (nanos === undefined) return 'none'
    if (nanos >= from && nanos < to) return name
    from = nanos - (((nanos % DAY_NANOS) + DAY_NANOS) % DAY_NANOS)
    to = from + DAY_NANOS
    const date = new Date(Number(from / 1_000_000n))
    name = Number.isNaN(date.getTime()) ? 'none' : date.toISOString().slice(0, 10)
    return name
  }
}

function begin(table: Table): State {
  const time = table.columns.findIndex((c) => c.type === 'timestamp')
  const none = { rows: 0, first: undefined, last: undefined }
  const open = new Map<string, Open>()
  const waiting = createWaitingRows()
  return { table, time, open, waiting, parts: new Map(), files: [], ...none }
}

function end({ writer, file }: Open): void {
  writer.end()
  file.close()
}

/** Begins the next file of a day. */
function beginPart(s: State, day: string, format: Format, create: Create): Open {
  const part = s.parts.get(day) ?? 0
  s.parts.set(day, part + 1)
  const path = `data/${s.table.name}/day=${day}/part-${part}${format.extension}`
  const file = create(path)
  s.files.push(path)
  return { file, writer: format.open(s.table, file.write), rows: 0 }
}

/** The file of a day; undefined where it has none and too many are open. */
function openDay(s: State, day: string, begun: (s: State, day: string) => Open, most: number) {
  const known = s.open.get(day)
  if (known !== undefined && known.rows < PART_ROWS) return known
  if (known !== undefined) end(known)
  else if (s.open.size >= most) return undefined
  const made = begun(s, day)
  s.open.set(day, made)
  return made
}

/** Lets the writer that holds most back write it; gives how much that was. */
function flushLargest(states: Iterable<State>): number {
  let largest: RowWriter | undefined
  for (const s of states) {
    for (const { writer } of s.open.values()) {
      if (largest === undefined || writer.held() > largest.held()) largest = writer
    }
  }
  const held = largest?.held() ?? 0
  largest?.flush()
  return held
}

/** Makes a file by its path within the release. */
export type Create = (path: string) => TableFile

/** Begins the tables of a release. @param most days of a table that are open at the same time */
export function openTables(format: Format, create: Create, most = OPEN_MAX): Tables {
  const states = new Map<string, State>()
  const dayOf = createDays()
  const begun = (s: State, day: string): Open => beginPart(s, day, format, create)
  let held = 0
  /** Writes what waits, a file for each day. */
  const drain = (s: State): void => {
    for (const [day, rows] of s.waiting.take()) {
      const part = begun(s, day)
      for (const cells of rows) part.writer.row(cells)
      end(part)
    }
  }
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
      const name = dayOf(at)
      const day = openDay(s, name, begun, most)
      if (day === undefined) {
        s.waiting.add(name, cells)
        if (s.waiting.bytes > WAITING_MAX) drain(s)
        return
      }
      const before = day.writer.held()
      day.writer.row(cells)
      day.rows++
      held += day.writer.held() - before
      if (held > HELD_MAX) held -= flushLargest(states.values())
    },
    close() {
      return [...states.values()].map((s) => {
        drain(s)
        for (const [day, open] of s.open) {
          end(open)
          s.open.delete(day)
        }
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
