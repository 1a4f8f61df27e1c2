/** Every capture under the tiers that the fast tests leave out. */
import { describe, expect, it } from 'vitest'
import { profilePolicy } from '../../src/policy/profiles.js'
import { rewriteFiles } from './before-after.js'
import { capturesOf, withoutData } from './captures.js'

describe.skipIf(withoutData !== '')(`accounting under every tier${withoutData}`, () => {
  it.each(['internal', 'research', 'public'] as const)('adds up under %s', async (tier) => {
    for (const path of ['packets', 'malformed', 'labelled'].flatMap(capturesOf)) {
      const { packets } = await rewriteFiles([path], profilePolicy(tier), () => {})
      const dropped = Object.values(packets.dropped).reduce((a, b) => a + b, 0)
      expect(packets.out + dropped, path).toBe(packets.in)
    }
  })
})
