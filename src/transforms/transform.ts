/** The contract of a transform: a named way to change a field. Transforms know no protocol. */
import type { z } from 'zod'
import type { AddressOptions } from '../keys/address-maps.js'
import type { Keyring } from '../keys/keyring.js'
import type { FieldType, Kind } from '../wire/fields.js'
import type { Frame } from '../wire/frame.js'

/**
 * Changes the bytes `[at, end)` of `f.b` in place, keeping their number. Hot: allocates nothing,
 * throws nothing. `aux` is what the dissector gave to the span (a flow, or a name in the scratch).
 */
export interface Apply {
  (f: Frame, at: number, end: number, aux: number): void
  /** The same for `n` values of eight bytes, none of them zero, that stand one behind another. */
  many?: (b: Uint8Array, n: number) => void
  /**
   * The same for a name in text that spells an address, `b[at..end)`, into `out`: where lengths
   * need not stay. Gives how many bytes it wrote, at most `SPELT_MAX`, or 0 for any other name.
   */
  spell?: (b: Uint8Array, at: number, end: number, out: Uint8Array) => number
}

/** The longest name that spells an address: 32 nibbles with dots, `ip6.arpa`, and a last dot. */
export const SPELT_MAX = 73

/** How the capture time of records changes. */
export interface TimeMap {
  /** added to every time; 0 <= nanos < 1e9 */
  readonly seconds: number
  readonly nanos: number
  /** times are then rounded down to a multiple of this many nanoseconds (1 for no rounding) */
  readonly roundNanos: number
  /** every time becomes 0 */
  readonly zero: boolean
}

/** What a transform is told about the field it is made for. */
export interface Target {
  readonly kind: Kind
  readonly type: FieldType
}

/** A named way to change a field. */
export interface Transform {
  readonly name: string
  /** a few words that the release prints: what happens to a value */
  readonly does: string
  /** one sentence that the release prints: what a recipient can still learn */
  readonly reveals: string
  /** the same for fields of one kind, where less is to be said */
  readonly revealsOf?: Readonly<Partial<Record<Kind, string>>>
  /** whether values are mapped one to one: equal stays equal, different stays different */
  readonly injective: boolean
  /** types of field it can change; a kind's rule falls back to suppression for all others */
  readonly accepts: readonly FieldType[]
  /** whether these arguments suit a field of a type it accepts; absent when they always do */
  suits?(args: Readonly<Record<string, unknown>>, target: Target): boolean
  /** its arguments, as validated in a policy */
  readonly args: z.ZodObject
  /**
   * Makes the function for one kind and type of field; called once, before the first byte.
   * @param addresses how the policy maps addresses, for names that spell them
   * @returns null to leave the bytes as they are
   */
  build(
    args: Readonly<Record<string, unknown>>,
    target: Target,
    keys: Keyring,
    addresses?: AddressOptions,
  ): Apply | null
  /** how it maps addresses, where it gives them pseudonyms */
  addresses?(args: Readonly<Record<string, unknown>>): AddressOptions
  /** for the capture time of records; absent where a transform makes no sense for it */
  buildTime?(args: Readonly<Record<string, unknown>>, keys: Keyring): TimeMap
}

/** What a recipient can still learn of fields of a kind; empty for an unknown transform. */
export function revealed(t: Transform | undefined, kind: Kind): string {
  return t?.revealsOf?.[kind] ?? t?.reveals ?? ''
}
