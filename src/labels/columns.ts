/** Labels in tables and lists: what a row asserts, when it is known which column is what. */
import type { Assertion } from './assertion.js'
import { address, flowOf } from './endpoints.js'
import { defined, protocol, type Raw, record, share, text, whole } from './fields-of.js'
import { readMoment } from './moments.js'
import type { Mapping, Role, Roles } from './roles.js'
import type { Read, Unread } from './source.js'
import { hexId } from './span-ids.js'
import { RECORDS_MAX, type Subject, type Tier, tiers } from './subject.js'

type Get = (role: Role) => unknown

/** Addresses in one cell, or in a list. */
function listed(cell: unknown): readonly string[] {
  const all = Array.isArray(cell) ? cell : [cell]
  return all.flatMap((one) => text(one)?.split(/[\s,;]+/) ?? [])
}

/** Ends of flows; several addresses in one cell are several flows. */
function flowsOf(get: Get, timed: boolean): readonly Subject[] {
  const [sources, destinations] = [listed(get('source')), listed(get('destination'))]
  const ports = { sourcePort: get('sourcePort'), destinationPort: get('destinationPort') }
  const number = protocol(get('protocol'))
  if (sources.length > 0 && destinations.length > 0) {
    const pairs = sources.flatMap((source) =>
      destinations.map((destination) => [source, destination]),
    )
    const flows = pairs.map(([source, destination]) =>
      flowOf({ source, destination, ...ports, protocol: number }),
    )
    return flows.filter((f) => f !== undefined)
  }
  // One end only: all that this host does, at its port where there is one.
  const port = whole(ports.sourcePort, 65_535) ?? whole(ports.destinationPort, 65_535)
  const hosts = [...sources, ...destinations].map(address).filter((h) => h !== undefined)
  const kind = timed ? 'window' : 'host'
  return hosts.map((host) =>
    defined<Subject>({ kind, host, destinationPort: port, protocol: number }),
  )
}

/** Signs for a time that is not known. */
const NO_TIME = /^(?:nan|nat|null|none|n\/a)$/i

function isThere(cell: unknown): boolean {
  return typeof cell === 'object' ? cell !== null : text(cell) !== undefined
}

/** How long something took, in seconds. */
function lasting(cell: unknown): number | undefined {
  const seconds = Number(text(cell))
  return seconds >= 0 && seconds < 1e7 ? seconds : undefined
}

/** What cannot be read may not be left out: the label would be about more than was said. */
function missing(get: Get, zone?: string): string | undefined {
  // A trace, a record and both ends of a flow say by themselves what is meant, at any time.
  if (isThere(get('traceId'))) {
    const span = get('spanId')
    const isSpan = !isThere(span) || hexId(span, 16) !== undefined
    return isSpan && hexId(get('traceId'), 32) !== undefined ? undefined : 'no-id'
  }
  if (whole(get('record'), RECORDS_MAX) !== undefined) return undefined
  for (const role of ['sourcePort', 'destinationPort'] as const) {
    if (isThere(get(role)) && whole(get(role), 65_535) === undefined) return 'no-port'
  }
  if (isThere(get('source')) && isThere(get('destination'))) return undefined
  for (const role of ['start', 'end'] as const) {
    const cell = get(role)
    const isTime = readMoment(cell, zone) !== undefined || NO_TIME.test(text(cell) ?? '')
    if (isThere(cell) && !isTime) return 'no-time'
  }
  const took = get('duration')
  const isOpen = isThere(get('start')) !== isThere(get('end'))
  const isKnown = lasting(took) !== undefined || NO_TIME.test(text(took) ?? '')
  return isOpen && isThere(took) && !isKnown ? 'no-time' : undefined
}

function subjectsOf(get: Get, timed: boolean): readonly Subject[] | string {
  const traceId = text(get('traceId'))
  const spanId = text(get('spanId'))
  if (traceId !== undefined) {
    return [spanId === undefined ? { kind: 'trace', traceId } : { kind: 'span', traceId, spanId }]
  }
  const number = whole(get('record'), RECORDS_MAX)
  if (number !== undefined) return [{ kind: 'log', record: number }]
  if (isThere(get('source')) || isThere(get('destination'))) {
    const flows = flowsOf(get, timed)
    return flows.length === 0 ? 'no-address' : flows
  }
  const name = text(get('host'))
  if (name === undefined && isThere(get('host'))) return 'no-subject'
  const host = address(name) ?? name
  if (timed) return [host === undefined ? { kind: 'window' } : { kind: 'window', host }]
  return host === undefined ? 'no-subject' : [{ kind: 'host', host }]
}

/** Start and end by their own columns; one of them by how long it took, in seconds. */
function timesOf(get: Get, zone?: string): readonly [bigint | undefined, bigint | undefined] {
  const start = readMoment(get('start'), zone)
  const end = readMoment(get('end'), zone)
  const seconds = lasting(get('duration'))
  if ((start === undefined) === (end === undefined)) return [start, end]
  if (seconds === undefined) return [start, end]
  const lasted = BigInt(Math.round(seconds * 1e6)) * 1000n
  return start === undefined
    ? [end === undefined ? undefined : end - lasted, end]
    : [start, start + lasted]
}

function valueOf(raw: unknown, mapping: Mapping): string | undefined {
  const value = text(raw)
  // Argus writes `flow=` before its labels.
  const plain = value?.replace(/^flow=/, '')
  if (value === undefined || plain === undefined || plain === '') return undefined
  if (mapping.ignore?.includes(value)) return undefined
  const known = mapping.values
  return known !== undefined && Object.hasOwn(known, value) ? known[value] : plain
}

/** Each value of a row, with its taxonomy. */
function valuesOf(get: Get, mapping: Mapping): readonly (readonly [string, string])[] {
  // A column may say of each row whether its label is that of an attack or of a fault.
  const usual = text(get('kind')) === 'fault' ? 'fault' : (mapping.taxonomy ?? 'class')
  const all = [
    [text(get('taxonomy')) ?? usual, valueOf(get('value'), mapping)],
    ['class-detail', valueOf(get('detail'), mapping)],
    ['attack', text(get('technique'))],
  ] as const
  return all.flatMap(([taxonomy, v]) => (v === undefined ? [] : [[taxonomy, v] as const]))
}

function tierOf(cell: unknown): Tier | undefined {
  const name = text(cell) ?? ''
  return Object.hasOwn(tiers, name) ? (name as Tier) : undefined
}

/** What a row asserts. */
export function labelsOfRow(
  r: unknown,
  roles: Roles,
  mapping: Mapping = {},
  unread?: Unread,
): Read {
  const row: Raw = record(r)
  const get: Get = (role) => {
    const name = roles.get(role)
    return name === undefined ? undefined : row[name]
  }
  const values = valuesOf(get, mapping)
  if (values.length === 0) return 'no-label'
  const why = missing(get, mapping.zone)
  if (why !== undefined) return why
  const [start, end] = timesOf(get, mapping.zone)
  if (start !== undefined && end !== undefined && end < start) return 'ends-before-start'
  const subjects = subjectsOf(get, start !== undefined)
  if (typeof subjects === 'string') return subjects
  const [confidence, error] = [share(get('confidence')), share(get('error'))]
  const tier = tierOf(get('tier'))
  for (const [role, is] of Object.entries({ tier, confidence, error })) {
    if (is === undefined && isThere(get(role as Role))) unread?.(role)
  }
  const one = (subject: Subject, [taxonomy, value]: readonly [string, string]): Assertion =>
    defined<Assertion>({
      subject,
      taxonomy,
      value,
      tier: tier ?? mapping.tier ?? (subject.kind === 'window' ? 'window' : 'annotation'),
      said: mapping.said ?? { tool: 'table' },
      confidence,
      error,
      start,
      end,
      comment: text(get('comment')),
    })
  return subjects.flatMap((subject) => values.map((v) => one(subject, v)))
}
