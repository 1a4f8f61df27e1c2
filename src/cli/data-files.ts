/** The data files of a release. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ReleasedFiles } from '../audit/suite.js'

const TABLE = '.parquet'

function filesBelow(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return []
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((e) => {
      const path = join(folder, e.name)
      return e.isDirectory() ? filesBelow(path) : [path]
    })
}

/** Paths of the files below `data`, by name. */
export function dataFiles(dir: string): ReleasedFiles {
  const data = join(dir, 'data')
  const packets = filesBelow(join(data, 'packets'))
  const known = new Set(packets)
  const rest = filesBelow(data).filter((path) => !known.has(path))
  const others = rest.filter((path) => !path.endsWith(TABLE))
  return { packets, others, tables: rest.filter((path) => path.endsWith(TABLE)) }
}
