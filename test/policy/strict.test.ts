/** A policy as an auditor tries it: what an owner keeps on purpose is left out, nothing else. */
import { describe, expect, it } from 'vitest'
import { profilePolicy } from '../../src/policy/profiles.js'
import { withoutKept } from '../../src/policy/strict.js'

const KEEP = { transform: 'keep', args: {} }
const MOVE = { transform: 'pseudonym', args: {} }

describe('withoutKept', () => {
  it('leaves out fields outside of packets that are kept, by name and by pattern', () => {
    const fields = {
      'log.body': KEEP,
      'log.*': KEEP,
      'span.name': MOVE,
      'ipv4.ttl': KEEP,
      'ipv4.*': KEEP,
    }
    const left = withoutKept({ ...profilePolicy('partner'), fields })
    expect(Object.keys(left.fields)).toEqual(['span.name', 'ipv4.ttl', 'ipv4.*'])
  })

  it('suppresses kinds of any words that are kept, and leaves other rules as they are', () => {
    const policy = profilePolicy('partner')
    const rules = { ...policy.rules, hostname: KEEP, address: MOVE, port: KEEP }
    const left = withoutKept({ ...policy, rules })
    expect(left.rules.hostname.transform).toBe('suppress')
    expect(left.rules.address).toBe(MOVE)
    expect(left.rules.port).toBe(KEEP)
  })
})
