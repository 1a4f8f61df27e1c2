/** A keyed permutation of VLAN identifiers, the low 12 bits of a field (IEEE 802.1Q §9.6). */
import { put16, u16 } from '../bytes/endian.js'
import type { Keyring } from '../keys/keyring.js'
import { shuffle } from '../keys/permutation.js'
import { fillBytes } from './fill.js'
import type { Apply } from './transform.js'

/** Identifiers are 12 bits; 0 says that there is none, and the last is reserved: both stay. */
const RESERVED = 0xfff

function inPlace(table: Uint16Array): Apply {
  return (f, at, end) => {
    if (end - at !== 2) {
      fillBytes(f.b, at, end, 0)
      return
    }
    // priorities, versions and whatever else shares the two bytes stay
    const v = u16(f.b, at)
    put16(f.b, at, (v & 0xf000) | table[v & 0xfff])
  }
}

/** Exchanges identifiers; the same in whatever field they stand. */
export function applyVlans(keys: Keyring): Apply {
  const table = Uint16Array.from({ length: RESERVED + 1 }, (_, i) => i)
  shuffle(table, 1, RESERVED, keys.derive('vlan', 16))
  return inPlace(table)
}

/** Makes every identifier zero. */
export function clearVlans(): Apply {
  return inPlace(new Uint16Array(RESERVED + 1))
}
