/** Reference pages of protocols and their fields. */
import { ruleFor } from '../policy/compile.js'
import { type Policy, tiers } from '../policy/policy.js'
import { profilePolicy } from '../policy/profiles.js'
import { type Field, fieldTable, kinds } from '../wire/fields.js'
import { dissectors } from '../wire/index.js'
import { code, heading, mdTable, page } from './docs-markdown.js'

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What a number space counts. */
const SPACES: Readonly<Record<string, string>> = {
  'link-type': 'link types (tcpdump.org)',
  ethertype: 'EtherTypes (IEEE)',
  'ip-protocol': 'protocol numbers (IANA)',
  'ip-version': 'versions of IP',
  'ppp-protocol': 'PPP protocol numbers (IANA)',
  'llc-sap': 'LLC service access points (IEEE)',
  'udp-port': 'UDP ports (IANA, or in use)',
  'tcp-port': 'TCP ports (IANA, or in use)',
}

const HEX = new Set(['ethertype', 'ppp-protocol', 'llc-sap', 'cisco-snap'])

function claimText(claims: readonly (readonly [string, number])[]): string {
  const bySpace = new Map<string, string[]>()
  for (const [space, value] of claims) {
    const text = HEX.has(space) ? `0x${value.toString(16).padStart(4, '0')}` : String(value)
    bySpace.set(space, [...(bySpace.get(space) ?? []), text])
  }
  return [...bySpace].map(([space, list]) => `${space} ${list.join(', ')}`).join('; ')
}

/** Every dissector, where its format is defined, and the numbers under which it is found. */
export function dissectorsPage(): string {
  const rows = dissectors
    .toSorted((a, b) => compare(a.name, b.name))
    .map((d) => {
      const met = [claimText(d.claims), d.sniff ? 'recognised by its bytes' : '']
      return [code(d.name), d.title, d.source, met.filter((t) => t !== '').join('; ')]
    })
  const spaces = Object.entries(SPACES).map(([name, what]) => [code(name), what])
  return page('Dissectors', [
    `${dissectors.length} dissectors. What none of them understands is content, and no profile ` +
      'lets content leave.',
    mdTable(['name', 'protocol', 'defined by', 'met at'], rows),
    heading(2, 'Number spaces'),
    'Dissectors know each other by numbers only. Spaces that are not in this table are the ' +
      'project’s own.',
    mdTable(['space', 'numbers'], spaces),
  ])
}

function done(policy: Policy, field: Field): string {
  if (field.kind === 'structure') return 'stays'
  if (field.kind === 'derived') return 'made anew'
  return ruleFor(policy, field).transform
}

/** What each profile does to a field. */
function perTier(policies: readonly Policy[], field: Field): string[] {
  return policies.map((p) => done(p, field))
}

/** Every field with its kind and type, and what each profile does to it. */
export function fieldsPage(): string {
  const policies = tiers.map(profilePolicy)
  const protocols = new Map<string, Field[]>()
  for (const f of fieldTable) {
    const protocol = f.name.slice(0, f.name.indexOf('.'))
    protocols.set(protocol, [...(protocols.get(protocol) ?? []), f])
  }
  const counts = kinds.map((k) => {
    return [code(k), String(fieldTable.filter((f) => f.kind === k).length)]
  })
  const parts = [...protocols]
    .toSorted(([a], [b]) => compare(a, b))
    .flatMap(([protocol, list]) => {
      const title = dissectors.find((d) => d.name === protocol)?.title
      return [
        heading(2, protocol),
        ...(title === undefined ? [] : [`${title}.`]),
        mdTable(
          ['field', 'kind', 'type', ...tiers, 'what it is'],
          list
            .toSorted((a, b) => compare(a.name, b.name))
            .map((f) => [code(f.name), f.kind, f.type, ...perTier(policies, f), f.doc]),
        ),
      ]
    })
  return page('Fields', [
    `${fieldTable.length} fields of packets, with the transform that each profile applies to ` +
      'them. A policy names a field as it stands here, or all fields of a protocol by ' +
      '`protocol.*`. Fields of kind `structure` stay and those of kind `derived` are made anew, ' +
      'whatever a policy says. Fields of other layers are listed by `scrim policy fields`, which ' +
      "takes `'attr.*'`, `'log.*'` and `'flow.*'`, too.",
    mdTable(['kind', 'fields'], counts),
    ...parts,
  ])
}
