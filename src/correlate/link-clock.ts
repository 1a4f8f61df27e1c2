/**
 * By how much the clock of a host differs from that of a capture. First roughly, by the difference
 * that most pairs have that could be meant; then finely, from pairs that are known: a client's span
 * holds its exchange, so that both ends bound the offset (as in NTP, RFC 5905 §8). The median of
 * the smallest differences does not mind slow requests.
 */

/** Width of a bin, in nanoseconds. */
const BIN = 500_000
/** A peak must stand so far above what is beside it, in standard deviations. */
const PEAK = 6
const CHUNKS = 15
/** Values of a run, at most: of more, one wrong pair in each would do. */
const RUN = 32

/** Differences of times between spans and exchanges that may belong together. */
export interface SkewHistogram {
  add(startDifference: number, endDifference: number): void
  /** the difference that stands out, in nanoseconds, or NaN when none does */
  peak(): number
}

function bestBin(counts: Float64Array, total: number): readonly [number, number] {
  let best = -1
  let height = 0
  for (let i = 1; i < counts.length - 1; i++) {
    const h = counts[i - 1] + counts[i] + counts[i + 1]
    if (h > height) {
      height = h
      best = i
    }
  }
  const usual = (3 * total) / counts.length
  return [best, (height - usual) / Math.sqrt(usual + 1)]
}

/** The middle of what is in a bin and beside it. */
function centre(counts: Float64Array, i: number): number {
  const sum = counts[i - 1] + counts[i] + counts[i + 1]
  return i + 0.5 + (counts[i + 1] - counts[i - 1]) / sum
}

/** Makes an empty histogram of differences up to `most` nanoseconds either way. */
export function createSkewHistogram(most: number): SkewHistogram {
  const half = Math.ceil(most / BIN)
  const starts = new Float64Array(2 * half)
  const ends = new Float64Array(2 * half)
  let startTotal = 0
  let endTotal = 0
  return {
    add(startDifference, endDifference) {
      const s = Math.floor(startDifference / BIN) + half
      const e = Math.floor(endDifference / BIN) + half
      if (s >= 0 && s < starts.length) {
        starts[s]++
        startTotal++
      }
      if (e >= 0 && e < ends.length) {
        ends[e]++
        endTotal++
      }
    },
    peak() {
      const [s, sHeight] = bestBin(starts, startTotal)
      const [e, eHeight] = bestBin(ends, endTotal)
      if (Math.max(sHeight, eHeight) < PEAK) return Number.NaN
      const counts = eHeight >= sHeight ? ends : starts
      const bin = eHeight >= sHeight ? e : s
      return (centre(counts, bin) - half) * BIN
    },
  }
}

function median(list: number[]): number {
  const sorted = list.toSorted((a, b) => a - b)
  const n = sorted.length
  return n % 2 === 1 ? sorted[n >> 1] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2
}

/** The median of the smallest values of each run of values. */
function medianOfLeast(values: readonly number[]): number {
  const size = Math.max(1, Math.min(RUN, Math.floor(values.length / CHUNKS)))
  const least: number[] = []
  for (let i = 0; i + size <= values.length; i += size) {
    let v = Number.POSITIVE_INFINITY
    for (let k = i; k < i + size; k++) v = Math.min(v, values[k])
    least.push(v)
  }
  return median(least)
}

/** An offset to be added to a host's times, and how far it may be off; nanoseconds. */
export interface ClockOffset {
  readonly offset: number
  readonly spread: number
  /** pairs it was made from */
  readonly pairs: number
}

function medianOfMost(values: readonly number[]): number {
  return -medianOfLeast(values.map((v) => -v))
}

/**
 * Finds the offset from pairs, each with the difference of its starts and of its ends (exchange
 * less span). At least one pair is needed.
 * @param contains whether spans hold their exchanges (a client's). A server begins after the first
 * byte of its exchange; it ends before the last one only where it is not late.
 */
export function offsetOf(
  starts: readonly number[],
  ends: readonly number[],
  contains: boolean,
): ClockOffset {
  const upper = contains ? medianOfLeast(starts) : medianOfMost(ends)
  const lower = medianOfMost(contains ? ends : starts)
  return {
    offset: (upper + lower) / 2,
    spread: Math.abs(upper - lower) / 2,
    pairs: starts.length,
  }
}
