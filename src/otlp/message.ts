/**
 * Tables of messages: what becomes of each field, by number and by name. A field that is in no
 * table does not leave.
 */
import type { Buckets } from './buckets.js'
import { type Place, placeOf } from './places.js'
import { Wire } from './wire-format.js'

/** What becomes of a field. */
export const Act = {
  /** a message of its own */
  message: 0,
  /** key and value of an attribute */
  attribute: 1,
  /** a value of any type */
  any: 2,
  /** text with a place */
  text: 3,
  /** an identifier of 8 or 16 bytes with a place */
  id: 4,
  /** nanoseconds since 1970 */
  time: 5,
  /** a number with a place, as a varint, signed varint, integer of 64 bits, or double */
  varint: 6,
  zigzag: 7,
  fixed: 8,
  double: 9,
  /** several of them, packed or not */
  varints: 10,
  fixeds: 11,
  doubles: 12,
  /** a number of a public list, below 256; a truth value */
  code: 13,
  truth: 14,
  /** flags, of which only bits that the specification names leave */
  flags32: 15,
  flags: 16,
  /** keys of attributes: those that are known leave */
  key: 17,
  /** a number of an entry of a table of the request, and several of them */
  index: 18,
  indices: 19,
  /** an entry of the table of texts, and of that of attributes: each keeps its number */
  string: 20,
  keyed: 21,
  /** several times */
  times: 22,
  /** nanoseconds from one time to another */
  duration: 23,
  /** what never leaves */
  never: 24,
} as const

/** One field of a message. */
export interface Field {
  readonly n: number
  /** its name in OTLP/JSON, and whether it is a list there */
  readonly json: string
  readonly repeated: boolean
  readonly act: number
  readonly wire: number
  /** the number of its place, its bits for flags; else -1 */
  readonly place: number
  /** the length of an identifier, the greatest number of those that have one; else 0 */
  readonly size: number
  /** an integer of 64 bits has a sign */
  readonly signed: boolean
  readonly message: Message | undefined
}

/** A message: its fields by number, and how the time of a record is found. */
export interface Message {
  readonly name: string
  readonly fields: readonly (Field | undefined)[]
  readonly byName: ReadonlyMap<string, Field>
  /** it is a record that is counted (a span, a log record, a data point), or holds such */
  readonly record: boolean
  readonly leads: boolean
  /** a field that is not in its table is a sign of another layout: the request is refused */
  readonly strict: boolean
  /** of a record: numbers of the fields that tell its time, the best first */
  readonly clocks: readonly number[]
  /** of the point of a histogram: which of its fields are counts that add up */
  readonly buckets: Buckets | undefined
}

/** What becomes of a field, without its name and number. */
export type Definition = Omit<Field, 'n' | 'json'>

const WIRES: Readonly<Record<number, number>> = {
  [Act.time]: Wire.fixed64,
  [Act.fixed]: Wire.fixed64,
  [Act.double]: Wire.fixed64,
  [Act.varint]: Wire.varint,
  [Act.zigzag]: Wire.varint,
  [Act.code]: Wire.varint,
  [Act.truth]: Wire.varint,
  [Act.flags]: Wire.varint,
  [Act.flags32]: Wire.fixed32,
  [Act.index]: Wire.varint,
  [Act.duration]: Wire.varint,
}

function define(act: number, more: Partial<Definition> = {}): Definition {
  const wire = WIRES[act] ?? Wire.bytes
  return {
    act,
    wire,
    place: -1,
    size: 0,
    signed: false,
    message: undefined,
    repeated: false,
    ...more,
  }
}

const at = (act: number, place: Place): Definition => define(act, { place: placeOf(place) })

/** Definitions of fields. */
export const field = {
  plain: (act: number): Definition => define(act),
  text: (place: Place): Definition => at(Act.text, place),
  value: at,
  id: (place: Place, size: number): Definition => define(Act.id, { place: placeOf(place), size }),
  most: (act: number, place: Place, size: number): Definition =>
    define(act, { place: placeOf(place), size }),
  time: define(Act.time),
  code: define(Act.code),
  attributes: define(Act.attribute, { repeated: true }),
  keys: define(Act.key, { repeated: true }),
  one: (m: Message): Definition => define(Act.message, { message: m }),
  many: (m: Message): Definition => define(Act.message, { message: m, repeated: true }),
  signed: (act: number, place: Place): Definition => ({ ...at(act, place), signed: true }),
  list: (act: number, place?: Place): Definition => {
    return define(act, { repeated: true, place: place === undefined ? -1 : placeOf(place) })
  },
  /** attributes whose keys are numbers of texts */
  keyed: (m: Message): Definition => define(Act.keyed, { message: m, repeated: true }),
  /** Bits 0-7 are W3C trace flags, 8 and 9 say where the parent was (trace.proto, SpanFlags). */
  flags32: define(Act.flags32, { place: 0x3ff }),
  flags: define(Act.flags, { place: 0x1 }),
}

/** Fields of a message by their names, with their numbers. */
export type Fields = Readonly<Record<string, readonly [number, Definition]>>

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
}

interface Is {
  readonly record?: boolean
  readonly strict?: boolean
  readonly buckets?: Buckets
}

/** Names of the fields that tell when a record was, the best first. */
const CLOCKS = ['timeUnixNano', 'startTimeUnixNano', 'observedTimeUnixNano']

/** Makes a message. Parsers of JSON take names of both styles (protobuf.dev, "JSON Mapping"). */
export function message(name: string, table: Fields, is: Is = {}): Message {
  const { record = false, strict = false, buckets } = is
  const fields: (Field | undefined)[] = []
  const byName = new Map<string, Field>()
  for (const [json, [n, definition]] of Object.entries(table)) {
    const made: Field = { n, json, ...definition }
    fields[n] = made
    byName.set(json, made)
    byName.set(snake(json), made)
  }
  const clocks = CLOCKS.flatMap((clock) => byName.get(clock)?.n ?? [])
  const leads = record || fields.some((f) => f?.message?.leads === true)
  return { name, fields: Array.from(fields), byName, record, leads, strict, clocks, buckets }
}
