/** Marks outside of packets: none comes out of an honest policy, and a dishonest one fails. */
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../src/audit/check.js'
import { layerCanaries } from '../../src/audit/layer-canaries.js'
import { append } from '../../src/bytes/output.js'
import { layersOf } from '../../src/cli/release-layers.js'
import { type Policy, tiers } from '../../src/policy/policy.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { withoutKept } from '../../src/policy/strict.js'
import { createValues } from '../../src/policy/values.js'
import type { Values } from '../../src/wire/values.js'
import { keyring } from '../keys/keyrings.js'

const audit = (policy: Policy, strict = true, names?: readonly string[]): Finding => {
  const values = createValues(strict ? withoutKept(policy) : policy, keyring(3))
  const layers = names === undefined ? {} : { layers: names }
  const context = { tier: policy.tier, limits: {}, seed: 'test', rules: [], values, ...layers }
  return layerCanaries.open(context).finish()
}
const KEEP = { transform: 'keep', args: {} }

describe('layerCanaries', () => {
  it.each(tiers)('passes under %s, having planted many thousand marks', (tier) => {
    const f = audit(profilePolicy(tier))
    expect([f.verdict, f.value, f.notes]).toEqual(['pass', 0, []])
    expect(f.arms['planted and seen before']).toBeGreaterThan(100_000)
    expect(f.arms['bytes written']).toBeGreaterThan(1_000_000)
  })

  it('fails when one place lets its text leave as it is', () => {
    const policy = { ...profilePolicy('partner'), fields: { 'log.body': KEEP } }
    const f = audit(policy, false)
    expect(f.verdict).toBe('fail')
    expect(f.notes.some((n) => n.startsWith('otlp'))).toBe(true)
    // What the owner keeps on purpose is no leak.
    expect(audit(policy).verdict).toBe('pass')
  })

  it('passes where one mark comes out, and none of the others in its places', () => {
    const policy = profilePolicy('partner')
    const honest = createValues(withoutKept(policy), keyring(3))
    const met = new Set<string>()
    let left = 0
    /** Lets so many different marks out. */
    const lets = (most: number): Finding => {
      const values: Values = {
        ...honest,
        text(rule, b, at, end, out) {
          const mark = /[jkvxz][b-df-hj-np-tv-xz]{9}/.exec(
            Buffer.from(b.subarray(at, end)).toString(),
          )
          if (mark !== null && met.size < most) met.add(mark[0])
          if (mark === null || !met.has(mark[0])) return honest.text(rule, b, at, end, out)
          left++
          append(out, b, at, end)
          return true
        },
      }
      const context = { tier: policy.tier, limits: {}, seed: 'test', rules: [], values }
      return layerCanaries.open({ ...context, layers: ['otlp'] }).finish()
    }
    expect(lets(1)).toMatchObject({ verdict: 'pass', value: 0 })
    expect(left).toBeGreaterThan(0)
    expect(lets(2).verdict).toBe('fail')
  })

  it('says nothing where nothing was planted', () => {
    const context = { tier: 'partner', limits: {}, seed: 'test', rules: [] } as const
    expect(layerCanaries.open(context).finish().verdict).toBe('inconclusive')
  })

  it('plants in the layers that the release has, and finds what they let out', () => {
    const kept = { ...profilePolicy('partner'), fields: { 'log.body': KEEP } }
    const f = audit(kept, false, ['otlp'])
    expect(f.verdict).toBe('fail')
    expect(f.notes[0]).toBe('planted in otlp')
    expect(f.notes.slice(1).every((n) => n.startsWith('otlp ('))).toBe(true)
    expect(f.notes.length).toBeGreaterThan(1)
    expect(audit(profilePolicy('partner'), true, ['labels']).verdict).toBe('pass')
    // A name that no layer has is no reason to plant nowhere and to say that all is well.
    expect(audit(kept, false, ['none']).verdict).toBe('inconclusive')
  })

  it('never passes with nothing planted, and says where it planted', () => {
    expect(audit(profilePolicy('partner'), true, []).verdict).toBe('inconclusive')
    const f = audit(profilePolicy('partner'), true, layersOf([]))
    expect([f.verdict, f.notes]).toEqual(['pass', ['planted in flows, labels']])
    expect(f.arms['planted and seen before']).toBeGreaterThan(1000)
  })
})
