/** Collects what the input says of people and devices: each value once, with its pseudonym. */
import { u16, u32 } from '../bytes/endian.js'
import type { FieldRule } from '../policy/compile.js'
import { isMapped } from '../text/addresses.js'
import { createValue, Form, readForm } from '../text/forms.js'
import { fieldTable, type Kind, spanTable } from '../wire/fields.js'
import { type Frame, SPAN } from '../wire/frame.js'
import { createPseudonyms, type Pseudonyms } from './pseudonyms.js'

const KINDS = new Set(['address', 'hardware', 'hostname', 'person', 'secret', 'location'])
const PER_TYPE_MAX = 8192
const CACHE = 1 << 15

/** One value met in the input: what kind of value, its bytes, and the bytes it became. */
export interface Identifier {
  readonly type: string
  readonly bytes: Uint8Array
  image: Uint8Array
}

/** Everything met so far. */
export interface Identifiers {
  /** a value outside of packets, in text, and what it became */
  value(kind: Kind, value: Uint8Array, image: Uint8Array): void
  before(f: Frame): void
  after(f: Frame, end: number): void
  /**
   * values met, at most 8192 of a type: those with the smallest hashes, so that a sample is fair
   */
  list(): Identifier[]
  /** by type, how many different values were met and how many of them are in the list */
  counts(): Record<string, { met: number; kept: number }>
  /** what IPv4 addresses became, also those that are not in the list */
  readonly pseudonyms: Pseudonyms
}

interface Bag {
  readonly values: Map<string, Identifier>
  threshold: number
  met: number
}

function hashBytes(b: Uint8Array, at: number, end: number): number {
  let h = 0x811c9dc5
  let i = at
  for (; i + 4 <= end; i += 4) {
    h = Math.imul(h ^ u32(b, i), 0x01000193)
    h ^= h >>> 15
  }
  for (; i < end; i++) h = Math.imul(h ^ b[i], 0x01000193)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  return (h ^ (h >>> 13)) >>> 0
}

const parsed = createValue()
const TYPES: Readonly<Record<number, string>> = {
  [Form.ipv4]: 'ipv4',
  [Form.ipv6]: 'ipv6',
  [Form.mac]: 'eui48',
  [Form.email]: 'email',
}

/** The type under which packets would know a value in text; empty when it tells nothing. */
function readValue(kind: Kind, b: Uint8Array): { type: string; value: Uint8Array } {
  const form = readForm(b, 0, b.length, parsed)
  const { bytes, size } = parsed
  if (form === Form.ipv6 && isMapped(bytes, 0)) return { type: 'ipv4', value: bytes.slice(12, 16) }
  if (form === Form.ipv4 || form === Form.ipv6 || form === Form.mac) {
    return { type: TYPES[form], value: bytes.slice(0, size) }
  }
  if (form === Form.email) return { type: 'email', value: b }
  return { type: KINDS.has(kind) ? kind : '', value: b }
}

/** A value in text as packets would hold it: the bytes of an address, or the text itself. */
export function canonical(b: Uint8Array): Uint8Array {
  return readValue('link', b).value
}

function zerosIn(b: Uint8Array, at: number, end: number): number {
  let zeros = 0
  for (let i = at; i < end; i++) if (b[i] === 0) zeros++
  return zeros
}

/** Values that say nothing of anybody: all bytes equal, loopback, well-known groups. */
function telling(type: string, b: Uint8Array, at: number, end: number): boolean {
  const n = end - at
  if (n < 4) return false
  let same = true
  for (let i = at + 1; i < end; i++) if (b[i] !== b[at]) same = false
  if (same) return false
  if (type === 'ipv4') return b[at] !== 0 && b[at] !== 127 && b[at] < 224
  if (type === 'eui48') return (b[at] & 1) === 0
  if (type === 'ipv6') return b[at] !== 0xff && zerosIn(b, at, end) < 12
  return n >= 5 && !isPlainAddress(b, at, end)
}

/** Whether a text is an address that says nothing of anybody: `127.0.0.1`, `239.255.255.250`. */
function isPlainAddress(b: Uint8Array, at: number, end: number): boolean {
  const { type, value } = readValue('link', b.subarray(at, end))
  return (
    (type === 'ipv4' || type === 'ipv6' || type === 'eui48') &&
    !telling(type, value, 0, value.length)
  )
}

/** A copy, whatever kind of array it is of: `slice` of a Buffer stays a view of what is reused. */
function copy(b: Uint8Array): Uint8Array {
  return new Uint8Array(b)
}

function put(bag: Bag, hash: number, type: string, bytes: Uint8Array): Identifier | undefined {
  if (hash > bag.threshold) {
    bag.met++
    return undefined
  }
  const key = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  const known = bag.values.get(key)
  if (known !== undefined) return undefined
  bag.met++
  const made = { type, bytes, image: bytes }
  bag.values.set(key, made)
  if (bag.values.size > PER_TYPE_MAX) {
    bag.threshold = Math.floor(bag.threshold / 2)
    for (const [k, v] of bag.values) {
      if (hashBytes(v.bytes, 0, v.bytes.length) > bag.threshold) bag.values.delete(k)
    }
  }
  return made
}

/** The parts of each span that are of a telling kind and are not kept. */
function tellingParts(rules: readonly FieldRule[]) {
  return spanTable.map((s) =>
    s.parts.flatMap(({ field, at, length }) => {
      const { kind, type } = fieldTable[field]
      const isTelling = KINDS.has(kind) && rules[field].transform !== 'keep'
      return isTelling ? [{ at, length, type, isLabel: type === 'label' }] : []
    }),
  )
}

/** Collects identifiers in fields of telling kinds that the policy does not keep. */
export function createIdentifiers(rules: readonly FieldRule[]): Identifiers {
  const parts = tellingParts(rules)
  const bags = new Map<string, Bag>()
  const seen = new Uint32Array(CACHE)
  const pseudonyms = createPseudonyms()
  /** values met in this frame for the first time; those of a full bag have no identifier */
  const fresh: { identifier: Identifier | undefined; type: string; at: number; end: number }[] = []
  const became = (type: string, identifier: Identifier | undefined, image: Uint8Array): void => {
    if (identifier !== undefined) identifier.image = image
    if (type === 'ipv4' && image.length === 4) pseudonyms.add(image)
  }
  const meet = (type: string, b: Uint8Array, at: number, end: number, from: number, to: number) => {
    const hash = hashBytes(b, at, end)
    const slot = (hash ^ (end - at)) & (CACHE - 1)
    if (seen[slot] === hash) return
    seen[slot] = hash
    if (!telling(type, b, at, end)) {
      // `224.0.0.10` is the group that it became, and not 10.0.0.224 backwards.
      if (type === 'ipv4') fresh.push({ identifier: undefined, type, at: from, end: to })
      return
    }
    let bag = bags.get(type)
    if (bag === undefined)
      bags.set(type, (bag = { values: new Map(), threshold: 0xffffffff, met: 0 }))
    const identifier = put(bag, hash, type, copy(b.subarray(at, end)))
    if (identifier !== undefined || type === 'ipv4')
      fresh.push({ identifier, type, at: from, end: to })
  }
  return {
    value(kind, bytes, image) {
      const { type, value } = readValue(kind, bytes)
      if (type === '') return
      const n = fresh.length
      meet(type, value, 0, value.length, 0, 0)
      if (fresh.length > n)
        became(type, fresh.pop()?.identifier, copy(readValue(kind, image).value))
    },
    before(f) {
      fresh.length = 0
      for (let i = 0; i < f.n * SPAN; i += SPAN) {
        const list = parts[f.spans[i]]
        for (let k = 0; k < list.length; k++) {
          const { at, length, type, isLabel } = list[k]
          const from = f.spans[i + 1] + at
          const to = length < 0 ? f.spans[i + 2] : from + length
          const name = f.spans[i + 3]
          if (isLabel && name >= 0) {
            const start = (name & 0xffff) + 2
            const end = start + u16(f.scratch, start - 2)
            meet('name', f.scratch, start + (name >>> 16), end, from, to)
          } else meet(type, f.b, from, to, from, to)
        }
      }
    },
    after(f, end) {
      for (const { identifier, type, at, end: to } of fresh) {
        became(type, identifier, to <= end ? f.b.slice(at, to) : new Uint8Array(0))
      }
    },
    pseudonyms,
    list: () => [...bags.values()].flatMap((bag) => [...bag.values.values()]),
    counts() {
      const out: Record<string, { met: number; kept: number }> = {}
      for (const [type, bag] of bags) out[type] = { met: bag.met, kept: bag.values.size }
      return out
    },
  }
}
