/** Does anybody stand out in spans and logs, by what everybody may know of a record? */
import type { Tier } from '../policy/policy.js'
import { type AuditContext, type Check, type Finding, limitOf } from './check.js'
import { secondsOf, type TableRow } from './table-rows.js'
import { wilson } from './uniqueness.js'

/** Groups and subjects that are held; records of further ones are not judged, and counted. */
const GROUPS_MAX = 1 << 16
const SUBJECTS_MAX = 1 << 17
/** Records that are judged of a table: of larger ones the first. */
const ROWS_MAX = 1 << 20
const TIME_BIN_SECONDS = 600
const SUBJECTS_MIN = 100
/**
 * Subjects that make a crowd: one over the greatest risk of being told from it, 0.20, 0.09 and 0.05
 * (EMA Policy 0070 and Health Canada ask for 0.09).
 */
const CROWD: Readonly<Record<Tier, number>> = { internal: 5, partner: 5, research: 12, public: 20 }

/** Who a record is of, the nearest to a person first: of what there is, the first is taken. */
const WHO = `enduser.id enduser.pseudo.id user.id user.name user session.id client.address
  client remote_addr source.address src_ip id.orig_h sourceIPAddress`.split(/\s+/)
/** Else it is of the machine that wrote it. */
const WHERE = ['host.name', 'host.id', 'k8s.pod.name', 'service.instance.id']
const STATUS = ['http.response.status_code', 'rpc.grpc.status_code', 'status', 'error.type']
const REGION = ['cloud.region', 'cloud.availability_zone', 'deployment.environment.name']

/** What a table says of each record, by the columns it is read from. */
const COLUMNS = {
  spans: `service_name name status_code start_time duration attributes resource`.split(' '),
  logs: `service_name format severity_text event_name time host attributes resource`.split(' '),
}

/** A JSON cell, whether its reader has parsed it or not. */
function objectOf(cell: unknown): Readonly<Record<string, unknown>> {
  let value = cell
  if (typeof cell === 'string') {
    try {
      value = JSON.parse(cell)
    } catch {
      return {}
    }
  }
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

/** Reads objects of which many after each other are the same, as those of resources. */
function createObjects(): typeof objectOf {
  let last: unknown
  let known: ReturnType<typeof objectOf> = {}
  return (cell) => {
    if (cell !== last) known = objectOf(cell)
    last = cell
    return known
  }
}

/** The first of these members that says something. */
function firstOf(o: Readonly<Record<string, unknown>>, names: readonly string[]): string {
  for (const name of names) {
    const v = Object.hasOwn(o, name) ? o[name] : undefined
    if (typeof v === 'string' ? v !== '' && v !== '-' : typeof v === 'number') return String(v)
  }
  return ''
}

/** The power of two of milliseconds that a record took; 0 where it says nothing of it. */
function sizeOf(cell: unknown): number {
  const ms = Number(cell ?? 0) / 1e6
  return ms >= 1 ? Math.floor(Math.log2(ms)) : 0
}

/** The subject of a record, in the form in which all layers have it; empty when it is nobody's. */
function subjectOf(row: TableRow, attributes: TableRow, resource: TableRow): string {
  const who = firstOf(attributes, WHO)
  if (who !== '') return who.replace(/^::ffff:/, '')
  return firstOf(row, ['host']) || firstOf(resource, WHERE)
}

/** What may be known of a record without knowing whose it is. */
function groupOf(table: string, row: TableRow, attributes: TableRow, resource: TableRow): string {
  const bin = Math.floor(secondsOf(row.start_time ?? row.time) / TIME_BIN_SECONDS)
  return [
    table,
    row.service_name ?? row.format,
    row.name ?? row.event_name ?? row.severity_text,
    firstOf(attributes, STATUS) || row.status_code,
    firstOf(resource, ['service.version']),
    firstOf(resource, REGION),
    sizeOf(row.duration),
    bin,
  ].join('\0')
}

/** Groups of records with their subjects, as many of each as do not make a crowd. */
function createGroups(crowd: number) {
  const groups = new Map<string, number[]>()
  const numbers = new Map<string, number>()
  let unjudged = 0
  return {
    add(subject: string, group: string): void {
      let number = numbers.get(subject)
      let members = groups.get(group)
      const isFull =
        (number === undefined && numbers.size >= SUBJECTS_MAX) ||
        (members === undefined && groups.size >= GROUPS_MAX)
      if (isFull) {
        unjudged++
        return
      }
      if (number === undefined) numbers.set(subject, (number = numbers.size))
      if (members === undefined) groups.set(group, (members = []))
      if (members.length < crowd && !members.includes(number)) members.push(number)
    },
    counted() {
      const small = [...groups.values()].filter((members) => members.length < crowd)
      const alone = new Set(small.flatMap((m) => (m.length === 1 ? m : [])))
      const atRisk = new Set(small.flat()).size
      const all = { groups: groups.size, small: small.length, unjudged }
      return { ...all, subjects: numbers.size, atRisk, alone: alone.size }
    },
  }
}

type Counted = ReturnType<ReturnType<typeof createGroups>['counted']>

/** Nobody may be alone in what everybody gets, however few they are. */
function verdictOf(c: Counted, context: AuditContext, limit: number): Finding['verdict'] {
  const [low, high] = wilson(c.atRisk, c.subjects)
  const isAlone = context.tier === 'public' && c.alone > 0
  if (low > limit || isAlone) return 'fail'
  if (c.subjects < SUBJECTS_MIN && limit < 1) return 'inconclusive'
  return high <= limit ? 'pass' : 'warn'
}

interface Seen {
  readonly rows: number
  readonly nobody: number
  readonly beyond: number
  /** whether there are files of spans or logs of which no table was seen */
  readonly unseen: boolean
}

function conclude(context: AuditContext, c: Counted, seen: Seen): Finding {
  const limit = limitOf(smallGroups, context)
  const crowd = CROWD[context.tier]
  const isEmpty = c.subjects === 0
  const notes: string[] = []
  const { rows, nobody, beyond, unseen } = seen
  if (beyond + c.unjudged > 0) notes.push(`${beyond + c.unjudged} further records not judged`)
  if (!isEmpty && c.subjects < SUBJECTS_MIN && limit < 1)
    notes.push(`${c.subjects} subjects are too few to say: at least ${SUBJECTS_MIN} needed`)
  if (unseen) notes.push('spans or logs leave without tables of them: nothing could be counted')
  const cannot = unseen && limit < 1
  return {
    check: smallGroups.name,
    version: smallGroups.version,
    question: smallGroups.question,
    measure: `share of subjects with a record that fewer than ${crowd} subjects have the like of`,
    value: isEmpty ? 0 : c.atRisk / c.subjects,
    interval: isEmpty ? [0, 0] : wilson(c.atRisk, c.subjects),
    limit,
    verdict: cannot ? 'inconclusive' : isEmpty ? 'pass' : verdictOf(c, context, limit),
    arms: {
      records: rows,
      'of nobody in particular': nobody,
      groups: c.groups,
      'small groups': c.small,
      subjects: c.subjects,
      'at risk': c.atRisk,
      alone: c.alone,
    },
    notes,
    reproducible: 'release',
  }
}

/**
 * Share of subjects with at least one span or log record that fewer than k subjects have the like
 * of: same program, name, status, version, region, power of two of milliseconds and ten minutes
 * (ARX's prosecutor risk, counted by subject and not by row). A subject is the person, client or
 * session that a record names, else the host that wrote it. k is 5 inside and for a partner, 12 for
 * research, 20 for everybody.
 */
export const smallGroups: Check = {
  name: 'small-groups',
  version: 1,
  question: 'can somebody be singled out by the program, status, place and time of one record?',
  reproducible: 'release',
  limits: { internal: 1, partner: 1, research: 0.05, public: 0.05 },
  open(context) {
    const groups = createGroups(CROWD[context.tier])
    const seen = { rows: 0, nobody: 0, beyond: 0, unseen: false }
    const resourceOf = createObjects()
    let hasFiles = false
    return {
      tables: COLUMNS,
      row(table, row) {
        if (seen.rows === ROWS_MAX) {
          seen.beyond++
          return
        }
        seen.rows++
        const attributes = objectOf(row.attributes)
        const resource = resourceOf(row.resource)
        const subject = subjectOf(row, attributes, resource)
        if (subject === '') seen.nobody++
        else groups.add(subject, groupOf(table, row, attributes, resource))
      },
      other(_chunk, _offset, place = '') {
        if (/^(?:otlp|logs)[\\/]/.test(place)) hasFiles = true
      },
      finish: () =>
        conclude(context, groups.counted(), { ...seen, unseen: hasFiles && seen.rows === 0 }),
    }
  },
}
