/** Members of rewritten messages, as OTLP/JSON has them, in the cells of tables. */
import type { Json } from '../otlp/decode.js'

/** A member that is repeated, or none of it. */
export function list(v: unknown): Json[] {
  return Array.isArray(v) ? (v as Json[]) : []
}

/** A member that is a message, or an empty one. */
export function object(v: unknown): Json {
  return typeof v === 'object' && v !== null ? (v as Json) : {}
}

/** A text that is not empty. */
export function text(v: unknown): string | null {
  return typeof v === 'string' && v !== '' ? v : null
}

/** A whole number of 64 bits. */
export function bigint(v: unknown): bigint | null {
  return typeof v === 'string' || typeof v === 'number' ? BigInt(v) : null
}

/** Zero is no time. */
export function time(v: unknown): bigint | null {
  const t = bigint(v)
  return t === 0n ? null : t
}

/** What a value of any type holds, as plain JSON; integers of more than 53 bits are digits. */
export function plain(any: unknown): unknown {
  const { stringValue, boolValue, intValue, doubleValue, arrayValue, kvlistValue, bytesValue } =
    object(any)
  if (intValue !== undefined) {
    return Number.isSafeInteger(Number(intValue)) ? Number(intValue) : intValue
  }
  if (arrayValue !== undefined) return list(object(arrayValue).values).map(plain)
  if (kvlistValue !== undefined) return byKey(object(kvlistValue).values)
  return stringValue ?? boolValue ?? doubleValue ?? bytesValue ?? null
}

/** Attributes by their keys. */
export function byKey(keyed: unknown): Json {
  return Object.fromEntries(list(keyed).map(({ key, value }) => [String(key), plain(value)]))
}
