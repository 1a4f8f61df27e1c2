/** If a secret stood in this field, would it come out? Tried for every field that has a carrier. */
import type { EpochProgram } from '../pipeline/epochs.js'
import { rewrite } from '../pipeline/rewrite.js'
import { fieldTable } from '../wire/fields.js'
import { createFrame, type Frame } from '../wire/frame.js'
import { type Place, places, takeApart } from './canary-places.js'
import { compareTwins, needsTwins, SEARCHED } from './canary-twins.js'
import { plantable } from './canary-values.js'
import { type AuditContext, type Check, countFinding, type Finding } from './check.js'
import { encodings } from './encodings.js'

const NONE = { internal: 0, partner: 0, research: 0, public: 0 }
/** Places of one sort that get twins: a program treats them alike, wherever they lie. */
const TWINS_EACH = 2
/** Marks that are planted in a place where the first came out: a second that does is no chance. */
const MARKS = 8
/** Where fewer marks than this share were read as what they were planted in, nothing is said. */
const LIVE = 0.9

interface Tally {
  planted: number
  seen: number
  twins: number
  found: number
  readonly reached: Set<number>
  readonly carried: Set<number>
  readonly leaking: Set<string>
}

function holds(b: Uint8Array, forms: readonly { readonly bytes: Uint8Array }[]): boolean {
  const all = Buffer.from(b.buffer, b.byteOffset, b.length)
  return forms.some(({ bytes }) => all.indexOf(bytes) >= 0)
}

/** How many bytes of a value are not what stood there before. */
function changed(value: Uint8Array, place: Place): number {
  return value.reduce((n, v, i) => n + (v === place.carrier.bytes[place.at + i] ? 0 : 1), 0)
}

/**
 * Plants the first mark that is still read as the field, and looks for it after rewriting. A mark
 * may come out by chance: of 45.8.0.75 the last three bytes stand where IPv4 with options begins,
 * and one in 256 pseudonyms of the device before it ends in the first. What lets one out otherwise
 * lets out another too; where fewer than eight can be planted, one is enough.
 */
function plantMark(
  f: Frame,
  place: Place,
  context: AuditContext,
  own: EpochProgram,
  t: Tally,
): void {
  const { field, carrier, at, end } = place
  const rule = context.rules[field]
  let marks = 0
  let found = 0
  t.planted++
  for (const value of plantable(rule, carrier.bytes.subarray(at, end), context.seed)) {
    if (changed(value, place) < SEARCHED) continue
    const forms = encodings(value)
    // `qjjef` in base64 has the `ampl` of the header X-B3-Sampled: no mark, and no leak.
    if (holds(carrier.bytes, forms)) continue
    const b = carrier.bytes.slice()
    b.set(value, at)
    if (!takeApart(f, b, carrier)) continue
    marks++
    const left = rewrite(f, own.program, own.flows)
    if (holds(f.b.subarray(f.at, left), forms)) found++
    if (found !== 1 || marks === MARKS) break
  }
  if (marks === 0) return
  t.seen++
  t.reached.add(field)
  if (found === 0 || (found === 1 && marks === MARKS)) return
  t.found++
  t.leaking.add(rule.field.name)
}

function plantTwins(
  f: Frame,
  p: Place,
  context: AuditContext,
  own: EpochProgram,
  t: Tally,
): boolean {
  const rule = context.rules[p.field]
  const was = p.carrier.bytes.subarray(p.at, p.end)
  const values = plantable(rule, was, `${context.seed}/twins`)
  const said = compareTwins(f, p, values, rule.transform, own)
  if (said === 'too-few') return false
  t.twins++
  t.reached.add(p.field)
  if (said !== 'leaked') return true
  t.found++
  t.leaking.add(rule.field.name)
  return true
}

function plantAll(context: AuditContext, own: EpochProgram, t: Tally): void {
  const f = createFrame()
  const twins = new Map<string, number>()
  for (const place of places(context.rules)) {
    t.carried.add(place.field)
    if (place.end - place.at >= SEARCHED) plantMark(f, place, context, own, t)
    const n = twins.get(place.step) ?? 0
    if (n === TWINS_EACH || !needsTwins(place, context.rules[place.field].transform)) continue
    if (plantTwins(f, place, context, own, t)) twins.set(place.step, n + 1)
  }
}

/** Fields that canaries ought to reach: all in packets that a rule changes. */
function ruled(context: AuditContext) {
  return fieldTable.filter(
    (field) => context.rules[field.id].transform !== 'keep' && field.type !== 'record-time',
  )
}

function notesOf(context: AuditContext, t: Tally): string[] {
  const missing = ruled(context).filter(({ id }) => !t.reached.has(id))
  const names = (carried: boolean): string[] =>
    missing.filter(({ id }) => t.carried.has(id) === carried).map(({ name }) => name)
  const list = (why: string, some: string[]): string[] =>
    some.length === 0 ? [] : [`not reached, ${why}: ${some.join(', ')}`]
  return [
    ...[...t.leaking].map((name) => `what was planted in ${name} came out`),
    ...list('no carrier has it', names(false)),
    ...list('its protocol takes too few other values', names(true)),
  ]
}

/**
 * Claim `canaries-stay-in`: what is planted in any field that a rule changes is not found in the
 * rewritten frame. Marks of four bytes and more are searched in eight encodings; a place fails when
 * two of eight come out: one may by chance. In fields of any size twins are planted: frames that
 * differ in that field alone; rewritten they are the same where the rule blanks it, and else do not
 * follow what was planted. The frames are the project's own carriers, one or more for each
 * protocol; they go through the same compiled policy as the input and never into the release.
 */
export const canaries: Check = {
  name: 'canaries',
  version: 3,
  question: 'does a secret planted in any field of any protocol come out in any form?',
  reproducible: 'owner',
  limits: NONE,
  open(context) {
    return {
      finish(): Finding {
        const t: Tally = {
          planted: 0,
          seen: 0,
          twins: 0,
          found: 0,
          reached: new Set(),
          carried: new Set(),
          leaking: new Set(),
        }
        if (context.own !== undefined) plantAll(context, context.own, t)
        const finding = countFinding(canaries, context, {
          measure: 'planted marks found after rewriting, and places whose twins tell them',
          value: t.found,
          arms: {
            planted: t.planted,
            'seen before rewriting': t.seen,
            'places with twins': t.twins,
            'found after': t.found,
            encodings: 8,
            'fields reached': t.reached.size,
            'fields with a rule': ruled(context).length,
          },
          notes: notesOf(context, t),
        })
        // A run whose marks were not even seen before rewriting says nothing.
        const live = t.planted > 0 && t.seen >= t.planted * LIVE
        return live || finding.verdict === 'fail'
          ? finding
          : { ...finding, verdict: 'inconclusive' }
      },
    }
  },
}
