/**
 * Values of metrics that are times: a gauge of seconds since 1970 says when a recording was made,
 * and how far its times were moved. Unit and name of the metric say which values may be one.
 */
import { cursor, readField, Wire } from './wire-format.js'

/** Numbers of the fields `name` and `unit` of a metric (metrics.proto). */
const NAME = 1
const UNIT = 3

/** Units of times, and those that say nothing; with any other unit a value is no time. */
const UNITS: ReadonlySet<string> = new Set(
  's ms us µs ns sec secs second seconds millis milliseconds microseconds nanoseconds 1 unix'.split(
    ' ',
  ),
)
/** Names of what has no unit, and is none. */
const SIZES = /byte|memory|mem_|size|count|total|packet|octet|bits/i
const FAR = 256

/** From 2001 to 2099, in seconds. */
const FROM = 1e9
const TO = 4.1e9

const word = new DataView(new ArrayBuffer(8))

function textOf(b: Uint8Array, from: number, to: number): string {
  const end = Math.min(to, from + FAR)
  return Buffer.from(b.buffer, b.byteOffset + from, end - from).toString()
}

/** Whether values of the metric in `[at, end)` may be times. */
export function mayBeTime(b: Uint8Array, at: number, end: number): boolean {
  let unit = ''
  let name = ''
  for (let i = at; i < end && readField(b, i, end) === ''; i = cursor.at) {
    const { n, wire, from, to } = cursor
    if (wire !== Wire.bytes) continue
    if (n === NAME) name = textOf(b, from, to)
    else if (n === UNIT) unit = textOf(b, from, to).toLowerCase()
  }
  return (unit === '' || UNITS.has(unit)) && !((unit === '' || unit === '1') && SIZES.test(name))
}

/** Whether the eight bytes at `at` are seconds since 1970, or thousandths and so on of them. */
export function isEpoch(b: Uint8Array, at: number, isDouble: boolean): boolean {
  for (let i = 0; i < 8; i++) word.setUint8(i, b[at + i])
  const value = isDouble
    ? word.getFloat64(0, true)
    : word.getInt32(4, true) * 2 ** 32 + word.getUint32(0, true)
  for (let unit = 1; unit <= FROM; unit *= 1000) {
    if (value >= FROM * unit && value < TO * unit) return true
  }
  return false
}
