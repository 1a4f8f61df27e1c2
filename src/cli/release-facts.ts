/** Gathers what a release says about itself from what its run has counted. */

import type { FieldRule } from '../policy/compile.js'
import { epochSeconds } from '../policy/limits.js'
import { rulableKinds } from '../policy/names.js'
import type { Policy } from '../policy/policy.js'
import { chainOf } from '../policy/rules.js'
import type { KindRow, RuleBytes } from '../release/facts.js'
import { findTransform } from '../transforms/index.js'
import { revealed, type Transform } from '../transforms/transform.js'

const FIXED: Readonly<Record<string, { does: string; reveals: string }>> = {
  structure: {
    does: 'left as it is, since the frame cannot be read without it',
    reveals: 'which protocols are spoken, and how long their parts are',
  },
  derived: {
    does: 'made anew from the released bytes, or set to zero',
    reveals: 'nothing that the released bytes do not say',
  },
}

function sentences(rule: FieldRule): { does: string; reveals: string } {
  const fixed = FIXED[rule.field.kind]
  if (fixed !== undefined) return fixed
  const t = findTransform(rule.transform)
  return { does: t?.does ?? rule.transform, reveals: revealed(t, rule.field.kind) }
}

/** Released bytes by rule, most first; rules that put no byte anywhere are left out. */
export function rulesOf(rules: readonly FieldRule[], bytes: Float64Array): RuleBytes[] {
  const rows = new Map<string, RuleBytes & { bytes: number; fields: string[] }>()
  for (const rule of rules) {
    if (bytes[rule.field.id] === 0) continue
    const key = `${rule.by}/${rule.field.kind}/${rule.transform}`
    let row = rows.get(key)
    if (row === undefined) {
      row = {
        rule: rule.by,
        kind: rule.field.kind,
        transform: rule.transform,
        reveals: sentences(rule).reveals,
        bytes: 0,
        fields: [],
      }
      rows.set(key, row)
    }
    row.bytes += bytes[rule.field.id]
    row.fields.push(rule.field.name)
  }
  return [...rows.values()].sort((a, b) => b.bytes - a.bytes)
}

/** For how long equal values stay equal under a transform; epochs share by how much times move. */
function stability(t: Transform, policy: Policy): readonly string[] {
  if (!t.injective) return ['not kept']
  if (t.name === 'keep') return ['for ever']
  if (t.name === 'shift' && epochSeconds(policy.epoch) > 0) return ['dataset']
  return t.name === 'offset' ? ['flow', policy.epoch] : [policy.epoch]
}

/**
 * What happens to each kind: its rule as the policy has it, and the bytes it left in the release.
 */
export function kindsOf(
  policy: Policy,
  rules: readonly FieldRule[],
  bytes: Float64Array,
): KindRow[] {
  const byKind = new Map<string, number>()
  const used = new Map<string, string[]>()
  for (const { field, transform } of rules) {
    byKind.set(field.kind, (byKind.get(field.kind) ?? 0) + bytes[field.id])
    if (bytes[field.id] > 0) used.set(field.kind, [...(used.get(field.kind) ?? []), transform])
  }
  const rows: KindRow[] = rulableKinds.map((kind) => {
    // All that its rule may do, and what rules of single fields, or the lack of one, did besides.
    const named = chainOf(policy.rules[kind]).map((t) => t.name)
    const done = [...new Set([...named, ...(used.get(kind) ?? [])])].map(findTransform)
    const each = (say: (t: Transform) => string | readonly string[], between: string): string =>
      [...new Set(done.flatMap((t) => (t === undefined ? [] : say(t))))].join(between)
    return {
      kind,
      transform: each((t) => t.name, ' or '),
      does: each((t) => t.does, '; or '),
      reveals: each((t) => revealed(t, kind), '; or '),
      stability: each((t) => stability(t, policy), ', '),
      bytes: byKind.get(kind) ?? 0,
    }
  })
  for (const [kind, words] of Object.entries(FIXED)) {
    const bytesOf = byKind.get(kind) ?? 0
    rows.push({ kind, transform: kind, ...words, stability: 'for ever', bytes: bytesOf })
  }
  return rows
}

/** Names of link types that occur often (tcpdump.org's registry); others are given by number. */
const LINKS: Readonly<Record<number, string>> = {
  0: 'BSD loopback',
  1: 'Ethernet',
  9: 'PPP',
  12: 'raw IP',
  101: 'raw IP',
  105: '802.11',
  108: 'OpenBSD loopback',
  113: 'Linux cooked v1',
  127: '802.11 with radiotap',
  228: 'raw IPv4',
  229: 'raw IPv6',
  276: 'Linux cooked v2',
}

/** The name of a link type for people. */
export function linkTypeName(linkType: number): string {
  return LINKS[linkType] ?? `link type ${linkType}`
}
