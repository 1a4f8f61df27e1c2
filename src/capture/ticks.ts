/**
 * Timestamps of pcapng: counts of some fraction of a second, turned into seconds and nanoseconds.
 */

/**
 * How an interface counts time. Whole nanoseconds come out exactly for every resolution; what is
 * finer than a nanosecond is cut off (rounded down), because columns hold nanoseconds.
 */
export interface Clock {
  /** ticks in a second where the fast way is exact, else 0 */
  readonly units: number
  /** nanoseconds in a tick, as a product of two exact numbers */
  readonly multiplier: number
  readonly scale: number
  /** ticks in a second, for the slow way */
  readonly exactUnits: bigint
  /** seconds to add (if_tsoffset) */
  readonly offset: number
}

/** A time taken apart: static scratch of `readTicks`, so that no record allocates. */
export const time = { seconds: 0, nanos: 0 }

const TWO_32 = 4294967296
const BILLION = 1000000000n

/**
 * Makes the clock of an interface (draft-ietf-opsawg-pcapng §4.2): the top bit of `if_tsresol` says
 * whether the other bits are a negative power of 2 or of 10.
 */
export function createClock(resolution: number, offset: number): Clock {
  const power = resolution & 0x7f
  const binary = (resolution & 0x80) !== 0
  const exactUnits = (binary ? 2n : 10n) ** BigInt(power)
  // Between 2^14 and 2^30 the quotient in double precision is off by one at most, and three times
  // the remainder stays below 2^32: see readTicks.
  const fast = exactUnits >= 16384n && exactUnits <= 1073741824n
  const units = fast ? Number(exactUnits) : 0
  // 10^9 / 2^n = 5^9 * 2^(9-n): a remainder below 2^30 times 5^9 is below 2^51, so exact.
  const multiplier = binary ? 1953125 : fast ? 1e9 / units : 1
  const scale = binary && fast ? 512 / units : 1
  return { units, multiplier, scale, exactUnits, offset }
}

function readTicksSlowly(c: Clock, high: number, low: number): void {
  const ticks = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)
  time.seconds = Number(ticks / c.exactUnits) + c.offset
  time.nanos = Number(((ticks % c.exactUnits) * BILLION) / c.exactUnits)
}

/** Leaves the time of a 64-bit count of ticks, given in two halves, in `time`. */
export function readTicks(c: Clock, high: number, low: number): void {
  const units = c.units
  if (units === 0) {
    readTicksSlowly(c, high, low)
    return
  }
  // `imul` takes the product modulo 2^32, where the remainder (within one `units` of the right one)
  // is exact as a signed number.
  let seconds = Math.floor(((high >>> 0) * TWO_32 + (low >>> 0)) / units)
  let left = (low - Math.imul(seconds, units)) | 0
  if (left < 0) {
    seconds--
    left += units
  } else if (left >= units) {
    seconds++
    left -= units
  }
  time.seconds = seconds + c.offset
  time.nanos = Math.floor(left * c.multiplier * c.scale)
}
