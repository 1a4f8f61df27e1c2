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
  const { cut, byFlow, first, at, length, apply } = program
  let n = f.n
  while (n > 0 && cut[spans[(n - 1) * SPAN]] !== 0) n--
  const end = n === 0 ? f.at : spans[(n - 1) * SPAN + 2]
  // A bit for each flow (there are at most 32): a header and each of its options name the same.
  let found = 0
  for (let i = 0; i < n * SPAN; i += SPAN) {
    const flow = spans[i + 3]
    if (byFlow[spans[i]] === 0 || flow < 0 || (found & (1 << flow)) !== 0) continue
    found |= 1 << flow
    flows.resolve(f, flow)
  }
  for (let i = 0; i < n * SPAN; i += SPAN) {
    const id = spans[i]
    let step = first[id]
    const last = first[id + 1]
    if (step === last) continue
    const from = spans[i + 1]
    const to = spans[i + 2]
    const aux = spans[i + 3]
    do {
      const begin = from + at[step]
      const size = length[step]
      apply[step](f, begin, size < 0 ? to : begin + size, aux)
    } while (++step < last)
  }
  derive(f, end)
  f.n = n
  return end
}
