/** Forgeries: a release changed by someone who holds its keys, or who has only an editor. */
import type { KeyObject } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Envelope, seal } from '../../src/release/dsse.js'
import { jsonText } from '../../src/release/json.js'
import { sha256 } from '../../src/release/paths.js'
import type { Statement } from '../../src/release/statement.js'
import { keys } from './made.js'

/** JSON of a file in a release. */
export function readJson<T>(dir: string, file: string): T {
  return JSON.parse(readFileSync(join(dir, file), 'utf8')) as T
}

/** Every file of a release, as paths inside it. */
export function filesOf(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name).slice(dir.length + 1))
    .sort()
}

/** The statement inside of an envelope. */
export function statementOf(dir: string, name: string): Statement {
  const envelope = readJson<Envelope>(dir, `attestations/${name}.json`)
  return JSON.parse(Buffer.from(envelope.payload, 'base64').toString()) as Statement
}

/** Signs a statement anew and puts it in place of the old one. */
export function resign(dir: string, name: string, statement: unknown, by: KeyObject[]): void {
  writeFileSync(join(dir, `attestations/${name}.json`), jsonText(seal(statement, by)))
}

interface Manifest {
  files: { path: string; bytes: number; sha256: string }[]
}

/** What a manifest says of the files of a release. */
function entriesOf(dir: string): Manifest['files'] {
  const own = ['manifest.json', 'attestations/release.json']
  return filesOf(dir)
    .filter((path) => !own.includes(path))
    .map((path) => {
      const content = readFileSync(join(dir, path))
      return { path, bytes: content.length, sha256: sha256(content) }
    })
}

/** Writes a manifest for files that nobody signs. */
export function list(dir: string, edit: (m: Manifest) => void = () => {}): void {
  const engine = { name: 'scrim', version: '0.1.0' }
  const created = '2024-05-01T00:00:00Z'
  const manifest = { format: 1, name: 'made', created, engine, files: entriesOf(dir) }
  edit(manifest)
  writeFileSync(join(dir, 'manifest.json'), jsonText(manifest))
}

/** Makes the manifest fit the files again, and signs it with the true keys. */
export function reseal(
  dir: string,
  edit: (m: Manifest) => void = () => {},
  by: KeyObject[] = [keys.transformer, keys.auditor],
): void {
  const manifest = readJson<Manifest>(dir, 'manifest.json')
  manifest.files = entriesOf(dir)
  edit(manifest)
  const text = jsonText(manifest)
  writeFileSync(join(dir, 'manifest.json'), text)
  const old = statementOf(dir, 'release')
  const subject = [{ name: 'manifest.json', digest: { sha256: sha256(text) } }]
  resign(dir, 'release', { ...old, subject }, by)
}
