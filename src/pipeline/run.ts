/**
 * Runs a whole trace through the rewriter, on this thread or on several, in the order of the input.
 */
import { setImmediate as turn } from 'node:timers/promises'
import { BATCH_BYTES, BATCH_RECORDS_MAX, type Batch, createBatch } from '../capture/batch.js'
import { createKeyring, type Keyring } from '../keys/keyring.js'
import type { Policy } from '../policy/policy.js'
import type { Trace } from '../sources/source.js'
import { weirds } from '../wire/weird.js'
import { createRewriter, type Rewriter, rewriteBatch } from './batch.js'
import { createEpochs, type Epochs } from './epochs.js'
import type { Observer } from './observer.js'
import { AHEAD, openPool } from './pool.js'

/** What a run needs besides the trace. */
export interface RunPlan {
  readonly policy: Policy
  /** length of an epoch in seconds; 0 for one epoch */
  readonly epochSeconds: number
  /** the secret of an epoch, of at least 32 bytes */
  secretFor(epoch: number): Uint8Array
  /** threads that rewrite, the calling thread among them */
  readonly workers: number
  /** programs made elsewhere with the same keys; only with one worker */
  readonly epochs?: Epochs
  /** watch the frames; only with one worker */
  readonly observers?: readonly Observer[]
}

/** What went in, what came out, and why the rest did not. */
export interface Counts {
  packets: {
    in: number
    out: number
    dropped: Record<string, number>
    /** packets whose time the output cannot hold, written with the nearest it can */
    timesClamped?: number
  }
  bytes: { in: number; out: number }
}

/** Takes each rewritten batch, in order; records with length -1 are dropped ones. */
export type BatchSink = (batch: Batch) => void | Promise<void>

function drop(counts: Counts, reason: string, n: number): void {
  if (n > 0) counts.packets.dropped[reason] = (counts.packets.dropped[reason] ?? 0) + n
}

function countIn(counts: Counts, batch: Batch): void {
  counts.packets.in += batch.count
  // A batch is below 2^31 bytes: a small number, where the sum of all is an object.
  let bytes = 0
  for (let i = 0; i < batch.count; i++) bytes += batch.length[i]
  counts.bytes.in += bytes
  for (const [reason, n] of Object.entries(batch.dropped)) {
    counts.packets.in += n
    drop(counts, reason, n)
  }
}

function countOut(counts: Counts, batch: Batch): void {
  let packets = 0
  let bytes = 0
  for (let i = 0; i < batch.count; i++) {
    if (batch.length[i] < 0) continue
    packets++
    bytes += batch.length[i]
  }
  counts.packets.out += packets
  counts.bytes.out += bytes
}

/** The rewriter of the calling thread. */
function rewriterHere(plan: RunPlan): Rewriter {
  const keys = (e: number): Keyring => createKeyring(plan.secretFor(e))
  const epochs = plan.epochs ?? createEpochs(plan.policy, plan.epochSeconds, keys)
  return createRewriter(epochs, plan.observers)
}

async function runHere(trace: Trace, plan: RunPlan, sink: BatchSink, counts: Counts) {
  const rewriter = rewriterHere(plan)
  const batch = createBatch(BATCH_BYTES, BATCH_RECORDS_MAX)
  while (await trace.fill(batch)) {
    countIn(counts, batch)
    rewriteBatch(rewriter, batch)
    countOut(counts, batch)
    await sink(batch)
  }
  countIn(counts, batch)
  for (const [i, name] of weirds.entries()) drop(counts, name, rewriter.dropped[i])
}

async function runPool(trace: Trace, plan: RunPlan, sink: BatchSink, counts: Counts) {
  const others = plan.workers - 1
  const pool = openPool(plan, others)
  const rewriter = rewriterHere(plan)
  const handOn = async (batch: Batch, before: Promise<unknown>, rewritten: Promise<unknown>) => {
    await Promise.all([before, rewritten])
    countOut(counts, batch)
    await sink(batch)
    return batch
  }
  try {
    // What the others have before them, one that is rewritten here, one that is being filled.
    const free = Array.from({ length: others * AHEAD + 2 }, () =>
      createBatch(BATCH_BYTES, BATCH_RECORDS_MAX, true),
    )
    const handed: Promise<Batch>[] = []
    let last: Promise<unknown> = Promise.resolve()
    for (;;) {
      const batch = free.pop() ?? ((await handed.shift()) as Batch)
      const more = await trace.fill(batch)
      countIn(counts, batch)
      if (!more) break
      // This thread takes a share when the others have enough to do. What they have done in the
      // meantime is heard before the next batch is given away.
      const isHere = pool.full
      if (isHere) rewriteBatch(rewriter, batch)
      const rewritten = isHere ? turn() : pool.rewrite(batch)
      // Each goes to the sink as soon as its turn comes, also while the next is waited for.
      const done = handOn(batch, last, rewritten)
      // A failure is met where the batch is awaited.
      done.catch(() => undefined)
      handed.push(done)
      last = done
      if (isHere) await rewritten
    }
    await last
    for (const [i, name] of weirds.entries()) {
      drop(counts, name, pool.dropped[i] + rewriter.dropped[i])
    }
  } finally {
    await pool.close()
  }
}

/**
 * Rewrites a trace and hands the batches on in order. The bytes are the same for any number of
 * workers, because rewriting is a pure function of key, policy and record.
 */
export async function run(trace: Trace, plan: RunPlan, sink: BatchSink): Promise<Counts> {
  const counts: Counts = {
    packets: { in: 0, out: 0, dropped: {} },
    bytes: { in: 0, out: 0 },
  }
  if (plan.workers > 1) await runPool(trace, plan, sink, counts)
  else await runHere(trace, plan, sink, counts)
  return counts
}
