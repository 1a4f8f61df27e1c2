/** Threads that rewrite batches in shared memory, beside the one that reads and writes. */
import { Worker } from 'node:worker_threads'
import type { Batch } from '../capture/batch.js'
import { weirds } from '../wire/weird.js'
import type { Answer, Job, WorkerPlan } from './job.js'

/** Batches that a thread has in hand and before it, so that it never waits for the next. */
export const AHEAD = 3

/** A running pool. */
export interface Pool {
  /** whether every thread has as many batches as it shall have */
  readonly full: boolean
  /** sends a batch to the thread with the least to do; resolves when it is rewritten in place */
  rewrite(batch: Batch): Promise<void>
  /** records dropped so far, by weird */
  readonly dropped: Float64Array
  close(): Promise<void>
}

interface Thread {
  readonly worker: Worker
  readonly waiting: { resolve: () => void; reject: (e: Error) => void }[]
  /** why it will answer no more */
  failed: Error | undefined
  dropped: Float64Array
}

function openThread(plan: WorkerPlan): Thread {
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData: { policy: plan.policy, epochSeconds: plan.epochSeconds } satisfies WorkerPlan,
  })
  const thread: Thread = {
    worker,
    waiting: [],
    failed: undefined,
    dropped: new Float64Array(weirds.length),
  }
  worker.on('message', (answer: Answer) => {
    thread.dropped = answer.dropped
    thread.waiting.shift()?.resolve()
  })
  const fail = (e: Error): void => {
    thread.failed ??= e
    for (const w of thread.waiting.splice(0)) w.reject(thread.failed)
  }
  worker.on('error', (e) => fail(e as Error))
  worker.on('messageerror', fail)
  // Where memory runs out a thread may end without a word, and would be waited for without end.
  worker.on('exit', (code) => fail(new Error(`a worker ended with ${code}`)))
  return thread
}

/** The epochs that occur in a batch. */
function epochsOf(batch: Batch, seconds: number): number[] {
  if (seconds === 0) return [0]
  const found = new Set<number>()
  for (let i = 0; i < batch.count; i++) found.add(Math.floor(batch.seconds[i] / seconds))
  return [...found]
}

/** Starts `count` threads. Batches must have been made in shared memory. */
export function openPool(
  plan: WorkerPlan & { secretFor(epoch: number): Uint8Array },
  count: number,
): Pool {
  const threads = Array.from({ length: count }, () => openThread(plan))
  const leastBusy = (): Thread =>
    threads.reduce((a, b) => (b.waiting.length < a.waiting.length ? b : a))
  return {
    get full() {
      return leastBusy().waiting.length >= AHEAD
    },
    rewrite(batch) {
      const thread = leastBusy()
      const { dropped: _, ...columns } = batch
      const epochs = epochsOf(batch, plan.epochSeconds)
      const job: Job = { batch: columns, secrets: epochs.map((e) => [e, plan.secretFor(e)]) }
      return new Promise<void>((resolve, reject) => {
        if (thread.failed !== undefined) {
          reject(thread.failed)
          return
        }
        thread.waiting.push({ resolve, reject })
        thread.worker.postMessage(job)
      })
    },
    get dropped() {
      const sum = new Float64Array(weirds.length)
      for (const t of threads) for (let i = 0; i < sum.length; i++) sum[i] += t.dropped[i]
      return sum
    },
    async close() {
      await Promise.all(threads.map((t) => t.worker.terminate()))
    },
  }
}
