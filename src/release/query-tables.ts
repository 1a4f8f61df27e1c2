/** Part of `query`: the tables of a release are those that its manifest lists. */
import { lstatSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { ScrimError } from '../bytes/errors.js'
import { unsafePath } from './paths.js'
import { type Manifest, readManifest } from './verify-files.js'

const TABLE = /^data\/([^/]+)\/.+\.parquet$/

/** Why a listed file is not the one that was released, as far as can be told without reading it. */
function whyOther(root: string, listed: Manifest['files'][number]): string | undefined {
  const path = join(root, listed.path)
  const seen = lstatSync(path, { throwIfNoEntry: false })
  if (seen === undefined) return 'is missing'
  // A linked folder on the way would lead out as a linked file does.
  if (!seen.isFile() || realpathSync(path) !== path) return 'is no plain file'
  return seen.size === listed.bytes ? undefined : 'was changed'
}

/**
 * The files of each table, by its name.
 * @throws ScrimError `input` when it is no release, has no tables, or one of them was changed
 */
export async function tablesOf(dir: string): Promise<Map<string, string[]>> {
  const manifest = await readManifest(dir)
  if ('reason' in manifest) {
    const why = `${manifest.file} ${manifest.reason}`
    throw new ScrimError('input', `${dir} is no release: ${why}`, 'name a release')
  }
  const root = realpathSync(dir)
  const tables = new Map<string, string[]>()
  for (const listed of manifest.files) {
    const [, name] = TABLE.exec(listed.path) ?? []
    if (name === undefined) continue
    const why = unsafePath(listed.path) ?? whyOther(root, listed)
    if (why !== undefined) {
      const hint = `see: scrim verify ${dir}`
      throw new ScrimError('input', `${listed.path} of ${dir} ${why}`, hint)
    }
    const files = tables.get(name) ?? []
    tables.set(name, files)
    files.push(join(root, listed.path))
  }
  if (tables.size > 0) return tables
  const hint = 'releases of packets alone have none; scrim flows makes a table of them'
  throw new ScrimError('input', `${dir} has no tables (data/*/*.parquet)`, hint)
}
