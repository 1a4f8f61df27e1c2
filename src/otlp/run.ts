/** The state of one input being rewritten: what is counted, and the rules of the time it is at. */

import { createByteSet } from '../bytes/byte-set.js'
import { createMemory, type Memory } from '../bytes/memory.js'
import { createOutput, type Output } from '../bytes/output.js'
import type { Values } from '../wire/values.js'
import type { Message } from './message.js'
import { attributes, type Place, placeOf, places } from './places.js'
import { createSpanIds, type SpanIds } from './span-ids.js'
import { putString, type TextRewriters, type Treatment, treat } from './treatments.js'

/** Rules of one epoch, asked for when they are first needed. */
export interface Rules {
  readonly values: Values
  /** stands for these rules; 0 when no tag is left for them */
  readonly tag: number
  attribute(i: number): Treatment
  place(i: number): Treatment
  readonly unknown: Treatment
  readonly unknownKey: Treatment
}

/** One input being rewritten. */
export interface Run {
  readonly out: Output
  rules: Rules
  /** records of the unit that is being rewritten */
  seen: number
  /** the id of 16 bytes that was changed last, what it became, and by what */
  readonly trace: { readonly from: Uint8Array; readonly to: Uint8Array; by: Treatment | undefined }
  /** what texts became under the rules of any time */
  readonly memory: Memory
  /** what identifiers of spans became */
  readonly ids: SpanIds
  /** the known attribute that was read last, and which one came after each the last time */
  key: number
  readonly next: Int16Array
  /** where the texts of the dictionary at hand begin and end */
  readonly strings: number[]
  /** the time of the records that were read last */
  seconds: number
  /** parts of a second in which values of the metric at hand may be times */
  clock: readonly number[]
  /** how many values the point at hand sums up */
  points: number
  /** values and fields that did not leave, by reason */
  readonly suppressed: Record<string, number>
  /** the rules for a time in seconds */
  rulesAt(seconds: number): Rules
  /** looks on as messages begin; then nothing is remembered of what became of fields */
  readonly watch: ((m: Message) => void) | undefined
}

const MEMORY = { log2: 10, slot: 256, twice: true }
/** Places and attributes are fewer. */
const TAGS = 1 << 12
/** Rules beyond these have no tags: what they make of texts is not remembered. */
const RULES_MAX = 1 << 18

function createRules(values: Values, texts: TextRewriters, tag: number): Rules {
  const byAttribute: (Treatment | undefined)[] = attributes.map(() => undefined)
  const byPlace: (Treatment | undefined)[] = places.map(() => undefined)
  const place = (i: number): Treatment => {
    const known = byPlace[i]
    if (known !== undefined) return known
    const [name, kind, way] = places[i]
    return (byPlace[i] = treat(values, name, kind, way, texts, tag === 0 ? 0 : tag + i))
  }
  const at = (name: Place) => place(placeOf(name))
  return {
    values,
    tag,
    place,
    unknown: at('attr.unknown'),
    unknownKey: at('attr.unknown_key'),
    attribute(i) {
      const known = byAttribute[i]
      if (known !== undefined) return known
      const { key, kind, way } = attributes[i]
      const own = tag === 0 ? 0 : tag + places.length + i
      return (byAttribute[i] = treat(values, `attr.${key}`, kind, way, texts, own))
    },
  }
}

/** Makes the state of an input. */
export function createRun(
  valuesAt: (seconds: number) => Values,
  texts: TextRewriters,
  watch?: (m: Message) => void,
): Run {
  const known = new WeakMap<Values, Rules>()
  let made = 0
  let last: Rules | undefined
  const rulesAt = (seconds: number): Rules => {
    const values = valuesAt(seconds)
    if (last?.values === values) return last
    let rules = known.get(values)
    if (rules === undefined) {
      const isTagged = watch === undefined && ++made < RULES_MAX
      rules = createRules(values, texts, isTagged ? made * TAGS : 0)
      known.set(values, rules)
    }
    last = rules
    return rules
  }
  const trace = { from: new Uint8Array(16), to: new Uint8Array(16), by: undefined }
  return {
    out: createOutput(),
    rules: rulesAt(0),
    seen: 0,
    trace,
    memory: createMemory(MEMORY),
    ids: createSpanIds(),
    key: 0,
    next: new Int16Array(attributes.length),
    strings: [],
    seconds: 0,
    clock: [],
    points: 1,
    suppressed: {},
    rulesAt,
    watch,
  }
}

/** Counts what does not leave. */
export function suppress(run: Run, reason: string): void {
  run.suppressed[reason] = (run.suppressed[reason] ?? 0) + 1
}

const keys = createByteSet(attributes.map(({ key }) => key))

/** The number of the attribute whose key fills `[at, end)`, or -1. */
export function findKey(b: Uint8Array, at: number, end: number): number {
  return keys.find(b, at, end)
}

/** The same; programs write attributes in the same order again and again. */
export function guessKey(run: Run, b: Uint8Array, at: number, end: number): number {
  const guess = run.next[run.key]
  if (keys.is(guess, b, at, end)) return (run.key = guess)
  const i = keys.find(b, at, end)
  if (i >= 0) {
    run.next[run.key] = i
    run.key = i
  }
  return i
}

/** Appends what a text becomes, from memory where it is known. @returns whether it leaves */
export function putText(run: Run, t: Treatment, b: Uint8Array, at: number, end: number): boolean {
  const { out, memory } = run
  if (t.tag === 0) return putString(t, b, at, end, out)
  const known = memory.find(t.tag, b, at, end, out)
  if (known >= 0) return known === 1
  const from = out.n
  const left = putString(t, b, at, end, out)
  if (!left) out.n = from
  memory.keep(t.tag, b, at, end, left, out, from)
  return left
}
