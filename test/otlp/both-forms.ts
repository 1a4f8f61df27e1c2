/**
 * Random messages in both forms, by the definitions that others read: in protocol buffers, written
 * byte by byte, and in JSON. Fields nobody knows, values of other types, nulls, names of both
 * styles, and identifiers of no length are among them.
 */
import protobuf from 'protobufjs'
import { attributes } from '../../src/otlp/places.js'
import { double, fixed32, fixed64, len, varint, vint } from './proto.js'
import { root } from './reference.js'

/** One message in both forms. */
export interface Both {
  readonly json: Record<string, unknown>
  readonly wire: number[]
}

/** A number below a bound. */
export type Random = (below: number) => number

const TEXTS = [
  '',
  'GET',
  '10.1.2.3',
  'alice@acme.example',
  'order 4711 of Zoë was paid',
  '/orders/4711?user=alice',
  'seconds',
]
const DOUBLES = [0, -1.5, 1e300, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
const LONGS = [0n, 1n, -1n, 65_536n, 2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n)]
const TIME = 1_716_240_000_123_456_789n
/** A message of profiles with what its layout does not have is refused; see `profiles.test.ts`. */
const STRICT =
  /^(Profile\w*|ValueType|Sample|Mapping|Location|Line|Function|KeyValueAndUnit|Stack)$/
const UNKNOWN = 777

/** A value of a field: its JSON, and the field with it on the wire; `bare` without tag. */
interface Value {
  readonly json: unknown
  readonly field: number[]
  readonly bare?: number[]
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)

/** Makes random messages. */
export function createBoth(random: Random): (name: string) => Both {
  const pick = <T>(list: readonly T[]): T => list[random(list.length)]

  function textOf(field: protobuf.Field): string {
    const isKey = field.name === 'key' || field.name.endsWith('Keys')
    if (isKey) return random(4) === 0 ? 'shop.key' : pick(attributes).key
    return random(6) === 0 ? 'x'.repeat(random(300)) : pick(TEXTS)
  }

  function bytesOf({ id, name }: protobuf.Field): Value {
    const isId = name.endsWith('Id')
    const usual = name === 'traceId' || name === 'profileId' ? 16 : 8
    const b = Buffer.alloc(random(6) === 0 ? random(20) : usual, random(256))
    return { json: b.toString(isId ? 'hex' : 'base64'), field: len(id, b) }
  }

  /** Integers of 64 bits are digits, or numbers where these are exact. */
  function long(v: bigint): unknown {
    const exact = BigInt.asIntN(53, v) === v
    return exact && random(2) === 0 ? Number(v) : String(v)
  }

  function longOf({ id, name, type }: protobuf.Field, isStrict: boolean): Value {
    const signed = isStrict ? BigInt(random(1000)) : pick(LONGS)
    const v = name.endsWith('UnixNano') ? TIME + BigInt(random(1e9)) : signed
    const json = long(type === 'int64' || type === 'sfixed64' ? v : BigInt.asUintN(64, v))
    if (!type.includes('fixed')) return { json, field: vint(id, v), bare: varint(v) }
    const field = fixed64(id, v)
    return { json, field, bare: field.slice(-8) }
  }

  function scalarOf(field: protobuf.Field, isStrict: boolean): Value {
    const { id, type, name } = field
    const small = random(name.endsWith('Count') ? 1000 : 6)
    switch (type) {
      case 'string': {
        const text = textOf(field)
        return { json: text, field: len(id, text) }
      }
      case 'bytes':
        return bytesOf(field)
      case 'bool':
        return { json: small > 2, field: vint(id, small > 2 ? 1 : 0) }
      case 'double': {
        const v = pick(DOUBLES)
        const wire = double(id, v)
        return { json: Number.isFinite(v) ? v : String(v), field: wire, bare: wire.slice(-8) }
      }
      case 'fixed32':
        return { json: small, field: fixed32(id, small) }
      case 'sint32': {
        const signed = small - 3
        return { json: signed, field: vint(id, signed < 0 ? -2 * signed - 1 : 2 * signed) }
      }
      case 'int32':
      case 'uint32':
        return { json: small, field: vint(id, small), bare: varint(small) }
      default:
        return longOf(field, isStrict)
    }
  }

  /** A value of another type than the field has. */
  function wrongOf({ id, type, name }: protobuf.Field): Value {
    const isNumber = type === 'double' || type === 'bool' || name === 'code' || name === 'kind'
    const json = isNumber ? pick<unknown>(['none', {}, []]) : pick<unknown>([true, [[1]], 1.5])
    return { json, field: type === 'fixed32' ? vint(id, 1) : fixed32(id, 1) }
  }

  function valueOf(field: protobuf.Field, depth: number, isStrict: boolean): Value {
    if (!isStrict && random(25) === 0) return wrongOf(field)
    if (!(field.resolvedType instanceof protobuf.Type)) return scalarOf(field, isStrict)
    const { json, wire } = message(field.resolvedType, depth)
    return { json, field: len(field.id, wire) }
  }

  function put(to: Both, field: protobuf.Field, depth: number, isStrict: boolean): void {
    const name = random(4) === 0 ? snake(field.name) : field.name
    if (!field.repeated) {
      const value = valueOf(field, depth, isStrict)
      to.json[name] = value.json
      to.wire.push(...value.field)
      return
    }
    const values = Array.from({ length: random(4) }, () => valueOf(field, depth, isStrict))
    to.json[name] = values.map((v) => v.json)
    const bare = values.map((v) => v.bare)
    const isPacked = values.length > 0 && !bare.includes(undefined) && random(2) === 0
    if (isPacked) to.wire.push(...len(field.id, bare.flat() as number[]))
    else for (const value of values) to.wire.push(...value.field)
  }

  function message(type: protobuf.Type, depth: number): Both {
    const to: Both = { json: {}, wire: [] }
    const isStrict = STRICT.test(type.name)
    const deeper = depth + (type.name === 'AnyValue' ? 1 : 0)
    const chosen = new Map(type.oneofsArray.map((o) => [o, pick(o.fieldsArray)]))
    for (const field of type.fieldsArray) {
      field.resolve()
      const isOther = field.partOf !== null && chosen.get(field.partOf) !== field
      const isDeep = deeper > 2 && (field.name === 'arrayValue' || field.name === 'kvlistValue')
      if (isOther || isDeep) continue
      const dice = random(12)
      if (dice > 2 || field.name === 'key') put(to, field, deeper, isStrict)
      else if (dice === 0) to.json[field.name] = null
    }
    if (!isStrict && random(10) === 0) {
      to.json.ofNobody = 'zqx'
      to.wire.push(...len(UNKNOWN, 'zqx'))
    }
    return to
  }

  return (name) => message(root.lookupType(`otlp.${name}`), 0)
}
