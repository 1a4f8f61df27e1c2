/** The names a policy may use for fields: one by one, or all that begin alike (`tls.*`). */
import {
  type Field,
  type FieldType,
  fieldTable,
  type Kind,
  kinds,
  valueTable,
} from '../wire/fields.js'
import '../correlate/csv-columns.js'
import '../correlate/ipfix-elements.js'
import '../correlate/sflow-fields.js'
import '../otlp/places.js'
import '../text/fields.js'
import '../text/log-keys.js'
import '../wire/index.js'
import type { RulableKind } from './policy.js'

/** Kinds that a policy may rule. */
export const rulableKinds: readonly RulableKind[] = kinds.filter(
  (k): k is RulableKind => k !== 'structure' && k !== 'derived',
)

/** Why the two other kinds cannot be ruled. */
export const unrulable: Readonly<Record<'structure' | 'derived', string>> = {
  structure: 'lengths, versions and next-protocol numbers must stay, or nothing can be read',
  derived: 'checksums and lengths are made anew from the bytes that leave',
}

/** Whether a rule may change a field of this kind. */
export function isRulable(field: Field): boolean {
  return field.kind !== 'structure' && field.kind !== 'derived'
}

/** Types that values outside of packets may turn out to have, where it is not `text` alone. */
const FORMS: Partial<Record<Kind, readonly FieldType[]>> = {
  address: ['ipv4', 'ipv6', 'hostname'],
  hardware: ['eui48'],
  hostname: ['hostname'],
  link: ['bytes', 'text'],
  time: ['record-time'],
  port: ['port'],
  vlan: ['vlan', 'text'],
  size: ['uint', 'text'],
  enum: ['uint', 'text'],
}

/** Every field that a policy may name; values outside of packets once for each type. */
function allFields(): Field[] {
  const values = [...valueTable.values()].flatMap((v) =>
    (FORMS[v.kind] ?? ['text']).map((type): Field => ({ ...v, id: -1, type })),
  )
  return [...fieldTable, ...values]
}

/** The fields a name or a pattern stands for. */
export function fieldsNamed(pattern: string): Field[] {
  if (!pattern.endsWith('*')) return allFields().filter((f) => f.name === pattern)
  const start = pattern.slice(0, -1)
  return allFields().filter((f) => f.name.startsWith(start))
}

/** Every name and every `protocol.*` that a policy could have meant. */
export function fieldNames(): string[] {
  const names = new Set(allFields().map((f) => f.name))
  const protocols = new Set([...names].map((name) => `${name.slice(0, name.indexOf('.'))}.*`))
  return [...names, ...protocols]
}
