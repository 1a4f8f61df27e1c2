/** The names a policy may use for fields: one by one, or all that begin alike (`tls.*`). */
import { type Field, fieldTable, kinds } from '../wire/fields.js'
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

/** The fields a name or a pattern stands for. */
export function fieldsNamed(pattern: string): Field[] {
  if (!pattern.endsWith('*')) return fieldTable.filter((f) => f.name === pattern)
  const start = pattern.slice(0, -1)
  return fieldTable.filter((f) => f.name.startsWith(start))
}

/** Every name and every `protocol.*` that a policy could have meant. */
export function fieldNames(): string[] {
  const protocols = new Set(fieldTable.map((f) => `${f.name.slice(0, f.name.indexOf('.'))}.*`))
  return [...fieldTable.map((f) => f.name), ...protocols]
}
