/** Finds the policy that an argument names: a profile, or a file. */
import { ScrimError } from '../bytes/errors.js'
import type { GateLimits } from '../policy/limits.js'
import { type Policy, tiers } from '../policy/policy.js'
import { type ReadOptions, readPolicy, TEXT_MAX } from '../policy/read.js'
import { nearest } from '../policy/suggest.js'
import { readWhole } from '../sources/read-whole.js'

/** The limits of all checks, which only a policy of one's own can contradict. */
async function limits(): Promise<GateLimits> {
  const { checks } = await import('../audit/index.js')
  return Object.fromEntries(checks.map((c) => [c.name, c.limits]))
}

function readText(file: string): string {
  const bytes = readWhole(file === '-' ? 0 : file, {
    what: 'policy',
    bytesMax: TEXT_MAX,
    code: 'policy',
    hint: `name a file of YAML, or a profile: ${tiers.join(', ')}`,
  })
  if (bytes !== undefined) return bytes.toString('utf8')
  const meant = nearest(file, tiers)
  throw new ScrimError(
    'policy',
    `${file}: no such file, and no profile has this name${meant ? `; did you mean ${meant}?` : ''}`,
    `profiles: ${tiers.join(', ')}`,
  )
}

/**
 * The policy that an argument names, resolved.
 * @param name a profile, a file, or `-` for standard input
 * @throws ScrimError `policy`
 */
export async function loadPolicy(
  name: string,
  overrides: ReadOptions['overrides'] = {},
): Promise<Policy> {
  const isProfile = (tiers as readonly string[]).includes(name)
  if (isProfile) return readPolicy(`scrim: 1\nextends: ${name}\n`, name, { overrides })
  return readPolicy(readText(name), name, { overrides, limits: await limits() })
}
