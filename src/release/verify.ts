/**
 * Verifies a release from itself alone: files, signatures, policy, verdicts, and, when the caller
 * can measure, the measurements. Needs no key, no network and none of the original data.
 */
import { stat } from 'node:fs/promises'
import type { Finding } from '../audit/check.js'
import type { Problem } from './paths.js'
import { holdsRefusal } from './refusal.js'
import { checkAuditFiles, checkVerdicts, type KnownCheck, readAudit } from './verify-audit.js'
import { checkFiles, readManifest } from './verify-files.js'
import { checkPolicy } from './verify-policy.js'
import { compareRedone, type Redoing, type Redone, redoNone } from './verify-redo.js'
import { checkSignatures, type Signer } from './verify-signatures.js'
import { checkSuite, type Engines, type NotRedone, readEngines } from './verify-suite.js'

/** What a verifier brings along. */
export interface VerifyOptions {
  /** the checks this program knows, with the limits of each tier */
  readonly checks: readonly KnownCheck[]
  /** the version of this program; releases of others may have other checks */
  readonly engine: string
  /** fingerprints of keys that the verifier knows from elsewhere; each must have signed */
  readonly pins?: readonly string[]
  /** measures again what can be measured from the release alone */
  readonly redo?: (dir: string) => Promise<readonly Finding[]>
}

/** What was found. `ok` when there is no problem. */
export interface VerifyResult {
  readonly ok: boolean
  readonly problems: readonly Problem[]
  /** empty when nothing was measured again */
  readonly redone: readonly Redone[]
  /** recorded checks that were not measured again, and known ones that were never asked */
  readonly notRedone: readonly NotRedone[]
  readonly signers: readonly Signer[]
}

function failed(file: string, reason: string): VerifyResult {
  return { ok: false, problems: [{ file, reason }], redone: [], notRedone: [], signers: [] }
}

/** Measures again, but only on files that are what they should be. */
async function redoChecks(
  dir: string,
  recorded: readonly Finding[],
  { checks, redo }: VerifyOptions,
  engines: Engines,
): Promise<Redoing> {
  const none = (reason: string): Redoing => {
    return { redone: [], notRedone: redoNone(recorded, checks, engines, reason), problems: [] }
  }
  if (redo === undefined) return none('was not asked for')
  try {
    return compareRedone(recorded, await redo(dir), checks, engines)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const result = none(`cannot be measured again: ${why}`)
    // A newer program may write what this one cannot read; it has to be able to read its own.
    if (engines.order !== 'newer') {
      result.problems.push({ file: 'data', reason: `cannot be measured again: ${why}` })
    }
    return result
  }
}

/** Verifies the release in a directory. Never throws for what it finds there; it tells. */
export async function verifyRelease(dir: string, options: VerifyOptions): Promise<VerifyResult> {
  const root = await stat(dir).catch(() => undefined)
  if (!root?.isDirectory()) return failed('.', `${dir} is no folder`)
  const manifest = await readManifest(dir)
  if ('reason' in manifest) {
    if (await holdsRefusal(dir)) return failed('.', 'was refused: its report says why')
    return failed(manifest.file, manifest.reason)
  }
  const problems = await checkFiles(dir, manifest)
  const pins = (options.pins ?? []).map((p) => p.toLowerCase())
  const { statements, signers, problems: unsigned } = await checkSignatures(dir, manifest, pins)
  problems.push(...unsigned)
  const { gate, problems: unruled } = await checkPolicy(dir, statements)
  problems.push(...unruled)
  const audit = readAudit(statements)
  if (audit === undefined) {
    problems.push({ file: 'attestations/privacy-audit.json', reason: 'holds no audit to go by' })
    return { ok: false, problems, redone: [], notRedone: [], signers }
  }
  problems.push(...(await checkAuditFiles(dir, manifest, audit)))
  problems.push(...checkVerdicts(audit, gate, options.checks))
  const engines = readEngines(statements, options.engine)
  const suite = checkSuite(audit, statements, options.checks, engines)
  problems.push(...suite.problems)
  if (problems.length > 0) {
    return { ok: false, problems, redone: [], notRedone: suite.notAsked, signers }
  }
  const again = await redoChecks(dir, audit.findings, options, engines)
  const notRedone = [...again.notRedone, ...suite.notAsked]
  const ok = again.problems.length === 0
  return { ok, problems: again.problems, redone: again.redone, notRedone, signers }
}
