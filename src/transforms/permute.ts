/** Port numbers, exchanged within their class. */
import { z } from 'zod'
import { applyPorts, portClasses } from './ports.js'
import type { Transform } from './transform.js'

const args = z.strictObject({
  classes: z
    .array(z.enum(portClasses))
    .optional()
    .describe('classes of ports that are permuted; others stay. All, if not given'),
})

/** Exchanges port numbers within their class. */
export const permute: Transform = {
  name: 'permute',
  does: 'permuted by key within its class',
  reveals:
    'which records use the same port, and whether it is well-known, registered or dynamic; ' +
    'which port it is, in classes that the rule leaves out',
  injective: true,
  accepts: ['port'],
  args,
  build: (raw, _target, keys) => applyPorts(keys, args.parse(raw).classes ?? portClasses),
}
