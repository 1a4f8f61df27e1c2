/**
 * Apache Parquet: row groups of bounded size, so that memory does not grow with the table. The same
 * rows give the same bytes: neither a clock nor a version stands in the file.
 */
import type { SchemaElement } from 'hyparquet'
import { ByteWriter, type ColumnSource, ParquetWriter } from 'hyparquet-writer'
import type { Column, ColumnType, Table } from '../layers/table.js'
import type { Format, RowWriter, WriteBytes } from './format.js'
import { createHeldRows, type HeldRows } from './held-rows.js'

/** Rows, and bytes of memory, that a row group holds at most. */
const ROWS_MAX = 1 << 14
const BYTES_MAX = 12 << 20
/** Room that a file keeps while nothing is written to it; hundreds may be open. */
const ROOM = 1 << 12

/**
 * How the library writes a column. Row groups are small enough to be read whole, so that nothing
 * says where their pages are; what is least and greatest helps readers that look for a time.
 * Numbers of 64 bits are no shorter by dictionary once they are compressed, and a third of the
 * work.
 */
function writingOf({ type }: Column): Omit<ColumnSource, 'name' | 'data'> {
  const wide = type === 'int64' || type === 'timestamp' || type === 'double'
  const statistics = type === 'timestamp'
  return { offsetIndex: false, statistics, ...(wide ? { encoding: 'PLAIN' } : {}) }
}

type Element = Omit<SchemaElement, 'name'>

/** How columns are stored; all may be absent. */
const ELEMENTS: Readonly<Record<ColumnType, Element>> = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  int32: { type: 'INT32' },
  int64: { type: 'INT64' },
  double: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  // In UTC; a column that says so becomes one of microseconds in DuckDB.
  timestamp: {
    type: 'INT64',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'NANOS' },
  },
  // As text: readers parse it when asked, and the library would have it parsed first.
  json: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  bytes: { type: 'BYTE_ARRAY' },
}

function schemaOf(table: Table): SchemaElement[] {
  const columns = table.columns.map(({ name, type }): SchemaElement => {
    return { name, repetition_type: 'OPTIONAL', ...ELEMENTS[type] }
  })
  return [{ name: 'root', num_children: columns.length }, ...columns]
}

/** What a column means goes with the file: `doc` is the table's, `doc.NAME` a column's. */
function docsOf(table: Table): { key: string; value: string }[] {
  const columns = table.columns.map(({ name, doc }) => ({ key: `doc.${name}`, value: doc }))
  return [{ key: 'doc', value: table.doc }, ...columns]
}

/** What every file of a table says of it. */
const said = new WeakMap<
  Table,
  { schema: SchemaElement[]; kvMetadata: ReturnType<typeof docsOf> }
>()

/**
 * Room for rows that no file needs now, by table. Files are written one after the other: made anew
 * for each group, such pieces of memory lie between those that stay.
 */
const spare = new WeakMap<Table, HeldRows[]>()

function roomFor(table: Table): HeldRows {
  return spare.get(table)?.pop() ?? createHeldRows(table.columns)
}

function giveBack(table: Table, held: HeldRows): void {
  const known = spare.get(table)
  if (known === undefined) spare.set(table, [held])
  else known.push(held)
}

function saidOf(table: Table) {
  const known = said.get(table)
  if (known !== undefined) return known
  const made = { schema: schemaOf(table), kvMetadata: docsOf(table) }
  said.set(table, made)
  return made
}

function open(table: Table, write: WriteBytes): RowWriter {
  const { columns } = table
  const writer = new ByteWriter(ROOM)
  const file = new ParquetWriter({
    writer,
    ...saidOf(table),
    createdBy: 'scrim',
  })
  let held: HeldRows | undefined
  const drain = (): void => {
    if (writer.index > 0) write(writer.getBytes())
    writer.index = 0
    if (writer.buffer.byteLength <= ROOM) return
    writer.buffer = new ArrayBuffer(ROOM)
    writer.view = new DataView(writer.buffer)
  }
  const group = (): void => {
    if (held === undefined) return
    const rows = held
    held = undefined
    const columnData = columns.map((column, i) => ({
      name: column.name,
      // The library asks for one column after the other, and holds none.
      get data() {
        return rows.column(i)
      },
      ...writingOf(column),
    }))
    void file.write({ columnData, rowGroupSize: rows.rows })
    rows.clear()
    giveBack(table, rows)
    drain()
  }
  return {
    row(cells) {
      held ??= roomFor(table)
      held.add(cells)
      if (held.rows >= ROWS_MAX || held.bytes >= BYTES_MAX) group()
    },
    flush: group,
    end() {
      group()
      void file.finish()
      drain()
    },
  }
}

/** Parquet, compressed by Snappy. */
export const parquet: Format = {
  name: 'parquet',
  extension: '.parquet',
  mediaType: 'application/vnd.apache.parquet',
  open,
}
