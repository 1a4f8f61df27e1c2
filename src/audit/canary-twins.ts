/**
 * Canaries for fields that are too short to be searched for: frames that are alike but for the
 * value of one field, whose rewritten twins must not tell which value it was.
 */
import type { EpochProgram } from '../pipeline/epochs.js'
import { rewrite } from '../pipeline/rewrite.js'
import { fieldTable } from '../wire/fields.js'
import type { Frame } from '../wire/frame.js'
import { type Place, takeApart } from './canary-places.js'
import { encodings } from './encodings.js'

/** Frames for one place; fewer are enough where rewriting leaves nothing of a value. */
export const TWINS = 16
/** With so many, more than half of them in one place of the output are no chance. */
const TELLING = 8

/** Rules that give every value the same image. */
const BLANKING = new Set(['suppress', 'constant', 'filler'])
/** From so many bytes on a mark can be searched for, and says more than keyed twins do. */
export const SEARCHED = 4
/** Endpoints of flows: what moves by flow moves with them, though they themselves are blank. */
const ENDPOINTS = new Set(['address', 'hardware', 'port'])

/** Whether twins say of a field what a mark in it does not. */
export function needsTwins({ at, end }: Place, transform: string): boolean {
  return end - at < SEARCHED || BLANKING.has(transform)
}

/** What came of the twins of one place. */
export type Twins = 'told-nothing' | 'leaked' | 'too-few'

/** How often the most telling place of the outputs holds what was planted. */
function follows(outputs: readonly Buffer[], values: readonly Uint8Array[]): number {
  const hits = new Map<string, number>()
  for (const [i, out] of outputs.entries()) {
    for (const [k, { bytes }] of encodings(values[i], 1).entries()) {
      for (let at = out.indexOf(bytes); at >= 0; at = out.indexOf(bytes, at + 1)) {
        const place = `${k}/${at}`
        hits.set(place, (hits.get(place) ?? 0) + 1)
      }
    }
  }
  return Math.max(0, ...hits.values())
}

const isSame = (outputs: readonly Buffer[]): boolean => outputs.every((o) => o.equals(outputs[0]))

/**
 * Plants values in a place, rewrites, and compares. Where the rule blanks the field all outputs
 * must be the same, byte for byte; where it maps by a key, no place of the output may hold what was
 * planted, in eight encodings, in more than half of the twins.
 */
export function compareTwins(
  f: Frame,
  place: Place,
  values: Iterable<Uint8Array>,
  transform: string,
  own: EpochProgram,
): Twins {
  const planted: Uint8Array[] = []
  const outputs: Buffer[] = []
  for (const value of values) {
    const b = place.carrier.bytes.slice()
    b.set(value, place.at)
    if (!takeApart(f, b, place.carrier)) continue
    const end = rewrite(f, own.program, own.flows)
    planted.push(value)
    outputs.push(Buffer.from(b.buffer, 0, end))
    if (planted.length === TWINS) break
  }
  const blanks = BLANKING.has(transform)
  if (planted.length < (blanks ? 2 : TELLING)) return 'too-few'
  const moves = ENDPOINTS.has(fieldTable[place.field].kind)
  if (blanks && !moves) return isSame(outputs) ? 'told-nothing' : 'leaked'
  if (blanks && !isSame(outputs.map((o) => o.subarray(place.at, place.end)))) return 'leaked'
  return follows(outputs, planted) * 2 > planted.length ? 'leaked' : 'told-nothing'
}
