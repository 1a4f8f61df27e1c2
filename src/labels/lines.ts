/** The file of labels: one JSON object a line, only ever added to. */
import { found } from '../bytes/found.js'
import {
  type Assertion,
  type Entry,
  isRetraction,
  type Retraction,
  type Said,
  type Scope,
} from './assertion.js'
import { address, flowOf } from './endpoints.js'
import { defined, protocol, type Raw, record, share, text, whole } from './fields-of.js'
import { readMoment, writeMoment } from './moments.js'
import { hexId } from './span-ids.js'
import { RECORDS_MAX, type Subject, subjectKinds, type Tier, tiers } from './subject.js'

const PORTS_MAX = 65_535
const DIGEST = /^[0-9a-f]{64}$/i

/** Reads who says so; a text says what is wrong. */
export function saidOf(v: unknown): Said | string {
  const said = record(v)
  const tool = text(said.tool)
  if (tool === undefined) return 'said.tool is missing: who says so'
  const config = text(said.config)
  if (config !== undefined && !DIGEST.test(config)) {
    return `said.config is not a SHA-256 in 64 hexadecimal digits: ${found(config)}`
  }
  const { version, rule, basis } = said
  return defined<Said>({
    tool,
    version: text(version),
    rule: text(rule),
    config,
    basis: text(basis),
  })
}

/** What each kind of subject must have. */
function subjectProblem(s: Subject, start: bigint | undefined): string | undefined {
  if (s.kind === 'flow' && s.flowId === undefined && s.source === undefined) {
    return 'a flow needs source and destination, both addresses'
  }
  if (s.kind === 'host' && s.host === undefined) return 'a host needs an address or name'
  if (s.kind === 'trace' && s.traceId === undefined) return 'a trace needs its traceId'
  if (s.kind === 'span' && (s.traceId === undefined || s.spanId === undefined)) {
    return 'a span needs its traceId and spanId'
  }
  if (s.kind === 'log' && s.record === undefined) return 'a log record needs its number'
  return s.kind === 'window' && start === undefined ? 'a window needs its start' : undefined
}

/** Numbers and identifiers that may stand in a subject, with what each is. */
const MEMBERS: Readonly<Record<string, readonly [string, (v: unknown) => unknown]>> = {
  host: ['address or name', (v) => (typeof v === 'object' ? undefined : v)],
  sourcePort: ['port', (v) => whole(v, PORTS_MAX)],
  destinationPort: ['port', (v) => whole(v, PORTS_MAX)],
  protocol: ['IP protocol', protocol],
  record: ['number of a record', (v) => whole(v, RECORDS_MAX)],
  flowId: ['number of a flow', (v) => whole(v, RECORDS_MAX)],
  traceId: ['identifier of up to 32 hexadecimal digits', (v) => hexId(v, 32)],
  spanId: ['identifier of up to 16 hexadecimal digits', (v) => hexId(v, 16)],
}

/** Without a member that cannot be read, the label would be about more. */
function memberProblem(s: Raw): string | undefined {
  for (const [name, [what, read]] of Object.entries(MEMBERS)) {
    const v = s[name]
    if (v !== undefined && v !== null && read(v) === undefined) {
      return `subject.${name} is no ${what}: ${found(v)}`
    }
  }
  return undefined
}

function subjectOf(v: unknown): Subject | string {
  const s = record(v)
  const kind = text(s.kind) ?? ''
  if (!Object.hasOwn(subjectKinds, kind)) {
    return `subject.kind is none of ${Object.keys(subjectKinds).join(', ')}: ${found(s.kind)}`
  }
  const problem = memberProblem(s)
  if (problem !== undefined) return problem
  const { source, destination, sourcePort, destinationPort } = s
  const ends = flowOf({ source, destination, sourcePort, destinationPort, protocol: s.protocol })
  if (ends === undefined && (source !== undefined || destination !== undefined)) {
    const both = `${found(source)}, ${found(destination)}`
    return `subject.source and subject.destination are not both addresses: ${both}`
  }
  const host = text(s.host)
  return defined<Subject>({
    source: ends?.source,
    destination: ends?.destination,
    sourcePort: ends?.sourcePort,
    destinationPort: ends?.destinationPort,
    protocol: protocol(s.protocol),
    kind: kind as Subject['kind'],
    host: address(host) ?? host,
    traceId: text(s.traceId),
    spanId: text(s.spanId),
    record: whole(s.record, RECORDS_MAX),
    flowId: whole(s.flowId, RECORDS_MAX),
  })
}

function scopeOf(v: unknown): Scope | undefined | string {
  if (v === undefined || v === null) return undefined
  const { start, end, unlabelled } = record(v)
  if (unlabelled !== 'unknown' && unlabelled !== 'negative') {
    return `scope.unlabelled is neither unknown nor negative: ${found(unlabelled)}`
  }
  return defined<Scope>({ start: readMoment(start), end: readMoment(end), unlabelled })
}

function noTime(name: string, v: unknown): string {
  return `${name} is no time: ${found(v)}, expected as 2024-03-01T10:00:00Z, or seconds since 1970`
}

function assertionOf(r: Raw, said: Said): Assertion | string {
  const subject = subjectOf(r.subject)
  if (typeof subject === 'string') return subject
  const taxonomy = text(r.taxonomy)
  const value = text(r.value)
  if (taxonomy === undefined || value === undefined) return 'taxonomy or value is missing'
  const tier = text(r.tier) ?? ''
  if (!Object.hasOwn(tiers, tier)) {
    return `tier is none of ${Object.keys(tiers).join(', ')}: ${found(r.tier)}`
  }
  const start = readMoment(r.start)
  const end = readMoment(r.end)
  if (r.start !== undefined && start === undefined) return noTime('start', r.start)
  if (r.end !== undefined && end === undefined) return noTime('end', r.end)
  if (start !== undefined && end !== undefined && end < start) return 'it ends before it starts'
  for (const name of ['confidence', 'error']) {
    if (r[name] !== undefined && share(r[name]) === undefined) {
      return `${name} is not from 0 to 1: ${found(r[name])}`
    }
  }
  const scope = scopeOf(r.scope)
  if (typeof scope === 'string') return scope
  const problem = subjectProblem(subject, start)
  if (problem !== undefined) return problem
  return defined<Assertion>({
    id: text(r.id),
    subject,
    taxonomy,
    value,
    tier: tier as Tier,
    said,
    confidence: share(r.confidence),
    error: share(r.error),
    start,
    end,
    scope,
    candidates: whole(r.candidates, RECORDS_MAX),
    comment: text(r.comment),
  })
}

/** Reads an entry as it stands in JSON; a text says what is wrong with it. */
export function readEntry(v: unknown): Entry | string {
  const r = record(v)
  const said = saidOf(r.said)
  if (typeof said === 'string') return said
  const retracts = text(r.retracts)
  if (retracts === undefined) return assertionOf(r, said)
  const { id, start, comment } = r
  const at = readMoment(start)
  return defined<Retraction>({ id: text(id), retracts, said, start: at, comment: text(comment) })
}

/** An entry as one line, without its end. */
export function writeEntry(e: Entry): string {
  const time = (at: bigint | undefined): string | undefined =>
    at === undefined ? undefined : writeMoment(at)
  const start = time(e.start)
  if (isRetraction(e)) return JSON.stringify({ ...e, start })
  const scope = e.scope && { ...e.scope, start: time(e.scope.start), end: time(e.scope.end) }
  return JSON.stringify({ ...e, start, end: time(e.end), scope })
}

/** Whether a parsed line looks like one of such a file. */
export function isEntry(v: unknown): boolean {
  const r = record(v)
  const named = typeof r.taxonomy === 'string' && typeof record(r.subject).kind === 'string'
  return record(r.said).tool !== undefined && (named || typeof r.retracts === 'string')
}
