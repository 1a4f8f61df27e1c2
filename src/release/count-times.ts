/** Rows over time, counted while they come: no more than a few hundred numbers, and all exact. */
import type { TableFacts } from './layer-facts.js'

/** Buckets that are held at most; their width doubles when rows lie further apart. */
const BUCKETS = 512
/** Buckets that are a step of a plot; in the finer ones, silences are looked for. */
const FINER = 8
/** Nanoseconds of the narrowest bucket, as a power of two: about a microsecond. */
const NARROWEST = 10

/** Counts times. */
export interface TimeCounts {
  /** takes a time in nanoseconds since 1970 */
  add(nanos: bigint): void
  facts(): Pick<TableFacts, 'steps' | 'silence'>
}

/** The longest run of buckets without a row, as its first bucket and the one after; not of one. */
function longestGap(buckets: readonly number[]): readonly [number, number] | undefined {
  let best: readonly [number, number] | undefined
  for (let i = 1; i < buckets.length; i++) {
    const gap = buckets[i] - buckets[i - 1] - 1
    if (gap > (best === undefined ? 1 : best[1] - best[0])) best = [buckets[i - 1] + 1, buckets[i]]
  }
  return best
}

/** Makes counts. Buckets lie at multiples of their width, so that two become one without loss. */
export function createTimeCounts(): TimeCounts {
  let counts = new Map<number, number>()
  let bits = NARROWEST
  let width = 2 ** bits
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  const widen = (): void => {
    const wider = new Map<number, number>()
    for (const [bucket, n] of counts) {
      const half = Math.floor(bucket / 2)
      wider.set(half, (wider.get(half) ?? 0) + n)
    }
    counts = wider
    width = 2 ** ++bits
    least = Math.floor(least / 2)
    most = Math.floor(most / 2)
  }
  return {
    add(nanos) {
      // A number has 53 bits: at the edge of a bucket a time may fall into the next one.
      const time = Number(nanos)
      let bucket = Math.floor(time / width)
      while (Math.max(most, bucket) - Math.min(least, bucket) >= BUCKETS && counts.size > 0) {
        widen()
        bucket = Math.floor(time / width)
      }
      if (bucket < least) least = bucket
      if (bucket > most) most = bucket
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1)
    },
    facts() {
      if (counts.size === 0) return {}
      const start = (bucket: number): bigint => BigInt(bucket) << BigInt(bits)
      const rows = new Array<number>(Math.floor((most - least) / FINER) + 1).fill(0)
      for (const [bucket, n] of counts) rows[Math.floor((bucket - least) / FINER)] += n
      const gap = longestGap([...counts.keys()].sort((a, b) => a - b))
      const steps = { first: start(least), step: start(FINER), rows }
      return gap === undefined
        ? { steps }
        : { steps, silence: { from: start(gap[0]), to: start(gap[1]) } }
    },
  }
}
