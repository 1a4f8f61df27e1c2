/** What watches the rows of a release on their way: labels find their records, links are found. */
import type { Spill } from '../correlate/record-store.js'
import type { RowSink } from './flow-watch.js'
import { createLabelWatch } from './label-watch.js'
import { createLinkWatch, type LinkWatch } from './link-watch.js'

/** Sees rewritten frames and rows, and gives rows of its own in the end. */
export interface RowWatch extends LinkWatch {
  /** what was odd, in words for people */
  readonly notices: readonly string[]
}

/**
 * Makes a watch for a release of packets and of inputs of these layers.
 * @param pass takes all rows, and those of links and labelled records in the end
 * @param spill takes what is more than memory should hold
 * @param exported whether exporters of flows were seen in the packets so far
 */
export function watchRows(
  pass: RowSink,
  layers: readonly string[],
  spill: Spill,
  exported?: () => boolean,
): RowWatch {
  // Telemetry carries no labels: what they would be about need not be held.
  const mayLabel = layers.some((name) => name !== 'otlp')
  const labelled = mayLabel ? createLabelWatch(pass, spill) : undefined
  const options = { spill, others: layers.length > 0, ...(exported && { exported }) }
  const linked = createLinkWatch(labelled?.row ?? pass, options)
  return {
    row: linked.row,
    after: linked.after,
    get left() {
      return linked.left
    },
    finish() {
      linked.finish()
      labelled?.finish()
    },
    get notices() {
      const of = (n: number, what: string): string[] =>
        n === 0 ? [] : [`no ${what} were looked for in ${n} records: too many`]
      return [...of(linked.left, 'links'), ...of(labelled?.left ?? 0, 'labels')]
    },
  }
}
