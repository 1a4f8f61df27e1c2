/** What `scrim verify` does. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../audit/check.js'
import { checks } from '../audit/index.js'
import { openSuite } from '../audit/suite.js'
import { ruleFor } from '../policy/compile.js'
import { readPolicy } from '../policy/read.js'
import { verifyRelease } from '../release/verify.js'
import { fieldTable } from '../wire/fields.js'
import { dataFiles } from './data-files.js'

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

/** Verifies one release and says what was found. Exit code 2 when anything is not right. */
export async function verify(dir: string, options: VerifyCommandOptions): Promise<number> {
  const result = await verifyRelease(dir, {
    checks,
    pins: options.key,
    ...(options.redo ? { redo } : {}),
  })
  if (options.json) {
    process.stdout.write(`${JSON.stringify(result)}\n`)
    return result.ok ? 0 : 2
  }
  const lines = result.problems.map(({ file, reason }) => `${file}: ${reason}`)
  for (const s of result.signers) lines.push(`signed by the ${s.role}: ${s.fingerprint}`)
  const again = result.redone.length
  if (again > 0) lines.push(`${again} checks measured again from the release alone, same numbers`)
  lines.push(result.ok ? `${dir} is what it says it is` : `${dir} does not verify`)
  process.stdout.write(`${lines.join('\n')}\n`)
  return result.ok ? 0 : 2
}
