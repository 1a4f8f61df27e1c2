/** Flows that are there twice: their packets were seen, and an exporter tells of them too. */
import type { FlowRef } from './link-records.js'

/** Exporters round times to milliseconds; their clocks may be off by more. */
const ROUNDED = 10_000_000n
/** Of more flows of one name nobody can tell which is which. */
const COMPARED = 16

/**
 * Flows of one name without those that are there twice: what an exporter says of a connection whose
 * packets were seen at that time is the same flow again, and no rival of it.
 */
export function firstHand(flows: readonly FlowRef[]): readonly FlowRef[] {
  const seen = flows.filter((f) => f.firstPacket !== undefined)
  if (seen.length === 0 || seen.length === flows.length || flows.length > COMPARED) return flows
  const isAgain = (f: FlowRef): boolean =>
    seen.some((s) => f.start <= s.end + ROUNDED && s.start <= f.end + ROUNDED)
  return flows.filter((f) => f.firstPacket !== undefined || !isAgain(f))
}
