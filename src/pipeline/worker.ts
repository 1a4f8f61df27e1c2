/** The body of a worker thread: batches in, rewritten in place, counts out. */
import { parentPort, workerData } from 'node:worker_threads'
import { createKeyring } from '../keys/keyring.js'
import { createRewriter, rewriteBatch } from './batch.js'
import { createEpochs } from './epochs.js'
import type { Answer, Job, WorkerPlan } from './job.js'

const plan = workerData as WorkerPlan
let secrets = new Map<number, Uint8Array>()
const epochs = createEpochs(plan.policy, plan.epochSeconds, (epoch) => {
  const secret = secrets.get(epoch)
  if (secret === undefined) throw new Error(`no secret for epoch ${epoch}`)
  return createKeyring(secret)
})
const rewriter = createRewriter(epochs)

parentPort?.on('message', (job: Job) => {
  secrets = new Map(job.secrets)
  rewriteBatch(rewriter, { ...job.batch, dropped: {} })
  parentPort?.postMessage({ dropped: rewriter.dropped } satisfies Answer)
})
