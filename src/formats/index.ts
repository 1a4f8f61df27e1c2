/** Every format for tables. Adding one: a file beside this, an import, an entry in the list. */
import { csv } from './csv.js'
import type { Format } from './format.js'
import { jsonl } from './jsonl.js'
import { parquet } from './parquet.js'

/** The formats, the one of releases first. */
export const formats: readonly Format[] = [parquet, csv, jsonl]
