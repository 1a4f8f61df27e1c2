/** Part of `verify`: policy and attestations agree on tier, recipient, purpose and limits. */
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { isSame } from './json.js'
import { RELEASE } from './manifest.js'
import { type Problem, readSmall, sha256 } from './paths.js'
import type { Statement } from './statement.js'

const POLICY = 'policy.yaml'
const POLICY_BYTES_MAX = 4 << 20

/** What is read of the policy here; its digest covers the rest. */
const policyShape = z.looseObject({
  tier: z.string().optional(),
  recipient: z.string().optional(),
  purpose: z.string().optional(),
  gate: z.record(z.string(), z.number()).optional(),
})

function parsePolicy(text: Buffer): z.infer<typeof policyShape> | undefined {
  try {
    return policyShape.safeParse(parse(text.toString('utf8'), { maxAliasCount: 10 })).data
  } catch {
    return undefined
  }
}

/** Compares the policy in a release with what was signed of it, and gives its limits. */
export async function checkPolicy(
  dir: string,
  statements: ReadonlyMap<string, Statement>,
): Promise<{ gate: Readonly<Record<string, number>>; problems: Problem[] }> {
  const text = await readSmall(join(dir, POLICY), POLICY_BYTES_MAX)
  if (text === undefined) {
    return { gate: {}, problems: [{ file: POLICY, reason: 'is missing, or far too large' }] }
  }
  const problems: Problem[] = []
  const transform = statements.get('attestations/transform.json')?.predicate
  const own = { name: POLICY, digest: { sha256: sha256(text) } }
  if (transform !== undefined && !isSame(transform.policy, own)) {
    problems.push({ file: POLICY, reason: 'is not the policy that the transformer signed' })
  }
  const policy = parsePolicy(text)
  if (policy === undefined) problems.push({ file: POLICY, reason: 'is no policy' })
  const release = statements.get(RELEASE)?.predicate ?? {}
  for (const word of ['tier', 'recipient', 'purpose'] as const) {
    const [here, there] = [policy?.[word], release[word]]
    if (here === undefined || there === undefined || here === there) continue
    problems.push({ file: POLICY, reason: `names another ${word} than ${RELEASE}` })
  }
  const audit = statements.get('attestations/privacy-audit.json')
  const audited = audit?.predicate.tier
  if (audited !== undefined && release.tier !== undefined && audited !== release.tier) {
    const reason = `was made for tier ${String(audited)}, the release is ${String(release.tier)}`
    problems.push({ file: 'attestations/privacy-audit.json', reason })
  }
  return { gate: policy?.gate ?? {}, problems }
}
