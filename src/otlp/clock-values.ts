/**
 * Values of metrics that are times: a gauge of seconds since 1970, or the least of a histogram of
 * them, says when a recording was made, and how far its times were moved. Unit and name of the
 * metric say which values may be one.
 */
import type { Message } from './message.js'
import { cursor, numberAt, readField, Wire } from './wire-format.js'
import { isUnit } from './words.js'

/** Numbers of the fields `name` and `unit` of a metric (metrics.proto). */
const NAME = 1
const UNIT = 3

/** Units of times with how many of them are in a second. */
const UNITS: ReadonlyMap<string, number> = new Map(
  'sec secs second seconds s 1;millis milliseconds ms 1e3;microseconds us µs 1e6;nanoseconds ns 1e9'
    .split(';')
    .flatMap((line) => {
      const words = line.split(' ')
      const parts = Number(words.pop())
      return words.map((unit) => [unit, parts] as const)
    }),
)
const PARTS = [1, 1e3, 1e6, 1e9]
const NONE: readonly number[] = []
/** Names, or units that nobody knows, of sizes; and of times that have such a word in them. */
const SIZES = /(?:^|[^a-z])(?:bytes?|memory|mem|size|count|total|packets?|octets?|bits)(?:$|[^a-z])/
const TIMES = /time|date|epoch|last|seen|created|expir|_at$/
const FAR = 256

/** From 2001 to 2099, in seconds. */
const FROM = 1e9
const TO = 4.1e9

/** A text of a metric in lower case, its words apart. */
function textOf(b: Uint8Array, from: number, to: number): string {
  const end = Math.min(to, from + FAR)
  const text = Buffer.from(b.buffer, b.byteOffset + from, end - from).toString()
  return text.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()
}

/**
 * As which parts of a second values of the metric in `[at, end)` may count times: none where it is
 * of something else. Who says seconds may count finer ones.
 */
export function clockOf(b: Uint8Array, at: number, end: number): readonly number[] {
  let unit = ''
  let name = ''
  let isKnown = false
  for (let i = at; i < end && readField(b, i, end) === ''; i = cursor.at) {
    const { n, wire, from, to } = cursor
    if (wire !== Wire.bytes) continue
    if (n === NAME) name = textOf(b, from, to)
    else if (n === UNIT) {
      unit = textOf(b, from, to)
      isKnown = isUnit(b, from, to)
    }
  }
  const parts = UNITS.get(unit)
  if (parts !== undefined) return PARTS.filter((p) => p >= parts)
  if (isKnown && unit !== '1') return NONE
  const isSize = SIZES.test(unit) || (SIZES.test(name) && !TIMES.test(name))
  return isSize ? NONE : PARTS
}

/** How many values a point sums up: 1 where it does not say. */
export function pointsOf(m: Message, b: Uint8Array, at: number, end: number): number {
  const count = m.byName.get('count')?.n
  let points = 1
  for (let i = at; count !== undefined && i < end && readField(b, i, end) === ''; i = cursor.at) {
    if (cursor.n === count && cursor.wire === Wire.fixed64) points = numberAt(b, cursor.from, false)
  }
  return Math.max(1, points)
}

/** Whether a value counts since 1970 in one of these parts of a second. */
export function isEpoch(clock: readonly number[], value: number): boolean {
  for (const parts of clock) if (value >= FROM * parts && value < TO * parts) return true
  return false
}
