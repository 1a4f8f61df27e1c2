/** Tables in Croissant: a set of files and a set of records for each, joined by references. */
import type { WrittenTable } from '../formats/tables.js'
import type { ColumnType } from '../layers/table.js'
import type { JoinFacts } from './layer-facts.js'

const DATA_TYPES: Readonly<Record<ColumnType, string>> = {
  string: 'sc:Text',
  int32: 'sc:Integer',
  int64: 'sc:Integer',
  double: 'sc:Float',
  boolean: 'sc:Boolean',
  timestamp: 'sc:DateTime',
  json: 'sc:Text',
  bytes: 'sc:Text',
}

/** The files of each table, whatever days they are of. */
export function tableFiles(tables: readonly WrittenTable[]): Record<string, unknown>[] {
  return tables.map(({ table }) => ({
    '@type': 'cr:FileSet',
    '@id': `${table.name}-files`,
    name: `${table.name} files`,
    encodingFormat: 'application/x-parquet',
    includes: `data/${table.name}/*/*.parquet`,
  }))
}

/**
 * The records of each table. A column refers to another where that has each of its values: a span
 * whose parent was not recorded makes the column of parents no key. Nor does it refer to its own
 * table: the reference reader joins what is referred to before it reads, and would go in circles.
 */
export function tableRecords(
  tables: readonly WrittenTable[],
  counted: readonly JoinFacts[],
): Record<string, unknown>[] {
  const joins = counted.filter((j) => j.rows > 0 && j.met === j.rows && j.to !== j.table)
  return tables.map(({ table }) => ({
    '@type': 'cr:RecordSet',
    '@id': table.name,
    name: table.name,
    description: table.doc,
    field: table.columns.map(({ name, type, doc }) => {
      const join = joins.find((j) => j.table === table.name && j.column === name)
      return {
        '@type': 'cr:Field',
        '@id': `${table.name}/${name}`,
        name,
        description: doc,
        dataType: DATA_TYPES[type],
        source: { fileSet: { '@id': `${table.name}-files` }, extract: { column: name } },
        ...(join === undefined
          ? {}
          : { references: { field: { '@id': `${join.to}/${join.toColumn}` } } }),
      }
    }),
  }))
}
