/** The members of this room. A new check is its file and two lines here. */
import { byteAccounting } from './byte-accounting.js'
import { canaries } from './canaries.js'
import type { Check } from './check.js'
import { checksumOracle } from './checksum-oracle.js'
import { container } from './container.js'
import { hardware } from './hardware.js'
import { layerCanaries } from './layer-canaries.js'
import { readable } from './readable.js'
import { residue } from './residue.js'
import { smallGroups } from './small-groups.js'
import { specialAddresses } from './special-addresses.js'
import { uniqueness } from './uniqueness.js'

/** Every check, in the order in which reports show them. */
export const checks: readonly Check[] = [
  byteAccounting,
  readable,
  canaries,
  layerCanaries,
  residue,
  checksumOracle,
  container,
  hardware,
  specialAddresses,
  uniqueness,
  smallGroups,
]
