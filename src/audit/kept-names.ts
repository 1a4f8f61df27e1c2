/** Names in fields that a rule keeps, whatever their case: resolvers mix it on purpose. */
import { u16 } from '../bytes/endian.js'
import type { FieldRule } from '../policy/compile.js'
import { fieldTable, spanTable } from '../wire/fields.js'
import { type Frame, SPAN } from '../wire/frame.js'
import type { Identifier } from './identifiers.js'

/** Told whose name a kept field holds, and where. */
export type OnName = (f: Frame, owner: number, at: number, end: number) => void

const lower = (b: Uint8Array, at: number, end: number): string =>
  Buffer.from(b.subarray(at, end)).toString('latin1').toLowerCase()

/** A name as all write it: without port and last dot. */
const bare = (name: string): string => name.replace(/:\d+$/, '').replace(/\.$/, '')

/** Names of several labels among identifiers, by what they are in small letters. */
function namesOf(list: readonly Identifier[]): ReadonlyMap<string, number> {
  const names = new Map<string, number>()
  for (const [owner, { type, bytes }] of list.entries()) {
    if (type !== 'name' && type !== 'hostname') continue
    const name = bare(lower(bytes, 0, bytes.length))
    if (name.includes('.')) names.set(name, owner)
  }
  return names
}

/** Makes a walk over names in kept fields that are those of identifiers. */
export function createKeptNames(
  rules: readonly FieldRule[],
  list: readonly Identifier[],
): (f: Frame, onName: OnName) => void {
  const kept = spanTable.map(({ parts }) =>
    parts.filter(({ field }) => {
      const { type } = fieldTable[field]
      return rules[field].transform === 'keep' && (type === 'label' || type === 'hostname')
    }),
  )
  const names = kept.some((parts) => parts.length > 0) ? namesOf(list) : new Map<string, number>()
  if (names.size === 0) return () => undefined
  return (f, onName) => {
    for (let i = 0; i < f.n * SPAN; i += SPAN) {
      for (const { field, at, length } of kept[f.spans[i]]) {
        const from = f.spans[i + 1] + at
        const to = length < 0 ? f.spans[i + 2] : from + length
        const name = fieldTable[field].type === 'label' ? f.spans[i + 3] : -1
        const start = (name & 0xffff) + 2
        const text =
          name < 0
            ? lower(f.b, from, to)
            : lower(f.scratch, start + (name >>> 16), start + u16(f.scratch, start - 2))
        const owner = names.get(bare(text))
        if (owner !== undefined) onName(f, owner, from, to)
      }
    }
  }
}
