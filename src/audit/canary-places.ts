/** Where the project's own frames have fields that a rule changes: there canaries are planted. */
import type { FieldRule } from '../policy/compile.js'
import { dissect, reset } from '../wire/dissect.js'
import { spanTable } from '../wire/fields.js'
import { createFrame, type Frame, SPAN } from '../wire/frame.js'
import { carriers } from './carrier-frames.js'

/** A carrier, taken apart once. */
export interface Carrier {
  readonly linkType: number
  readonly bytes: Uint8Array
  /** its spans, as `Frame.spans` has them */
  readonly spans: Int32Array
}

/** A field of a carrier. */
export interface Place {
  readonly carrier: Carrier
  readonly field: number
  readonly at: number
  readonly end: number
  /** tells places apart that a program treats each in its own way: a field of a layout */
  readonly step: string
}

/** Takes bytes apart as a carrier's; false where they are not read, span by span, as its own. */
export function takeApart(f: Frame, b: Uint8Array, { linkType, spans }: Carrier): boolean {
  reset(f, b, 0, b.length, b.length)
  if (dissect(f, linkType) < 0 || f.n * SPAN !== spans.length) return false
  for (let i = 0; i < spans.length; i++) {
    // what belongs to a span may lie elsewhere: a name in the scratch
    if (i % SPAN !== SPAN - 1 && f.spans[i] !== spans[i]) return false
  }
  return true
}

function open(f: Frame, linkType: number, hex: string): Carrier {
  const bytes = Uint8Array.from(Buffer.from(hex, 'hex'))
  reset(f, bytes, 0, bytes.length, bytes.length)
  const isRead = dissect(f, linkType) >= 0
  return { linkType, bytes, spans: f.spans.slice(0, isRead ? f.n * SPAN : 0) }
}

/** Every place of every carrier that a rule changes. */
export function places(rules: readonly FieldRule[]): Place[] {
  const list: Place[] = []
  const f = createFrame()
  for (const { linkType, hex } of carriers) {
    const carrier = open(f, linkType, hex)
    const { spans } = carrier
    for (let i = 0; i < spans.length; i += SPAN) {
      for (const { field, at, length } of spanTable[spans[i]].parts) {
        if (rules[field].transform === 'keep') continue
        const from = spans[i + 1] + at
        const end = length < 0 ? spans[i + 2] : from + length
        if (end > from) list.push({ carrier, field, at: from, end, step: `${spans[i]}/${at}` })
      }
    }
  }
  return list
}
