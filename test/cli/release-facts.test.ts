/** What a release says of each kind: no more than is so of that kind. */
import { describe, expect, it } from 'vitest'
import { loadPolicy } from '../../src/cli/policy-file.js'
import { kindsOf, rulesOf } from '../../src/cli/release-facts.js'
import { ruleFor } from '../../src/policy/compile.js'
import type { Policy } from '../../src/policy/policy.js'
import { fieldTable } from '../../src/wire/fields.js'
import '../../src/wire/index.js'

const policy = await loadPolicy('partner')
const rules = fieldTable.map((field) => ruleFor(policy, field))
const bytes = new Float64Array(fieldTable.length).fill(1)
const row = (kind: string) => kindsOf(policy, rules, bytes).find((k) => k.kind === kind)

describe('what is said of kinds', () => {
  it('speaks of names where there are names, and only there', () => {
    expect(row('hostname')).toMatchObject({ transform: 'pseudonym' })
    expect(row('hostname')?.reveals).toContain('lie under one domain')
    for (const kind of ['vlan', 'hardware']) {
      expect(row(kind)).toMatchObject({ transform: 'pseudonym' })
      expect(row(kind)?.reveals).toMatch(/^which records have the same value/)
      expect(row(kind)?.reveals).not.toContain('name')
    }
  })

  it('says all that may happen to a kind, and what did', () => {
    expect(row('link')?.transform).toMatch(/^offset or pseudonym\b/)
    expect(row('link')?.stability).toBe('flow, release')
    expect(row('software')?.transform).toMatch(/^keep or products\b/)
    for (const word of ['left as it is', 'products']) expect(row('software')?.does).toContain(word)
    // Dates in text have no form that could be moved.
    expect(row('time')?.transform).toBe('shift or suppress')
    expect(row('time')?.reveals).toContain('; or that the field is there, and its length')
    const none = kindsOf(policy, rules, new Float64Array(fieldTable.length))
    expect(none.find((k) => k.kind === 'time')?.transform).toBe('shift')
  })

  it('says that times move by one amount in all epochs', async () => {
    const times = (p: Policy) => kindsOf(p, rules, bytes).find((k) => k.kind === 'time')?.stability
    expect(times(policy)).toBe('release, not kept')
    expect(times({ ...policy, epoch: '1d' })).toBe('dataset, not kept')
  })

  it('says that a port stays which the rule leaves out', async () => {
    const research = await loadPolicy('research')
    const all = fieldTable.map((field) => ruleFor(research, field))
    const port = kindsOf(research, all, bytes).find((k) => k.kind === 'port')
    expect(port?.transform).toContain('permute')
    expect(port?.reveals).toContain('which port it is, in classes that the rule leaves out')
  })

  it('says the same of the bytes of a kind', () => {
    const vlan = rulesOf(rules, bytes).find((r) => r.rule === 'kind vlan')
    expect(vlan?.reveals).toBe(row('vlan')?.reveals)
  })
})
