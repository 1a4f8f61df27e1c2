/** Records for the tests of the pipeline: every annotated frame, in batches made as one likes. */
import { type Batch, createBatch } from '../../src/capture/batch.js'
import { createKeyring } from '../../src/keys/keyring.js'
import { createRewriter, type Rewriter } from '../../src/pipeline/batch.js'
import { createEpochs } from '../../src/pipeline/epochs.js'
import type { Policy, Tier } from '../../src/policy/policy.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { vectors } from '../wire/vectors.js'

/** One record before it lies in a batch. */
export interface Made {
  readonly linkType: number
  readonly bytes: Buffer
  readonly seconds: number
}

/** Every annotated frame, each a second after the one before. */
export const all: readonly Made[] = vectors.map((v, i) => ({
  linkType: v.linkType,
  bytes: Buffer.from(v.hex, 'hex'),
  seconds: 1_700_000_000 + i,
}))

/** The profile of a tier, with a payload rule of one's own. */
export function policyFor(tier: Tier, payload: Policy['payload'] = 'cut'): Policy {
  return { ...profilePolicy(tier), payload }
}

/** A rewriter with empty caches; all have the same key. */
export function rewriterOf(policy: Policy, seconds = 0): Rewriter {
  const keyFor = (epoch: number) => createKeyring(new Uint8Array(32).fill(7 + (epoch % 100)))
  return createRewriter(createEpochs(policy, seconds, keyFor))
}

/** What lies around records; never written to. */
export const AROUND = 0xa5

/** A batch of records, with `gap` bytes before each and after the last. */
export function batchOf(records: readonly Made[], gap: number): Batch {
  const size = records.reduce((n, r) => n + r.bytes.length + gap, gap)
  const batch = createBatch(size, records.length)
  batch.bytes.fill(AROUND)
  let at = gap
  for (const [i, r] of records.entries()) {
    batch.bytes.set(r.bytes, at)
    batch.at[i] = at
    batch.length[i] = r.bytes.length
    batch.wire[i] = r.bytes.length
    batch.seconds[i] = r.seconds
    let iface = batch.interfaces.findIndex((f) => f.linkType === r.linkType)
    if (iface < 0) {
      iface = batch.interfaces.length
      batch.interfaces.push({ linkType: r.linkType, snapLength: 0, name: '' })
    }
    batch.iface[i] = iface
    at += r.bytes.length + gap
  }
  batch.count = records.length
  return batch
}

/** What became of each record: its time and bytes, or that it was dropped. */
export function resultsOf(batch: Batch): string[] {
  return Array.from({ length: batch.count }, (_, i) => {
    const n = batch.length[i]
    if (n < 0) return 'dropped'
    const bytes = Buffer.from(batch.bytes.subarray(batch.at[i], batch.at[i] + n))
    return `${batch.seconds[i]}.${batch.nanos[i]} ${bytes.toString('hex')}`
  })
}
