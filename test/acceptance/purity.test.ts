/**
 * What becomes of a record depends on key, policy and record alone: not on those before it, nor on
 * how they were batched; and times keep what the resolution of their file told.
 */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Batch, createBatch } from '../../src/capture/batch.js'
import { createKeyring } from '../../src/keys/keyring.js'
import { createRewriter, rewriteBatch } from '../../src/pipeline/batch.js'
import { createEpochs } from '../../src/pipeline/epochs.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { openCapture } from '../../src/sources/capture-trace.js'
import { openTrace } from '../../src/sources/index.js'
import type { Trace } from '../../src/sources/source.js'
import { enhanced, face, option, section, stream, words } from '../capture/made.js'
import { secretFor } from './before-after.js'
import { capturesOf, every, folder, shop, withoutData } from './captures.js'

/** One record as it is read. */
interface Raw {
  readonly bytes: Uint8Array
  readonly wire: number
  readonly seconds: number
  readonly nanos: number
  readonly linkType: number
}

async function readAll(path: string): Promise<Raw[]> {
  return readTraceAll(await openTrace([path]))
}

async function readTraceAll(trace: Trace): Promise<Raw[]> {
  const batch = createBatch(1 << 20, 4096)
  const raw: Raw[] = []
  while (await trace.fill(batch)) {
    for (let i = 0; i < batch.count; i++) {
      raw.push({
        bytes: batch.bytes.slice(batch.at[i], batch.at[i] + batch.length[i]),
        wire: batch.wire[i],
        seconds: batch.seconds[i],
        nanos: batch.nanos[i],
        linkType: batch.interfaces[batch.iface[i]].linkType,
      })
    }
  }
  await trace.close()
  return raw
}

const epochs = () =>
  createEpochs(profilePolicy('partner'), 86_400, () => createKeyring(secretFor()))

function put(batch: Batch, r: Raw, at: number): void {
  const i = batch.count++
  batch.bytes.set(r.bytes, at)
  batch.at[i] = at
  batch.length[i] = r.bytes.length
  batch.wire[i] = r.wire
  batch.seconds[i] = r.seconds
  batch.nanos[i] = r.nanos
  batch.iface[i] = batch.interfaces.push({ linkType: r.linkType, snapLength: 0, name: '' }) - 1
}

/** Rewrites records in batches of at most `most`; each result as a digest with its time. */
function rewritten(records: readonly Raw[], most: number, rewriter = createRewriter(epochs())) {
  const out: string[] = []
  for (let from = 0; from < records.length; from += most) {
    const part = records.slice(from, from + most)
    const batch = createBatch(
      part.reduce((n, r) => n + r.bytes.length, 0),
      part.length,
    )
    let at = 0
    for (const r of part) {
      put(batch, r, at)
      at += r.bytes.length
    }
    rewriteBatch(rewriter, batch)
    for (let i = 0; i < batch.count; i++) {
      const left = batch.bytes.subarray(batch.at[i], batch.at[i] + Math.max(batch.length[i], 0))
      const digest = createHash('sha1').update(left).digest('hex')
      out.push([batch.length[i], digest, batch.seconds[i], batch.nanos[i]].join())
    }
  }
  return out
}

function expectPure(records: readonly Raw[], name: string): void {
  const together = rewritten(records, 1000)
  expect(rewritten(records, 1), `${name} one at a time`).toEqual(together)
  expect(rewritten([...records].reverse(), 1000).reverse(), `${name} reversed`).toEqual(together)
  const half = records.length >> 1
  const split = [...rewritten(records.slice(0, half), 7), ...rewritten(records.slice(half), 7)]
  expect(split, `${name} split in two`).toEqual(together)
}

describe('rewriting is pure', () => {
  it('over the shop', async () => {
    expectPure(await readAll(shop), 'shop')
  })
  it('of one record alone, with no other ever seen', async () => {
    const records = every(97, await readAll(shop))
    const together = rewritten(records, 1000)
    // One program for all: what it remembers of others must not show, so each gets a fresh one.
    for (const [i, r] of every(6, records).entries()) {
      expect(rewritten([r], 1, createRewriter(epochs()))).toEqual([together[i * 6]])
    }
  })
  it.skipIf(withoutData !== '')(`over a sample of captures${withoutData}`, async () => {
    const list =
      folder === '' ? [] : every(20, capturesOf('packets').concat(capturesOf('malformed')))
    const records = (await Promise.all(list.map(readAll))).flat()
    expect(records.length).toBeGreaterThan(500)
    expectPure(records, 'sample')
  })
})

/** A record's time in units of so many nanoseconds. */
const ticks = (r: Raw, unit: number): bigint =>
  (BigInt(r.seconds) * 1_000_000_000n + BigInt(r.nanos)) / BigInt(unit)

/** A pcap file in microseconds or nanoseconds, told by its magic number. */
function pcapOf(records: readonly Raw[], unit: number): Buffer {
  const magic = unit === 1 ? 0xa1b23c4d : 0xa1b2c3d4
  const head = words(true, [4, magic], [2, 2], [2, 4], [4, 0], [4, 0], [4, 0], [4, 1])
  const packets = records.flatMap((r) => [
    words(true, [4, r.seconds], [4, Math.floor(r.nanos / unit)], [4, r.bytes.length], [4, r.wire]),
    r.bytes,
  ])
  return Buffer.concat([head, ...packets])
}

/** A pcapng file with times in powers of ten. */
function pcapngOf(records: readonly Raw[], unit: number): Buffer {
  const power = 9 - Math.round(Math.log10(unit))
  const times = option(true, 9, Uint8Array.of(power))
  const packets = records.map((r) => enhanced(true, 0, ticks(r, unit), r.bytes, r.wire))
  return Buffer.concat([section(true), face(true, 1, 0, times), ...packets])
}

describe('times', () => {
  it.each([
    ['pcap in microseconds', pcapOf, 1000],
    ['pcap in nanoseconds', pcapOf, 1],
    ['pcapng in milliseconds', pcapngOf, 1_000_000],
    ['pcapng in nanoseconds', pcapngOf, 1],
  ] as const)('of %s keep their intervals to the nanosecond', async (_, make, unit) => {
    const truth = (await readAll(shop)).filter((r) => r.linkType === 1).slice(0, 300)
    const records = await readTraceAll(await openCapture(stream(make(truth, unit))))
    expect(records.length).toBe(truth.length)
    const times = rewritten(records, 1000).map((r) => r.split(',').slice(2).map(Number))
    const nanos = (s: number, n: number): bigint => BigInt(s) * 1_000_000_000n + BigInt(n)
    const moved = times.map(([s, n]) => nanos(s, n) - nanos(times[0][0], times[0][1]))
    const first = ticks(truth[0], unit)
    expect(moved).toEqual(truth.map((r) => (ticks(r, unit) - first) * BigInt(unit)))
    expect(times[0]).not.toEqual([records[0].seconds, records[0].nanos])
  })
})
