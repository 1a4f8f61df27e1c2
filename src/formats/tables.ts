/**
 * The tables of a release: each in a folder of its own, in one file for each day, as tools that
 * read partitions expect it (`day=2024-05-01`).
 */
import type { Spill } from '../correlate/record-store.js'
import type { Cell, Table } from '../layers/table.js'
import type { Format, RowWriter, WriteBytes } from './format.js'
import { createRowBytes, type RowBytes } from './row-bytes.js'
import { createLot, createRowSpool, type Lot } from './row-spool.js'

/** Rows of a file that its writer holds at once, about. */
const GROUP_ROWS = 1 << 14
/** Rows of one file: what it says of itself is held until its end. */
const PART_ROWS = 1 << 22
const DAY_NANOS = 86_400_000_000_000n

/** A file to be written to; hundreds may be begun: it does best to hold nothing between. */
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

/** What is being written of a file. */
interface Open {
  readonly writer: RowWriter
  readonly file: TableFile
  rows: number
}

interface Day extends Lot {
  readonly state: State
  readonly name: string
  parts: number
  open: Open | undefined
}

interface State {
  readonly table: Table
  /** the column that says when: the first with a time, or -1 */
  readonly time: number
  readonly rowBytes: RowBytes
  readonly days: Map<string, Day>
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
  return {
    table,
    time,
    rowBytes: createRowBytes(table.columns),
    days: new Map(),
    files: [],
    ...none,
  }
}

function dayOf(state: State, name: string): Day {
  const known = state.days.get(name)
  if (known !== undefined) return known
  const made: Day = { ...createLot(state.rowBytes), state, name, parts: 0, open: undefined }
  state.days.set(name, made)
  return made
}

/** Ends the file of a day. */
function end(day: Day): void {
  day.open?.writer.end()
  day.open?.file.close()
  day.open = undefined
}

/** Makes a file by its path within the release. */
export type Create = (path: string) => TableFile

/** The file of a day to which its rows go: the next one where it has enough. */
function openFile(day: Day, format: Format, create: Create): Open {
  if (day.open !== undefined && day.open.rows < PART_ROWS) return day.open
  end(day)
  const { table, files } = day.state
  const path = `data/${table.name}/day=${day.name}/part-${day.parts++}${format.extension}`
  const file = create(path)
  files.push(path)
  day.open = { file, writer: format.open(table, file.write), rows: 0 }
  return day.open
}

/** Takes what time a row has into the first and the last; gives it. */
function timeOf(s: State, cells: readonly Cell[]): bigint | undefined {
  const cell = s.time < 0 ? null : cells[s.time]
  if (cell === null || cell === undefined) return undefined
  const at = BigInt(cell as bigint)
  if (s.first === undefined || at < s.first) s.first = at
  if (s.last === undefined || at > s.last) s.last = at
  return at
}

function writtenOf({ table, rows, files, first, last }: State): WrittenTable {
  return {
    table,
    rows,
    files,
    ...(first === undefined ? {} : { first }),
    ...(last === undefined ? {} : { last }),
  }
}

/**
 * Begins the tables of a release.
 * @param spill where rows wait of which there are not yet enough for their file
 */
export function openTables(format: Format, create: Create, spill: Spill): Tables {
  const states = new Map<string, State>()
  const nameOf = createDays()
  /** Writes what waits for a day, in groups of about the same length. */
  const write = (day: Day): void => {
    const open = openFile(day, format, create)
    const most = Math.ceil(day.rows / Math.ceil(day.rows / GROUP_ROWS))
    let n = 0
    spool.take(day, (cells) => {
      open.writer.row(cells)
      open.rows++
      if (++n % most === 0) open.writer.flush()
    })
    open.writer.flush()
  }
  const spool = createRowSpool(spill, write)
  return {
    row(table, cells) {
      let s = states.get(table.name)
      if (s === undefined) states.set(table.name, (s = begin(table)))
      s.rows++
      spool.add(dayOf(s, nameOf(timeOf(s, cells))), cells)
    },
    close() {
      for (const { days } of states.values()) {
        for (const day of days.values()) {
          if (day.rows > 0) write(day)
          end(day)
        }
      }
      spool.close()
      return [...states.values()].map(writtenOf)
    },
  }
}
