/** Values by the epoch in which a record lies; those of a few epochs are held at a time. */
import type { Keyring } from '../keys/keyring.js'
import type { Policy } from '../policy/policy.js'
import type { Met } from '../policy/value-shown.js'
import { createValues } from '../policy/values.js'
import type { Values } from '../wire/values.js'

/** Records are nearly in order: two neighbours, and some that come late. */
const HELD = 4

/**
 * Gives what becomes of values of records at a time.
 * @param seconds length of an epoch; 0 when the whole release is one
 * @param met sees values and what they became
 */
export function createValuesByTime(
  policy: Policy,
  seconds: number,
  keysFor: (epoch: number) => Keyring,
  met?: Met,
): (at: number) => Values {
  const held = new Map<number, Values>()
  return (at) => {
    const epoch = seconds === 0 || !Number.isFinite(at) ? 0 : Math.floor(at / seconds)
    let values = held.get(epoch)
    if (values === undefined) {
      values = createValues(policy, keysFor(epoch), met)
      const [oldest] = held.keys()
      if (held.size >= HELD) held.delete(oldest)
      held.set(epoch, values)
    }
    return values
  }
}
