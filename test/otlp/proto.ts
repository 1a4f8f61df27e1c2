/** Writes protocol buffers byte by byte, for tests: no table of the program is used. */

/** A varint. */
export function varint(v: number | bigint): number[] {
  const out: number[] = []
  let x = BigInt.asUintN(64, BigInt(v))
  for (; x > 127n; x >>= 7n) out.push(Number(x & 127n) | 128)
  return [...out, Number(x)]
}

/** A field with a length: text, bytes, or what other functions of this file made. */
export function len(n: number, value: string | readonly number[] | Uint8Array): number[] {
  const body = typeof value === 'string' ? [...Buffer.from(value)] : [...value]
  return [...varint(n * 8 + 2), ...varint(body.length), ...body]
}

/** A field with a varint. */
export const vint = (n: number, v: number | bigint): number[] => [...varint(n * 8), ...varint(v)]

/** A field of eight bytes. */
export function fixed64(n: number, v: bigint): number[] {
  const b = Buffer.alloc(8)
  b.writeBigUInt64LE(BigInt.asUintN(64, v))
  return [...varint(n * 8 + 1), ...b]
}

/** A field with a double. */
export function double(n: number, v: number): number[] {
  const b = Buffer.alloc(8)
  b.writeDoubleLE(v)
  return [...varint(n * 8 + 1), ...b]
}

/** A field of four bytes. */
export function fixed32(n: number, v: number): number[] {
  const b = Buffer.alloc(4)
  b.writeUInt32LE(v >>> 0)
  return [...varint(n * 8 + 5), ...b]
}

/** AnyValue of a string, and of a list of AnyValue. */
export const str = (s: string): number[] => len(1, s)
/** An attribute as field `n`; the value is an AnyValue, or a string. */
export function attr(n: number, key: string, value: string | readonly number[]): number[] {
  const any = typeof value === 'string' ? str(value) : value
  return len(n, [...len(1, key), ...len(2, any)])
}

/** Bytes of hexadecimal digits. */
export const hex = (s: string): number[] => [...Buffer.from(s, 'hex')]
