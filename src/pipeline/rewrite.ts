/** What happens to one frame once it has been taken apart: the heart of the program. */
import type { FlowOffsets } from '../keys/flow-offsets.js'
import type { Program } from '../policy/compile.js'
import { type Frame, SPAN } from '../wire/frame.js'
import { derive } from './derived.js'

/**
 * Rewrites the frame in place by a compiled policy.
 * Suppressed content at the end of the frame is cut off; everything else keeps its place.
 * @returns the offset at which the released frame ends
 */
export function rewrite(f: Frame, program: Program, flows: FlowOffsets): number {
  const spans = f.spans
  const { cut, byFlow, first } = program
  let n = f.n
  while (n > 0 && cut[spans[(n - 1) * SPAN]] !== 0) n--
  const end = n === 0 ? f.at : spans[(n - 1) * SPAN + 2]
  for (let i = 0; i < n * SPAN; i += SPAN) {
    if (byFlow[spans[i]] !== 0 && spans[i + 3] >= 0) flows.resolve(f, spans[i + 3])
  }
  for (let i = 0; i < n * SPAN; i += SPAN) {
    const id = spans[i]
    const last = first[id + 1]
    for (let step = first[id]; step < last; step++) {
      const at = spans[i + 1] + program.at[step]
      const length = program.length[step]
      const apply = program.apply[step]
      apply(f, at, length < 0 ? spans[i + 2] : at + length, spans[i + 3])
    }
  }
  derive(f, end)
  f.n = n
  return end
}
