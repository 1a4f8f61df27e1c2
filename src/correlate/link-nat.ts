/** A table of address translations. */
import { pairName } from './link-names.js'
import type { NatRef } from './link-records.js'

/** Translations by the names of a connection, newest last. */
export interface NatTable {
  readonly inside: Map<string, NatRef[]>
  readonly outside: Map<string, NatRef[]>
  readonly size: number
  add(n: NatRef): void
  /** forgets what was made before a time */
  forget(before: bigint): void
}

function forgetIn(table: Map<string, NatRef[]>, before: bigint): void {
  for (const [name, list] of table) {
    // The newest of each stays: connections outlive their entry in a log.
    const rest = list.filter((n, i) => n.time >= before || i === list.length - 1)
    const stale = rest[rest.length - 1].time < before
    if (stale) table.delete(name)
    else table.set(name, rest)
  }
}

/** Makes an empty table. */
export function createNatTable(): NatTable {
  const inside = new Map<string, NatRef[]>()
  const outside = new Map<string, NatRef[]>()
  const put = (table: Map<string, NatRef[]>, name: string, n: NatRef): void => {
    const list = table.get(name)
    if (list === undefined) table.set(name, [n])
    else list.push(n)
  }
  let size = 0
  return {
    inside,
    outside,
    get size() {
      return size
    },
    add(n) {
      put(inside, pairName(n.inside.client, n.inside.server), n)
      put(outside, pairName(n.outside.client, n.outside.server), n)
      size++
    },
    forget(before) {
      forgetIn(inside, before)
      forgetIn(outside, before)
      size = inside.size
    },
  }
}
