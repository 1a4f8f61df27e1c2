/**
 * SQL over the tables of a release: DuckDB in this process, with the release's files as all that it
 * can read. It fetches nothing and writes nothing; only SELECT and EXPLAIN are run.
 */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { ScrimError } from '../bytes/errors.js'

const TABLE = '.parquet'
const MEMORY = '1GB'

/** A value of a result: numbers beyond 2^53 are text, as are times. */
export type QueryValue = string | number | boolean | null | readonly unknown[] | object

/** The result of a query; rows come as they are found. */
export interface QueryResult {
  readonly columns: readonly string[]
  rows(): AsyncIterable<readonly (readonly QueryValue[])[]>
}

/** A release that can be asked. */
export interface Query {
  readonly tables: readonly string[]
  /** @throws ScrimError `usage` when the statement is wrong, or does more than read */
  run(sql: string): Promise<QueryResult>
  close(): void
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((e) => e.isFile() && e.name.endsWith(TABLE))
    .map((e) => join(e.parentPath, e.name))
    .sort()
}

/** The tables of a release: each folder of `data` that holds Parquet files. */
function tablesOf(dir: string): Map<string, string[]> {
  const data = join(dir, 'data')
  if (statSync(data, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new ScrimError('input', `${dir} is no release: it has no folder data`, 'name a release')
  }
  const tables = new Map<string, string[]>()
  for (const e of readdirSync(data, { withFileTypes: true })) {
    const files = e.isDirectory() ? filesBelow(join(data, e.name)) : []
    if (files.length > 0) tables.set(e.name, files)
  }
  if (tables.size > 0) return tables
  const hint = 'releases of packets alone have none; scrim flows makes a table of them'
  throw new ScrimError('input', `${dir} has no tables (data/*/*${TABLE})`, hint)
}

const text = (s: string): string => `'${s.replaceAll("'", "''")}'`
const name = (s: string): string => `"${s.replaceAll('"', '""')}"`

/** Gives the connection the tables, and takes everything else away from it. */
async function confine(c: DuckDBConnection, tables: Map<string, string[]>): Promise<void> {
  for (const [table, files] of tables) {
    const list = `[${files.map(text).join(', ')}]`
    const from = `read_parquet(${list}, hive_partitioning = true, union_by_name = true)`
    await c.run(`CREATE VIEW ${name(table)} AS SELECT * FROM ${from}`)
  }
  const all = [...tables.values()].flat().map(text)
  await c.run(`SET allowed_paths = [${all.join(', ')}]`)
  await c.run('SET enable_external_access = false')
  await c.run('SET lock_configuration = true')
}

/** What the library says of a statement that holds nothing. */
const NOTHING = 'Error in native callback'

function wrong(e: unknown, tables: readonly string[]): ScrimError {
  const { message } = e as Error
  const lines = (message === NOTHING ? 'found no statement, expected one' : message).split('\n')
  const known = `tables: ${tables.join(', ')}`
  return new ScrimError('usage', lines.filter((l) => l.trim() !== '').join('\n'), known)
}

/** Text of whole numbers that JavaScript holds exactly becomes numbers. */
function plain(value: unknown, whole: boolean): QueryValue {
  if (!whole || typeof value !== 'string') return value as QueryValue
  const n = Number(value)
  return Number.isSafeInteger(n) ? n : value
}

/**
 * Opens the tables of a release.
 * @throws ScrimError `input` when there are none
 */
export async function openQuery(dir: string): Promise<Query> {
  const tables = tablesOf(dir)
  const names = [...tables.keys()]
  const { DuckDBInstance, DuckDBTypeId, StatementType } = await import('@duckdb/node-api')
  const whole = new Set([DuckDBTypeId.BIGINT, DuckDBTypeId.UBIGINT, DuckDBTypeId.HUGEINT])
  const reads = new Set([StatementType.SELECT, StatementType.EXPLAIN])
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: MEMORY,
  })
  const connection = await instance.connect()
  try {
    await confine(connection, tables)
  } catch (e) {
    connection.closeSync()
    throw new ScrimError('input', `a table of ${dir} cannot be read: ${(e as Error).message}`)
  }
  return {
    tables: names,
    async run(sql) {
      try {
        const statements = await connection.extractStatements(sql)
        if (statements.count !== 1) {
          throw new ScrimError('usage', `found ${statements.count} statements, expected one`)
        }
        const prepared = await statements.prepare(0)
        if (!reads.has(prepared.statementType)) {
          const what = StatementType[prepared.statementType]
          throw new ScrimError('usage', `${what} is not run: a release is only read`, 'use SELECT')
        }
        const result = await prepared.stream()
        const isWhole = result.columnTypes().map((t) => whole.has(t.typeId))
        return {
          columns: result.deduplicatedColumnNames(),
          async *rows() {
            for await (const rows of result.yieldRowsJson()) {
              yield rows.map((row) => row.map((v, i) => plain(v, isWhole[i])))
            }
          },
        }
      } catch (e) {
        throw e instanceof ScrimError ? e : wrong(e, names)
      }
    },
    close: () => connection.closeSync(),
  }
}
