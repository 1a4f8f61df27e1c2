/** Reads the key of a slot back: who talks to whom, from the opener's side. */
import { put32 } from '../bytes/endian.js'
import type { FlowColumns } from './flow-columns.js'
import { KEY, Key } from './packet-key.js'

/** IP protocol of the flow. */
export function protocolOf(c: FlowColumns, slot: number): number {
  return c.key[slot * KEY + Key.vlans] >>> 24
}

/** Bytes of an address of the flow: 4 or 16. */
export function addressSize(c: FlowColumns, slot: number): number {
  return (c.key[slot * KEY + Key.layer] & 1) === 0 ? 4 : 16
}

/** Network headers around those of the flow. */
export function depthOf(c: FlowColumns, slot: number): number {
  return c.key[slot * KEY + Key.layer] >>> 1
}

/** VLAN identifiers, outer in bits 12 to 23 (0 when there is one tag), inner in bits 0 to 11. */
export function vlansOf(c: FlowColumns, slot: number): number {
  return c.key[slot * KEY + Key.vlans] & 0xffffff
}

/** An endpoint's port: of the first of the key, or of the second. */
export function portOf(c: FlowColumns, slot: number, which: number): number {
  const ports = c.key[slot * KEY + Key.ports]
  return which === 0 ? ports >>> 16 : ports & 0xffff
}

/** Writes an endpoint's address, of 4 or 16 bytes; gives how many. */
export function putAddress(
  c: FlowColumns,
  slot: number,
  which: number,
  out: Uint8Array,
  at: number,
): number {
  const n = addressSize(c, slot)
  const from = slot * KEY + (which === 0 ? Key.low : Key.high)
  for (let i = 0; i < n; i += 4) put32(out, at + i, c.key[from + (i >> 2)])
  return n
}
