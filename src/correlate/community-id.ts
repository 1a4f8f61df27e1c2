/**
 * Community ID, version 1: a hash by which tools find the same flow
 * (https://github.com/corelight/community-id-spec). It has no key: whoever knows which addresses
 * may occur finds those of any ID by trying, so it is for the owner's own use and for no release.
 */
import { createHash } from 'node:crypto'
import { put16 } from '../bytes/endian.js'
import type { FlowColumns } from './flow-columns.js'
import { portOf, protocolOf, putAddress } from './flow-slot.js'

const PORT_PROTOCOLS = new Set([1, 6, 17, 58, 132])
const input = new Uint8Array(40)

/**
 * The Community ID of the flow in a slot. Keys of slots are in the order which it asks for: the
 * smaller endpoint first, one-way ICMP as it was sent.
 */
export function communityId(c: FlowColumns, slot: number, seed = 0): string {
  put16(input, 0, seed)
  let n = 2
  n += putAddress(c, slot, 0, input, n)
  n += putAddress(c, slot, 1, input, n)
  const protocol = protocolOf(c, slot)
  input[n++] = protocol
  input[n++] = 0
  if (PORT_PROTOCOLS.has(protocol)) {
    put16(input, n, portOf(c, slot, 0))
    put16(input, n + 2, portOf(c, slot, 1))
    n += 4
  }
  return `1:${createHash('sha1').update(input.subarray(0, n)).digest('base64')}`
}
