/** Part of `verify`: which checks a release must have been asked, by the scrim that made it. */
import { canonical, isSame } from './json.js'
import { type Problem, sha256 } from './paths.js'
import type { Statement } from './statement.js'
import { AUDIT, type KnownCheck, type SignedAudit } from './verify-audit.js'

/** A check that was recorded or is known, and was not measured again, and why not. */
export interface NotRedone {
  readonly check: string
  readonly reason: string
}

/** The version that made a release, the one that verifies it, and how they stand. */
export interface Engines {
  readonly made: string
  readonly own: string
  /** how the one that made it stands to this one; what cannot be compared counts as the same */
  readonly order: 'older' | 'same' | 'newer'
}

function parts(version: string): readonly number[] | undefined {
  const found = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/.exec(version)
  return found?.slice(1).map(Number)
}

function isBefore(a: string, b: string): boolean {
  const [left, right] = [parts(a), parts(b)]
  if (left === undefined || right === undefined) return false
  const at = left.findIndex((n, i) => n !== right[i])
  return at >= 0 && left[at] < right[at]
}

/** Compares the version that the transformer signed with the verifier's own. */
export function readEngines(statements: ReadonlyMap<string, Statement>, own: string): Engines {
  const engine = statements.get('attestations/transform.json')?.predicate.engine
  const version = (engine as { version?: unknown } | undefined)?.version
  const made = typeof version === 'string' ? version : 'unknown'
  const order = isBefore(made, own) ? 'older' : isBefore(own, made) ? 'newer' : 'same'
  return { made, own, order }
}

/** What the auditor signed elsewhere about which checks there were. */
function checkLists(audit: SignedAudit, statements: ReadonlyMap<string, Statement>): Problem[] {
  const problems: Problem[] = []
  const suite = audit.findings.map((f) => ({ check: f.check, version: f.version }))
  const signed = statements.get(AUDIT)?.predicate.suite
  if (!isSame(signed, { digest: { sha256: sha256(canonical(suite)) } })) {
    problems.push({ file: AUDIT, reason: 'holds other checks than those of its own suite' })
  }
  const test = statements.get('attestations/test-result.json')
  if (test === undefined) return problems
  const lists = [test.predicate.passedTests, test.predicate.warnedTests].flatMap((l) =>
    Array.isArray(l) ? (l as unknown[]) : [],
  )
  const names = (list: readonly unknown[]) => list.map(String).toSorted()
  if (!isSame(names(lists), names(audit.findings.map((f) => f.check)))) {
    const reason = `names other checks than ${AUDIT}`
    problems.push({ file: 'attestations/test-result.json', reason })
  }
  return problems
}

/**
 * Finds checks that are missing. One that the scrim of the release had must be there. One that is
 * newer than that scrim, or that a newer scrim no longer asks, is told and does not reject.
 */
export function checkSuite(
  audit: SignedAudit,
  statements: ReadonlyMap<string, Statement>,
  known: readonly KnownCheck[],
  engines: Engines,
): { problems: Problem[]; notAsked: NotRedone[] } {
  const problems = checkLists(audit, statements)
  const notAsked: NotRedone[] = []
  const ran = new Set(audit.findings.map((f) => f.check))
  for (const { name, since } of known) {
    if (ran.has(name)) continue
    const isYounger = since !== undefined && isBefore(engines.made, since)
    if (engines.order === 'newer' || (engines.order === 'older' && isYounger)) {
      const reason = `scrim ${engines.made}, which made the release, does not ask it`
      notAsked.push({ check: name, reason })
    } else problems.push({ file: `audit/${name}.json`, reason: 'was not checked' })
  }
  return { problems, notAsked }
}
