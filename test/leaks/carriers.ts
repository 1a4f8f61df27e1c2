/**
 * Frames that each hide a value in one place: addresses, hardware addresses, names, secrets.
 * The first thirty are the places in which other rewriters were found to leak; the rest are of the
 * same sort.
 */
import { links } from './carriers-links.js'
import { names } from './carriers-names.js'
import { networks } from './carriers-networks.js'
import { sessions } from './carriers-sessions.js'
import type { Carrier } from './hidden.js'

/** All of them. */
export const carriers: readonly Carrier[] = [...names, ...networks, ...sessions, ...links]
