/**
 * Named ways in which input is odd. The hot path returns them as negative numbers and counts them.
 */

/** The names, in the order of their numbers: the first is -1, the second -2, and so on. */
export const weirds = [
  'truncated',
  'bad-length',
  'bad-version',
  'bad-value',
  'too-deep',
  'too-many-fields',
  'gap',
  'unknown-link-type',
  'unknown-interface',
  'not-this-protocol',
  'record-too-large',
] as const
/** A name from the list of weirds. */
export type WeirdName = (typeof weirds)[number]

/** The number of each weird: `Weird.truncated` is -1. */
export const Weird = Object.fromEntries(weirds.map((w, i) => [w, -1 - i])) as Record<
  WeirdName,
  number
>
