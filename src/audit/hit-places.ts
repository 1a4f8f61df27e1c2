/**
 * Where hits of a search lie, in words that tell an owner what to change: fields of packets,
 * columns of tables, keys of logs. Names only, never a value.
 */
import { fieldTable, spanTable } from '../wire/fields.js'
import { type Frame, SPAN } from '../wire/frame.js'

/** Places that are told apart; what lies in further ones is counted as one more. */
const PLACES_MAX = 256
/** So far before a hit its key is looked for. */
const KEY_BYTES = 512
/** The key of the value in which a text ends: `"user": "a b `, `user=a`. */
const KEY = new RegExp(
  '(?:"([\\w.@$/-]{1,64})"\\s*:\\s*(?:"(?:[^"\\\\]|\\\\.)*|[^",]*)|' +
    '(?:^|[\\s,;])([\\w.-]{1,64})=[^\\s"]*)$',
)

/** A field, or a part of one, that a range touches. */
export interface Touched {
  readonly field: number
  readonly at: number
  readonly end: number
}

/** The fields that `[from, end)` of a frame touches. */
export function touched(f: Frame, from: number, end: number): Touched[] {
  const list: Touched[] = []
  for (let i = 0; i < f.n * SPAN; i += SPAN) {
    if (f.spans[i + 2] <= from || f.spans[i + 1] >= end) continue
    for (const { field, at, length } of spanTable[f.spans[i]].parts) {
      const start = f.spans[i + 1] + at
      const stop = length < 0 ? f.spans[i + 2] : start + length
      if (stop > from && start < end) list.push({ field, at: start, end: stop })
    }
  }
  return list
}

/** Whether `[from, end)` is the whole of a field of one of these types. */
export function isField(f: Frame, from: number, end: number, types: ReadonlySet<string>): boolean {
  for (let i = 0; i < f.n * SPAN && f.spans[i + 1] <= from; i += SPAN) {
    if (f.spans[i + 2] < end) continue
    const { parts } = spanTable[f.spans[i]]
    for (let k = 0; k < parts.length; k++) {
      const start = f.spans[i + 1] + parts[k].at
      if (start !== from || !types.has(fieldTable[parts[k].field].type)) continue
      if ((parts[k].length < 0 ? f.spans[i + 2] : start + parts[k].length) === end) return true
    }
  }
  return false
}

/** The names of the fields that `[from, end)` touches. */
export function fieldsAt(f: Frame, from: number, end: number): string {
  const names = new Set(touched(f, from, end).map(({ field }) => fieldTable[field].name))
  return names.size === 0 ? 'no field' : [...names].join(', ')
}

/** The place of text at `from`: its file or column, and its key where one stands before it. */
export function placeOfText(place: string, b: Uint8Array, from: number): string {
  const before = Buffer.from(b.subarray(Math.max(0, from - KEY_BYTES), from)).toString('latin1')
  const found = KEY.exec(before.slice(before.lastIndexOf('\n') + 1))
  const name = found?.[1] ?? found?.[2]
  const within = place === '' ? 'text' : place
  return name === undefined ? within : `${name} of ${within}`
}

/** How often what lies where. */
export interface HitPlaces {
  add(what: string, place: string): void
  /** one line each, the most frequent first */
  lines(): string[]
}

/** Makes an empty count. */
export function createHitPlaces(): HitPlaces {
  const counts = new Map<string, number>()
  return {
    add(what, place) {
      const named = `${what} stands in ${place}`
      const isKnown = counts.has(named) || counts.size < PLACES_MAX
      const line = isKnown ? named : `${what} stands in further places`
      counts.set(line, (counts.get(line) ?? 0) + 1)
    },
    lines() {
      const list = [...counts].toSorted(([, a], [, b]) => b - a)
      return list.map(([line, n]) => (n === 1 ? line : `${line}, ${n} times`))
    },
  }
}
