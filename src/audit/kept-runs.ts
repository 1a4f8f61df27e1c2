/** Walks a frame by what its rules made of it: addresses, and runs of bytes that stayed. */
import type { FieldRule } from '../policy/compile.js'
import { fieldTable, spanTable } from '../wire/fields.js'
import { type Frame, SPAN } from '../wire/frame.js'

/** Told where something lies. */
export type OnRange = (f: Frame, at: number, end: number) => void

interface Marked {
  readonly at: number
  /** from where the span begins; -1 where it ends */
  readonly end: number
  readonly isIpv4: boolean
}

/**
 * Makes a walk. Bytes of fields that a transform rewrites are in no run: a pseudonym is not the
 * input's, whatever it is, nor is a checksum, which is made anew. Bytes that are kept, or were
 * suppressed, are.
 */
export function createRuns(
  rules: readonly FieldRule[],
): (f: Frame, onIpv4: OnRange, onRun: OnRange) => void {
  const marks: Marked[][] = spanTable.map(({ parts }) =>
    parts.flatMap(({ field, at, length }) => {
      const isIpv4 = fieldTable[field].type === 'ipv4'
      const { transform } = rules[field]
      const isKept = transform === 'keep' || transform === 'suppress'
      if (!isIpv4 && isKept && fieldTable[field].kind !== 'derived') return []
      return [{ at, end: length < 0 ? -1 : at + length, isIpv4 }]
    }),
  )
  return (f, onIpv4, onRun) => {
    let run = f.at
    for (let i = 0; i < f.n * SPAN; i += SPAN) {
      const list = marks[f.spans[i]]
      const start = f.spans[i + 1]
      for (let k = 0; k < list.length; k++) {
        const { at, end, isIpv4 } = list[k]
        const from = start + at
        const to = end < 0 ? f.spans[i + 2] : start + end
        if (from - run >= 4) onRun(f, run, from)
        run = to
        if (isIpv4 && to - from === 4) onIpv4(f, from, to)
      }
    }
    if (f.end - run >= 4) onRun(f, run, f.end)
  }
}
