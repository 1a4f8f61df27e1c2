/** Rewrites frames that do not come in batches: headers of packets that sFlow has sampled. */
import { dissect, reset } from '../wire/dissect.js'
import { createFrame } from '../wire/frame.js'
import type { Epochs } from './epochs.js'
import type { Observer } from './observer.js'
import { rewrite } from './rewrite.js'

/**
 * Makes a function that rewrites the frame `[at, end)` in place, as packets of a batch are. It
 * gives where the released frame ends, or a negative weird: nothing was changed then.
 * @param observer sees each frame before and after
 */
export function createFrameRewriter(epochs: Epochs, observer: Observer = {}) {
  const f = createFrame()
  return (
    b: Uint8Array,
    at: number,
    end: number,
    wire: number,
    linkType: number,
    seconds: number,
  ): number => {
    reset(f, b, at, end, wire)
    const weird = dissect(f, linkType)
    if (weird < 0) return weird
    const isOne = epochs.seconds === 0 || !Number.isFinite(seconds)
    const p = epochs.program(isOne ? 0 : Math.floor(seconds / epochs.seconds))
    observer.before?.(f, seconds, 0)
    const left = rewrite(f, p.program, p.flows)
    observer.after?.(f, left, seconds, 0)
    return left
  }
}
