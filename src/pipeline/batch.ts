/**
 * The hot loop: every record of a batch is taken apart, rewritten in place, or dropped and counted.
 */
import type { Batch } from '../capture/batch.js'
import { dissect, reset } from '../wire/dissect.js'
import { createFrame, type Frame } from '../wire/frame.js'
import { weirds } from '../wire/weird.js'
import type { EpochProgram, Epochs } from './epochs.js'
import type { Observer } from './observer.js'
import { rewrite } from './rewrite.js'

/** What a worker keeps between batches. */
export interface Rewriter {
  readonly frame: Frame
  readonly epochs: Epochs
  readonly observers: readonly Observer[]
  /** records dropped so far, by weird: index 0 is weird -1 */
  readonly dropped: Float64Array
  current: EpochProgram | undefined
  epoch: number
}

/** Makes a rewriter; one for each thread. */
export function createRewriter(epochs: Epochs, observers: readonly Observer[] = []): Rewriter {
  return {
    frame: createFrame(),
    epochs,
    observers,
    dropped: new Float64Array(weirds.length),
    current: undefined,
    epoch: Number.NaN,
  }
}

function useEpoch(r: Rewriter, seconds: number): EpochProgram {
  const epoch = r.epochs.seconds === 0 ? 0 : Math.floor(seconds / r.epochs.seconds)
  if (epoch !== r.epoch || r.current === undefined) {
    r.epoch = epoch
    r.current = r.epochs.program(epoch)
  }
  return r.current
}

function shiftTime(batch: Batch, i: number, p: EpochProgram): void {
  const t = p.program.time
  if (t.zero) {
    batch.seconds[i] = 0
    batch.nanos[i] = 0
    return
  }
  let seconds = batch.seconds[i] + t.seconds
  let nanos = batch.nanos[i] + t.nanos
  if (nanos >= 1e9) {
    nanos -= 1e9
    seconds++
  }
  if (t.roundNanos > 1) {
    if (t.roundNanos >= 1e9) {
      seconds -= seconds % (t.roundNanos / 1e9)
      nanos = 0
    } else nanos -= nanos % t.roundNanos
  }
  batch.seconds[i] = seconds
  batch.nanos[i] = nanos
}

/**
 * Rewrites all records of a batch in place. A record that is dropped gets length -1 and is counted
 * in `r.dropped`; nothing of it was changed before that was known.
 */
export function rewriteBatch(r: Rewriter, batch: Batch): void {
  const f = r.frame
  const observers = r.observers
  for (let i = 0; i < batch.count; i++) {
    const at = batch.at[i]
    reset(f, batch.bytes, at, at + batch.length[i], batch.wire[i])
    const weird = dissect(f, batch.interfaces[batch.iface[i]].linkType)
    if (weird < 0) {
      r.dropped[-1 - weird]++
      batch.length[i] = -1
      continue
    }
    const p = useEpoch(r, batch.seconds[i])
    for (let o = 0; o < observers.length; o++) {
      observers[o].before?.(f, batch.seconds[i], batch.nanos[i])
    }
    const end = rewrite(f, p.program, p.flows)
    batch.length[i] = end - at
    shiftTime(batch, i, p)
    for (let o = 0; o < observers.length; o++) {
      observers[o].after?.(f, end, batch.seconds[i], batch.nanos[i])
    }
  }
}
