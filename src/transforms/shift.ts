/** Times, moved by one keyed offset for the whole release. */
import { z } from 'zod'
import { u32 } from '../bytes/endian.js'
import type { Keyring } from '../keys/keyring.js'
import { applyNtp, applyUnix } from './clock.js'
import { duration, nanosOf } from './duration.js'
import type { TimeMap, Transform } from './transform.js'

const YEAR = 31556952
const args = z.strictObject({
  round: duration.optional().describe('times are then rounded down to a multiple of this'),
})

/**
 * One to ten years forward, and a fraction of a second, in whole microseconds: most clocks of
 * captures and logs count these, and what such clocks say is as equal after as before.
 */
function timeMap(keys: Keyring, round: string | undefined): TimeMap {
  const key = keys.derive('time', 16)
  const random = u32(key, 0) * 0x100000 + (u32(key, 4) >>> 12)
  return {
    seconds: YEAR + (random % (9 * YEAR)),
    nanos: 1000 * Math.floor((u32(key, 8) / 0x100000000) * 1e6),
    roundNanos: round === undefined ? 1 : nanosOf(round),
    zero: false,
  }
}

/** Moves every time by the same amount, so that all differences stay. */
export const shift: Transform = {
  name: 'shift',
  does: 'moved by one keyed constant',
  reveals:
    'how much time lies between records, but not when they were; roughly where they are rounded',
  injective: true,
  accepts: ['record-time', 'ntp64', 'unix32'],
  args,
  build(raw, target, keys) {
    const map = timeMap(keys, args.parse(raw).round)
    return target.type === 'ntp64' ? applyNtp(map) : applyUnix(map)
  },
  buildTime: (raw, keys) => timeMap(keys, args.parse(raw).round),
}
