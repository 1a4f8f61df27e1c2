/** A pass over the inputs of exporters for their templates, before any of them is rewritten. */
import { u16 } from '../bytes/endian.js'
import { openFile } from '../sources/byte-stream.js'
import {
  createEarlier,
  type Earlier,
  headOf,
  remember,
  type Series,
  seriesOf,
} from './export-earlier.js'
import { type MessageReader, openMessages } from './export-run.js'
import { readOptionsTemplate, readTemplate } from './export-templates.js'
import { type Inputs, openAny } from './inputs.js'
import type { LayerContext } from './layer.js'
import { runLayer } from './run.js'

/** Formats of exporters that give templates. */
const EXPORTS: ReadonlySet<string> = new Set(['netflow', 'ipfix'])

/** Domains of one input that are told apart. */
const DOMAINS_MAX = 1 << 16

/** Nothing is rewritten, so nobody asks for values. */
const NOTHING = { write: () => undefined } as unknown as LayerContext

/** Notes the templates of a message. */
function note(
  earlier: Earlier,
  known: Map<string, Series>,
  b: Uint8Array,
  at: number,
  end: number,
) {
  const head = headOf(b, at, end)
  if (head === undefined) return
  const before = known.get(head.domain)
  if (before === undefined && known.size >= DOMAINS_MAX) return
  const series = before ?? seriesOf(earlier, head)
  known.set(head.domain, series)
  series.sequence = head.sequence
  series.seconds = head.seconds
  const isIpfix = b[at + 1] === 10
  for (let i = at + (isIpfix ? 16 : 20); i + 4 <= end; i += u16(b, i + 2)) {
    const stop = i + u16(b, i + 2)
    if (stop < i + 4 || stop > end) return
    if (u16(b, i) > 3) continue
    const read = u16(b, i) === (isIpfix ? 3 : 1) ? readOptionsTemplate : readTemplate
    for (let from = i + 4; from + 4 <= stop && u16(b, from) !== 0; ) {
      const one = read(b, from, stop, isIpfix)
      if (one === undefined) break
      remember(earlier, series, one, b, i, from)
      from = one.next
    }
  }
}

/** Reads the templates of all inputs; where there is one alone, it says them itself. */
export async function learnTemplates(others: Inputs['others']): Promise<Earlier> {
  const all = createEarlier()
  // Of packets it is known who sent them: they need no others' templates, and lend none.
  const exports = others.filter(({ format, open }) => EXPORTS.has(format) && open === undefined)
  if (exports.length < 2) return all
  for (const { path, layer, format } of exports) {
    const known = new Map<string, Series>()
    const message = (b: Uint8Array, at: number, end: number): void => note(all, known, b, at, end)
    const reader = (): MessageReader => ({ message, end: () => undefined })
    const open = (_: string, context: LayerContext) => openMessages(context, reader)
    await runLayer(await openAny(openFile(path)), { ...layer, open }, format, NOTHING, () => {})
  }
  return all
}
