/** Flow records add up to the conversations that tshark counts: frames and bytes both ways. */
import { describe, expect, it } from 'vitest'
import { capturesOf, every, folder, shop, withoutData, withoutReaders } from './captures.js'
import {
  assembled,
  type Conversations,
  conversationsOf,
  tsharkConversations,
} from './conversations.js'

/** Captures in which tshark does not see what scrim sees: it stops at a Cisco FabricPath header. */
const LEFT_OUT = /cisco-fabric-path/

/**
 * Conversations of packets inside of tunnels, and of tunnels that carry something: tshark counts
 * both.
 */
function ofBoth(inner: Conversations, outer: Conversations): Conversations {
  return new Map([...outer, ...inner])
}

/** NaN, where tshark rounds, stands for any number. */
function withoutRounded(theirs: Conversations, ours: Conversations): Conversations {
  return new Map(
    [...ours].map(([key, counts]) => {
      const said = theirs.get(key) ?? counts
      return [key, counts.map((n, i) => (Number.isNaN(said[i]) ? Number.NaN : n))]
    }),
  )
}

async function expectSame(path: string): Promise<number> {
  const inner = await assembled(path, true)
  if (inner.dropped > 0 || LEFT_OUT.test(path)) return 0
  const outer = await assembled(path, false)
  let compared = 0
  for (const [transport, protocol] of [
    ['tcp', 6],
    ['udp', 17],
  ] as const) {
    const theirs = await tsharkConversations(path, transport)
    const both = ofBoth(
      conversationsOf(inner.rows, protocol),
      conversationsOf(outer.rows, protocol),
    )
    const ours = withoutRounded(theirs, both)
    expect(Object.fromEntries(ours), `${path}, ${transport}`).toEqual(Object.fromEntries(theirs))
    compared += theirs.size
  }
  return compared
}

describe.skipIf(withoutReaders !== '')(`conversations of the shop${withoutReaders}`, () => {
  it('are those of tshark', async () => {
    expect(await expectSame(shop)).toBeGreaterThan(500)
  })
})

const without = withoutData || withoutReaders
describe.skipIf(without !== '')(`conversations of real captures${without}`, () => {
  it('are those of tshark', async () => {
    let compared = 0
    const paths = folder === '' ? [] : every(150, capturesOf('packets'))
    for (const path of paths) compared += await expectSame(path)
    expect(compared).toBeGreaterThan(10)
  })
})
