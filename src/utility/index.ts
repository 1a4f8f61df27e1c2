/** The members of this room. A new measure is its file and two lines here. */
import { gaps } from './gaps.js'
import type { Measure } from './measure.js'
import { protocols } from './protocols.js'
import { sizes } from './sizes.js'
import { tcpFlags } from './tcp-flags.js'
import { volume } from './volume.js'

/** Every measure, in the order in which reports show them. */
export const measures: readonly Measure[] = [volume, sizes, gaps, protocols, tcpFlags]
