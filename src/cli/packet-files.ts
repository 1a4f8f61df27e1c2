/** The packet files of a release. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Paths of all files below `data/packets`, by name. */
export function packetFiles(dir: string): string[] {
  const folder = join(dir, 'data', 'packets')
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
}
