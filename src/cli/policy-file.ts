/** Finds the policy that an argument names: a profile, or a file. */
import { checks } from '../audit/index.js'
import { ScrimError } from '../bytes/errors.js'
import type { GateLimits } from '../policy/limits.js'
import { type Policy, tiers } from '../policy/policy.js'
import { type ReadOptions, readPolicy, TEXT_MAX } from '../policy/read.js'
import { nearest } from '../policy/suggest.js'
import { readWhole } from '../sources/read-whole.js'

function limits(): GateLimits {
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
export function loadPolicy(name: string, overrides: ReadOptions['overrides'] = {}): Policy {
  const isProfile = (tiers as readonly string[]).includes(name)
  const text = isProfile ? `scrim: 1\nextends: ${name}\n` : readText(name)
  return readPolicy(text, name, { overrides, limits: limits() })
}
