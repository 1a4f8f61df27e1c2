/** What the threads of a pool say to each other. */
import type { Batch } from '../capture/batch.js'
import type { Policy } from '../policy/policy.js'

/** What a worker is started with. */
export interface WorkerPlan {
  readonly policy: Policy
  readonly epochSeconds: number
}

/** One batch on its way to a worker: shared columns, and the secrets of its epochs. */
export interface Job {
  readonly batch: Omit<Batch, 'dropped'>
  readonly secrets: readonly (readonly [number, Uint8Array])[]
}

/** What a worker answers: all it has dropped so far, by weird. */
export interface Answer {
  readonly dropped: Float64Array
}
