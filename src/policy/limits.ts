/** Durations of epochs, and the limits of a gate. */
import { ScrimError } from '../bytes/errors.js'
import type { Tier } from './policy.js'

/** The limits of the gate's checks by tier: what `audit/` has in its list, given by the caller. */
export type GateLimits = Readonly<Record<string, Readonly<Record<Tier, number>>>>

/** How an epoch is written: `release`, or a number of minutes, hours or days. */
export const EPOCH = /^(?:release|[1-9][0-9]{0,3}[mhd])$/
const SECONDS = { m: 60, h: 3600, d: 86_400 }

/** More sources need more memory than a word is worth. */
export const WORDS_MAX = 256

/**
 * The least number of those who share a word, or a maker of devices, from which a policy of a tier
 * may let it leave.
 */
export const sharersLeast: Readonly<Record<Tier, number>> = {
  internal: 3,
  partner: 5,
  research: 20,
  public: Number.POSITIVE_INFINITY,
}

/**
 * The length of an epoch in seconds; 0 when a whole release is one epoch.
 * @throws ScrimError `policy` when the text is no duration
 */
export function epochSeconds(epoch: string): number {
  if (!EPOCH.test(epoch)) {
    throw new ScrimError(
      'policy',
      `found the epoch ${JSON.stringify(epoch)}, expected release, or a duration such as 1h or 7d`,
    )
  }
  if (epoch === 'release') return 0
  return Number(epoch.slice(0, -1)) * SECONDS[epoch.slice(-1) as 'm' | 'h' | 'd']
}

/**
 * The name under which the key of an epoch is kept: `1d@2026-01-31T00:00Z`, or `release@NAME`.
 * @param index number of the epoch since 1970, see `Epochs`
 * @param release name of the release, which scopes the key when the whole release is one epoch
 */
export function epochLabel(epoch: string, index: number, release: string): string {
  const seconds = epochSeconds(epoch)
  if (seconds === 0) return `release@${release}`
  const start = new Date(index * seconds * 1000)
  if (Number.isNaN(start.getTime())) return `${epoch}@${index}`
  return `${epoch}@${start.toISOString().slice(0, 16)}Z`
}
