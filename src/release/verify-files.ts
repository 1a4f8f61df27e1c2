/** First part of `verify`: the files are those of the manifest, no more, no less, none changed. */
import { join } from 'node:path'
import type { z } from 'zod'
import { parseJson } from './json.js'
import { MANIFEST, manifestShape, RELEASE } from './manifest.js'
import {
  digestFile,
  type FoundFile,
  listFiles,
  type Problem,
  readSmall,
  unsafePath,
} from './paths.js'

const MANIFEST_BYTES_MAX = 64 << 20

/** A manifest that has the right shape. */
export type Manifest = z.infer<typeof manifestShape>

/** Reads the manifest of a release; says what is wrong with it otherwise. */
export async function readManifest(dir: string): Promise<Manifest | Problem> {
  const text = await readSmall(join(dir, MANIFEST), MANIFEST_BYTES_MAX)
  if (text === undefined) {
    return { file: MANIFEST, reason: 'is missing, no plain file, or far too large' }
  }
  const value = parseJson(text)
  if (value === undefined) {
    return { file: MANIFEST, reason: text.length === 0 ? 'is empty' : 'is no JSON' }
  }
  const parsed = manifestShape.safeParse(value)
  if (parsed.success) return parsed.data
  const [{ path, message }] = parsed.error.issues
  const where = path.length === 0 ? '' : `${path.join('.')}: `
  return { file: MANIFEST, reason: `is no manifest: ${where}${message}` }
}

/** What the manifest itself may not say, whatever lies on disk. */
function checkEntries(manifest: Manifest): Problem[] {
  const problems: Problem[] = []
  const seen = new Set<string>()
  for (const { path } of manifest.files) {
    // Names that differ in case only are one file on some systems.
    const folded = path.toLowerCase()
    const unsafe = unsafePath(path)
    if (unsafe !== undefined) problems.push({ file: path, reason: `is listed, but ${unsafe}` })
    else if (seen.has(folded)) problems.push({ file: path, reason: 'is listed twice' })
    else if (path === MANIFEST || path === RELEASE) {
      problems.push({ file: path, reason: 'may not be listed' })
    }
    seen.add(folded)
  }
  return problems
}

async function checkFile(
  dir: string,
  listed: Manifest['files'][number],
  found: FoundFile | undefined,
): Promise<string | undefined> {
  if (found === undefined) return 'is missing'
  if (found.bytes !== listed.bytes) {
    return `has ${found.bytes} bytes, the manifest says ${listed.bytes}`
  }
  try {
    // A length other than before: the file changes while it is read.
    const now = await digestFile(join(dir, listed.path))
    if (now.bytes !== listed.bytes) return 'changes while it is read'
    return now.sha256 === listed.sha256
      ? undefined
      : 'was changed: its digest is not the manifest’s'
  } catch {
    return 'cannot be read'
  }
}

/** Compares a directory with its manifest, byte by byte. */
export async function checkFiles(dir: string, manifest: Manifest): Promise<Problem[]> {
  const problems = checkEntries(manifest)
  const [found, strange] = await listFiles(dir)
  problems.push(...strange)
  const onDisk = new Map(found.map((f) => [f.path, f]))
  const odd = new Set(problems.map((p) => p.file))
  for (const listed of manifest.files) {
    // Neither a path that leads out nor a link is ever opened.
    if (odd.has(listed.path)) continue
    const reason = await checkFile(dir, listed, onDisk.get(listed.path))
    if (reason !== undefined) problems.push({ file: listed.path, reason })
  }
  const expected = new Set([...manifest.files.map((f) => f.path), MANIFEST, RELEASE])
  for (const { path } of found) {
    if (!expected.has(path)) problems.push({ file: path, reason: 'is not in the manifest' })
  }
  return problems
}
