/** Overwrites a field: zeros, or `x` where characters are expected. */
import { z } from 'zod'
import { fieldTypes } from '../wire/fields.js'
import { fillBytes, isText } from './fill.js'
import type { Transform } from './transform.js'
import { clearVlans } from './vlans.js'

const X = 0x78

/** Overwrites a field so that only its length is left. */
export const suppress: Transform = {
  name: 'suppress',
  does: 'removed: cut off or overwritten',
  reveals: 'that the field is there, and its length',
  injective: false,
  accepts: fieldTypes,
  args: z.strictObject({}),
  build(_args, target) {
    if (target.type === 'vlan') return clearVlans()
    const value = isText(target.type) ? X : 0
    return (f, at, end) => fillBytes(f.b, at, end, value)
  },
  buildTime: () => ({ seconds: 0, nanos: 0, roundNanos: 1, zero: true }),
}
