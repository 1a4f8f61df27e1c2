/** The part of `scrim release` that counts which makers many devices share, before it rewrites. */
import { createDeviceCount } from '../pipeline/devices.js'
import { survey } from '../pipeline/survey.js'
import type { Policy } from '../policy/policy.js'
import { vendorRules, withVendors } from '../policy/vendors.js'
import { openTrace } from '../sources/index.js'
import { showNotices } from './notices.js'
import { startProgress } from './progress.js'

/**
 * The policy with the makers that may leave. Reads every capture once where a rule asks for it.
 * @param captures names of captures; `-` cannot be read twice, and then no maker leaves
 */
export async function learnVendors(
  policy: Policy,
  captures: readonly string[],
  quiet: boolean,
): Promise<Policy> {
  if (captures.length === 0 || vendorRules(policy).length === 0) return policy
  if (captures.includes('-')) {
    showNotices(['standard input is read once, so devices are not counted: no maker leaves'])
    return policy
  }
  const trace = await openTrace(captures, { order: 'given' })
  const progress = startProgress('counting devices', quiet)
  const devices = createDeviceCount()
  try {
    await survey(trace, (packets) => progress.update(trace.progress, packets), devices.frame)
  } finally {
    progress.done()
    await trace.close()
  }
  if (devices.isFull) showNotices(['too many hardware addresses: some of them were not counted'])
  return withVendors(policy, devices.shared)
}
