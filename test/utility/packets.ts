/** Packets as measures see them. */
import { createFacts, type PacketFacts } from '../../src/correlate/facts.js'
import type { Measure, Tally } from '../../src/utility/measure.js'

/** Facts of a packet; what is not said is as in a frame without IP. */
export function facts(given: Partial<PacketFacts>): PacketFacts {
  return { ...createFacts(), ...given }
}

/** A measure that has seen these packets. */
export function tallied(measure: Measure, packets: readonly Partial<PacketFacts>[]): Tally {
  const tally = measure.open()
  for (const p of packets) tally.packet(facts(p))
  return tally
}

/** The bins of one of its series that are not empty. */
export function binsOf(tally: Tally, label: string): Record<string, number> {
  const series = tally.series().find((s) => s.label === label)
  if (series === undefined) throw new Error(`no series ${label}`)
  const pairs = series.bins.map((bin, i) => [bin, series.counts[i]] as const)
  return Object.fromEntries(pairs.filter(([, n]) => n !== 0))
}
