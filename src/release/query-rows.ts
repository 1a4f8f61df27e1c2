/** Part of `query`: rows as they are found, so few at a time that their values stay small. */
import type { DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api'

/** A value of a result: numbers beyond 2^53 are text, as are times. */
export type QueryValue = string | number | boolean | null | readonly unknown[] | object

/** Values of one row. */
export type QueryRow = readonly QueryValue[]

/** Characters of values that are given out at once. */
const CHARACTERS_MAX = 1 << 20

/** Text of whole numbers that JavaScript holds exactly becomes numbers. */
function plain(value: unknown, whole: boolean): QueryValue {
  if (!whole || typeof value !== 'string') return value as QueryValue
  const n = Number(value)
  return Number.isSafeInteger(n) ? n : value
}

/** About how many characters a value has when it is written. */
export function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce((sum: number, v) => sum + lengthOf(v), 1)
}

/** The rows of a result, in parts. */
export async function* rowsOf(result: DuckDBResult): AsyncGenerator<QueryRow[]> {
  const { DuckDBTypeId, JsonDuckDBValueConverter: convert } = await import('@duckdb/node-api')
  const whole = new Set([DuckDBTypeId.BIGINT, DuckDBTypeId.UBIGINT, DuckDBTypeId.HUGEINT])
  const isWhole = result.columnTypes().map((t) => whole.has(t.typeId))
  const row = (chunk: DuckDBDataChunk, i: number): QueryRow =>
    chunk.convertRowValues(i, convert).map((v, column) => plain(v, isWhole[column]))
  for await (const chunk of result) {
    let part: QueryRow[] = []
    let characters = 0
    for (let i = 0; i < chunk.rowCount; i++) {
      const values = row(chunk, i)
      part.push(values)
      characters += lengthOf(values)
      if (characters < CHARACTERS_MAX) continue
      yield part
      part = []
      characters = 0
    }
    if (part.length > 0) yield part
  }
}
