/** The members of this room. A new command is its file and two lines here. */
import { anonymize } from './anonymize.js'
import type { CliCommand } from './command.js'
import { docs } from './docs.js'
import { flows } from './flows.js'
import { inspect } from './inspect.js'
import { keys } from './keys.js'
import { label } from './label.js'
import { policy } from './policy.js'
import { query } from './query.js'
import { release } from './release.js'
import { verify } from './verify.js'

/** Every command, in the order in which help lists them. */
export const commands: readonly CliCommand[] = [
  release,
  verify,
  query,
  inspect,
  anonymize,
  flows,
  label,
  policy,
  keys,
  docs,
]
