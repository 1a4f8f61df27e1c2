/** Running one transform on one field, for tests. */
import type { AddressOptions } from '../../src/keys/address-maps.js'
import type { Keyring } from '../../src/keys/keyring.js'
import { findTransform } from '../../src/transforms/index.js'
import type { Transform } from '../../src/transforms/transform.js'
import type { FieldType, Kind } from '../../src/wire/fields.js'
import { createFrame } from '../../src/wire/frame.js'
import { keyring } from '../keys/keyrings.js'

/** A transform by name, with its arguments and the field it is made for. */
export interface Change {
  readonly transform: string
  readonly args?: Record<string, unknown>
  readonly kind?: Kind
  readonly type: FieldType
  readonly keys?: Keyring
  readonly addresses?: AddressOptions
}

/** The transform of a name that must exist. */
export function named(name: string): Transform {
  const t = findTransform(name)
  if (t === undefined) throw new Error(`no transform ${name}`)
  return t
}

/** Builds a transform and gives a function from bytes to bytes. */
export function change(c: Change): (bytes: Uint8Array) => Uint8Array {
  const target = { kind: c.kind ?? 'link', type: c.type }
  const apply = named(c.transform).build(c.args ?? {}, target, c.keys ?? keyring(1), c.addresses)
  const f = createFrame()
  return (bytes) => {
    f.b = Uint8Array.from(bytes)
    f.end = bytes.length
    apply?.(f, 0, bytes.length, -1)
    return f.b
  }
}

/** The same for text. */
export function changeText(c: Change): (text: string) => string {
  const by = change(c)
  return (text) => Buffer.from(by(Buffer.from(text))).toString()
}

/**
 * Maps a label of a canonical name as it would stand on the wire, in any letters: the first, or
 * that which begins at `begin`, up to a dot or of `size` bytes.
 */
export function changeLabel(
  c: Omit<Change, 'type'>,
): (name: string, begin?: number, size?: number) => string {
  const target = { kind: c.kind ?? 'hostname', type: 'label' as const }
  const { args = {}, keys = keyring(1) } = c
  const apply = named(c.transform).build(args, target, keys, c.addresses)
  const f = createFrame()
  return (name, begin = 0, size) => {
    const label = size ? name.slice(begin, begin + size) : name.slice(begin).split('.')[0]
    const canonical = Buffer.from(name.toLowerCase())
    f.scratch.set([canonical.length >>> 8, canonical.length & 255, ...canonical])
    f.scratchEnd = canonical.length + 2
    f.b = Uint8Array.from(Buffer.from(label))
    f.end = label.length
    apply?.(f, 0, label.length, begin << 16)
    return Buffer.from(f.b).toString()
  }
}
