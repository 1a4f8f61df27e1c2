/** What the subcommands of `scrim label` do. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { ScrimError } from '../bytes/errors.js'
import { found } from '../bytes/found.js'
import { printable } from '../bytes/printable.js'
import { type Assertion, type Entry, isRetraction } from '../labels/assertion.js'
import { address } from '../labels/endpoints.js'
import { defined, protocol, whole } from '../labels/fields-of.js'
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
const END = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\w*))?$/

interface End {
  readonly at: string
  readonly port?: number
}

/** `192.0.2.1:80`, `[2001:db8::1]:80`, or an address alone. */
function endOf(written: string): End {
  const [, bracketed, plain, given] = END.exec(written) ?? []
  const at = address(bracketed ?? plain)
  const is = at === undefined ? undefined : at.includes(':') === (bracketed !== undefined)
  if (at === undefined || !is) throw usage(`--flow: ${found(written)} is no address`, FLOW)
  const port = whole(given, 65_535)
  if (given !== undefined && port === undefined) {
    throw usage(`--flow: ${found(written)} has no port from 0 to 65535`, FLOW)
  }
  return defined<End>({ at, port })
}

function flowFrom(written: string): object {
  const [named, source, destination, ...more] = written.trim().split(/\s+/)
  if (destination === undefined || more.length > 0)
    throw usage(`--flow ${written} is no flow`, FLOW)
  const number = protocol(named)
  if (number === undefined) {
    throw usage(`--flow: ${found(named)} is no IP protocol`, 'tcp, udp, icmp, ..., or its number')
  }
  const [a, b] = [endOf(source), endOf(destination)]
  if (a.at.includes(':') !== b.at.includes(':')) {
    throw usage(`--flow ${written} has an end of IPv4 and one of IPv6`, FLOW)
  }
  return {
    source: a.at,
    destination: b.at,
    sourcePort: a.port,
    destinationPort: b.port,
    protocol: number,
  }
}

/** Options that say what a label is about, by what it is about. */
const SAYS: Readonly<Record<SubjectKind, readonly (keyof AddOptions)[]>> = {
  flow: ['flow'],
  window: ['host'],
  host: ['host'],
  trace: ['trace'],
  span: ['trace', 'span'],
  log: ['record'],
  dataset: [],
}

/** Two options that name different things would make a label about neither. */
function checkSubject(kind: SubjectKind, o: AddOptions): void {
  const other = (['flow', 'host', 'trace', 'span', 'record'] as const).find(
    (name) => o[name] !== undefined && !SAYS[kind].includes(name),
  )
  if (other === undefined) return
  const has = SAYS[kind].map((name) => `--${name}`).join(' and ') || 'none of such options'
  throw usage(`--${other} says nothing of a label about a ${kind}`, `a ${kind} has ${has}`)
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
  checkSubject(kind, o)
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
  if (o.from === undefined && o.map !== undefined) {
    throw usage('--map is given without --from', 'name the file whose columns it explains')
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
  for (const [member, n] of Object.entries(foreign?.unread ?? {})) {
    warn(`${n} records have a ${member} that cannot be read: it is left out`)
  }
  if (o.json)
    return print(`${JSON.stringify({ labels: path, added: added.length, ...ids, dropped })}\n`)
  print(added.length === 1 ? `${added[0].id}\n` : `${added.length} labels added to ${path}\n`)
  for (const [why, n] of Object.entries(dropped)) {
    warn(`${n} records make no label: ${why} (the first is number ${foreign?.first[why]})`)
  }
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

/** Longer words of others are cut where a person reads them; `--json` has all of them. */
const SHOWN_MAX = 80

function shown(word: string): string {
  return printable(word.length > SHOWN_MAX ? `${word.slice(0, SHOWN_MAX)}…` : word)
}

/** Words of others, in columns. */
function printTable(rows: readonly (readonly string[])[]): void {
  print(table(rows.map((row) => row.map(shown))))
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
  const left = o.all ? entries : standing(entries)
  if (o.json) {
    const labels = o.summary ? {} : { labels: left.map((e) => JSON.parse(writeEntry(e))) }
    return print(`${JSON.stringify({ ...labels, ...summary, torn: torn.length })}\n`)
  }
  if (o.summary) {
    printTable(
      summary.counts.map((c) => [String(c.assertions), `${c.taxonomy}/${c.value}`, c.tier, c.tool]),
    )
  } else printTable(left.map(rowOf))
  const { standing: n, retracted, conflicts } = summary
  print(`${n} stand, ${retracted} retracted, ${conflicts.length} conflicts\n`)
  for (const c of conflicts) {
    const said = c.values.map((v) => `${v.value} (${v.tool}, ${v.tier})`).join(' or ')
    const line = `conflict: ${c.subject.kind} ${about(c.subject)}: ${c.taxonomy} ${said}`
    print(`${printable(line)}\n`)
  }
}

function find(entries: readonly Assertion[], start: string, path: string): Assertion {
  if (start.trim() === '') throw usage('an id is empty', `see scrim label list ${path}`)
  const of = entries.filter((e) => e.id?.startsWith(start))
  if (of.length === 1) return of[0]
  const many = of.length > 1 ? `${of.length} labels` : 'no label that stands'
  const hint = of.length > 1 ? 'give more of the id' : `see scrim label list ${path}`
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
  const taken = new Set(ids.map((start) => find(there, start, path).id ?? ''))
  const start = readMoment(new Date())
  const made = [...taken].map(
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
  if (o.json) print(`${JSON.stringify({ labels: path, retracted: [...taken] })}\n`)
  else print(`${made.length} retracted\n`)
}
