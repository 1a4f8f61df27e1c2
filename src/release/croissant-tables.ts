/** Tables in Croissant: a set of files and a set of records for each, joined by references. */
import type { WrittenTable } from '../formats/tables.js'
import type { ColumnType } from '../layers/table.js'
import { joinsOf } from './table-words.js'

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
    encodingFormat: 'application/vnd.apache.parquet',
    includes: `data/${table.name}/*/*.parquet`,
  }))
}

/** The records of each table; a column whose values are those of another refers to it. */
export function tableRecords(tables: readonly WrittenTable[]): Record<string, unknown>[] {
  const joins = joinsOf(tables)
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
