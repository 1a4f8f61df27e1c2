/**
 * The contract between those who find values outside of packets (attributes, columns, words of a
 * text) and the policy that says what becomes of them. Who finds a value says which field it is and
 * of what kind; what it becomes is written by the policy's side, in the same way for every layer,
 * so that an address gets the pseudonym that it has in packets.
 */
import type { Output } from '../bytes/output.js'
import type { Kind } from './fields.js'

/** How times move; the same for all layers of a release. */
export interface TimeShift {
  /** added to every time; 0 <= nanos < 1e9 */
  readonly seconds: number
  readonly nanos: number
  /** times are then rounded down to a multiple of this many nanoseconds (1 for no rounding) */
  readonly roundNanos: number
  /** times do not leave: each becomes 0 */
  readonly zero: boolean
}

/** 1990 and 2100, in seconds since 1970. */
const FROM = 631_152_000
const TO = 4_102_444_800
const DAY = 86_400
/** Days at which clocks begin or end: 2000-01-01, 2001-01-01, 2038-01-19. */
const DEFAULTS: readonly number[] = [10_957, 11_323, 24_855]

/**
 * Whether a time may be one of a recording. Others are constants that everybody knows (1601, 1970,
 * what a clock shows before it is set, 9999): moved, each of them would say by how much.
 */
export function isMoment(seconds: number): boolean {
  return seconds >= FROM && seconds < TO && !DEFAULTS.includes(Math.floor(seconds / DAY))
}

/**
 * Moves a time in place: `nanos`, below 1e9, carry into `seconds`, and the sum is rounded down,
 * also before 1970. Whether a time may be moved, `isMoment` says: ask it first.
 */
export function shiftTime(t: { seconds: number; nanos: number }, shift: TimeShift): void {
  if (shift.zero) {
    t.seconds = 0
    t.nanos = 0
    return
  }
  t.seconds += shift.seconds
  t.nanos += shift.nanos
  if (t.nanos >= 1e9) {
    t.nanos -= 1e9
    t.seconds++
  }
  const round = shift.roundNanos
  if (round >= 1e9) {
    const r = round / 1e9
    t.seconds -= ((t.seconds % r) + r) % r
    t.nanos = 0
  } else if (round > 1) t.nanos -= t.nanos % round
}

/**
 * Nanoseconds that a time in whole units of so many loses when it is moved and written in these
 * units again. Who reads it there adds them, or it would lie before others of the same moment.
 */
export function lostBelow(unit: number, shift: TimeShift): number {
  if (shift.zero) return 0
  const rest = shift.nanos % unit
  return rest - (rest % shift.roundNanos)
}

/** What a policy does with values of one field. `change` depends on the value. */
export type Fate = 'keep' | 'suppress' | 'change'

/** What becomes of values under one policy and the keys of one epoch. Hot: throws nothing. */
export interface Values {
  /**
   * The number of a field's rule: its own where the policy names the field, else that of its kind.
   * Asked for once per field, not per record. Structure and derived values are kept.
   */
  rule(name: string, kind: Kind): number
  fate(rule: number): Fate
  /**
   * Appends what a value in text becomes. The form of the value is found out: an IPv4 or IPv6
   * address, a MAC, an e-mail address, a UUID or hexadecimal id, a time, a host name, a number.
   * An address or a host name in a field of any kind is treated as what it is, so that it cannot
   * hide behind a field that stays. Words of an `enum` that is kept stay: whoever asks has found
   * them in a list.
   * @returns false when the value does not leave; nothing is appended then
   */
  text(rule: number, b: Uint8Array, at: number, end: number, out: Output): boolean
  /**
   * Appends what a word of free text becomes, where it has a form of its own: address, MAC, e-mail
   * address, identifier of 16 hexadecimal digits and more, time, name under a public suffix.
   * @returns more than 0 when it was appended, 0 when it has no form, and the negative of its form
   * (`text/forms.ts`) when it does not leave
   */
  formed(b: Uint8Array, at: number, end: number, out: Output): number
  /** What a number becomes; NaN when it does not leave. */
  number(rule: number, value: number): number
  /**
   * Changes an identifier in binary form (trace id, span id, IPv4 of 4, IPv6 of 16, MAC of 6
   * bytes by `kind`) in place. Its text form, in hexadecimal, gets the same from `text`.
   * @returns false when the value does not leave; the bytes are zeros then
   */
  bytes(rule: number, b: Uint8Array, at: number, end: number): boolean
  /**
   * The same for `n` identifiers of eight bytes, none of them zero, that stand one behind another.
   * @returns false when they have to be changed one by one; nothing is changed then
   */
  many?(rule: number, b: Uint8Array, n: number): boolean
  readonly time: TimeShift
}
