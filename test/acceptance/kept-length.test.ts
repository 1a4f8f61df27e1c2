/**
 * What keeps its length is still read: types and lengths within protocols that are taken apart stay
 * where zeros would be read as lengths of zero, and lines that go on still do.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { profilePolicy } from '../../src/policy/profiles.js'
import { pcap } from '../e2e/captures.js'
import { vectors } from '../wire/vectors.js'
import { withoutReaders } from './captures.js'
import { newlyMalformed } from './expectations.js'
import { withPair } from './read-pair.js'

const names = [
  'ntp control',
  'ntp in private',
  'radius request',
  'rtcp sender report and description',
  'sip header in two lines',
  'l2tp 2 control',
  'l2tp 3 over ip, control',
  'ppp.txt a serial line kept alive, under the link type of PPP',
]

/** The frames named, as a capture for each link type. */
function write(folder: string): string[] {
  const found = names.map((name) => {
    const vector = vectors.find((v) => v.name === name)
    if (vector === undefined) throw new Error(`no frame ${name}`)
    return vector
  })
  return [1, 50].map((linkType) => {
    const path = join(folder, `${linkType}.pcap`)
    const frames = found.filter((v) => v.linkType === linkType)
    writeFileSync(
      path,
      pcap(
        linkType,
        frames.map((v) => Buffer.from(v.hex, 'hex')),
      ),
    )
    return path
  })
}

describe.skipIf(withoutReaders !== '')(`readers of kept lengths${withoutReaders}`, () => {
  for (const tier of ['partner', 'public'] as const) {
    for (const payload of ['cut', 'zero'] as const) {
      it(`nothing becomes malformed under ${tier} with payload: ${payload}`, async () => {
        const folder = mkdtempSync(join(tmpdir(), 'scrim-kept-'))
        try {
          const policy = { ...profilePolicy(tier), payload }
          await withPair(write(folder), policy, async (read) => {
            const { frames } = await read(['_ws.malformed'], [])
            expect(frames.filter(({ was }) => was['_ws.malformed'].length > 0)).toEqual([])
            expect(frames.length).toBe(names.length)
            expect(await newlyMalformed(read)).toEqual([])
          })
        } finally {
          rmSync(folder, { recursive: true, force: true })
        }
      }, 60_000)
    }
  }
})
