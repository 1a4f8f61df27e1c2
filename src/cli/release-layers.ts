/** The part of `scrim release` that takes what holds no packets: each input through its layer. */
import { closeSync, openSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Tables } from '../formats/tables.js'
import { createEarlier, type Earlier } from '../layers/export-earlier.js'
import { learnTemplates } from '../layers/export-learned.js'
import type { Opened } from '../layers/export-sent.js'
import { flows } from '../layers/flows.js'
import { type Inputs, type LayerInput, openInput } from '../layers/inputs.js'
import { labels, labelsBeside } from '../layers/labels.js'
import type { Layer, LayerContext } from '../layers/layer.js'
import { runLayer } from '../layers/run.js'
import { firstTime } from '../layers/survey.js'
import type { Bundle } from '../release/bundle.js'
import type { LayerInputFacts } from '../release/facts.js'
import type { Vocabulary } from '../text/vocabulary.js'
import type { Values } from '../wire/values.js'
import { showNotices } from './notices.js'
import { writeAll } from './output-file.js'
import { startProgress } from './progress.js'

/** Labels leave in one format, whatever they were read from. */
const LABELS = 'labels-jsonl'

/** What the inputs of a release are rewritten with. */
export interface LayerWork {
  readonly bundle: Bundle
  readonly valuesAt: (seconds: number) => Values
  readonly vocabulary?: Vocabulary
  /** about when the records were, and who says so; by the time of each file where nobody does */
  readonly near: { readonly seconds: number; readonly by: string } | undefined
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
 * Layers whose records may be in the release: those of its inputs; flows, which packets have too;
 * and labels, which lie in the inputs of any layer.
 */
export function layersOf(others: Inputs['others']): string[] {
  return [...new Set([...others.map(({ layer }) => layer.name), flows.name, labels.name])]
}

/**
 * About when the records of the inputs were.
 * @param packets when the first packet was, or not a number
 */
export async function nearOf(
  { others, year }: Inputs,
  packets: number,
): Promise<LayerWork['near']> {
  if (year !== undefined) return { seconds: Date.UTC(year, 6, 2) / 1000, by: 'the list of inputs' }
  if (Number.isFinite(packets)) return { seconds: packets, by: 'the packets' }
  for (const other of others) {
    const { layer, format } = other
    const content = await openInput(other)
    content.stream.close()
    const seconds = firstTime(content.head, layer, format)
    if (seconds !== undefined) return { seconds, by: `the ${layer.name}` }
  }
  return undefined
}

/** One pass over one input. */
interface Pass extends LayerInput {
  /** of the file in the release */
  readonly file: string
}

async function rewriteOne(
  pass: Pass,
  content: Opened,
  work: LayerWork,
  earlier?: Earlier,
): Promise<LayerInputFacts> {
  const { layer, format, file } = pass
  const fd = openSync(work.bundle.path(file), 'wx')
  const progress = startProgress(`rewriting ${layer.name}`, work.quiet, 'records')
  let written = 0
  const near = work.near ?? { seconds: statSync(pass.path).mtimeMs / 1000, by: 'the file' }
  const context = {
    valuesAt: work.valuesAt,
    near: near.seconds,
    packet: work.packet,
    ...(earlier === undefined ? {} : { earlier }),
    ...(work.vocabulary === undefined ? {} : { vocabulary: work.vocabulary }),
    row: work.tables.row,
    write(b: Uint8Array, at: number, end: number) {
      writeAll(fd, b.subarray(at, end))
      written += end - at
    },
  }
  const result = await runLayer(content, layer, format, context, (stream, counts) =>
    progress.update({ bytesRead: stream.taken, bytesTotal: stream.size }, counts.records.in),
  )
  closeSync(fd)
  progress.done()
  showNotices(result.notices)
  const { records, suppressed } = result.counts
  const bytes = { in: result.bytes, out: written }
  const facts = { layer: layer.name, format, file, records, suppressed, bytes }
  const { yearless } = result
  if (yearless === 0) return facts
  showNotices([
    `${pass.path}: ${yearless} records name no year: that nearest to ${near.by} was taken`,
  ])
  return { ...facts, yearless: { records: yearless, near: near.by } }
}

/** Records that assert nothing are none of labels: another layer has them. */
function labelsOnly(facts: LayerInputFacts): LayerInputFacts {
  const { 'not-a-label': other = 0, 'no-label': none = 0, ...dropped } = facts.records.dropped
  const { in: all, out } = facts.records
  return { ...facts, records: { in: all - other - none, out, dropped } }
}

/** Removes the file of an input of which nothing is left, and its folder where that was alone. */
function removeEmpty(pass: Pass, work: LayerWork): void {
  const gone = work.bundle.path(pass.file)
  rmSync(gone)
  if (readdirSync(dirname(gone)).length === 0) rmdirSync(dirname(gone))
}

/** The labels in an input that another layer has taken; undefined where none of them is left. */
async function rewriteLabels(pass: Pass, work: LayerWork): Promise<LayerInputFacts | undefined> {
  const facts = labelsOnly(await rewriteOne(pass, await openInput(pass), work))
  const { in: all, out } = facts.records
  if (out > 0) return facts
  removeEmpty(pass, work)
  if (all > 0) showNotices([`${pass.path}: no label of ${all} in it is left (${pass.format})`])
  return undefined
}

/**
 * Rewrites the inputs into the bundle, one file each, and labels that lie in them into one more. An
 * input of which no record is left has no file; its facts say why.
 */
export async function rewriteOthers(
  others: Inputs['others'],
  work: LayerWork,
): Promise<LayerInputFacts[]> {
  const facts: LayerInputFacts[] = []
  const numbers = new Map<string, number>()
  const earlier = createEarlier(await learnTemplates(others))
  const next = (layer: Layer, format: string): string => {
    const number = (numbers.get(layer.name) ?? 0) + 1
    return `data/${layer.name}/${layer.name}-${number}.${extensionOf(layer, format)}`
  }
  const took = ({ layer }: LayerInputFacts): void => {
    numbers.set(layer, (numbers.get(layer) ?? 0) + 1)
  }
  for (const other of others) {
    const { path, layer, format } = other
    const content = await openInput(other)
    const beside = layer === labels ? undefined : labelsBeside(content.head)
    const pass = { ...other, file: next(layer, format) }
    // Those of packets need no templates of others.
    const before = content.sent === undefined ? earlier : undefined
    const one = await rewriteOne(pass, content, work, before)
    const { in: all, out, dropped } = one.records
    facts.push(one)
    if (all > 0 && out === 0) {
      removeEmpty(pass, work)
      const why = Object.entries(dropped).map(([reason, n]) => `${reason} ${n}`)
      showNotices([`${path}: no record of ${all} is left (${format}): ${why.join(', ')}`])
    } else took(one)
    if (beside === undefined) continue
    const second = { path, layer: labels, format: beside, file: next(labels, LABELS) }
    const asserted = await rewriteLabels(second, work)
    if (asserted === undefined) continue
    facts.push(asserted)
    took(asserted)
  }
  return facts
}
