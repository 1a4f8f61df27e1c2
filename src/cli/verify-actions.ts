/** What `scrim verify` does. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../audit/check.js'
import { checks } from '../audit/index.js'
import { openSuite } from '../audit/suite.js'
import { printable } from '../bytes/printable.js'
import { ruleFor } from '../policy/compile.js'
import { readPolicy } from '../policy/read.js'
import { type VerifyResult, verifyRelease } from '../release/verify.js'
import { fieldTable } from '../wire/fields.js'
import { dataFiles } from './data-files.js'
import { engineVersion } from './version.js'

/** Options of `verify`. */
export interface VerifyCommandOptions {
  readonly key: string[]
  readonly redo: boolean
  readonly json?: boolean
}

/** Runs the checks that need nothing but the release. */
async function redo(dir: string): Promise<Finding[]> {
  const policy = readPolicy(readFileSync(join(dir, 'policy.yaml'), 'utf8'), 'policy.yaml')
  const mine = checks.filter((c) => c.reproducible === 'release')
  const suite = openSuite(
    mine,
    {
      tier: policy.tier,
      limits: policy.gate,
      seed: 'verify',
      rules: fieldTable.map((field) => ruleFor(policy, field)),
    },
    () => undefined,
  )
  await suite.released(dataFiles(dir), () => undefined)
  return suite.findings()
}

/** What was measured again and came out how, and, by reason, what was not. */
function sayRedone({ redone, notRedone }: VerifyResult): string[] {
  const same = redone.filter((r) => r.same).length
  const lines: string[] = []
  if (same > 0) lines.push(`${same} checks measured again from the release alone, same numbers`)
  for (const { check, recorded, now } of redone.filter((r) => !r.same)) {
    lines.push(`${check} measured again: ${now}, where ${recorded} was recorded`)
  }
  for (const reason of new Set(notRedone.map((n) => n.reason))) {
    const names = notRedone.filter((n) => n.reason === reason).map((n) => n.check)
    lines.push(`not measured again: ${names.join(', ')} (${reason})`)
  }
  return lines
}

/** Verifies one release and says what was found. Exit code 2 when anything is not right. */
export async function verify(dir: string, options: VerifyCommandOptions): Promise<number> {
  const result = await verifyRelease(dir, {
    checks,
    engine: engineVersion(),
    pins: options.key,
    ...(options.redo ? { redo } : {}),
  })
  if (options.json) {
    process.stdout.write(`${JSON.stringify(result)}\n`)
    return result.ok ? 0 : 2
  }
  const lines = result.problems.map(({ file, reason }) => `${file}: ${reason}`)
  for (const s of result.signers) lines.push(`signed by the ${s.role}: ${s.fingerprint}`)
  lines.push(...sayRedone(result))
  lines.push(result.ok ? `${dir} is what it says it is` : `${dir} does not verify`)
  // Names, fingerprints and reasons come from the release, which anybody may have made.
  process.stdout.write(`${lines.map(printable).join('\n')}\n`)
  return result.ok ? 0 : 2
}
