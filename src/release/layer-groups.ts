/** Inputs that held no packets, by what they are: a folder may have thousands of one format. */
import type { LayerInputFacts } from './facts.js'

/** Inputs of one format, as one. */
export interface LayerGroup extends Omit<LayerInputFacts, 'file'> {
  readonly inputs: number
}

type Counts = Readonly<Record<string, number>>

function add(a: Counts, b: Counts): Counts {
  const all: Record<string, number> = { ...a }
  for (const [why, n] of Object.entries(b)) all[why] = (all[why] ?? 0) + n
  return all
}

type Yearless = NonNullable<LayerInputFacts['yearless']>

function addYearless(a: Yearless, b: Yearless): Yearless {
  const near = a.near.split(', ').includes(b.near) ? a.near : `${a.near}, ${b.near}`
  return { records: a.records + b.records, near }
}

function addTo(g: LayerGroup, l: LayerGroup): LayerGroup {
  const { records: r, bytes: b, yearless: y } = g
  const yearless = y && l.yearless ? addYearless(y, l.yearless) : (y ?? l.yearless)
  return {
    layer: g.layer,
    format: g.format,
    inputs: g.inputs + l.inputs,
    records: {
      in: r.in + l.records.in,
      out: r.out + l.records.out,
      dropped: add(r.dropped, l.records.dropped),
    },
    suppressed: add(g.suppressed, l.suppressed),
    bytes: { in: b.in + l.bytes.in, out: b.out + l.bytes.out },
    ...(yearless === undefined ? {} : { yearless }),
  }
}

/** Adds up inputs of one layer and format, in the order in which each format came first. */
export function groupsOf(layers: readonly LayerInputFacts[]): LayerGroup[] {
  const groups = new Map<string, LayerGroup>()
  for (const { file: _, ...facts } of layers) {
    const one = { ...facts, inputs: 1 }
    const key = `${one.layer} ${one.format}`
    const before = groups.get(key)
    groups.set(key, before === undefined ? one : addTo(before, one))
  }
  return [...groups.values()]
}
