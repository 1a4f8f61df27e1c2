/** Which exchanges a span of a client could be: those within it, on the clock of the capture. */
import type { Candidates } from './link-belief.js'

/** Spans or exchanges in numbers: nanoseconds on the clock of the capture. */
export interface Intervals {
  readonly size: number
  readonly start: Float64Array
  readonly end: Float64Array
}

/** Bounds on the search. */
export interface Reach {
  /** an exchange may begin so much before its span, and end so much after it, in nanoseconds */
  readonly tolerance: number
  /** candidates of one span: those that fill it best */
  readonly most: number
}

/** Where in a list of indexes, ordered by their values, values of at least `v` begin. */
export function firstFrom(list: readonly number[], values: Float64Array, v: number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const mid = (low + high) >>> 1
    if (values[list[mid]] < v) low = mid + 1
    else high = mid
  }
  return low
}

function lowerBound(values: Float64Array, v: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const mid = (low + high) >>> 1
    if (values[mid] < v) low = mid + 1
    else high = mid
  }
  return low
}

/** Keeps the `most` candidates that take longest, in the order of the exchanges. */
function fullest(exchanges: Intervals, found: number[], most: number): void {
  const kept = found
    .toSorted(
      (a, b) => exchanges.end[b] - exchanges.start[b] - exchanges.end[a] + exchanges.start[a],
    )
    .slice(0, most)
    .toSorted((a, b) => a - b)
  found.length = 0
  found.push(...kept)
}

function collect(
  spans: Intervals,
  exchanges: Intervals,
  each: (span: number, found: number[]) => void,
): Candidates {
  const first = new Int32Array(spans.size + 1)
  const list: number[] = []
  const found: number[] = []
  for (let i = 0; i < spans.size; i++) {
    found.length = 0
    each(i, found)
    for (let k = 0; k < found.length; k++) list.push(found[k])
    first[i + 1] = list.length
  }
  return {
    spans: spans.size,
    exchanges: exchanges.size,
    first,
    exchange: Int32Array.from(list),
    logWeight: new Float64Array(list.length),
    probability: new Float64Array(list.length),
  }
}

/** Finds the exchanges within each span. Exchanges are in the order of their starts. */
export function candidatesWithin(spans: Intervals, exchanges: Intervals, reach: Reach): Candidates {
  return collect(spans, exchanges, (i, found) => {
    const latest = spans.end[i] + reach.tolerance
    let x = lowerBound(exchanges.start, spans.start[i] - reach.tolerance)
    for (; x < exchanges.size && exchanges.start[x] <= latest; x++) {
      if (exchanges.end[x] <= latest) found.push(x)
    }
    if (found.length > reach.most) fullest(exchanges, found, reach.most)
  })
}

/** Exchanges that began earlier and may still be under way: connections take turns. */
const EARLIER = 16

/**
 * Of the exchanges that are on a span's connection, those that have time in common with it.
 * @param lists for each span the exchanges of its connection, in the order of their starts
 */
export function candidatesAmong(
  spans: Intervals,
  exchanges: Intervals,
  lists: readonly (readonly number[])[],
  reach: Reach,
): Candidates {
  return collect(spans, exchanges, (i, found) => {
    const list = lists[i]
    const earliest = spans.start[i] - reach.tolerance
    const latest = spans.end[i] + reach.tolerance
    const from = firstFrom(list, exchanges.start, earliest)
    for (let k = Math.max(0, from - EARLIER); k < list.length; k++) {
      if (exchanges.start[list[k]] > latest) break
      if (exchanges.end[list[k]] >= earliest) found.push(list[k])
    }
    if (found.length > reach.most) fullest(exchanges, found, reach.most)
  })
}
