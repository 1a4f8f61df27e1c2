/** How good the links of a recording are, way by way, held against what is known of it. */
import type { Link } from '../../../src/correlate/link.js'
import { joinSpans, type SpanJoinSummary } from '../../../src/correlate/link-sweep.js'
import type { Recording } from './recording.js'

/** Shares in percent; of none they are NaN. */
export interface Quality {
  readonly links: number
  readonly precision: number
  readonly recall: number
  /** of links of a confidence above 0.95 */
  readonly surePrecision: number
  readonly sureRecall: number
}

/** All links of a recording, and what is said at the end. */
export function join(r: Recording, window?: number): [Link[], SpanJoinSummary] {
  const links: Link[] = []
  const joined = joinSpans(r, window === undefined ? {} : { window })
  let next = joined.next()
  while (next.done !== true) {
    links.push(next.value)
    next = joined.next()
  }
  return [links, next.value]
}

/** Judges the links of one role that a way found, or those that are best. */
export function judge(
  r: Recording,
  links: readonly Link[],
  role: 'client' | 'server',
  way: Link['method'] | 'best',
): Quality {
  const mine = links.filter((l) => l.role === role && (way === 'best' ? l.best : l.method === way))
  const right = (l: Link): boolean => r.truth.get(l.from.id) === l.to.id
  const kept = r.spans.filter((s) => s.kind === role && r.truth.has(s.id)).length
  const sure = mine.filter((l) => l.confidence > 0.95)
  const share = (n: number, of: number): number => (100 * n) / of
  return {
    links: mine.length,
    precision: share(mine.filter(right).length, mine.length),
    recall: share(mine.filter(right).length, kept),
    surePrecision: share(sure.filter(right).length, sure.length),
    sureRecall: share(sure.filter(right).length, kept),
  }
}
