/** Rewriting is a function of key, policy and record: of nothing else, and to nothing else. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rewriteBatch } from '../../src/pipeline/batch.js'
import { tiers } from '../../src/policy/policy.js'
import { weirds } from '../../src/wire/weird.js'
import { AROUND, all, batchOf, type Made, policyFor, resultsOf, rewriterOf } from './records.js'

const SEED = { seed: 20260131 }

/** Frames with some bytes changed, cut, or left as they are. */
const odd: fc.Arbitrary<Made> = fc
  .record({
    made: fc.constantFrom(...all),
    flips: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { maxLength: 3 }),
    keep: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, fc.double({ min: 0, max: 1 })),
  })
  .filter(({ made }) => made.bytes.length > 0)
  .map(({ made, flips, keep }) => {
    const bytes = Buffer.from(made.bytes.subarray(0, Math.ceil(made.bytes.length * keep)))
    for (const [at, x] of flips) if (bytes.length > 0) bytes[at % bytes.length] ^= x
    return { ...made, bytes }
  })

describe('rewriteBatch', () => {
  it.each(tiers)('gives each record the bytes it would get alone (%s)', (tier) => {
    for (const payload of ['cut', 'zero', 'filler'] as const) {
      const policy = policyFor(tier, payload)
      const together = batchOf(all, 3)
      rewriteBatch(rewriterOf(policy), together)
      const expected = resultsOf(together)
      const backwards = batchOf([...all].reverse(), 0)
      rewriteBatch(rewriterOf(policy), backwards)
      expect(resultsOf(backwards).reverse()).toEqual(expected)
      const again = rewriterOf(policy)
      const alone = all.map((r, i) => {
        const batch = batchOf([r], i % 17)
        rewriteBatch(again, batch)
        return resultsOf(batch)[0]
      })
      expect(alone).toEqual(expected)
      expect(expected.filter((r) => r === 'dropped').length).toBeLessThan(all.length / 10)
    }
  })

  it('does not depend on order, split, place in the buffer, or what came before', () => {
    const policy = policyFor('partner', 'zero')
    const worn = rewriterOf(policy)
    const records = fc.array(odd, { minLength: 1, maxLength: 12 })
    const property = fc.property(records, fc.nat(40), fc.nat(), (list, gap, cut) => {
      const whole = batchOf(list, gap)
      rewriteBatch(worn, whole)
      const fresh = rewriterOf(policy)
      const at = cut % list.length
      const second = batchOf(list.slice(at), 1)
      const first = batchOf(list.slice(0, at), 7)
      rewriteBatch(fresh, second)
      rewriteBatch(fresh, first)
      expect([...resultsOf(first), ...resultsOf(second)]).toEqual(resultsOf(whole))
    })
    fc.assert(property, { ...SEED, numRuns: 25 })
  })

  it('writes to nothing but the bytes of a record', () => {
    const rewriters = tiers.map((t) => rewriterOf(policyFor(t, t === 'public' ? 'filler' : 'cut')))
    const property = fc.property(fc.array(odd, { minLength: 1, maxLength: 20 }), (list) => {
      for (const rewriter of rewriters) {
        const batch = batchOf(list, 24)
        rewriteBatch(rewriter, batch)
        let at = 0
        for (const [i, r] of list.entries()) {
          expect(batch.bytes.subarray(at, batch.at[i]).every((v) => v === AROUND)).toBe(true)
          expect(batch.length[i]).toBeLessThanOrEqual(r.bytes.length)
          at = batch.at[i] + r.bytes.length
        }
        expect(batch.bytes.subarray(at).every((v) => v === AROUND)).toBe(true)
      }
    })
    fc.assert(property, { ...SEED, numRuns: 60 })
  })

  it('leaves a record that it drops as it was, and counts it', () => {
    let drops = 0
    const property = fc.property(fc.array(odd, { minLength: 8, maxLength: 20 }), (list) => {
      const rewriter = rewriterOf(policyFor('partner'))
      const batch = batchOf(list, 0)
      rewriteBatch(rewriter, batch)
      let dropped = 0
      for (const [i, r] of list.entries()) {
        if (batch.length[i] >= 0) continue
        dropped++
        const now = batch.bytes.subarray(batch.at[i], batch.at[i] + r.bytes.length)
        expect(Buffer.from(now).equals(r.bytes)).toBe(true)
        expect(batch.seconds[i]).toBe(r.seconds)
      }
      expect(rewriter.dropped.reduce((a, b) => a + b, 0)).toBe(dropped)
      drops += dropped
    })
    fc.assert(property, { ...SEED, numRuns: 20 })
    expect(drops).toBeGreaterThan(10)
  })

  it('counts drops by reason', () => {
    const rewriter = rewriterOf(policyFor('partner'))
    const short = { linkType: 1, bytes: Buffer.alloc(5), seconds: 0 }
    const strange = { linkType: 147, bytes: Buffer.alloc(50), seconds: 0 }
    rewriteBatch(rewriter, batchOf([short, strange, short], 0))
    const counted = weirds.filter((_, i) => rewriter.dropped[i] > 0)
    expect(counted.toSorted()).toEqual(['truncated', 'unknown-link-type'])
    expect(rewriter.dropped[weirds.indexOf('truncated')]).toBe(2)
  })

  it('changes keys at the border of an epoch, whatever the order of records', () => {
    const policy = policyFor('partner')
    const [record] = all.filter((r) => r.linkType === 1 && r.bytes.length > 40)
    const at = (seconds: number): Made => ({ ...record, seconds })
    const list = [3599, 3600, 0, 7200, 3599].map(at)
    const batch = batchOf(list, 0)
    rewriteBatch(rewriterOf(policy, 3600), batch)
    const bytes = resultsOf(batch).map((r) => r.split(' ')[1])
    expect(bytes[0]).toBe(bytes[2])
    expect(bytes[0]).toBe(bytes[4])
    expect(new Set(bytes).size).toBe(3)
  })
})
