/**
 * A keyed name for a flow and the second in which it began. Unlike a Community ID it does not
 * reverse: without the key nobody can try addresses. With the second in it, connections that use
 * a tuple again get names of their own; who looks one up tries the seconds beside it too.
 */
import { put16, put32 } from '../bytes/endian.js'
import type { Keyring } from '../keys/keyring.js'
import { createPrf, PRF_KEY_BYTES } from '../keys/prf.js'
import type { FlowColumns } from './flow-columns.js'
import { portOf, protocolOf, putAddress } from './flow-slot.js'

/** Names the flow in a slot, as beginning in a second; 32 hexadecimal digits. */
export type FlowNamer = (c: FlowColumns, slot: number, startSecond: number) => string

const PURPOSE = 1
const BYTES = 16

/** Makes the names of one keyring (of an epoch: names change with it). */
export function createFlowNamer(keys: Keyring): FlowNamer {
  const prf = createPrf(keys.derive('flow-key', PRF_KEY_BYTES))
  const input = new Uint8Array(48)
  const out = Buffer.alloc(BYTES)
  return (c, slot, startSecond) => {
    let n = putAddress(c, slot, 0, input, 0)
    n += putAddress(c, slot, 1, input, n)
    put16(input, n, portOf(c, slot, 0))
    put16(input, n + 2, portOf(c, slot, 1))
    input[n + 4] = protocolOf(c, slot)
    put32(input, n + 5, Math.floor(startSecond / 2 ** 32))
    put32(input, n + 9, startSecond)
    prf(PURPOSE, input, 0, n + 13, out, 0, BYTES)
    return out.toString('hex')
  }
}
