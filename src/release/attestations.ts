/** What a release attests: who rewrote it under which policy, who attacked it, who let it go. */
import { judge } from '../audit/gate.js'
import type { ReleaseFacts, ReleaseFile } from './facts.js'
import { canonical } from './json.js'
import { sha256 } from './paths.js'
import { PREDICATES, type Statement, TEST_RESULT } from './statement.js'

function statement(
  files: readonly ReleaseFile[],
  predicateType: string,
  predicate: Readonly<Record<string, unknown>>,
): Statement {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: files.map((f) => ({ name: f.path, digest: { sha256: f.sha256 } })),
    predicateType,
    predicate,
  }
}

/** The least power of two that is not below a count: says how large, and not how many. */
export function bucket(count: number): number {
  return count <= 0 ? 0 : 2 ** Math.ceil(Math.log2(count))
}

/** Who rewrote which files, under which policy, with which key and program. */
export function transformStatement(facts: ReleaseFacts, files: readonly ReleaseFile[]): Statement {
  return statement(files, `${PREDICATES}transform/v1`, {
    policy: { name: 'policy.yaml', digest: { sha256: sha256(facts.policyYaml) } },
    engine: { name: 'scrim', version: facts.engine },
    keyId: facts.keyId,
    epoch: facts.policy.epoch,
    kinds: facts.kinds.map((k) => ({
      kind: k.kind,
      transform: k.transform,
      stability: k.stability,
    })),
    counts: {
      unit: 'least power of two not below the count',
      packetsIn: bucket(facts.packets.in),
      packetsOut: bucket(facts.packets.out),
      bytesIn: bucket(facts.bytes.in),
      bytesOut: bucket(facts.bytes.out),
    },
    deterministic: true,
  })
}

/** What was asked of the files, what came out, and what follows from it for the tier. */
export function auditStatement(facts: ReleaseFacts, files: readonly ReleaseFile[]): Statement {
  const suite = facts.findings.map((f) => ({ check: f.check, version: f.version }))
  return statement(files, `${PREDICATES}privacy-audit/v1`, {
    suite: { digest: { sha256: sha256(canonical(suite)) } },
    seed: facts.seed,
    tier: facts.policy.tier,
    findings: facts.findings,
    verdict: judge(facts.findings).verdict,
  })
}

/** The same outcome in the predicate that other tools know. */
export function testStatement(facts: ReleaseFacts, files: readonly ReleaseFile[]): Statement {
  const verdict = judge(facts.findings)
  const warned = verdict.warned.length > 0 ? 'WARNED' : 'PASSED'
  return statement(files, TEST_RESULT, {
    result: verdict.verdict === 'fail' ? 'FAILED' : warned,
    configuration: [{ name: 'policy.yaml', digest: { sha256: sha256(facts.policyYaml) } }],
    passedTests: verdict.passed,
    warnedTests: verdict.warned,
    failedTests: verdict.refused.map((r) => r.check),
  })
}

/** Who may have the release and what for. Its subject is the manifest, and so every other file. */
export function releaseStatement(facts: ReleaseFacts, manifest: ReleaseFile): Statement {
  return statement([manifest], `${PREDICATES}release/v1`, {
    name: facts.name,
    created: facts.created,
    tier: facts.policy.tier,
    recipient: facts.policy.recipient,
    purpose: facts.policy.purpose,
    license: facts.license ?? null,
  })
}
