/** What tshark reads in a release is what it read in the input: every capture, every tier. */
import { describe, expect, it } from 'vitest'
import { profilePolicy } from '../../src/policy/profiles.js'
import { capturesOf, folder, withoutData, withoutReaders } from './captures.js'
import { expectReadable, expectTogether, newlyMalformed } from './expectations.js'
import { withPair } from './read-pair.js'

const without = withoutData || withoutReaders
describe.skipIf(without !== '')(`readers of every capture${without}`, () => {
  const paths = folder === '' ? [] : capturesOf('packets')
  expectReadable(paths, { 'fingerprints of TLS hellos': 100, 'relative sequence numbers': 30_000 })
  for (const payload of ['zero', 'filler'] as const) expectTogether(paths, payload)
  for (const tier of ['internal', 'research', 'public'] as const) {
    it(`nothing becomes malformed under ${tier} that was not`, async () => {
      expect(await withPair(paths, profilePolicy(tier), newlyMalformed)).toEqual([])
    })
  }
  it('nothing becomes malformed among malformed captures that was not', async () => {
    const bad = capturesOf('malformed')
    expect(await withPair(bad, profilePolicy('partner'), newlyMalformed)).toEqual([])
  })
})
