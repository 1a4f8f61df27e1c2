/** Rewrites frames that do not come in batches: headers sampled by sFlow. */
import { dissect, reset } from '../wire/dissect.js'
import type { Rewriter } from './batch.js'
import { rewrite } from './rewrite.js'

/**
 * Rewrites the frame `[at, end)` in place, as packets of a batch are.
 * @returns where the released frame ends, or a negative weird: nothing was changed then
 */
export function rewriteFrame(
  r: Rewriter,
  b: Uint8Array,
  at: number,
  end: number,
  wire: number,
  linkType: number,
  seconds: number,
): number {
  const f = r.frame
  reset(f, b, at, end, wire)
  const weird = dissect(f, linkType)
  if (weird < 0) return weird
  const length = r.epochs.seconds
  const isOne = length === 0 || !Number.isFinite(seconds)
  const p = r.epochs.program(isOne ? 0 : Math.floor(seconds / length))
  return rewrite(f, p.program, p.flows)
}
