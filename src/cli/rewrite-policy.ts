/** The policy that the options of a rewriting command name. */
import { ScrimError } from '../bytes/errors.js'
import type { Policy } from '../policy/policy.js'
import { loadPolicy } from './policy-file.js'
import type { RewriteOptions } from './rewrite-options.js'

/**
 * The policy that the options name.
 * @throws ScrimError `usage` when they name none, or two
 */
export async function policyOf(options: RewriteOptions): Promise<Policy> {
  const { for: tier, policy: file } = options
  if (tier === undefined && file === undefined) {
    throw new ScrimError(
      'usage',
      'nothing says who receives this',
      'give --for partner, or another tier, or --policy FILE',
    )
  }
  if (options.keepLength && options.filler) {
    throw new ScrimError('usage', '--keep-length and --filler exclude each other', 'give one')
  }
  const payload = options.keepLength ? 'zero' : options.filler ? 'filler' : undefined
  const given = {
    recipient: options.recipient,
    purpose: options.purpose,
    epoch: options.epoch,
    payload,
  }
  const overrides = Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined))
  const policy = await loadPolicy(file ?? (tier as string), overrides)
  if (file !== undefined && tier !== undefined && policy.tier !== tier) {
    throw new ScrimError(
      'usage',
      `${file} is a policy for ${policy.tier}, and --for says ${tier}`,
      'leave one of the two out',
    )
  }
  return policy
}
