/** The nearest valid name to one that was mistyped. */

/** Edits between two words: insert, delete, replace, swap (optimal string alignment). */
function distance(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1)
    }
    before = above
    above = row
  }
  return above[b.length]
}

/**
 * The candidate that is the word behind what it belongs to (`attr.client.address`), else the one
 * that is fewest edits away, if these are no more than about a third of the word.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.toLowerCase().slice(0, 80)
  let best = candidates.find((c) => /^[a-z]/.test(wanted) && c.endsWith(`.${wanted}`))
  if (best !== undefined) return best
  let least = Math.max(1, Math.ceil(wanted.length / 3)) + 1
  for (const candidate of candidates) {
    const d = distance(wanted, candidate)
    // Of two that are equally near, people meant the one that begins alike.
    const begins = best !== undefined && candidate[0] === wanted[0] && best[0] !== wanted[0]
    if (d < least || (d === least && begins)) {
      least = d
      best = candidate
    }
  }
  return best
}
