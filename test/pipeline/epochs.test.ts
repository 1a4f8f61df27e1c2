/** Programs of many epochs: few are held, and what they say does not depend on which. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { createKeyring } from '../../src/keys/keyring.js'
import { rewriteBatch } from '../../src/pipeline/batch.js'
import { createEpochs } from '../../src/pipeline/epochs.js'
import { all, batchOf, type Made, policyFor, resultsOf, rewriterOf } from './records.js'

const HOUR = 3600
const policy = policyFor('public')
const keysFor = (epoch: number) => createKeyring(new Uint8Array(32).fill(7 + (epoch % 100)))

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

describe('createEpochs', () => {
  it('holds a few programs, however many epochs there are', async () => {
    const epochs = createEpochs(policy, HOUR, keysFor)
    const seen = Array.from({ length: 12 }, (_, e) => new WeakRef(epochs.program(e)))
    // what a WeakRef gives is held until the turn has ended
    await new Promise((done) => setImmediate(done))
    collect()
    const alive = seen.filter((r) => r.deref() !== undefined)
    expect(alive.length).toBeGreaterThan(1)
    expect(alive.length).toBeLessThanOrEqual(8)
    expect(epochs.program(11)).toBe(alive.at(-1)?.deref())
  })

  it('lets those go that were not asked for the longest', () => {
    const asked: number[] = []
    const epochs = createEpochs(policy, HOUR, (e) => {
      asked.push(e)
      return keysFor(e)
    })
    for (let e = 0; e < 8; e++) epochs.program(e)
    epochs.program(0)
    epochs.program(8)
    expect(asked).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    epochs.program(0)
    expect(asked).toHaveLength(9)
    epochs.program(1)
    expect(asked.at(-1)).toBe(1)
    expect(asked).toHaveLength(10)
  })
})

describe('a capture of many hours', () => {
  // a few frames in each of nine hours: more than are held
  const hours = Array.from({ length: 9 }, (_, h) =>
    all
      .slice(2 * h, 2 * h + 2)
      .map((r, i): Made => ({ ...r, seconds: 1_700_000_000 + h * HOUR + i })),
  )
  const inOrder = hours.flat()
  // the first of every hour, then the second of every hour: each hour comes back after all others
  const interleaved = [0, 1].flatMap((i) => hours.map((h) => h[i]))

  function rewritten(list: readonly Made[]): Map<Made, string> {
    const batch = batchOf(list, 0)
    rewriteBatch(rewriterOf(policy, HOUR), batch)
    const results = resultsOf(batch)
    return new Map(list.map((made, i) => [made, results[i]]))
  }

  it('gives the same bytes in order, interleaved, and an hour alone', () => {
    const expected = rewritten(inOrder)
    const mixed = rewritten(interleaved)
    for (const made of inOrder) expect(mixed.get(made)).toBe(expected.get(made))
    const alone = rewritten(hours[4])
    for (const made of hours[4]) expect(alone.get(made)).toBe(expected.get(made))
    expect(new Set(expected.values()).size).toBeGreaterThan(10)
  })
})
