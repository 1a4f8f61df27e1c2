/** Fills every field of a message with values that can be found again, by the definitions. */
import protobuf from 'protobufjs'
import { root } from './reference.js'

/** Makes the values. */
export interface Filler {
  text(path: string): string
  key(path: string): string
  bytes(path: string, size: number): Uint8Array
  /** an integer within a value of any type */
  integer(path: string): number
  /** which member of a oneof of so many there is; without it there are all */
  one?(members: number): number
}

const NUMBERS = new Set(['double', 'uint32', 'int32', 'sint32', 'uint64', 'int64'])

function size(name: string): number {
  return name === 'traceId' ? 16 : /span_?id$/i.test(name) ? 8 : 24
}

/** Values of one field; AnyValue holds AnyValue only twice. */
function valueOf(field: protobuf.Field, path: string, f: Filler, depth: number): unknown {
  const type = field.resolvedType
  if (type instanceof protobuf.Type) return fill(type.name, f, path, depth)
  if (field.type === 'string') return field.name === 'key' ? f.key(path) : f.text(path)
  if (field.type === 'bytes') return f.bytes(path, size(field.name))
  if (field.type === 'bool') return true
  if (field.name.endsWith('UnixNano')) return '1716240000123456789'
  if (field.name === 'intValue') return f.integer(path)
  return NUMBERS.has(field.type) || field.type.includes('fixed') ? 1 : 2
}

function isChosen(field: protobuf.Field, chosen: Map<protobuf.OneOf, string>): boolean {
  if (field.name.endsWith('Strindex')) return false
  return field.partOf === null || chosen.get(field.partOf) === field.name
}

/** A message with all of its fields; of several in a oneof, each in an element of its own. */
export function fill(name: string, f: Filler, path = name, depth = 0): Record<string, unknown> {
  const type = root.lookupType(`otlp.${name}`)
  const o: Record<string, unknown> = {}
  const chosen = new Map<protobuf.OneOf, string>()
  for (const oneof of f.one === undefined ? [] : type.oneofsArray) {
    const names = oneof.fieldsArray
      .map((member) => member.name)
      .filter((n) => !n.endsWith('Strindex') && (depth < 2 || !/^(array|kvlist)/.test(n)))
    chosen.set(oneof, names[f.one?.(names.length) ?? 0])
  }
  for (const field of type.fieldsArray) {
    field.resolve()
    const deeper = depth + (name === 'AnyValue' ? 1 : 0)
    const isNested = field.name === 'arrayValue' || field.name === 'kvlistValue'
    if (isNested && deeper > 2) continue
    if (f.one !== undefined && !isChosen(field, chosen)) continue
    const at = `${path}.${field.name}`
    const value = valueOf(field, at, f, deeper)
    o[field.name] = field.repeated ? [value] : value
  }
  return o
}

/** Writes a filled message, with every member of each oneof on the wire. */
export function encodeAll(name: string, value: Record<string, unknown>): Uint8Array {
  const type = root.lookupType(`otlp.${name}`)
  const parts: Uint8Array[] = []
  for (const field of type.fieldsArray) {
    const v = value[field.name]
    if (v === undefined) continue
    for (const each of field.repeated ? (v as unknown[]) : [v]) {
      if (field.resolvedType instanceof protobuf.Type) {
        const body = encodeAll(field.resolvedType.name, each as Record<string, unknown>)
        const w = protobuf.Writer.create()
          .uint32(field.id * 8 + 2)
          .bytes(body)
        parts.push(w.finish())
      } else {
        const one = type.fromObject({ [field.name]: field.repeated ? [each] : each })
        parts.push(type.encode(one).finish())
      }
    }
  }
  return Buffer.concat(parts)
}
