/**
 * Which records of any layer labels are about: by what they name, by endpoints, or by windows and
 * hosts. It compares names for being the same and times for being within, and nothing else, so that
 * it commutes with rewriting.
 */
import type { Assertion } from './assertion.js'
import { refines } from './standing.js'
import type { Tier } from './subject.js'
import { taxonomies } from './taxonomies.js'

/** A record that may be meant. Times are nanoseconds. */
export interface Target {
  readonly start: bigint
  readonly end: bigint
  /** addresses and names of those that take part */
  readonly hosts: readonly string[]
  /** both ends, as `address port` */
  readonly ends?: readonly [string, string] | undefined
  readonly protocol?: number | undefined
  readonly flowId?: number | undefined
  readonly traceId?: string | undefined
  readonly spanId?: string | undefined
}

/** One label of one record. */
export interface Meant<T extends Target> {
  readonly label: Assertion
  readonly target: T
  /** what the label's own tier becomes where it only says when and where */
  readonly tier: Tier
  /** how many records the label may mean */
  readonly candidates: number
  /** another label of the record says something else, and both cannot be right */
  readonly conflict: boolean
}

interface Ordered<T> {
  readonly list: readonly T[]
  readonly latest: readonly bigint[]
}

function order<T extends Target>(targets: readonly T[]): Ordered<T> {
  const list = [...targets].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))
  const latest: bigint[] = []
  for (const [i, t] of list.entries()) {
    latest.push(i > 0 && latest[i - 1] > t.end ? latest[i - 1] : t.end)
  }
  return { list, latest }
}

function during<T extends Target>(of: Ordered<T> | undefined, a: Assertion): T[] {
  if (of === undefined) return []
  const { start, end = a.start } = a
  let low = 0
  let high = of.list.length
  while (end !== undefined && low < high) {
    const middle = (low + high) >> 1
    if (of.list[middle].start <= end) low = middle + 1
    else high = middle
  }
  const found: T[] = []
  for (let i = (end === undefined ? high : low) - 1; i >= 0; i--) {
    if (start !== undefined && of.latest[i] < start) break
    if (start === undefined || of.list[i].end >= start) found.push(of.list[i])
  }
  return found.reverse()
}

/** Both ends in an order that does not depend on who is first. */
const endsKey = (a: string, b: string): string => (a < b ? `${a}|${b}` : `${b}|${a}`)

function keysOf(t: Target): string[] {
  const keys = t.hosts.map((h) => `host ${h}`)
  if (t.ends !== undefined) {
    keys.push(`ends ${endsKey(...t.ends)}`)
    keys.push(`pair ${endsKey(t.ends[0].split(' ')[0], t.ends[1].split(' ')[0])}`)
  }
  if (t.flowId !== undefined) keys.push(`flow ${t.flowId}`)
  if (t.traceId !== undefined) keys.push(`trace ${t.traceId}`)
  if (t.traceId !== undefined && t.spanId !== undefined) keys.push(`span ${t.traceId} ${t.spanId}`)
  return keys
}

/** The key under which what a label is about is found; empty for all records of a time. */
function keyOf({ subject: s }: Assertion): string | undefined {
  if (s.flowId !== undefined) return `flow ${s.flowId}`
  if (s.kind === 'trace') return `trace ${s.traceId}`
  if (s.kind === 'span') return `span ${s.traceId} ${s.spanId}`
  if (s.source !== undefined && s.destination !== undefined) {
    const { sourcePort: a, destinationPort: b } = s
    if (a === undefined || b === undefined) return `pair ${endsKey(s.source, s.destination)}`
    return `ends ${endsKey(`${s.source} ${a}`, `${s.destination} ${b}`)}`
  }
  if (s.host !== undefined) return `host ${s.host}`
  return s.kind === 'window' && (s.destinationPort ?? s.protocol) === undefined ? '' : undefined
}

/** Whether a record is at the port and of the protocol that a label names. */
function fits(t: Target, { subject: s }: Assertion): boolean {
  const { protocol, destinationPort: port } = s
  if (protocol !== undefined && t.protocol !== undefined && protocol !== t.protocol) return false
  if (port === undefined || s.sourcePort !== undefined) return true
  return t.ends?.some((e) => e.endsWith(` ${port}`)) === true
}

/** A label that says exactly what it is about keeps its tier. */
function tierOf(key: string, label: Assertion): Tier {
  return /^(?:flow|trace|span|ends) /.test(key) ? label.tier : 'window'
}

/** Marks labels of one record and taxonomy that exclude each other. */
function withConflicts<T extends Target>(all: readonly Omit<Meant<T>, 'conflict'>[]): Meant<T>[] {
  const said = new Map<T, Map<string, Set<string>>>()
  for (const { label, target } of all) {
    const { taxonomy, value } = label
    if (!Object.hasOwn(taxonomies, taxonomy) || !taxonomies[taxonomy].exclusive) continue
    const own = said.get(target) ?? new Map<string, Set<string>>()
    said.set(target, own.set(taxonomy, (own.get(taxonomy) ?? new Set()).add(value)))
  }
  return all.map((m) => {
    const { taxonomy, value } = m.label
    const values = [...(said.get(m.target)?.get(taxonomy) ?? [])]
    const conflict = values.some((v) => v !== value && !refines(taxonomy, v, value))
    return { ...m, conflict }
  })
}

/** Records under the keys that labels name; of all others nothing is held. */
function gather<T extends Target>(
  targets: Iterable<T>,
  wanted: ReadonlySet<string | undefined>,
  most: number,
): { readonly lists: ReadonlyMap<string, readonly T[]>; readonly left: number } {
  const lists = new Map<string, T[]>()
  let held = 0
  let left = 0
  for (const t of targets) {
    const keys = new Set(['', ...keysOf(t)].filter((key) => wanted.has(key)))
    if (keys.size === 0) continue
    if (held++ >= most) {
      left++
      continue
    }
    for (const key of keys) {
      const list = lists.get(key)
      if (list === undefined) lists.set(key, [t])
      else list.push(t)
    }
  }
  return { lists, left }
}

/**
 * Finds the records of each label; `unmet` counts labels that met none, `left` what there was no
 * room for: records that labels may be about, or labels of records.
 */
export function assignTo<T extends Target>(
  labels: readonly Assertion[],
  targets: Iterable<T>,
  most: number,
): { readonly meant: readonly Meant<T>[]; readonly unmet: number; readonly left: number } {
  const { lists, left: unheld } = gather(targets, new Set(labels.map(keyOf)), most)
  const ordered = new Map<string, Ordered<T>>()
  const under = (key: string): Ordered<T> | undefined => {
    const list = lists.get(key)
    if (!ordered.has(key) && list !== undefined) ordered.set(key, order(list))
    return ordered.get(key)
  }
  const all: Omit<Meant<T>, 'conflict'>[] = []
  let unmet = 0
  let left = unheld
  for (const label of labels) {
    const key = keyOf(label)
    const found = key === undefined ? [] : during(under(key), label).filter((t) => fits(t, label))
    if (key === undefined || found.length === 0) unmet++
    else if (all.length + found.length > most) left += found.length
    else {
      const tier = tierOf(key, label)
      for (const target of found) all.push({ label, target, tier, candidates: found.length })
    }
  }
  return { meant: withConflicts(all), unmet, left }
}
