/** Which column of a table is what: by its name, or as a mapping says. */
import { headingKey } from '../bytes/csv-line.js'
import type { Said } from './assertion.js'
import type { Tier } from './subject.js'

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
  readonly said?: Said | undefined
  /** zone of clocks that name none: `+02:00` */
  readonly zone?: string | undefined
}

const byName = new Map(
  Object.entries(ROLES).flatMap(([role, names]) =>
    names.split(/\s+/).map((name) => [name, role as Role] as const),
  ),
)

/** Every role. */
export const roleNames: readonly string[] = Object.keys(ROLES)

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
    const role = byName.get(headingKey(name))
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
