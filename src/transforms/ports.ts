/** A keyed permutation of port numbers that keeps each in its class (RFC 6335 §6). */
import { put16, u16 } from '../bytes/endian.js'
import type { Keyring } from '../keys/keyring.js'
import { shuffle } from '../keys/permutation.js'
import { fillBytes } from './fill.js'
import type { Apply } from './transform.js'

/** The classes of ports. */
export const portClasses = ['well-known', 'registered', 'dynamic'] as const
/** A name from the list of classes of ports. */
export type PortClass = (typeof portClasses)[number]

/** Port 0 is reserved and stays. */
const RANGE: Readonly<Record<PortClass, readonly [number, number]>> = {
  'well-known': [1, 1024],
  registered: [1024, 49152],
  dynamic: [49152, 65536],
}

/** The whole permutation as a table; ports of classes that are not named stay. */
export function portTable(keys: Keyring, classes: readonly PortClass[]): Uint16Array {
  const table = new Uint16Array(65536)
  for (let i = 0; i < table.length; i++) table[i] = i
  for (const name of classes) {
    const [from, to] = RANGE[name]
    shuffle(table, from, to, keys.derive(`port/${name}`, 16))
  }
  return table
}

/** The hot end: two bytes through the table. */
export function applyPorts(keys: Keyring, classes: readonly PortClass[]): Apply {
  const table = portTable(keys, classes)
  return (f, at, end) => {
    if (end - at === 2) put16(f.b, at, table[u16(f.b, at)])
    else fillBytes(f.b, at, end, 0)
  }
}
