/** What the subcommands of `scrim policy` do. */
import { ScrimError } from '../bytes/errors.js'
import { policySchema } from '../policy/document.js'
import { fieldNames, fieldsNamed } from '../policy/names.js'
import type { Policy, Rule } from '../policy/policy.js'
import { profilePolicy } from '../policy/profiles.js'
import { policyDigest, policyYaml } from '../policy/show.js'
import { nearest } from '../policy/suggest.js'
import { vendorRules } from '../policy/vendors.js'
import { type Field, kinds } from '../wire/fields.js'
import { loadPolicy } from './policy-file.js'
import { table } from './ui/table.js'

interface Json {
  readonly json?: boolean
}

function print(text: string): void {
  process.stdout.write(text)
}

/** What leaves as it is, and does not under the profile of the same tier. */
function keptNotes(policy: Policy): string[] {
  const profile = profilePolicy(policy.tier)
  const isKept = (rule: Rule | undefined): boolean => rule?.transform === 'keep'
  const keptOf = (rules: Readonly<Record<string, Rule>>, usual: Readonly<Record<string, Rule>>) =>
    Object.keys(rules).filter((name) => isKept(rules[name]) && !isKept(usual[name]))
  const kept = [
    ['of kind', keptOf(policy.rules, profile.rules)] as const,
    ['in fields', keptOf(policy.fields, profile.fields)] as const,
  ]
  return kept
    .filter(([, names]) => names.length > 0)
    .map(
      ([where, names]) =>
        `values ${where} ${names.join(', ')} leave as they are; under ${policy.tier} they do not`,
    )
}

/** What a valid policy says that surprises: where it holds, and what it lets out. */
function notesOn(policy: Policy): string[] {
  const notes = keptNotes(policy)
  const counted = vendorRules(policy)
  if (counted.length === 0) return notes
  notes.push(
    `vendorsFrom (${counted.join(', ')}) holds in scrim release, which counts devices first; ` +
      'scrim anonymize reads once, and keeps only OUIs that vendors names',
  )
  if (counted.includes('hardware') && !counted.includes('address')) {
    notes.push(
      'vendorsFrom of hardware is not that of address: OUIs inside IPv6 addresses become ' +
        'pseudonyms, and do not agree with those of MAC addresses',
    )
  }
  return notes
}

/** All files are checked before the first error is thrown. */
export async function check(files: string[], options: Json): Promise<void> {
  const errors: ScrimError[] = []
  for (const file of files) {
    try {
      const policy = await loadPolicy(file)
      const { tier, recipient, epoch } = policy
      const digest = policyDigest(policy)
      const notes = notesOn(policy)
      if (options.json) print(`${JSON.stringify({ file, valid: true, digest, notes, policy })}\n`)
      else {
        print(`${file}: valid; tier ${tier}, recipient ${recipient}, epoch ${epoch}\n`)
        for (const note of notes) print(`${file}: note: ${note}\n`)
      }
    } catch (e) {
      if (!(e instanceof ScrimError)) throw e
      errors.push(e)
    }
  }
  if (errors.length > 0) {
    throw new ScrimError('policy', errors.map((e) => e.message).join('\n'), errors[0].hint)
  }
}

/** Prints a resolved policy. */
export async function show(name: string, options: Json): Promise<void> {
  const policy = await loadPolicy(name)
  print(options.json ? `${JSON.stringify(policy, null, 2)}\n` : policyYaml(policy, true))
}

function select(pattern: string | undefined): Field[] {
  const all = fieldsNamed('*')
  if (pattern === undefined) return all
  if ((kinds as readonly string[]).includes(pattern)) return all.filter((f) => f.kind === pattern)
  const named = fieldsNamed(pattern)
  const found = named.length > 0 ? named : all.filter((f) => f.name.includes(pattern))
  if (found.length > 0) return found
  const meant = nearest(pattern, [...fieldNames(), ...kinds])
  throw new ScrimError(
    'usage',
    `no field is named like ${JSON.stringify(pattern)}${meant ? `; did you mean ${meant}?` : ''}`,
    'list all with: scrim policy fields',
  )
}

/** Prints the table of fields. */
export function fields(pattern: string | undefined, options: Json): void {
  const list = select(pattern).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  if (options.json) {
    const rows = list.map(({ name, kind, type, doc }) => ({ name, kind, type, doc }))
    print(`${JSON.stringify(rows, null, 2)}\n`)
    return
  }
  // a value outside of packets may be of several types, and is one line
  const rows = new Map<string, string[]>()
  for (const { name, kind, type, doc } of list) {
    const row = rows.get(name)
    if (row === undefined) rows.set(name, [name, kind, type, doc])
    else row[2] += `, ${type}`
  }
  print(table([['FIELD', 'KIND', 'TYPE', 'WHAT IT IS'], ...rows.values()]))
}

/** Prints the JSON Schema. */
export function schema(): void {
  print(`${JSON.stringify(policySchema(), null, 2)}\n`)
}
