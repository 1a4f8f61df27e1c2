/**
 * Frames that each hide a value in one place: addresses, hardware addresses, names, secrets.
 * The first thirty are the places in which other rewriters were found to leak; the rest are of the
 * same sort, or places that red teams thought of.
 */
import { answers } from './carriers-answers.js'
import { calls } from './carriers-calls.js'
import { codes } from './carriers-codes.js'
import { dials } from './carriers-dials.js'
import { headers } from './carriers-headers.js'
import { joining } from './carriers-joining.js'
import { links } from './carriers-links.js'
import { logins } from './carriers-logins.js'
import { measures } from './carriers-measures.js'
import { names } from './carriers-names.js'
import { neighbours } from './carriers-neighbours.js'
import { networks } from './carriers-networks.js'
import { radio } from './carriers-radio.js'
import { routers } from './carriers-routers.js'
import { secure } from './carriers-secure.js'
import { sessions } from './carriers-sessions.js'
import { tunnels } from './carriers-tunnels.js'
import { web } from './carriers-web.js'
import type { Carrier } from './hidden.js'

/** All of them. */
export const carriers: readonly Carrier[] = [
  ...names,
  ...networks,
  ...sessions,
  ...links,
  ...joining,
  ...answers,
  ...logins,
  ...calls,
  ...web,
  ...secure,
  ...dials,
  ...neighbours,
  ...radio,
  ...tunnels,
  ...headers,
  ...routers,
  ...codes,
  ...measures,
]
