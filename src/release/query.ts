/**
 * SQL over the tables of a release: DuckDB in this process, with the release's files as all that it
 * can read. It fetches nothing and writes nothing; only SELECT is run, and EXPLAIN of one. What it
 * may read it could also write, if it were let: EXPLAIN ANALYZE runs what it explains, and is not
 * let.
 */
import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api'
import { ScrimError } from '../bytes/errors.js'
import { type QueryRow, rowsOf } from './query-rows.js'
import { tablesOf } from './query-tables.js'

const MEMORY = '1GB'
const SIZE = /^[1-9]\d{0,5} ?[KMGT]i?B$/i

/** The result of a query; rows come as they are found. */
export interface QueryResult {
  readonly columns: readonly string[]
  rows(): AsyncIterable<readonly QueryRow[]>
}

/** A release that can be asked. */
export interface Query {
  readonly tables: readonly string[]
  /** @throws ScrimError `usage` when the statement is wrong, or does more than read */
  run(sql: string): Promise<QueryResult>
  close(): void
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
  if (e instanceof ScrimError) return e
  if ((e as NodeJS.ErrnoException).code === 'ERR_STRING_TOO_LONG') {
    return new ScrimError(
      'usage',
      'a value is too long to be shown',
      'ask for a part of it: left()',
    )
  }
  const message = (e as Error).message.replace(/^Failed to extract statements: /, '')
  if (message.startsWith('Out of Memory')) {
    const why = 'the query needs more memory than it may have, and does not use the disk'
    return new ScrimError('usage', why, 'give --memory, or ask for less')
  }
  const lines = (message === NOTHING ? 'found no statement, expected one' : message).split('\n')
  const known = `tables: ${tables.join(', ')}`
  return new ScrimError('usage', lines.filter((l) => l.trim() !== '').join('\n'), known)
}

/** Functions that a SELECT may call, and that change the engine, which may then try to write. */
const SWITCHES = /(enable|disable)_(logging|profiling)/i

/** What stands before the statement that is explained. */
const EXPLAIN = /^(?:\s|--[^\n]*(?:\n|$)|\/\*(?:(?!\/\*|\*\/)[^])*\*\/)*EXPLAIN\b/i

/** The one statement, ready to run, when it is one that reads. */
async function prepare(c: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  const { StatementType } = await import('@duckdb/node-api')
  const [found] = SWITCHES.exec(sql) ?? []
  if (found !== undefined) throw new ScrimError('usage', `${found} is not run`, 'use SELECT alone')
  const statements = await c.extractStatements(sql)
  if (statements.count !== 1) {
    const hint = 'PIVOT makes two, unless IN (...) names its values'
    throw new ScrimError('usage', `found ${statements.count} statements, expected one`, hint)
  }
  const prepared = await statements.prepare(0)
  if (prepared.statementType === StatementType.SELECT) return prepared
  // What is explained has to be what would be run: ANALYZE, which runs anything, is no statement.
  const explained = sql.replace(EXPLAIN, '')
  if (explained !== sql && (await reads(c, explained))) return prepared
  const what = StatementType[prepared.statementType]
  throw new ScrimError('usage', `${what} is not run: a release is only read`, 'use SELECT')
}

function reads(c: DuckDBConnection, sql: string): Promise<boolean> {
  return prepare(c, sql).then(
    () => true,
    () => false,
  )
}

/**
 * The library ends a stream that failed as it ends one that is whole, and does not say which it
 * was (duckdb-rs pull request 832 tells of the same). A transaction that saw an error is aborted.
 * @returns what went wrong, found by running the statement again
 */
async function whyEnded(c: DuckDBConnection, sql: string): Promise<Error | undefined> {
  try {
    await c.run('SELECT 1')
    return undefined
  } catch {
    await c.run('ROLLBACK')
  }
  try {
    await c.run(sql)
  } catch (e) {
    return e as Error
  }
  return new Error('the query ended before its end')
}

/** Runs a statement; its rows come as they are found. */
async function run(c: DuckDBConnection, sql: string, names: string[]): Promise<QueryResult> {
  try {
    const prepared = await prepare(c, sql)
    await c.run('BEGIN TRANSACTION READ ONLY')
    const result = await prepared.stream()
    return {
      columns: result.deduplicatedColumnNames(),
      async *rows() {
        const parts = rowsOf(result)
        for (;;) {
          const { done, value } = await parts.next().catch((e) => Promise.reject(wrong(e, names)))
          if (done) break
          yield value
        }
        const why = await whyEnded(c, sql)
        if (why !== undefined) throw wrong(why, names)
      },
    }
  } catch (e) {
    throw wrong(e, names)
  }
}

/**
 * Opens the tables of a release.
 * @param memory the most a query may hold, as `1GB`
 * @throws ScrimError `input` when there are none, `usage` when the size is none
 */
export async function openQuery(dir: string, memory = MEMORY): Promise<Query> {
  if (!SIZE.test(memory)) {
    throw new ScrimError('usage', `${memory} is no size`, 'write it as 512MB or 4GB')
  }
  const tables = await tablesOf(dir)
  const names = [...tables.keys()]
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: memory,
    // What does not fit would be put into a folder where the program was started.
    temp_directory: '',
  })
  const first = await instance.connect()
  const connections = [first]
  const close = (): void => {
    for (const c of connections) c.closeSync()
    instance.closeSync()
  }
  try {
    await confine(first, tables)
  } catch (e) {
    close()
    throw new ScrimError('input', `a table of ${dir} cannot be read: ${(e as Error).message}`)
  }
  return {
    tables: names,
    async run(sql) {
      // Functions can change how a connection goes on (profiles in files); none goes on.
      const connection = await instance.connect()
      connections.push(connection)
      return run(connection, sql, names)
    },
    close,
  }
}
