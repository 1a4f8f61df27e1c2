/** Labels in tables and lists: which column is what, by its name or by a mapping. */
import type { Assertion } from './assertion.js'
import { address, flowOf } from './endpoints.js'
import { defined, protocol, type Raw, record, share, text, whole } from './fields-of.js'
import { readMoment } from './moments.js'
import type { Read } from './source.js'
import { RECORDS_MAX, type Subject, type Tier, tiers } from './subject.js'

/** What a column may be, and how such columns are called, without signs and capitals. */
const ROLES = {
  source: 'source srcip sourceip srcaddr sourceaddress idorigh saddr sourceipv4address',
  destination: `destination dstip destip destinationip dstaddr destinationaddress idresph daddr
    destinationipv4address target`,
  sourcePort: 'sourceport srcport sport idorigp sourcetransportport',
  destinationPort: `destinationport dstport destport dport idrespp targetport
    destinationtransportport`,
  protocol: 'protocol proto protocolidentifier l4',
  start: 'start starttime startat begin from timestamp ts stime flowstart firstseen',
  end: 'end endtime until to ltime flowend lastseen',
  duration: 'duration dur',
  host: 'host hostname ip',
  traceId: 'traceid trace',
  spanId: 'spanid span',
  record: 'record line logrecord',
  value: 'label value class attack attackcat type',
  detail: 'detailedlabel detail',
  technique: 'technique techniqueid attackid mitretechnique',
  kind: 'kind',
  taxonomy: 'taxonomy namespace',
  tier: 'tier saidby',
  confidence: 'confidence',
  error: 'error',
  comment: 'comment description note',
} as const

/** A role of a column. */
export type Role = keyof typeof ROLES

/** What is the same for all rows, and what stands where. */
export interface Mapping {
  /** columns by role, where their names do not say it */
  readonly columns?: { readonly [K in Role]?: string | undefined } | undefined
  /** what values of the source are called here; what is not in it is taken as it is */
  readonly values?: Readonly<Record<string, string>> | undefined
  /** values that say nothing */
  readonly ignore?: readonly string[] | undefined
  readonly taxonomy?: string | undefined
  readonly tier?: Tier | undefined
  readonly said?: Assertion['said'] | undefined
  /** zone of clocks that name none: `+02:00` */
  readonly zone?: string | undefined
}

const byName = new Map(
  Object.entries(ROLES).flatMap(([role, names]) =>
    names.split(/\s+/).map((name) => [name, role as Role] as const),
  ),
)

/** Every name of a column that is known. */
export const columnNames: readonly string[] = [...byName.keys()]

/** Which member of a record has which role. */
export type Roles = ReadonlyMap<Role, string>

/** Finds the roles of columns; the first of a role has it. */
export function rolesOf(names: readonly string[], mapping: Mapping = {}): Roles {
  const roles = new Map<Role, string>()
  for (const [role, name] of Object.entries(mapping.columns ?? {})) {
    if (name !== undefined) roles.set(role as Role, name)
  }
  const taken = new Set(roles.values())
  for (const name of names) {
    const role = byName.get(name.toLowerCase().replace(/[^a-z0-9]/g, ''))
    if (role !== undefined && !roles.has(role) && !taken.has(name)) roles.set(role, name)
  }
  return roles
}

/** Whether columns with these roles say what is labelled, and as what. */
export function areLabels(roles: Roles): boolean {
  const has = (...all: Role[]): boolean => all.every((r) => roles.has(r))
  const subject =
    has('source', 'destination') || has('host') || has('traceId') || has('record') || has('start')
  return has('value') && subject
}

type Get = (role: Role) => unknown

/** Ends of flows; several addresses in one cell are several flows. */
function flowsOf(get: Get, timed: boolean): readonly Subject[] {
  const listed = (role: Role): string[] => text(get(role))?.split(/[\s,;]+/) ?? []
  const [sources, destinations] = [listed('source'), listed('destination')]
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

function subjectsOf(get: Get, timed: boolean): readonly Subject[] | string {
  const traceId = text(get('traceId'))
  const spanId = text(get('spanId'))
  if (traceId !== undefined) {
    return [spanId === undefined ? { kind: 'trace', traceId } : { kind: 'span', traceId, spanId }]
  }
  const number = whole(get('record'), RECORDS_MAX)
  if (number !== undefined) return [{ kind: 'log', record: number }]
  if (text(get('source')) !== undefined || text(get('destination')) !== undefined) {
    const flows = flowsOf(get, timed)
    return flows.length === 0 ? 'no-address' : flows
  }
  const name = text(get('host'))
  const host = address(name) ?? name
  if (timed) return [host === undefined ? { kind: 'window' } : { kind: 'window', host }]
  return host === undefined ? 'no-subject' : [{ kind: 'host', host }]
}

/** Start and end by their own columns; one of them by how long it took, in seconds. */
function timesOf(get: Get, zone?: string): readonly [bigint | undefined, bigint | undefined] {
  const start = readMoment(get('start'), zone)
  const end = readMoment(get('end'), zone)
  const seconds = Number(text(get('duration')))
  if ((start === undefined) === (end === undefined)) return [start, end]
  if (!(seconds >= 0 && seconds < 1e7)) return [start, end]
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

/** What a row asserts. */
export function labelsOfRow(r: unknown, roles: Roles, mapping: Mapping = {}): Read {
  const row: Raw = record(r)
  const get: Get = (role) => {
    const name = roles.get(role)
    return name === undefined ? undefined : row[name]
  }
  const values = valuesOf(get, mapping)
  if (values.length === 0) return 'no-label'
  const [start, end] = timesOf(get, mapping.zone)
  if (start !== undefined && end !== undefined && end < start) return 'ends-before-start'
  const subjects = subjectsOf(get, start !== undefined)
  if (typeof subjects === 'string') return subjects
  const tier = text(get('tier')) ?? ''
  const known = Object.hasOwn(tiers, tier) ? (tier as Tier) : mapping.tier
  const one = (subject: Subject, [taxonomy, value]: readonly [string, string]): Assertion =>
    defined<Assertion>({
      subject,
      taxonomy,
      value,
      tier: known ?? (subject.kind === 'window' ? 'window' : 'annotation'),
      said: mapping.said ?? { tool: 'table' },
      confidence: share(get('confidence')),
      error: share(get('error')),
      start,
      end,
      comment: text(get('comment')),
    })
  return subjects.flatMap((subject) => values.map((v) => one(subject, v)))
}
