/** Second part of `verify`: who signed what, and whether it is what lies here. */
import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { envelopeShape, fingerprint, isSignedBy } from './dsse.js'
import { jsonText, parseJson } from './json.js'
import { MANIFEST, RELEASE } from './manifest.js'
import { digestFile, type Problem, readSmall } from './paths.js'
import { KEYS, type Role, readKeys, roles } from './public-keys.js'
import { PREDICATES, type Statement, statementShape, TEST_RESULT } from './statement.js'
import type { Manifest } from './verify-files.js'

const SMALL_BYTES_MAX = 64 << 20

/** A role, and the key that stood for it. */
export interface Signer {
  readonly role: Role
  readonly fingerprint: string
  /** whether the verifier named this key beforehand; else it is known from the release alone */
  readonly pinned: boolean
  /** attestations it has signed */
  readonly signed: readonly string[]
}

/** What the attestations of a release say, by file, and who stands behind it. */
export interface Signatures {
  readonly statements: ReadonlyMap<string, Statement>
  readonly signers: readonly Signer[]
  readonly problems: readonly Problem[]
}

/** Who has to sign each attestation, and of which type it is. */
const EXPECTED: readonly {
  file: string
  type: string
  by: readonly Role[]
}[] = [
  {
    file: 'attestations/transform.json',
    type: `${PREDICATES}transform/v1`,
    by: ['transformer'],
  },
  {
    file: 'attestations/privacy-audit.json',
    type: `${PREDICATES}privacy-audit/v1`,
    by: ['auditor'],
  },
  { file: 'attestations/test-result.json', type: TEST_RESULT, by: ['auditor'] },
  { file: RELEASE, type: `${PREDICATES}release/v1`, by: ['transformer', 'auditor'] },
]

/**
 * Opens one attestation.
 * @returns its statement, or why it is not believed
 */
function openEnvelope(
  text: Buffer | undefined,
  type: string,
  keys: readonly KeyObject[],
): Statement | string {
  if (text === undefined) return 'is missing'
  const json = parseJson(text)
  const parsed = envelopeShape.safeParse(json)
  if (!parsed.success) return 'is no signed statement'
  const envelope = parsed.data
  const payload = Buffer.from(envelope.payload, 'base64')
  // White space, order, unused bits of base64: what the signature does not cover may not vary.
  const isExact =
    text.equals(Buffer.from(jsonText(json))) &&
    payload.toString('base64') === envelope.payload &&
    envelope.signatures.every((s) => Buffer.from(s.sig, 'base64').toString('base64') === s.sig)
  if (!isExact) return 'is not written in the one way in which it is written'
  const names = keys.map(fingerprint)
  const isComplete =
    envelope.signatures.length === keys.length &&
    envelope.signatures.every((s, i) => s.keyid === names[i])
  if (!isComplete) return 'is not signed by those who have to sign it'
  if (!keys.every((key) => isSignedBy(envelope, key))) return 'has a signature that does not hold'
  const statement = statementShape.safeParse(parseJson(payload))
  if (!statement.success) return 'holds no in-toto statement'
  return statement.data.predicateType === type ? statement.data : `is not of the type ${type}`
}

/** Whether a statement speaks of exactly these files. */
function checkSubject(
  statement: Statement,
  files: readonly { path: string; sha256: string }[],
): string | undefined {
  const said = new Map(statement.subject.map((s) => [s.name, s.digest.sha256]))
  if (said.size !== statement.subject.length) return 'names a file twice'
  for (const file of files) {
    const digest = said.get(file.path)
    if (digest === undefined) return `says nothing of ${file.path}`
    if (digest !== file.sha256) return `was signed over another ${file.path}`
  }
  return said.size === files.length ? undefined : 'speaks of files that are not here'
}

async function subjects(dir: string, manifest: Manifest) {
  const data = manifest.files.filter((f) => f.path.startsWith('data/'))
  const own = { path: MANIFEST, sha256: '' }
  try {
    own.sha256 = (await digestFile(join(dir, MANIFEST))).sha256
  } catch {
    // An empty digest matches nothing, and so says what has to be said.
  }
  return (file: string) => (file === RELEASE ? [own] : data)
}

/** Opens all attestations of a release. `pins` are fingerprints that the verifier trusts. */
export async function checkSignatures(
  dir: string,
  manifest: Manifest,
  pins: readonly string[],
): Promise<Signatures> {
  const keys = readKeys(parseJson(await readSmall(join(dir, KEYS), SMALL_BYTES_MAX)))
  const statements = new Map<string, Statement>()
  if (typeof keys === 'string') {
    return { statements, signers: [], problems: [{ file: KEYS, reason: keys }] }
  }
  const problems: Problem[] = []
  const subjectOf = await subjects(dir, manifest)
  for (const { file, type, by } of EXPECTED) {
    const text = await readSmall(join(dir, file), SMALL_BYTES_MAX)
    const signing = by.map((role) => keys[role])
    const opened = openEnvelope(text, type, signing)
    const reason = typeof opened === 'string' ? opened : checkSubject(opened, subjectOf(file))
    if (reason === undefined) {
      statements.set(file, opened as Statement)
      continue
    }
    problems.push({ file, reason })
    // Which of the two was changed cannot be told, so both are named.
    if (file === RELEASE && typeof opened !== 'string') {
      problems.push({ file: MANIFEST, reason: `is not the one that ${RELEASE} signs` })
    }
  }
  const signers = roles.map((role): Signer => {
    const name = fingerprint(keys[role])
    const signed = EXPECTED.filter((e) => e.by.includes(role) && statements.has(e.file))
    return {
      role,
      fingerprint: name,
      pinned: pins.includes(name),
      signed: signed.map((e) => e.file),
    }
  })
  for (const pin of pins) {
    if (signers.some((s) => s.fingerprint === pin)) continue
    problems.push({ file: KEYS, reason: `the key ${pin} has not signed this release` })
  }
  return { statements, signers, problems }
}
