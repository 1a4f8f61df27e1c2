/** Where frames hold hardware addresses, and which makers these name. */
import { fieldTable, spanTable } from './fields.js'

/** How a part of a span holds a hardware address; an IPv6 address may be made from one. */
export const Holds = { eui48: 1, eui64: 2, ipv6: 3 } as const

/** A part of a span that holds a hardware address, and how. */
export interface HardwarePart {
  readonly at: number
  readonly holds: number
}

/** By span id: the parts that hold hardware addresses. Called once all dissectors are known. */
export function hardwareParts(): (readonly HardwarePart[])[] {
  return spanTable.map((s) =>
    s.parts.flatMap(({ field, at }) => {
      const holds = Holds[fieldTable[field].type as keyof typeof Holds]
      return holds === undefined ? [] : [{ at, holds }]
    }),
  )
}

/** A unicast address with a maker's number: universally administered, and not all zero. */
function named(b: Uint8Array, at: number): boolean {
  return (b[at] & 3) === 0 && (b[at] | b[at + 1] | b[at + 2]) !== 0
}

/**
 * The maker's number in a part, or -1. In IPv6 the bit that says so is inverted (RFC 4291 App. A).
 */
export function maker(b: Uint8Array, at: number, holds: number): number {
  if (holds === Holds.ipv6) {
    const id = at + 8
    const derived = b[id + 3] === 0xff && b[id + 4] === 0xfe && (b[id] & 2) !== 0
    if (b[at] === 0xff || !derived) return -1
    return ((b[id] ^ 2) << 16) | (b[id + 1] << 8) | b[id + 2]
  }
  return named(b, at) ? (b[at] << 16) | (b[at + 1] << 8) | b[at + 2] : -1
}
