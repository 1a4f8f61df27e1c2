/** What is expected of a reading: of the sample in the fast tests, of all in the slow ones. */
import { expect, it } from 'vitest'
import type { Policy } from '../../src/policy/policy.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { type Reading, type ReadPair, withPair } from './read-pair.js'
import { badChecksums, claimedFields, claims, examine, goodChecksum } from './readings.js'

/** Each frame for itself: nothing is put together from fragments or segments, sums are checked. */
const alone = [
  'ip.defragment:FALSE',
  'ipv6.defragment:FALSE',
  'tcp.desegment_tcp_streams:FALSE',
  'ip.check_checksum:TRUE',
  'tcp.check_checksum:TRUE',
  'udp.check_checksum:TRUE',
  'sctp.checksum:crc-32c',
  'tcp.relative_sequence_numbers:TRUE',
]
const SHOWN = 10
const broken = ['_ws.malformed', '_ws.expert.message']

/** Frames that tshark calls malformed now and did not before. */
export async function newlyMalformed(read: ReadPair): Promise<string[]> {
  const { frames, nameOf } = await read(broken, [])
  return frames.flatMap(({ was, is }, i) =>
    is['_ws.malformed'].length > 0 && was['_ws.malformed'].length === 0
      ? [`${nameOf(i)}: ${is['_ws.expert.message'].join()}`]
      : [],
  )
}

/** Registers the tests of one set of captures, which are rewritten and read once for all. */
export function expectReadable(paths: readonly string[], least: Readonly<Record<string, number>>) {
  const policy = profilePolicy('partner')
  let reading: Promise<{ frames: Reading; malformed: string[] }> | undefined
  const all = () => {
    reading ??= withPair(paths, policy, async (read) => ({
      frames: await read(claimedFields, alone),
      malformed: await newlyMalformed(read),
    }))
    return reading
  }
  it('nothing becomes malformed that was not', async () => {
    expect((await all()).malformed.slice(0, SHOWN)).toEqual([])
  }, 300_000)
  it.each(claims.map((c) => [c.name, c] as const))('keeps %s', async (name, claim) => {
    const { frames, nameOf } = (await all()).frames
    const { spoken, offences } = examine(claim, frames, nameOf)
    expect(offences.slice(0, SHOWN)).toEqual([])
    expect(spoken).toBeGreaterThanOrEqual(least[name] ?? 1)
  })
  it('notices when a value is another', async () => {
    const { frames } = (await all()).frames
    for (const claim of claims) {
      const field = claim.equal?.[0] ?? claim.oneToOne?.[0][0] ?? ''
      const at = frames.findIndex((f) => claim.of(f.was) && f.was[field].length > 0)
      const { was, is } = frames[at]
      // Twice the same frame, the second time with something else in the field.
      const changed = { was, is: { ...is, [field]: is[field].map((v) => `${v}0`) } }
      const { offences } = examine(claim, [frames[at], changed], String)
      expect(offences.length, claim.name).toBeGreaterThan(0)
    }
  })
  it('makes every checksum good or says that there is none', async () => {
    const { frames, nameOf } = (await all()).frames
    const bad = frames.flatMap((f, i) => badChecksums(f).map((c) => `${nameOf(i)}: ${c}`))
    expect(bad.slice(0, SHOWN)).toEqual([])
    expect(frames.filter(goodChecksum).length).toBeGreaterThan(frames.length / 10)
  })
}

/** Registers the test that fragments and pings fit together where payload keeps its length. */
export function expectTogether(paths: readonly string[], payload: Policy['payload']) {
  it(`with payload: ${payload}, fragments are put together and pings are paired`, async () => {
    const policy: Policy = { ...profilePolicy('partner'), payload }
    const fields = ['ip.fragment.count', 'ip.reassembled.length', 'icmp.resp_to']
    const { frames, nameOf } = await withPair(paths, policy, (read) => read(fields, []))
    const wrong = frames.flatMap(({ was, is }, i) =>
      fields.filter((f) => was[f].join() !== is[f].join()).map((f) => `${nameOf(i)}: ${f}`),
    )
    expect(wrong.slice(0, SHOWN)).toEqual([])
    for (const f of fields)
      expect(
        frames.some(({ was }) => was[f].length > 0),
        f,
      ).toBe(true)
  }, 60_000)
}
