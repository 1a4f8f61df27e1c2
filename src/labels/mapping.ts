/** What holds for all labels of a file, as somebody wrote it down: checked before it is used. */
import { found } from '../bytes/found.js'
import type { Said } from './assertion.js'
import { defined, record, text } from './fields-of.js'
import { saidOf } from './lines.js'
import { minutesAhead } from './moments.js'
import { type Mapping, roleNames } from './roles.js'
import { type Tier, tiers } from './subject.js'

/** What is wrong with a mapping: which of its members, and why, in words. */
export interface MappingFault {
  readonly member: string
  readonly text: string
}

function noWords(v: unknown): string | undefined {
  const wrong = Object.entries(record(v)).find(([, word]) => text(word) === undefined)
  if (wrong !== undefined) return `found ${found(wrong[1])} for ${wrong[0]}, expected a word`
  return typeof v === 'object' && !Array.isArray(v)
    ? undefined
    : `found ${found(v)}, expected a map`
}

function noColumns(v: unknown): string | undefined {
  const wrong = Object.keys(record(v)).find((role) => !roleNames.includes(role))
  if (wrong === undefined) return noWords(v)
  return `found ${found(wrong)}, expected what columns may be: ${roleNames.join(', ')}`
}

function noList(v: unknown): string | undefined {
  if (!Array.isArray(v)) return `found ${found(v)}, expected a list`
  const wrong = v.find((word) => typeof word === 'object')
  return wrong === undefined ? undefined : `found ${found(wrong)} in the list, expected words`
}

function noSaid(v: unknown): string | undefined {
  const said = saidOf(v)
  if (typeof v !== 'object') return `found ${found(v)}, expected a map: { tool: NAME }`
  return typeof said === 'string' ? said : undefined
}

const expected = (is: boolean, v: unknown, what: string): string | undefined =>
  is ? undefined : `found ${found(v)}, expected ${what}`

/** What is wrong with each member. */
const WRONG: Readonly<Record<keyof Mapping, (v: unknown) => string | undefined>> = {
  columns: noColumns,
  values: noWords,
  ignore: noList,
  taxonomy: (v) => expected(text(v) !== undefined, v, 'a word'),
  tier: (v) => expected(Object.hasOwn(tiers, String(v)), v, Object.keys(tiers).join(' or ')),
  said: noSaid,
  zone: (v) => expected(minutesAhead(String(v)) !== undefined, v, 'Z, or as +02:00'),
}

function words(v: unknown): Record<string, string> | undefined {
  if (v === undefined) return undefined
  return Object.fromEntries(Object.entries(record(v)).map(([k, word]) => [k, text(word) ?? '']))
}

/**
 * Reads what holds for all labels of a file. It is right as a whole or not taken: a tier that is
 * none would leave as it stands, and under a zone that is none, windows would have no time.
 */
export function mappingOf(v: unknown): Mapping | MappingFault {
  const raw = record(v)
  for (const [member, wrong] of Object.entries(WRONG)) {
    const why = raw[member] === undefined ? undefined : wrong(raw[member])
    if (why !== undefined) return { member, text: why }
  }
  return defined<Mapping>({
    columns: words(raw.columns),
    values: words(raw.values),
    ignore: (raw.ignore as unknown[] | undefined)?.map(String),
    taxonomy: text(raw.taxonomy),
    tier: raw.tier as Tier | undefined,
    said: raw.said === undefined ? undefined : (saidOf(raw.said) as Said),
    zone: raw.zone as string | undefined,
  })
}

/** Every member that a mapping may have. */
export const mappingMembers: readonly string[] = Object.keys(WRONG)
