/** Labels: what a recording, or parts of it, are said to be, and by whom. */
import { writeEntry } from '../labels/lines.js'
import { openLabels } from '../labels/reader.js'
import type { Read } from '../labels/source.js'
import { besideForms, labelForms, recogniseLabels } from '../labels/sources.js'
import { labelCarriers } from './label-carriers.js'
import { createLabelRewriter } from './label-rewrite.js'
import { fillLabel } from './label-rows.js'
import { labelsTable } from './label-table.js'
import type { Layer, LayerContext, LayerCounts, LayerRun } from './layer.js'
import type { Cell } from './table.js'

function open(format: string, context: LayerContext): LayerRun {
  const counts: LayerCounts = { records: { in: 0, out: 0, dropped: {} }, suppressed: {} }
  const { records } = counts
  const rewriter = createLabelRewriter(context.valuesAt, counts.suppressed)
  const cells: Cell[] = labelsTable.columns.map(() => null)
  let number = 0n
  const drop = (why: string): void => {
    records.dropped[why] = (records.dropped[why] ?? 0) + 1
  }
  const sink = (read: Read): void => {
    records.in++
    if (typeof read === 'string') return drop(read)
    let why = 'no-label'
    let left = 0
    for (const entry of read) {
      const e = rewriter.entry(entry)
      if (typeof e === 'string') {
        why = e
        continue
      }
      left++
      const line = Buffer.from(`${writeEntry(e)}\n`)
      context.write(line, 0, line.length)
      fillLabel(cells, number++, e)
      context.row?.(labelsTable, cells)
    }
    if (left > 0) records.out++
    else drop(why)
    if (left > 0 && left < read.length) {
      counts.suppressed.assertion = (counts.suppressed.assertion ?? 0) + read.length - left
    }
  }
  const reader = openLabels(format, sink, undefined, (member) => {
    counts.suppressed[member] = (counts.suppressed[member] ?? 0) + 1
  })
  return {
    push: (chunk) => reader.push(chunk),
    end: () => reader.end(),
    counts,
    get notices() {
      const n = rewriter.words
      if (n === 0) return []
      return [
        `labels: ${n} values are in no list: words of them that nobody else has are pseudonyms`,
      ]
    },
  }
}

const docs = Object.entries({ ...labelForms, ...besideForms }).map(([k, f]) => [k, f.doc])

/**
 * What is recognised here holds labels and nothing else. Alerts, notices and labelled flows are
 * logs and flows first: see `labelsBeside`.
 */
export const labels: Layer = {
  name: 'labels',
  formats: Object.fromEntries(docs),
  extensions: Object.fromEntries(docs.map(([k]) => [k, 'jsonl'])),
  tables: [labelsTable],
  recognise(head) {
    const form = recogniseLabels(head)
    return form !== undefined && Object.hasOwn(labelForms, form) ? form : undefined
  },
  open,
  carriers: labelCarriers,
}

/**
 * The format in which labels lie in an input that another layer takes: alerts in an EVE log,
 * notices and labelled connections of Zeek, tables of flows with a label. Run `labels.open` with
 * it over the same bytes; what it drops as `not-a-label` or `no-label` is no loss.
 */
export function labelsBeside(head: Uint8Array): string | undefined {
  const form = recogniseLabels(head)
  return form !== undefined && Object.hasOwn(besideForms, form) ? form : undefined
}
