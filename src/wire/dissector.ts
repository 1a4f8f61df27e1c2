/** The contract of a dissector, and the number spaces through which dissectors meet. */
import type { Frame } from './frame.js'

/** The knowledge of one protocol's bytes. */
export interface Dissector {
  readonly name: string
  /** name for people */
  readonly title: string
  /** where the format is defined: RFC, IEEE clause, vendor document */
  readonly source: string
  /** the numbers under which others find it: `['ethertype', 0x0800]` */
  readonly claims: readonly (readonly [string, number])[]
  /**
   * Takes `[at, end)` apart: notes spans that tile what it understands, from `at` on; calls `next`
   * when another protocol follows. Reads no byte outside `[at, end)`. What it leaves over becomes
   * payload.
   * @returns 0, or a negative weird when this is not well-formed
   */
  readonly dissect: (f: Frame, at: number, end: number) => number
  /**
   * For protocols that also run on ports nobody registered: whether `[at, end)` begins like this
   * protocol. Called for UDP (`transport` 17) and TCP (6) payloads that no port claims.
   */
  readonly sniff?: (b: Uint8Array, at: number, end: number, transport: number) => boolean
  /**
   * The first bytes of such payloads, in ranges from and to; `sniff` is asked of no other. Most
   * payloads are nobody's, and asking everyone would cost as much as all headers before them.
   */
  readonly first?: readonly (readonly [number, number])[]
}

const spaceNames: string[] = []

/** The number of a number space, made on first mention: `space('ethertype')`. */
export function space(name: string): number {
  const known = spaceNames.indexOf(name)
  if (known >= 0) return known
  spaceNames.push(name)
  return spaceNames.length - 1
}

/** How many number spaces have been mentioned so far. */
export function spaceCount(): number {
  return spaceNames.length
}
