/** Which sizes the requests and answers of an operation have. */

/** Bins of sizes. */
export const SIZE_BINS = 64
/** How much what all operations have weighs against what one has. */
const SIZE_PRIOR = 8

/** Counts of sizes in bins, of requests and of answers. */
export interface Sizes {
  readonly request: Float64Array
  readonly answer: Float64Array
}

/** Makes empty counts. */
export function createSizes(): Sizes {
  return { request: new Float64Array(SIZE_BINS), answer: new Float64Array(SIZE_BINS) }
}

/** Three bins to each doubling. */
export function sizeBin(octets: number): number {
  return Math.min(SIZE_BINS - 1, Math.floor(3 * Math.log2(1 + octets)))
}

/** How much more often an operation has a size than any other does. */
function sizeRatio(own: Float64Array, ownSum: number, all: Float64Array, sum: number, bin: number) {
  const share = (all[bin] + 1) / (sum + SIZE_BINS)
  return (own[bin] + SIZE_PRIOR * share) / (ownSum + SIZE_PRIOR) / share
}

function total(a: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]
  return sum
}

/** Logarithms of ratios for each name and bin. */
export function sizeTable(names: readonly Sizes[], sizes: Sizes, which: keyof Sizes): Float64Array {
  const table = new Float64Array(names.length * SIZE_BINS)
  const all = sizes[which]
  const sum = total(all)
  names.forEach((name, k) => {
    const own = name[which]
    const ownSum = total(own)
    for (let bin = 0; bin < SIZE_BINS; bin++) {
      table[k * SIZE_BINS + bin] = Math.log(sizeRatio(own, ownSum, all, sum, bin))
    }
  })
  return table
}
