/** What stands among assertions, what disagrees, and how many there are of each sort. */
import { type Assertion, type Entry, isRetraction } from './assertion.js'
import { conversation } from './endpoints.js'
import type { Subject, Tier } from './subject.js'
import { judge, taxonomies } from './taxonomies.js'

/** Assertions of one thing, in one taxonomy, that cannot all be right. All of them stand. */
export interface Conflict {
  readonly taxonomy: string
  /** the first that disagreed; the others are about the same */
  readonly subject: Subject
  /** each value, with who was first to say so */
  readonly values: readonly { readonly value: string; readonly tool: string; readonly tier: Tier }[]
}

/** How many there are of each sort. */
export interface LabelSummary {
  /** assertions that stand */
  readonly standing: number
  readonly retracted: number
  /** retractions of what is not there */
  readonly dangling: number
  /** the most frequent first */
  readonly counts: readonly {
    readonly taxonomy: string
    readonly value: string
    readonly tier: Tier
    readonly tool: string
    readonly assertions: number
  }[]
  readonly conflicts: readonly Conflict[]
}

/** Assertions that were not taken back; a retraction also takes back what came before it only. */
export function standing(entries: readonly Entry[]): readonly Assertion[] {
  const taken = new Map<string, number>()
  entries.forEach((e, i) => {
    if (isRetraction(e)) taken.set(e.retracts, i)
  })
  return entries.filter((e, i): e is Assertion => {
    if (isRetraction(e)) return false
    return e.id === undefined || (taken.get(e.id) ?? -1) < i
  })
}

function keyOf({ subject: s }: Assertion): string {
  if (s.flowId !== undefined) return `flow ${s.flowId}`
  const ends = conversation(s)
  return `${s.kind} ${ends ?? [s.host, s.traceId, s.spanId, s.record].join(' ')}`
}

/** Two names of one application, one of them more exact: `TLS` and `TLS.Google`. */
export function refines(taxonomy: string, a: string, b: string): boolean {
  if (taxonomy !== 'ndpi') return false
  const short = a.length < b.length ? a : b
  const long = a.length < b.length ? b : a
  const parts = long.split('.')
  return short.split('.').every((part) => parts.includes(part))
}

const FIRST = -(2n ** 63n)
const LAST = 2n ** 63n

interface Seen {
  readonly first: Assertion
  last: bigint
}

/** Values about one thing whose times meet. */
function clashes(group: readonly Assertion[]): readonly Assertion[] {
  const sorted = [...group].sort((a, b) => {
    const [x, y] = [a.start ?? FIRST, b.start ?? FIRST]
    return x < y ? -1 : x > y ? 1 : 0
  })
  const seen = new Map<string, Seen>()
  const found = new Set<Assertion>()
  for (const a of sorted) {
    const start = a.start ?? FIRST
    const end = a.end ?? a.start ?? LAST
    for (const [value, s] of seen) {
      if (value === a.value || s.last < start || refines(a.taxonomy, value, a.value)) continue
      found.add(s.first)
      found.add(seen.get(a.value)?.first ?? a)
    }
    const own = seen.get(a.value)
    if (own === undefined) seen.set(a.value, { first: a, last: end })
    else if (end > own.last) own.last = end
  }
  return [...found]
}

/** Finds what disagrees among assertions that stand, in taxonomies whose values exclude others. */
export function conflictsOf(assertions: readonly Assertion[]): readonly Conflict[] {
  const groups = new Map<string, Assertion[]>()
  for (const a of assertions) {
    const { taxonomy } = a
    if (!Object.hasOwn(taxonomies, taxonomy) || !taxonomies[taxonomy].exclusive) continue
    // Windows overlap by their nature: only those of one host speak of one thing.
    if (a.subject.kind === 'window' && a.subject.host === undefined) continue
    const key = `${taxonomy} ${keyOf(a)}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [a])
    else group.push(a)
  }
  return [...groups.values()].flatMap((group) => {
    const found = clashes(group)
    if (found.length === 0) return []
    const values = found.map((a) => ({ value: a.value, tool: a.said.tool, tier: a.tier }))
    return [{ taxonomy: group[0].taxonomy, subject: found[0].subject, values }]
  })
}

/** Counts what stands, by taxonomy, value, tier and who says so. */
export function summarise(entries: readonly Entry[]): LabelSummary {
  const left = standing(entries)
  const ids = new Set(entries.map((e) => e.id))
  const retractions = entries.filter(isRetraction)
  const counts = new Map<string, LabelSummary['counts'][number]>()
  for (const a of left) {
    const { taxonomy, tier } = a
    const { tool } = a.said
    const value = judge(taxonomy, a.value) === 'free' ? '(free text)' : a.value
    const key = JSON.stringify([taxonomy, value, tier, tool])
    const assertions = (counts.get(key)?.assertions ?? 0) + 1
    counts.set(key, { taxonomy, value, tier, tool, assertions })
  }
  return {
    standing: left.length,
    retracted: entries.length - retractions.length - left.length,
    dangling: retractions.filter((r) => !ids.has(r.retracts)).length,
    counts: [...counts.values()].sort((a, b) => b.assertions - a.assertions),
    conflicts: conflictsOf(left),
  }
}
