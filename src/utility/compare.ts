/** Brings the two sides of a measure together, with distances between their distributions. */
import type { Measure, Series, Tally, UtilityResult } from './measure.js'

function shares(counts: readonly number[]): number[] {
  const sum = counts.reduce((a, b) => a + b, 0)
  return counts.map((c) => (sum === 0 ? 0 : c / sum))
}

/** Whether one side counted something and the other nothing: there are no shares to compare. */
function oneIsEmpty(before: readonly number[], after: readonly number[]): boolean {
  const isEmpty = (counts: readonly number[]): boolean => counts.every((c) => c === 0)
  return isEmpty(before) !== isEmpty(after)
}

/**
 * Jensen-Shannon divergence of two counts, base 2: 0 for equal, 1 for disjoint (Lin 1991), and 1
 * where only one side counted anything.
 */
export function jensenShannon(before: readonly number[], after: readonly number[]): number {
  if (oneIsEmpty(before, after)) return 1
  const p = shares(before)
  const q = shares(after)
  let d = 0
  for (let i = 0; i < p.length; i++) {
    const m = (p[i] + q[i]) / 2
    if (p[i] > 0) d += (p[i] * Math.log2(p[i] / m)) / 2
    if (q[i] > 0) d += (q[i] * Math.log2(q[i] / m)) / 2
  }
  return Math.max(0, d)
}

/**
 * Earth mover's distance of two counts over ordered bins, in bins: 0 for equal, and from end to end
 * where only one side counted anything.
 */
export function earthMover(before: readonly number[], after: readonly number[]): number {
  if (oneIsEmpty(before, after)) return before.length - 1
  const p = shares(before)
  const q = shares(after)
  let carried = 0
  let work = 0
  for (let i = 0; i < p.length; i++) {
    carried += p[i] - q[i]
    work += Math.abs(carried)
  }
  return work
}

function rounded(x: number): number {
  return Math.round(x * 1e6) / 1e6
}

/** The result of one measure from its two tallies. */
export function compare(measure: Measure, before: Tally, after: Tally): UtilityResult {
  const left = before.numbers()
  const right = after.numbers()
  const numbers: Record<string, { before: number; after: number }> = {}
  for (const key of Object.keys(left)) {
    numbers[key] = { before: left[key], after: right[key] ?? 0 }
  }
  const others = after.series()
  const distances: Record<string, number> = {}
  const series: Series[] = before.series().map((s, i) => {
    const b = Array.from(s.counts)
    const a = Array.from(others[i].counts)
    distances[`${s.label} jsd`] = rounded(jensenShannon(b, a))
    distances[`${s.label} emd`] = rounded(earthMover(b, a))
    return { label: s.label, unit: s.unit, bins: s.bins, before: b, after: a }
  })
  return { measure: measure.name, question: measure.question, numbers, distances, series }
}
