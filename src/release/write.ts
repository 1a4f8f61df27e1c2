/** Puts documents, report, manifest and attestations beside the data files of a release. */
import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { judge } from '../audit/gate.js'
import { ScrimError } from '../bytes/errors.js'
import {
  auditStatement,
  releaseStatement,
  testStatement,
  transformStatement,
} from './attestations.js'
import { type Bundle, createBundle } from './bundle.js'
import { croissant } from './croissant.js'
import { fingerprint, seal } from './dsse.js'
import type { ReleaseFacts, ReleaseFile } from './facts.js'
import { jsonText } from './json.js'
import { FORMAT, MANIFEST, RELEASE } from './manifest.js'
import { digestFile, listFiles, sha256 } from './paths.js'
import { KEYS, publicKeys } from './public-keys.js'
import { readme } from './readme.js'
import { clearRefusal, refusalName } from './refusal.js'
import { report } from './report.js'
import type { Statement } from './statement.js'

/** What the owner may want to tell recipients by another way. */
export interface Written {
  /** SHA-256 of manifest.json: names the whole release */
  readonly manifest: string
  readonly files: readonly ReleaseFile[]
  readonly fingerprints: Readonly<Record<'transformer' | 'auditor', string>>
}

function checkKeys(facts: ReleaseFacts): Written['fingerprints'] {
  const { transformer, auditor } = facts.keys
  for (const key of [transformer, auditor]) {
    if (key.type === 'private' && key.asymmetricKeyType === 'ed25519') continue
    throw new ScrimError(
      'key',
      'a release is signed with private Ed25519 keys, this is another kind',
    )
  }
  const fingerprints = { transformer: fingerprint(transformer), auditor: fingerprint(auditor) }
  if (fingerprints.transformer !== fingerprints.auditor) return fingerprints
  throw new ScrimError(
    'key',
    'the auditor’s key is the transformer’s key',
    'whoever rewrites must not vouch for the audit: give two keys',
  )
}

function checkGate(facts: ReleaseFacts): void {
  const { verdict, refused } = judge(facts.findings)
  if (verdict === 'pass') return
  const why = refused.map((r) => `${r.check}: ${r.reason}`).join('; ')
  throw new ScrimError('gate', `the gate said no: ${why}`, 'nothing was released')
}

/** Digests of the data files that others have written into the bundle. */
async function dataFiles(bundle: Bundle): Promise<ReleaseFile[]> {
  const [found, problems] = await listFiles(bundle.partial)
  const strange = problems[0]?.file ?? found.find((f) => !f.path.startsWith('data/'))?.path
  if (strange !== undefined) {
    throw new ScrimError('output', `${strange} is no data file, and does not belong in a release`)
  }
  if (found.length === 0)
    throw new ScrimError('output', 'a release needs a data file, there is none')
  const files: ReleaseFile[] = []
  for (const { path } of found) {
    files.push({ path, ...(await digestFile(join(bundle.partial, path))) })
  }
  return files
}

/** Writes small files and remembers what the manifest has to say of each. */
function createWriter(bundle: Bundle, files: ReleaseFile[]) {
  return async (path: string, content: string): Promise<ReleaseFile> => {
    const bytes = Buffer.from(content)
    await bundle.write(path, bytes)
    const file = { path, bytes: bytes.length, sha256: sha256(bytes) }
    files.push(file)
    return file
  }
}

function auditFiles(facts: ReleaseFacts): [string, string][] {
  return facts.findings.map((f) => [`audit/${f.check}.json`, jsonText(f)])
}

function byPath(a: ReleaseFile, b: ReleaseFile): number {
  return a.path < b.path ? -1 : 1
}

/**
 * Writes everything but the data into a bundle, and signs it. The caller commits.
 * @throws ScrimError `gate` when a finding refuses, `key` when the keys are not two Ed25519 keys,
 * `output` when the bundle holds anything but data files
 */
export async function writeRelease(bundle: Bundle, facts: ReleaseFacts): Promise<Written> {
  checkGate(facts)
  const fingerprints = checkKeys(facts)
  const data = await dataFiles(bundle)
  const files = [...data]
  const write = createWriter(bundle, files)
  await write('policy.yaml', facts.policyYaml)
  await write('utility.json', jsonText(facts.utility))
  for (const [path, text] of auditFiles(facts)) await write(path, text)
  await write(KEYS, jsonText(publicKeys(facts.keys)))
  await write('croissant.json', jsonText(croissant(facts, [...files].sort(byPath))))
  await write('README.md', readme(facts))
  await write('report.html', report(facts, data))
  const { transformer, auditor } = facts.keys
  const attest = (path: string, statement: Statement, keys: readonly KeyObject[]) =>
    write(path, jsonText(seal(statement, keys)))
  await attest('attestations/transform.json', transformStatement(facts, data), [transformer])
  await attest('attestations/privacy-audit.json', auditStatement(facts, data), [auditor])
  await attest('attestations/test-result.json', testStatement(facts, data), [auditor])
  files.sort(byPath)
  const listed = [...files]
  const engine = { name: 'scrim', version: facts.engine }
  const manifest = await write(
    MANIFEST,
    jsonText({ format: FORMAT, name: facts.name, created: facts.created, engine, files: listed }),
  )
  await attest(RELEASE, releaseStatement(facts, manifest), [transformer, auditor])
  return { manifest: manifest.sha256, files: listed, fingerprints }
}

/**
 * What is left when the gate said no: the data is removed, and report and audit are written to
 * `NAME.refused`, so that the owner sees why.
 * @returns the path of that directory
 */
export async function writeRefusal(bundle: Bundle, facts: ReleaseFacts): Promise<string> {
  await bundle.abort()
  const name = refusalName(bundle.name)
  await clearRefusal(name)
  const refusal = await createBundle(name)
  try {
    await refusal.write('report.html', report(facts, []))
    for (const [path, text] of auditFiles(facts)) await refusal.write(path, text)
    await refusal.commit()
  } catch (error) {
    await refusal.abort()
    throw error
  }
  return name
}
