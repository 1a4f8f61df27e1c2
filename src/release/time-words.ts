/** Times and lengths of time in nanoseconds, as people read them. */
import { number } from './words.js'

/** A time in nanoseconds since 1970, to the second. */
export function clock(nanos: bigint): string {
  const date = new Date(Number(nanos / 1_000_000n))
  if (Number.isNaN(date.getTime())) return String(nanos)
  return date.toISOString().slice(0, 19).replace('T', ' ')
}

const LENGTHS: readonly (readonly [string, number])[] = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
  ['ms', 1e-3],
]

/** A length of time in nanoseconds: `3.5 h`. */
export function lengthOfTime(nanos: bigint): string {
  const seconds = Number(nanos) / 1e9
  const [unit, size] = LENGTHS.find(([, s]) => seconds >= s) ?? ['\u00b5s', 1e-6]
  return `${number(Number((seconds / size).toPrecision(2)))}\u00a0${unit}`
}
