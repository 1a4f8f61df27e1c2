/** Densities of lags and durations: counts in bins that grow with the value, smoothed. */

/** Bins of a lag; the first `BEFORE` are of negative lags. */
export const LAG_BINS = 128
const BEFORE = 32
/** Bins grow from 20 microseconds; four double the width. */
const UNIT = 20_000
const PER_DOUBLING = 4
/** Half of how much a count spreads into the bins beside it. */
const SPREAD = 0.2

/** The bin of a lag in nanoseconds, which may be negative. */
export function lagBin(ns: number): number {
  const k = Math.floor(PER_DOUBLING * Math.log2(1 + Math.abs(ns) / UNIT))
  if (ns < 0) return k >= BEFORE ? 0 : BEFORE - 1 - k
  return k >= LAG_BINS - BEFORE ? LAG_BINS - 1 : BEFORE + k
}

/** Logarithm of the width of each bin. */
const logWidth = Float64Array.from({ length: LAG_BINS }, (_, bin) => {
  const k = bin < BEFORE ? BEFORE - 1 - bin : bin - BEFORE
  return Math.log(UNIT * (2 ** ((k + 1) / PER_DOUBLING) - 2 ** (k / PER_DOUBLING)))
})

/** What is supposed of lags before any were seen: small, seldom negative, above 1 s hardly ever. */
export const lagPrior: Float64Array = normalised(
  Float64Array.from({ length: LAG_BINS }, (_, bin) => {
    if (bin < BEFORE) return bin < BEFORE / 2 ? 0.02 : 0.2
    return 2 ** -Math.max(0, (bin - BEFORE - 32) / 6)
  }),
)

/** What is supposed of durations: nothing. */
export const flatPrior: Float64Array = normalised(new Float64Array(LAG_BINS).fill(1))

function normalised(a: Float64Array): Float64Array {
  const sum = a.reduce((x, y) => x + y, 0)
  return a.map((v) => v / sum)
}

/**
 * The logarithm of the density per nanosecond in each bin: counts, spread a little, and a prior
 * that counts as much as `weight` observations.
 */
export function logDensity(
  counts: Float64Array,
  prior: Float64Array,
  weight: number,
  into: Float64Array,
): void {
  const last = LAG_BINS - 1
  let sum = 0
  for (let i = 0; i <= last; i++) sum += counts[i]
  for (let i = 0; i <= last; i++) {
    const beside = (i > 0 ? counts[i - 1] : counts[i]) + (i < last ? counts[i + 1] : counts[i])
    const smooth = (1 - 2 * SPREAD) * counts[i] + SPREAD * beside
    into[i] = Math.log((smooth + weight * prior[i]) / (sum + weight)) - logWidth[i]
  }
}

/** Multiplies counts, so that what was seen long ago counts less. */
export function fade(counts: Float64Array, by: number): void {
  for (let i = 0; i < counts.length; i++) counts[i] *= by
}
