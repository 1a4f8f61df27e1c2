/** Shows those who watch values what stands in binary form: as text, as all other values. */
import { appendHex } from '../bytes/digits.js'
import { createMemory } from '../bytes/memory.js'
import { appendByte, createOutput, type Output } from '../bytes/output.js'
import { appendIpv4, appendIpv6 } from '../text/addresses.js'
import type { Kind } from '../wire/fields.js'

/**
 * Sees values and what they became: `out.bytes` from `from` to `out.n`, nothing when they do not
 * leave. A value that is remembered is not shown again.
 */
export type Met = (
  kind: Kind,
  b: Uint8Array,
  at: number,
  end: number,
  out: Output,
  from: number,
) => void

/** Shows a value in two steps: as it is, and when it has been changed. */
export interface Shown {
  /** @returns false when it needs not be shown again, and is nothing that can be searched for */
  before(kind: Kind, b: Uint8Array, at: number, end: number): boolean
  after(kind: Kind, b: Uint8Array, at: number, end: number, left: boolean): void
}

const REMEMBERED = { log2: 10, slot: 64, twice: false }
const TAG = 1
const COLON = 58

function write(kind: Kind, b: Uint8Array, at: number, end: number, out: Output): void {
  out.n = 0
  const size = end - at
  if (kind === 'address' && size === 4) appendIpv4(out, b, at)
  else if (kind === 'address' && size === 16) appendIpv6(out, b, at)
  else if (kind === 'hardware' && size === 6) {
    for (let i = at; i < end; i++) {
      if (i > at) appendByte(out, COLON)
      appendHex(out, b, i, i + 1)
    }
  }
}

/** Shows addresses, of networks and of hardware. */
export function createShown(met: Met): Shown {
  const known = createMemory(REMEMBERED)
  const was = createOutput(64)
  const now = createOutput(64)
  return {
    before(kind, b, at, end) {
      if (kind !== 'address' && kind !== 'hardware') return false
      now.n = 0
      if (end - at > 16 || known.find(TAG, b, at, end, now) >= 0) return false
      known.keep(TAG, b, at, end, false, now, 0)
      write(kind, b, at, end, was)
      return was.n > 0
    },
    after(kind, b, at, end, left) {
      if (left) write(kind, b, at, end, now)
      else now.n = 0
      met(kind, was.bytes, 0, was.n, now, 0)
    },
  }
}
