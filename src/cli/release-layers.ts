/** The part of `scrim release` that takes what holds no packets: each input through its layer. */
import { closeSync, openSync } from 'node:fs'
import { ScrimError } from '../bytes/errors.js'
import type { Tables } from '../formats/tables.js'
import { type Inputs, openAny } from '../layers/inputs.js'
import type { Layer, LayerContext } from '../layers/layer.js'
import { runLayer } from '../layers/run.js'
import type { Bundle } from '../release/bundle.js'
import type { LayerInputFacts } from '../release/facts.js'
import { openFile } from '../sources/byte-stream.js'
import type { Values } from '../wire/values.js'
import { showNotices } from './anonymize-actions.js'
import { writeAll } from './output-file.js'
import { startProgress } from './progress.js'

/** What the inputs of a release are rewritten with. */
export interface LayerWork {
  readonly bundle: Bundle
  readonly valuesAt: (seconds: number) => Values
  readonly packet: NonNullable<LayerContext['packet']>
  readonly tables: Tables
  readonly quiet: boolean
}

/** How files of a format are called; names of inputs say who made them, and stay behind. */
function extensionOf(layer: Layer, format: string): string {
  const known = layer.extensions?.[format]
  if (known !== undefined) return known
  if (format.includes('json')) return 'jsonl'
  return format.includes('csv') ? 'csv' : layer.name === 'logs' ? 'log' : 'bin'
}

/**
 * Rewrites the inputs into the bundle, one file each.
 * @throws ScrimError `input` when an input held records and none of them is left
 */
export async function rewriteOthers(
  others: Inputs['others'],
  work: LayerWork,
): Promise<LayerInputFacts[]> {
  const facts: LayerInputFacts[] = []
  const numbers = new Map<string, number>()
  for (const { path, layer, format } of others) {
    const number = (numbers.get(layer.name) ?? 0) + 1
    numbers.set(layer.name, number)
    const file = `data/${layer.name}/${layer.name}-${number}.${extensionOf(layer, format)}`
    const fd = openSync(work.bundle.path(file), 'wx')
    const progress = startProgress(`rewriting ${layer.name}`, work.quiet)
    let written = 0
    const context = {
      valuesAt: work.valuesAt,
      packet: work.packet,
      row: work.tables.row,
      write(b: Uint8Array, at: number, end: number) {
        writeAll(fd, b.subarray(at, end))
        written += end - at
      },
    }
    const content = await openAny(openFile(path))
    const result = await runLayer(content, layer, format, context, (stream, counts) =>
      progress.update({ bytesRead: stream.taken, bytesTotal: stream.size }, counts.records.in),
    )
    closeSync(fd)
    progress.done()
    showNotices(result.notices)
    const { records, suppressed } = result.counts
    if (records.in > 0 && records.out === 0) {
      throw new ScrimError('input', `${path}: no record of ${records.in} is left (${format})`)
    }
    const bytes = { in: result.bytes, out: written }
    facts.push({ layer: layer.name, format, file, records, suppressed, bytes })
  }
  return facts
}
