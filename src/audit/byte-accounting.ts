/** Which rule put each released byte there? */
import { fieldTable, spanTable } from '../wire/fields.js'
import { type Frame, SPAN } from '../wire/frame.js'
import { type Check, countFinding } from './check.js'

const NONE = { internal: 0, partner: 0, research: 0, public: 0 }

/** Counts released bytes by the field they lie in. */
export interface ByteCounter {
  after(f: Frame, end: number): void
  /** released bytes, by field id */
  byField(): Float64Array
}

/** Makes a counter; rows of layouts are split into their parts at the end. */
export function createByteCounter(): ByteCounter {
  const bytes = new Float64Array(spanTable.length)
  const times = new Float64Array(spanTable.length)
  return {
    after(f) {
      const { spans } = f
      for (let i = 0; i < f.n * SPAN; i += SPAN) {
        times[spans[i]]++
        bytes[spans[i]] += spans[i + 2] - spans[i + 1]
      }
    },
    byField() {
      const sum = new Float64Array(fieldTable.length)
      for (const s of spanTable) {
        for (const part of s.parts) {
          sum[part.field] += part.length < 0 ? bytes[s.id] : part.length * times[s.id]
        }
      }
      return sum
    },
  }
}

/**
 * Claim `every-byte-has-a-rule`: the spans of a frame tile it, so each released byte lies in a
 * field,
 * and each field has a rule. Counted again here on the frames that really left: bytes in no span,
 * and bytes of suppressed fields that are not blank.
 */
export const byteAccounting: Check = {
  name: 'byte-accounting',
  version: 1,
  question: 'is there a released byte that no rule put there?',
  reproducible: 'owner',
  limits: NONE,
  open(context) {
    const blank = new Uint8Array(spanTable.length)
    for (const s of spanTable) {
      const rule = context.rules[s.parts[0].field]
      if (s.size < 0 && rule.transform === 'suppress') blank[s.id] = 1
    }
    let frames = 0
    let attributed = 0
    let unattributed = 0
    let notBlank = 0
    return {
      after(f, end) {
        frames++
        let cursor = f.at
        for (let i = 0; i < f.n * SPAN; i += SPAN) {
          const at = f.spans[i + 1]
          const stop = f.spans[i + 2]
          if (at !== cursor) unattributed += Math.abs(at - cursor)
          attributed += stop - at
          cursor = stop
          if (blank[f.spans[i]] === 0) continue
          for (let k = at; k < stop; k++) if (f.b[k] !== 0 && f.b[k] !== 0x78) notBlank++
        }
        unattributed += Math.abs(end - cursor)
      },
      finish: () =>
        countFinding(byteAccounting, context, {
          measure: 'bytes without a rule, and bytes of suppressed fields that are not blank',
          value: unattributed + notBlank,
          arms: { frames, attributed, unattributed, 'not blank': notBlank },
          notes: [],
        }),
    }
  },
}
