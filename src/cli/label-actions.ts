/** What the subcommands of `scrim label` do. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { ScrimError } from '../bytes/errors.js'
import { type Assertion, type Entry, isRetraction } from '../labels/assertion.js'
import { defined } from '../labels/fields-of.js'
import { readEntry, writeEntry } from '../labels/lines.js'
import { readMoment, writeMoment } from '../labels/moments.js'
import { standing, summarise } from '../labels/standing.js'
import type { Subject, SubjectKind } from '../labels/subject.js'
import { judge } from '../labels/taxonomies.js'
import { digestFile } from '../release/paths.js'
import { appendLabels, readLabels } from './label-file.js'
import { readForeign } from './label-import.js'
import { table } from './ui/table.js'

/** Options of `label add`. */
export interface AddOptions {
  readonly value?: string
  readonly taxonomy: string
  readonly tier: string
  readonly about?: SubjectKind
  readonly flow?: string
  readonly host?: string
  readonly trace?: string
  readonly span?: string
  readonly record?: string
  readonly start?: string
  readonly end?: string
  readonly by: string
  readonly versionOf?: string
  readonly config?: string
  readonly confidence?: string
  readonly error?: string
  readonly comment?: string
  readonly from?: string
  readonly map?: string
  readonly json?: boolean
}

function print(text: string): void {
  process.stdout.write(text)
}

function warn(text: string): void {
  process.stderr.write(`scrim: ${text}\n`)
}

function usage(message: string, hint: string): ScrimError {
  return new ScrimError('usage', message, hint)
}

const FLOW = 'write it as "tcp 192.0.2.1:40000 198.51.100.2:443", IPv6 in brackets'
const END = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/

/** `192.0.2.1:80`, `[2001:db8::1]:80`, or an address alone. */
function endOf(text: string): { at: string; port?: string } {
  const m = END.exec(text)
  return defined({ at: m?.[1] ?? m?.[2] ?? text, port: m?.[3] })
}

function flowFrom(text: string): object {
  const [protocol, source, destination, ...more] = text.trim().split(/\s+/)
  if (destination === undefined || more.length > 0) throw usage(`--flow ${text} is no flow`, FLOW)
  const [a, b] = [endOf(source), endOf(destination)]
  return {
    source: a.at,
    destination: b.at,
    sourcePort: a.port,
    destinationPort: b.port,
    protocol,
  }
}

function kindOf(o: AddOptions): SubjectKind {
  if (o.about !== undefined) return o.about
  if (o.flow !== undefined) return 'flow'
  if (o.span !== undefined) return 'span'
  if (o.trace !== undefined) return 'trace'
  if (o.record !== undefined) return 'log'
  if (o.start !== undefined) return 'window'
  return o.host === undefined ? 'dataset' : 'host'
}

async function digestOf(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined
  if (!existsSync(path)) throw new ScrimError('usage', `--config names ${path}: it is not there`)
  try {
    return (await digestFile(path)).sha256
  } catch {
    throw new ScrimError('usage', `--config names ${path}: expected a file that can be read`)
  }
}

async function assertionFrom(o: AddOptions): Promise<Entry> {
  if (o.value === undefined) {
    throw usage('nothing is asserted', 'give --value, or --from a file of labels')
  }
  const kind = kindOf(o)
  const entry = readEntry({
    id: randomUUID(),
    subject: defined<Record<string, unknown>>({
      kind,
      ...(o.flow === undefined ? {} : flowFrom(o.flow)),
      host: o.host,
      traceId: o.trace,
      spanId: o.span,
      record: o.record,
    }),
    taxonomy: o.taxonomy,
    value: o.value,
    tier: o.tier,
    said: defined({ tool: o.by, version: o.versionOf, config: await digestOf(o.config) }),
    confidence: o.confidence,
    error: o.error,
    start: o.start,
    end: o.end,
    comment: o.comment,
  })
  if (typeof entry === 'string') throw usage(`this is no label: ${entry}`, 'scrim label add --help')
  return entry
}

function wouldStay(entries: readonly Entry[]): number {
  return entries.filter((e) => !isRetraction(e) && judge(e.taxonomy, e.value) === 'free').length
}

/** Adds assertions; the file is checked first. */
export async function add(path: string, o: AddOptions): Promise<void> {
  const { entries, torn } = readLabels(path, 'begin')
  sayTorn(path, torn)
  if (o.from !== undefined && o.value !== undefined) {
    throw usage('--value and --from are both given', 'give one of them')
  }
  const foreign = o.from === undefined ? undefined : await readForeign(o.from, o.map)
  const made = foreign?.entries ?? [await assertionFrom(o)]
  const added = made.map((e): Entry => (e.id === undefined ? { ...e, id: randomUUID() } : e))
  const known = new Set(entries.map((e) => e.id))
  const twice = added.filter((e) => known.has(e.id)).length
  if (twice > 0) {
    throw new ScrimError('input', `${twice} of ${o.from} are in ${path} already`, 'by their ids')
  }
  if (added.length > 0) appendLabels(path, added)
  const free = wouldStay(added)
  if (free > 0) warn(`${free} values are no word of their taxonomy: they will not leave`)
  const ids = added.length === 1 ? { id: added[0].id } : {}
  const dropped = foreign?.dropped ?? {}
  if (o.json)
    return print(`${JSON.stringify({ labels: path, added: added.length, ...ids, dropped })}\n`)
  print(added.length === 1 ? `${added[0].id}\n` : `${added.length} labels added to ${path}\n`)
  for (const [why, n] of Object.entries(dropped)) warn(`${n} records make no label: ${why}`)
}

function sayTorn(path: string, torn: readonly number[]): void {
  if (torn.length > 0) warn(`${path}: left out, as cut short: line ${torn.join(', ')}`)
}

function about(s: Subject): string {
  const end = (at: string, port?: number): string => {
    if (port === undefined) return at
    return at.includes(':') ? `[${at}]:${port}` : `${at}:${port}`
  }
  if (s.source !== undefined && s.destination !== undefined) {
    return `${end(s.source, s.sourcePort)} ${end(s.destination, s.destinationPort)}`
  }
  return [s.host, s.traceId, s.spanId, s.record].filter((v) => v !== undefined).join(' ')
}

function rowOf(e: Entry): string[] {
  const id = e.id?.slice(0, 8) ?? '-'
  const time = e.start === undefined ? '-' : writeMoment(e.start).slice(0, 19)
  if (isRetraction(e)) return [id, time, 'retracts', e.retracts.slice(0, 8), '', e.said.tool, '']
  const what = `${e.taxonomy}/${e.value}`
  return [id, time, what, e.tier, e.subject.kind, e.said.tool, about(e.subject)]
}

/** Prints what stands, what disagrees, and how much of each sort there is. */
export function list(path: string, o: { all?: boolean; summary?: boolean; json?: boolean }): void {
  const { entries, torn } = readLabels(path, 'refuse')
  sayTorn(path, torn)
  const summary = summarise(entries)
  const shown = o.all ? entries : standing(entries)
  if (o.json) {
    const labels = o.summary ? {} : { labels: shown.map((e) => JSON.parse(writeEntry(e))) }
    return print(`${JSON.stringify({ ...labels, ...summary, torn: torn.length })}\n`)
  }
  if (o.summary) {
    print(
      table(
        summary.counts.map((c) => [
          String(c.assertions),
          `${c.taxonomy}/${c.value}`,
          c.tier,
          c.tool,
        ]),
      ),
    )
  } else print(table(shown.map(rowOf)))
  const { standing: n, retracted, conflicts } = summary
  print(`${n} stand, ${retracted} retracted, ${conflicts.length} conflicts\n`)
  for (const c of conflicts) {
    const said = c.values.map((v) => `${v.value} (${v.tool}, ${v.tier})`).join(' or ')
    print(`conflict: ${c.subject.kind} ${about(c.subject)}: ${c.taxonomy} ${said}\n`)
  }
}

function find(entries: readonly Assertion[], start: string, path: string): Assertion {
  const found = entries.filter((e) => e.id?.startsWith(start))
  if (found.length === 1) return found[0]
  const many = found.length > 1 ? `${found.length} labels` : 'no label that stands'
  const hint = found.length > 1 ? 'give more of the id' : `see scrim label list ${path}`
  throw new ScrimError('usage', `${many} in ${path} begins with ${start}`, hint)
}

/** Takes assertions back: all of them, or none when one is not found. */
export function retract(
  path: string,
  ids: readonly string[],
  o: { by: string; comment?: string; json?: boolean },
): void {
  const { entries, torn } = readLabels(path, 'refuse')
  sayTorn(path, torn)
  const there = standing(entries)
  const found = new Set(ids.map((start) => find(there, start, path).id ?? ''))
  const start = readMoment(new Date())
  const made = [...found].map(
    (retracts): Entry =>
      defined<Extract<Entry, { retracts: string }>>({
        id: randomUUID(),
        retracts,
        said: { tool: o.by },
        start,
        comment: o.comment,
      }),
  )
  appendLabels(path, made)
  if (o.json) print(`${JSON.stringify({ labels: path, retracted: [...found] })}\n`)
  else print(`${made.length} retracted\n`)
}
