/** Flows on both sides of an address translation, by the table of the translator. */
import type { Link } from './link.js'
import { firstHand } from './link-first-hand.js'
import { pairName } from './link-names.js'
import type { FlowRef, NatRef } from './link-records.js'

const TOLERANCE = 1_000_000_000n
/** Confidence of one candidate, and where times decide between several. */
const ALONE = 0.999
const BY_TIME = 0.9
/** Flows of one name that are looked at for one translation. */
const LOOKED_AT = 1024

interface Best {
  readonly flow: FlowRef
  readonly of: number
}

/** The first flow of a name that was open at a time, or began soon after it. */
function flowOf(list: readonly FlowRef[] | undefined, time: bigint, since: boolean) {
  const open = (list ?? [])
    .slice(-LOOKED_AT)
    .filter((f) => f.end + TOLERANCE >= time && (!since || f.start <= time + TOLERANCE))
  const near = firstHand(open)
  const apart = (f: FlowRef): bigint => (f.start > time ? f.start - time : time - f.start)
  let found: Best | undefined
  for (const flow of near) {
    if (found === undefined || apart(flow) < apart(found.flow)) found = { flow, of: near.length }
  }
  return found
}

/**
 * Links flows within with the same flows without. A translation at time 0 held for all of them.
 * Each pair of flows is given once.
 */
export function* joinTranslations(
  nat: readonly NatRef[],
  flows: Iterable<FlowRef>,
): Generator<Link> {
  const byName = new Map<string, FlowRef[]>()
  for (const { inside, outside } of nat) {
    byName.set(pairName(inside.client, inside.server), [])
    byName.set(pairName(outside.client, outside.server), [])
  }
  if (byName.size === 0) return
  for (const f of flows) byName.get(pairName(f.client, f.server))?.push(f)
  const linked = new Set<string>()
  for (const n of nat) {
    const dated = n.time > 0n
    const { inside, outside } = n
    const within = flowOf(byName.get(pairName(inside.client, inside.server)), n.time, dated)
    if (within === undefined) continue
    const { flow } = within
    const names = byName.get(pairName(outside.client, outside.server))
    const without = flowOf(names, flow.start, true)
    if (without === undefined || linked.has(`${flow.id} ${without.flow.id}`)) continue
    linked.add(`${flow.id} ${without.flow.id}`)
    const apart = without.flow.start - flow.start
    yield {
      time: flow.start,
      from: { layer: 'flows', id: flow.id },
      to: { layer: 'flows', id: without.flow.id },
      method: 'nat-map',
      role: '',
      confidence: within.of === 1 && without.of === 1 ? ALONE : BY_TIME,
      candidates: Math.max(within.of, without.of),
      offset: 0,
      offsetSpread: Number(TOLERANCE),
      residual: Math.abs(Number(apart)),
      best: true,
    }
  }
}
