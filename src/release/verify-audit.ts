/** Third part of `verify`: the numbers say what the verdicts say, wherever they are written. */
import { join } from 'node:path'
import { z } from 'zod'
import type { Check } from '../audit/check.js'
import { judge, refusalOf } from '../audit/gate.js'
import { tiers } from '../policy/policy.js'
import { isSame, parseJson } from './json.js'
import { type Problem, readSmall } from './paths.js'
import type { Statement } from './statement.js'
import type { Manifest } from './verify-files.js'

const SMALL_BYTES_MAX = 64 << 20
/** Where the auditor's statement lies. */
export const AUDIT = 'attestations/privacy-audit.json'

const findingShape = z.strictObject({
  check: z.string(),
  version: z.number(),
  question: z.string(),
  measure: z.string(),
  value: z.number(),
  interval: z.tuple([z.number(), z.number()]),
  limit: z.number(),
  verdict: z.enum(['pass', 'warn', 'fail', 'inconclusive']),
  arms: z.record(z.string(), z.number()),
  notes: z.array(z.string()),
  reproducible: z.enum(['release', 'owner']),
})

const auditPredicate = z.looseObject({
  tier: z.enum(tiers),
  findings: z.array(findingShape),
  verdict: z.enum(['pass', 'fail']),
})

/** What `verify` needs to know of a check: what each tier allows, who can redo it, since when. */
export type KnownCheck = Pick<Check, 'name' | 'limits' | 'version' | 'reproducible' | 'since'>

/** What the signed audit says, or undefined when there is none that can be believed. */
export type SignedAudit = z.infer<typeof auditPredicate>

/** Reads the auditor's statement. */
export function readAudit(statements: ReadonlyMap<string, Statement>): SignedAudit | undefined {
  return auditPredicate.safeParse(statements.get(AUDIT)?.predicate).data
}

/** The findings in the files are those that the auditor signed. */
export async function checkAuditFiles(
  dir: string,
  manifest: Manifest,
  audit: SignedAudit,
): Promise<Problem[]> {
  const problems: Problem[] = []
  const signed = new Map(audit.findings.map((f) => [`audit/${f.check}.json`, f]))
  for (const { path } of manifest.files) {
    if (!path.startsWith('audit/')) continue
    const finding = signed.get(path)
    signed.delete(path)
    if (finding === undefined) {
      problems.push({ file: path, reason: 'is a finding that the auditor did not sign' })
    } else if (!isSame(parseJson(await readSmall(join(dir, path), SMALL_BYTES_MAX)), finding)) {
      problems.push({ file: path, reason: 'differs from what the auditor signed' })
    }
  }
  for (const path of signed.keys()) {
    problems.push({ file: path, reason: 'was signed by the auditor, and is missing' })
  }
  return problems
}

/** Verdicts follow from numbers, limits are no laxer than the tier's and the policy's. */
export function checkVerdicts(
  audit: SignedAudit,
  gate: Readonly<Record<string, number>>,
  known: readonly KnownCheck[],
): Problem[] {
  const problems: Problem[] = []
  const limits = new Map(known.map((c) => [c.name, c.limits[audit.tier]]))
  for (const finding of audit.findings) {
    const file = `audit/${finding.check}.json`
    const reason = refusalOf(finding)
    if (reason !== undefined) problems.push({ file, reason: `should have been refused: ${reason}` })
    const allowed = Math.min(
      limits.get(finding.check) ?? Number.POSITIVE_INFINITY,
      gate[finding.check] ?? Number.POSITIVE_INFINITY,
    )
    if (finding.limit > allowed) {
      const tier = audit.tier
      const seen = `allows ${finding.limit}, where tier ${tier} and the policy allow ${allowed}`
      problems.push({ file, reason: seen })
    }
  }
  const { verdict } = judge(audit.findings)
  if (verdict !== audit.verdict || verdict !== 'pass') {
    problems.push({ file: AUDIT, reason: `says ${audit.verdict}, its findings say ${verdict}` })
  }
  return problems
}
