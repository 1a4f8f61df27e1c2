/**
 * Frames cut in the middle of every field: what a byte is when the whole frame is there decides
 * what may become of it when the rest is not.
 */
import { describe, expect, it } from 'vitest'
import { createKeyring } from '../../src/keys/keyring.js'
import { createEpochs } from '../../src/pipeline/epochs.js'
import { rewrite } from '../../src/pipeline/rewrite.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { dissect, reset } from '../../src/wire/dissect.js'
import { type Field, fieldTable, type Kind, spanTable } from '../../src/wire/fields.js'
import { createFrame, type Frame, SPAN } from '../../src/wire/frame.js'
import { vectors } from '../wire/vectors.js'

const frame = createFrame()

/** Kinds whose bytes some profile lets out as they are. */
const open: ReadonlySet<Kind> = new Set([
  'structure',
  'derived',
  'enum',
  'size',
  'port',
  'software',
  'time',
])

/** Kinds that no profile lets out in any form. */
const never: ReadonlySet<Kind> = new Set(['person', 'secret', 'content'])

/** A message that is wrong as a whole is content; cut before the fault, it is a message. */
const faulty = new Set(['stun with attributes that do not add up'])

/** The field of every byte, or nothing where the frame is dropped. */
function fieldOfBytes(b: Uint8Array, linkType: number, wire: number): number[] | undefined {
  reset(frame, b, 0, b.length, wire)
  if (dissect(frame, linkType) < 0) return undefined
  return ownersIn(frame)
}

function ownersIn(f: Frame): number[] {
  const owner = new Array<number>(f.end)
  for (let i = 0; i < f.n * SPAN; i += SPAN) {
    for (const part of spanTable[f.spans[i]].parts) {
      const at = f.spans[i + 1] + part.at
      owner.fill(part.field, at, part.length < 0 ? f.spans[i + 2] : at + part.length)
    }
  }
  return owner
}

/** The first byte that a cut opens: closed in the whole frame, open in what is left; or ''. */
function opened(whole: readonly number[], cut: readonly number[]): string {
  for (const [i, field] of cut.entries()) {
    const [was, is] = [fieldTable[whole[i]], fieldTable[field]]
    if (open.has(is.kind) && !open.has(was.kind)) return `${was.name} becomes ${is.name} at ${i}`
  }
  return ''
}

describe('dissect', () => {
  for (const how of ['by the capture', 'on the wire']) {
    it(`opens no byte of a frame that is cut ${how}`, () => {
      const found: string[] = []
      for (const v of vectors) {
        if (faulty.has(v.name)) continue
        const b = new Uint8Array(Buffer.from(v.hex, 'hex'))
        const whole = fieldOfBytes(b, v.linkType, b.length)
        if (whole === undefined) continue
        for (let n = 1; n < b.length; n++) {
          const wire = how === 'on the wire' ? n : b.length
          const cut = fieldOfBytes(b.subarray(0, n), v.linkType, wire)
          const says = cut === undefined ? '' : opened(whole, cut)
          if (says !== '') found.push(`${v.name}, cut at ${n}: ${says}`)
        }
      }
      expect(found.slice(0, 5)).toEqual([])
    })
  }
})

/** Whether a byte that no profile lets out is neither zero nor the filler of text, `x`. */
function stays(field: Field, byte: number): boolean {
  return never.has(field.kind) && byte !== 0 && byte !== 0x78
}

describe('rewrite', () => {
  for (const tier of ['partner', 'research', 'public'] as const) {
    it(`blanks or cuts off what is suppressed of cut frames, ${tier}`, () => {
      const policy = { ...profilePolicy(tier), payload: 'zero' as const }
      const epochs = createEpochs(policy, 0, () => createKeyring(new Uint8Array(32).fill(7)))
      const own = epochs.program(0)
      const found: string[] = []
      for (const v of vectors) {
        const whole = new Uint8Array(Buffer.from(v.hex, 'hex'))
        for (let n = 1; n < whole.length; n++) {
          // Bytes beyond the frame are another frame's: they must stay.
          const b = whole.slice()
          reset(frame, b, 0, n, whole.length)
          if (dissect(frame, v.linkType) < 0) continue
          const owner = ownersIn(frame)
          const end = rewrite(frame, own.program, own.flows)
          const left = owner.findIndex((field, i) => i < end && stays(fieldTable[field], b[i]))
          const name = `${v.name}, cut at ${n}`
          if (left >= 0) found.push(`${name}: ${fieldTable[owner[left]].name} stays at ${left}`)
          if (end > n) found.push(`${name}: ends at ${end}`)
          if (Buffer.compare(b.subarray(n), whole.subarray(n)) !== 0) {
            found.push(`${name}: wrote behind the frame`)
          }
        }
      }
      expect(found.slice(0, 5)).toEqual([])
    })
  }
})
